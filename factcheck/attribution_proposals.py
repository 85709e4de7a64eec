"""Who says a passage, and what the article cites for it, where the text makes that plain.

A proposal rests on a known name beside a reporting verb, in English or Spanish. Pronouns, groups
and joint subjects are not guessed at: no proposal is better than a wrong one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from factcheck import anchoring, meaning
from factcheck.models import Source, Speaker
from factcheck.models.vocabulary import SpeakerKind

_SAY = r"said|says|dijo|dice|dijeron|dicen"
_TELL = r"told|tells"
_REPORT = (
    r"wrote|writes|reported|reports|stressed|stresses|concluded|concludes|claimed|claims|stated|"
    r"states|documented|documents|found|finds|estimated|estimates|warned|warns|argued|argues|"
    r"added|adds|insisted|insists|noted|notes|announced|announces|declared|declares|"
    r"confirmed|confirms|alleged|alleges|explained|explains|acknowledged|admitted|"
    r"afirmó|afirma|afirmaron|declaró|declara|aseguró|asegura|sostuvo|sostiene|señaló|señala|"
    r"indicó|indica|informó|informa|escribió|escribe|concluyó|concluye|denunció|denuncia|"
    r"reportó|reporta|manifestó|manifiesta|advirtió|advierte|anunció|anuncia|reconoció|"
    r"reconoce|explicó|explica|estimó|estima|confirmó|confirma|subrayó|subraya|añadió|añade|"
    r"agregó|agrega|documentó"
)
_VERB = rf"(?:{_SAY}|{_TELL}|{_REPORT})"
_ACCORDING = r"according to|as reported by|según|de acuerdo con|en palabras de"
_OUTLET = (
    r"(?:tell|telling|told|tells)|in an interview (?:with|published (?:by|in))|"
    r"(?:wrote|writes|writing|published|reported) (?:in|by)|"
    r"(?:dijo|dice|declaró|contó|explicó|aseguró) a|en (?:una )?entrevista (?:con|a)|"
    r"publicad[oa] (?:en|por)"
)
_THE = r"(?:(?:[Tt]he|[Ee]l|[Ll]a|[Ll]os|[Ll]as)\s+)?"
_OPENED = r"[“\"«‘]"

# A name is the subject if only an apposition and adverbs stand between it and the verb.
_BEFORE_VERB = re.compile(
    rf"(?:,[^,;.“”\"]{{1,90}},)?(?:\s+(?:has|have|had|also|ha|han|había|también|\w+ly|\w+mente))"
    rf"{{0,3}}\s+(?:(?P<say>{_SAY}|{_TELL})\b|{_REPORT}\b"
    rf"(?:(?:\s+[^\s“”\"«.;:]+){{0,6}}?[,:]?\s+(?:that\b|que\b|{_OPENED})|[,.]?$|,))"
)
_AFTER_VERB = re.compile(rf"[”\"»’],?\s+{_VERB}\s+{_THE}$")
_AFTER_ACCORDING = re.compile(rf"\b(?:{_ACCORDING})\s+{_THE}$", re.IGNORECASE)
_AFTER_OUTLET_VERB = re.compile(rf"\b(?:{_OUTLET})\s+{_THE}$", re.IGNORECASE)
# A name after one of these words is no subject, or not the only one.
_NO_SUBJECT = re.compile(
    r"\b(?:of|for|to|by|with|from|in|at|on|against|and|or|nor|de|del|para|por|con|en|contra|"
    r"al?|y|e|o|u|ni)\b",
    re.IGNORECASE,
)
_PUNCTUATION = re.compile(r"[,;:.—–“”\"«»()]")
_STOPS = " .,;:!?…"
_CLAUSE_END = re.compile(r"[;:—–]|[”»]")
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Dra|Sr|Sra)\.?\s+$")
_CAPITALISED = re.compile(r"\b([A-ZÁÉÍÓÚÑÜ][\w’'.-]*)\s+$")
# Only where it begins a sentence: “Según Ruiz” is Ruiz, “Nora Ruiz” is somebody else.
_BEGINS = re.compile(r"(?:^|[.:“\"«‘¿¡(—–])\s*$")
_BEGINNINGS = frozenset().union(*(language.common for language in meaning.LANGUAGES.values()))


@dataclass(frozen=True, slots=True)
class Proposals:
    """At most one speaker and one cited source, each with the words that gave it away.

    `source_as_cited` is the name that the text gives the source, without its article.
    """

    speaker: Speaker | None = None
    speaker_words: str = ""
    source: Source | None = None
    source_words: str = ""
    source_as_cited: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    """A known speaker or source where a sentence names it."""

    row: Speaker | Source
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Attribution:
    """The words `start:end` that attribute what lies in `first:last` of the sentence."""

    name: _Name
    start: int
    end: int
    first: int
    last: int


def propose(text: str, start: int, end: int) -> Proposals:
    """Propose speaker and cited source for `text[start:end]` of an article's text.

    Looks only at the sentence in which the passage begins. Of two that are equally likely, neither
    is proposed. Three queries.
    """
    sentence = next((s for s in anchoring.sentences(text) if s.start <= start < s.end), None)
    if sentence is None:
        return Proposals()
    words, first = sentence.text, start - sentence.start
    passage = words[first : end - sentence.start].rstrip(_STOPS)
    at = (first, first + len(passage))
    speakers = list(_speakers(words, Speaker.objects.named_in(text), text))
    sources = list(_sources(words, Source.objects.named_in(words)))
    said = _only(_around(at, _attributions(words, speakers)))
    cited = _only(
        [*_around(at, _attributions(words, sources)), *_around(at, _outlets(words, sources))]
    )
    found = Proposals()
    if said and isinstance(said.name.row, Speaker):
        found = replace(found, speaker=said.name.row, speaker_words=words[said.start : said.end])
    if cited and isinstance(cited.name.row, Source):
        found = replace(
            found,
            source=cited.name.row,
            source_words=words[cited.start : cited.end],
            source_as_cited=words[cited.name.start : cited.name.end],
        )
    return found


def _speakers(sentence: str, known: Iterable[Speaker], text: str) -> Iterator[_Name]:
    """Find speakers by a name or alias; persons also by a surname that nobody else has here."""
    surnames: dict[str, list[Speaker]] = {}
    for speaker in known:
        names = [speaker.name, *(alias.name for alias in speaker.aliases.all())]
        is_person = speaker.kind == SpeakerKind.PERSON
        full = [name for name in names if re.search(_whole(name), text)]
        for name in full:
            yield from _named(speaker, name, sentence, is_person=is_person)
        if is_person and full and " " in full[0]:
            surnames.setdefault(full[0].rsplit(" ", 1)[1], []).append(speaker)
    for surname, owners in surnames.items():
        if len(owners) == 1:
            yield from _named(owners[0], surname, sentence, is_person=False)


def _sources(sentence: str, known: Iterable[Source]) -> Iterator[_Name]:
    for source in known:
        yield from _named(source, source.title or source.publisher, sentence, is_person=False)


def _named(row: Speaker | Source, name: str, sentence: str, *, is_person: bool) -> Iterator[_Name]:
    """Find the name, unless it ends a longer one; a role before a person's name does not count."""
    for match in re.finditer(_whole(name), sentence):
        before = re.sub(rf"(?:^|\b){_THE}$", "", sentence[: match.start()])
        if is_person or not _is_part_of_name(before) or _TITLE.search(before):
            yield _Name(row, *match.span())


def _is_part_of_name(before: str) -> bool:
    """Whether the word before a name belongs to it: it has a capital, and not as a first word."""
    if not (word := _CAPITALISED.search(before)):
        return False
    return not (_BEGINS.search(before[: word.start()]) and word[1].lower() in _BEGINNINGS)


def _whole(name: str) -> str:
    bare = re.sub(r"^(?:The|El|La|Los|Las)\s+", "", name)
    return rf"(?<!\w){re.escape(bare)}(?!\w)"


def _attributions(sentence: str, names: Iterable[_Name]) -> list[_Attribution]:
    """Where a name says something; what it says ends where the next name begins to speak."""
    found = [
        a for name in names for a in (_as_subject(sentence, name), _cited(sentence, name)) if a
    ]
    return [
        _Attribution(a.name, a.start, a.end, a.first, min([a.last, *_later(a, found)]))
        for a in found
    ]


def _later(one: _Attribution, found: Iterable[_Attribution]) -> Iterator[int]:
    return (other.start for other in found if other.start >= one.end)


def _as_subject(sentence: str, name: _Name) -> _Attribution | None:
    """“NAME said that …”, “…”, NAME said”."""
    if not (verb := _BEFORE_VERB.match(sentence, name.end)) or not _is_subject(sentence, name):
        return None
    before = sentence[: name.start]
    quoted_before = re.search(rf"[”\"»’,]\s+{_THE}$", before) and re.match(
        r"\W*$|[,.]", sentence[verb.end() :]
    )
    first = 0 if quoted_before else name.start
    return _Attribution(name, name.start, verb.end(), first, len(sentence))


def _is_subject(sentence: str, name: _Name) -> bool:
    before = sentence[: name.start]
    parts = [0, *(mark.end() for mark in _PUNCTUATION.finditer(before))]
    between, mark = before[parts[-1] :], before[parts[-1] - 1 : parts[-1]]
    if mark in "—–;" and mark:
        between = re.sub(r"^\s*(?:and|y)\b", "", between)
    return not _NO_SUBJECT.search(between)


def _cited(sentence: str, name: _Name) -> _Attribution | None:
    """“According to NAME, …”, “…, according to NAME”, “…”, said NAME”."""
    before = sentence[: name.start]
    if re.match(r"\s+(?:and|y|e|or|o)\b", sentence[name.end :]):
        return None
    if said := _AFTER_VERB.search(before):
        return _Attribution(name, said.start() + 1, name.end, 0, name.end)
    if not (cited := _AFTER_ACCORDING.search(before)):
        return None
    if not re.search(r"\w", before[: cited.start()]):
        return _Attribution(name, cited.start(), name.end, 0, len(sentence))
    ends = [mark.end() for mark in _CLAUSE_END.finditer(before[: cited.start()])]
    return _Attribution(name, cited.start(), name.end, max(ends, default=0), name.end)


def _outlets(sentence: str, names: Iterable[_Name]) -> Iterator[_Attribution]:
    """“… told NAME that …”: what was told to an outlet appeared in it, so the outlet is cited."""
    for name in names:
        if told := _AFTER_OUTLET_VERB.search(sentence[: name.start]):
            yield _Attribution(name, told.start(), name.end, told.start(), len(sentence))


def _around(at: tuple[int, int], attributions: Iterable[_Attribution]) -> list[_Attribution]:
    """Those that attribute the passage, or that stand within it."""
    return [
        a
        for a in attributions
        if (a.first <= at[0] < a.last and at[1] <= a.last) or (at[0] <= a.start and a.end <= at[1])
    ]


def _only(found: list[_Attribution]) -> _Attribution | None:
    rows = {attribution.name.row.pk for attribution in found}
    return found[0] if len(rows) == 1 else None
