"""Where a text names those who are known: by a name, a surname, or an abbreviation it explains."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factcheck import meaning

from .languages import Language
from .languages.language import words

_PARTICLES = words("de del la las los van von der den ten di da do dos d' al el bin ibn")
_BEGINNINGS = frozenset[str]().union(*(each.common for each in meaning.LANGUAGES.values()))
_THE = re.compile(r"^(?:The|El|La|Los|Las)\s+")
_CAPITALISED = re.compile(r"(\S*?)\b((?:[^\W\d_a-z]\w*)(?:[’'.-]\w+)*)[^\S\n]+$")
_CAPITAL_AFTER = re.compile(r"(?:[^\S\n]+|-)([A-ZÁÉÍÓÚÑÜ][\w’'-]*)")
_BEGINS = re.compile(r"(?:^|[.:!?“\"«‘'¿¡(—–\n])\s*$")
_ACRONYM = re.compile(r"\s*(?:\(|, or |, o )(?:the |la |el |o |or )?([A-ZÁÉÍÓÚÑ]{2,8})\b")

_SHORT = re.compile(
    r"\b(?:[Tt]he|[Ee]l|[Ll]a) ([^\W\d_A-Z][\w-]{3,})\b(?:(?<=\w)( [^\W\d_A-Z][\w-]{3,})\b)?"
)


@dataclass(frozen=True, slots=True)
class Known:
    """A speaker or source by all its names; `key` tells the caller which it is."""

    key: int
    names: tuple[str, ...]
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Who is named by `start:end` of a text: a speaker, a source, or one that is both."""

    start: int
    end: int
    speaker: Known | None = None
    source: Known | None = None


def mentions(
    text: str, speakers: Iterable[Known], sources: Iterable[Known], language: Language
) -> list[Mention]:
    """Every mention, in the text's order; of names within names only the longest.

    A surname that two bear names neither, and no name counts that is part of a longer one.
    """
    speakers = list(speakers)
    spoken = dict(_places(text, _forms(speakers, text), language))
    cited = dict(_places(text, _forms(sources, text), language))
    spoken |= _bodies(text, speakers, spoken)
    found: list[Mention] = []
    for start, end in sorted({*spoken, *cited}, key=lambda at: (at[0], -at[1])):
        if not found or start >= found[-1].end:
            found.append(Mention(start, end, spoken.get((start, end)), cited.get((start, end))))
    return found


def _forms(known: Iterable[Known], text: str) -> dict[str, set[Known]]:
    forms: defaultdict[str, set[Known]] = defaultdict(set)
    for each in known:
        for name in each.names:
            bare = _THE.sub("", name)
            forms[bare].add(each)
            for match in re.finditer(_whole(bare), text):
                if acronym := _ACRONYM.match(text, match.end()):
                    forms[acronym[1]].add(each)
            if each.is_person:
                for surname in _surnames(bare):
                    forms[surname].add(each)
    return dict(forms)


def _surnames(name: str) -> Iterator[str]:
    """What a person is called without the first name: the rest, or its end."""
    parts = name.split()
    for first in range(1, len(parts)):
        rest = parts[first:]
        if rest[0] in {"y", "e"} or (len(rest) == 1 and rest[0] in _PARTICLES):
            continue
        yield " ".join(rest)
    if len(parts) in (3, 4) and not {part.lower() for part in parts} & _PARTICLES:
        yield parts[-2]


def _places(
    text: str, forms: dict[str, set[Known]], language: Language
) -> Iterator[tuple[tuple[int, int], Known]]:
    full = {
        form for form, owners in forms.items() for each in owners if form in map(_bare, each.names)
    }
    for form, owners in forms.items():
        for match in re.finditer(_whole(form), text):
            if _is_part(text, *match.span(), language, is_full=form in full, owners=owners):
                continue
            if len(owners) == 1:
                yield match.span(), next(iter(owners))


def _bodies(
    text: str, speakers: Iterable[Known], named: dict[tuple[int, int], Known]
) -> Iterator[tuple[tuple[int, int], Known]]:
    """“The interior ministry” is the Ministry of the Interior; “the bank”, one that was named."""
    bodies = {
        each: {word.lower() for name in each.names for word in re.findall(r"\w{4,}", name)}
        for each in speakers
        if not each.is_person
    }
    first: dict[Known, int] = {}
    for (_start, end), each in named.items():
        first[each] = min(end, first.get(each, end))
    for match in _SHORT.finditer(text):
        for end in filter(None, (max(0, match.end(2)), match.end(1))):
            called = text[match.start(1) : end].split()
            owners = [each for each, words in bodies.items() if words.issuperset(called)]
            known = len(called) > 1 or any(first.get(o, len(text)) < match.start() for o in owners)
            if len(owners) == 1 and known:
                yield (match.start(1), end), owners[0]
                break


def _bare(name: str) -> str:
    return _THE.sub("", name)


def _whole(name: str) -> str:
    first = rf"[{re.escape(name[0])}{re.escape(name[0].upper())}]"
    return rf"(?<![\w-]){first}{re.escape(name[1:])}(?![\w-])"


def _is_part(
    text: str, start: int, end: int, language: Language, *, is_full: bool, owners: set[Known]
) -> bool:
    """Whether a name goes on to the left or the right; an office before a person's does not."""
    after = _CAPITAL_AFTER.match(text, end)
    if after and after[1].lower() not in language.times:
        return True
    if is_full and any(each.is_person and " " in text[start:end] for each in owners):
        return False
    before = _CAPITALISED.search(text[max(0, start - 40) : start])
    if not before:
        return False
    word, at = before[2].lower().rstrip("."), max(0, start - 40) + before.start(2)
    if word in language.offices or word in language.articles or word in language.times:
        return False
    begins = _BEGINS.search(text[max(0, at - 3) : at])
    return not (begins and _is_common(word, language))


def _is_common(word: str, language: Language) -> bool:
    return (
        word in language.common
        or word in _BEGINNINGS
        or word in language.prepositions
        or word in language.joining
        or word in language.against
        or word in language.unsure
        or word in language.auxiliaries
        or word in language.verbs
        or word in language.as_said
        or word in language.pronouns
        or word in language.finite
        or word in language.negations
        or bool(re.fullmatch(language.adverb, word))
    )
