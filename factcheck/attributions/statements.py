"""What a unit says of who says what: each statement with the stretches that it covers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .clauses import Span, around, end_of_clause, is_apart
from .names import Known
from .row import Row
from .subjects import is_head
from .units import Item
from .voices import Voice, voices

_FEW = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """`words` attribute what lies in `scopes` to a speaker: None for one who is not known.

    `verb` is the place of its verb; `bond` tells how its subject is known; `source` is cited.
    """

    who: Known | None
    words: Span
    scopes: tuple[Span, ...]
    verb: int = -1
    bond: str = "name"
    source: Known | None = None


def spoken(row: Row) -> list[Statement]:
    """The statements of a row's own verbs, in order; their subjects may have to be told yet."""
    said = voices(row)
    starts = {
        voice.subject.first
        for voice in said
        if voice.subject.bond not in {"same", "relative", "unsaid"}
        and is_apart(row, voice.subject.first)
    }
    return _with_same([made for voice in said if (made := _statement(voice, starts))], row)


def _statement(voice: Voice, starts: set[int]) -> Statement | None:
    if not _reports(voice):
        return None
    row, lang = voice.row, voice.row.language
    made = _attributed(voice)
    if _is_what(voice) and (pointed := _pointed(voice, made)):
        return pointed
    turned = row.low(0) in lang.so_said and voice.verb <= _FEW and voice.subject.last > 0
    points = turned or row.low(voice.head - 1) in lang.so_said
    if points and row.low(voice.last + 1) != ":":
        return None if voice.low in lang.denying else replace(made, bond="so")
    scopes = _scopes(voice, starts)
    if voice.kind == "ask":
        scopes = _quoted(row.items, scopes) or scopes
    return replace(made, scopes=scopes)


def _reports(voice: Voice) -> bool:
    """Whether it says something, or only does it: to note a number, to recall a friend."""
    row, lang = voice.row, voice.row.language
    follows = voice.reaches_that or row.low(voice.last + 1)[:1].isdigit()
    if voice.is_nested and voice.low not in lang.plain:
        return voice.is_parenthesis or follows or voice.has_quote
    if voice.kind != "note" or follows or voice.has_quote:
        return True
    told = {"name", "pronoun", "office", "same"} | ({"unsaid"} if lang.turns_round else set())
    as_said = row.low(voice.verb - 1) in lang.as_said
    return as_said or (voice.is_parenthesis and voice.subject.bond in told)


def _attributed(voice: Voice) -> Statement:
    """To whom it is attributed; to nobody what is denied, asked, doubted or said to somebody."""
    row, lang, subject = voice.row, voice.row.language, voice.subject
    office = f":{subject.who.low}" if subject.bond == "office" and subject.who else ""
    made = Statement(subject.known, voice.words, (), voice.verb, subject.bond + office)
    if subject.who and (subject.known or voice.low in lang.showing):
        made = replace(made, source=subject.who.source)
    nobody = replace(made, who=None, source=None, bond="other")
    if subject.is_passive and row.low(voice.verb + 1) != "as":
        agent = _agent(voice)
        return replace(nobody, who=agent, bond="name") if agent else nobody
    if subject.is_negated and voice.kind != "put" and voice.low not in lang.denying:
        return nobody
    if _is_doubted(voice):
        return nobody
    if _is_what(voice) and row.kind(voice.last + 1) != "quote" and row.low(0) not in lang.this:
        return nobody
    if voice.kind == "ask" and not voice.has_quote:
        return nobody
    return replace(made, bond="other") if _is_impersonal(voice) else made


def _agent(voice: Voice) -> Known | None:
    """“was told by NAME that …”."""
    row, lang, k = voice.row, voice.row.language, voice.verb + 1
    if row.low(k) not in lang.by:
        return None
    k += 1
    while row.low(k) in lang.articles | lang.offices:
        k += 1
    return row.items[k].speaker if row.is_name(k) and not row.owns(k) else None


def _is_doubted(voice: Voice) -> bool:
    row, lang, head = voice.row, voice.row.language, voice.head
    if voice.is_nested and _is_denied(row, head - 1):
        return True
    asks = row.kind(len(row.items) - 1) == "mark" and row.items[-1].low == "?"
    return asks or bool(lang.unsure & set(row.lows(head - 1, head + 1)))


def _is_denied(row: Row, that: int) -> bool:
    """Whether what this word opens is said not to be so."""
    lang, k = row.language, that - 1
    while row.kind(k) in {"word", "name"} and row.low(k) not in lang.that:
        if row.low(k) in lang.negations | lang.denying:
            return True
        k -= 1
    return False


def _is_impersonal(voice: Voice) -> bool:
    """“Se dice que”, “dicen que”."""
    if voice.subject.bond != "unsaid" or voice.low not in voice.row.language.plain:
        return False
    plural = voice.low.endswith("n") and voice.row.language.turns_round
    return plural or voice.row.low(voice.verb - 1) == "se"


def _is_what(voice: Voice) -> bool:
    """“What NAME says is …” tells of it, and need not say it."""
    row, what = voice.row, voice.row.language.what
    first = voice.head - len(what)
    return tuple(row.lows(first, voice.head)) == what and (
        row.low(first - 1) not in row.language.as_said
    )


def _pointed(voice: Voice, made: Statement) -> Statement | None:
    """“What NAME calls “a leak” is …”; “that is what NAME said”."""
    row = voice.row
    if row.kind(voice.last + 1) == "quote":
        quote = row.items[voice.last + 1]
        return replace(made, scopes=((quote.start, quote.end),))
    points = row.low(0) in row.language.this and row.is_stop(voice.last + 1)
    return replace(made, bond="so") if points else None


def _scopes(voice: Voice, starts: set[int]) -> tuple[Span, ...]:
    row, items, lang = voice.row, voice.row.items, voice.row.language
    if voice.is_parenthesis:
        head = voice.head
        while row.low(head - 1) in lang.as_said:
            head -= 1
        return around(row, head, voice.last)
    first = voice.verb
    while row.low(first - 1) in lang.auxiliaries | lang.negations | lang.finite:
        first -= 1
    scopes = [(items[first].start, end_of_clause(row, voice.last, voice.subject, starts))]
    if voice.quote_before >= 0 and not voice.reaches_that:
        quote = items[voice.quote_before]
        scopes.append((quote.start, quote.end))
    return tuple(scopes)


def _quoted(items: Iterable[Item], scopes: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(
        (item.start, item.end)
        for item in items
        if item.kind == "quote" and any(a <= item.start < b for a, b in scopes)
    )


def _with_same(found: list[Statement], row: Row) -> list[Statement]:
    """Give verbs without a subject of their own that of the verb before."""
    told: list[Statement] = []
    for each in found:
        if each.bond != "same":
            told.append(each)
            continue
        before = next((other for other in reversed(told) if other.bond != "relative"), None)
        if before is not None:
            who, source = each.who or before.who, each.source or before.source
            told.append(replace(each, who=who, source=source, bond=before.bond))
        elif lead := leader(row):
            told.append(replace(each, who=lead.speaker, bond="name"))
        else:
            told.append(replace(each, bond="voice"))
    return told


def leader(row: Row) -> Item | None:
    """The name with which a unit begins, if it is its subject."""
    for k, item in enumerate(row.items):
        if item.kind == "name":
            return item if is_head(row, k) and not row.owns(k) else None
        if item.kind == "quote" or item.low in row.language.finite:
            return None
    return None
