"""What a unit cites: the outlet that somebody told, the document that shows something."""

import re
from collections.abc import Iterator, Sequence

from .clauses import Span
from .row import Row
from .statements import Statement
from .subjects import is_head
from .units import Unit

_FAR, _NEAR, _HEAD = 14, 10, 6


def citations(
    text: str, row: Row, unit: Unit, said: Sequence[Statement], outer: Span | None = None
) -> Iterator[Statement]:
    """Statements that cite a source, with what they cite it for.

    `said` are the unit's other statements; `outer` is what an aside is about.
    """
    yield from _dateline(row)
    for k, item in enumerate(row.items):
        source = item.source
        if not source:
            continue
        words = (item.start, item.end)
        if shown := _shown(row, k):
            yield Statement(None, words, shown, source=source)
        elif outer and all(_is_bare(row, m) for m in range(len(row.items)) if m != k):
            yield Statement(None, words, (outer,), source=source)
        elif told := _told(row, k, said):
            words = (row.items[told.verb].start, item.end)
            yield Statement(None, words, told.scopes, source=source)
        elif (start := _outlet(text, row, unit, item.start)) >= 0:
            scopes = _beside(k, said) or _alone(row, k, start)
            yield Statement(None, (start, item.end), scopes, source=source)


def _shown(row: Row, at: int) -> tuple[Span, ...]:
    """“The REPORT found that …”, “figures from SOURCE show that …”."""
    lang, items, k = row.language, row.items, _showing(row, at)
    first = row.clause_start(at)
    if k < 0 or row.low(k + 1) in lang.unsure or not _is_subject(row, first, at):
        return ()
    if k + 1 >= len(items) - 1 and row.low(first - 1) == ",":
        return ((items[0].start, items[first].start),)
    start = k
    while row.low(start - 1) in lang.auxiliaries:
        start -= 1
    ends = (
        item.start for m, item in enumerate(items) if m > k and row.low(m) in lang.against | {";"}
    )
    return ((items[start].start, next(ends, items[-1].end)),)


def _showing(row: Row, at: int) -> int:
    """The verb that tells what the source at this place shows; -1 without one."""
    lang = row.language
    beside = lang.prepositions | lang.articles | lang.offices | {","}
    for k in range(at + 1, min(at + _FAR, len(row.items))):
        low, is_word = row.low(k), row.kind(k) == "word"
        if low in {";", ":", "."} or low in lang.negations:
            return -1
        if row.is_name(k) and not (
            row.low(k - 1) in beside or lang.relative & set(row.lows(at, k))
        ):
            return -1
        if not is_word or low in lang.documents:
            continue
        is_bare = low in lang.participles and row.low(k - 1) not in lang.having
        if low in lang.showing and not is_bare:
            return k
        if low in lang.verbs and not is_bare:
            return -1
    return -1


def _is_subject(row: Row, first: int, at: int) -> bool:
    """Whether the clause is about the source itself, or about a document of it."""
    lang = row.language
    described = row.low(at + 1) == "," and row.low(at + 2) in lang.relative
    documented = lang.documents & set(row.lows(first, at))
    return bool(is_head(row, at) or described or documented)


def _told(row: Row, at: int, said: Sequence[Statement]) -> Statement | None:
    """The statement that somebody makes to, or in, the outlet named at this place."""
    lang, k = row.language, at - 1
    while row.low(k) in lang.articles:
        k -= 1
    if row.low(k) in lang.telling:
        return next((each for each in said if each.verb == k and each.scopes), None)
    if row.low(k) not in lang.prepositions - lang.of - {"from"}:
        return None
    closed = lang.that | lang.finite
    for each in said:
        between = range(each.verb + 1, k)
        near = 0 <= k - each.verb <= _NEAR and row.is_verb(each.verb)
        if (
            each.scopes
            and near
            and not any(row.is_stop(m) or row.low(m) in closed for m in between)
        ):
            return each
    return None


def _outlet(text: str, row: Row, unit: Unit, name: int) -> int:
    """Where in the text the words begin that lead to an outlet; -1 without such words."""
    left = text[unit.start : name]
    the = "|".join(sorted(row.language.articles))
    for outlet in row.language.outlets:
        pattern = rf"\b{outlet}\s+(?:(?:{the})\s+)?(?:[\w-]+\s+)??$"
        if found := re.search(pattern, left, re.IGNORECASE):
            return unit.start + found.start()
    return -1


def _beside(at: int, said: Sequence[Statement]) -> tuple[Span, ...]:
    """The stretches of the verb nearest to an outlet, best of one before it."""
    spoken = [each for each in said if each.verb >= 0 and each.scopes]
    before = [each for each in spoken if each.verb < at]
    after = [each for each in spoken if each.verb > at]
    nearest = before[-1:] or after[:1]
    return nearest[0].scopes if nearest else ()


def _alone(row: Row, at: int, start: int) -> tuple[Span, ...]:
    """All, of a unit that ends with its source; else what comes after."""
    whole = row.kind(at + 1) in {"mark", "end"}
    return ((row.items[0].start if whole else start, row.items[-1].end),)


def _is_bare(row: Row, k: int) -> bool:
    """Whether an item beside a source's name only dates it: “(SOURCE, 2023)”."""
    low = row.low(k)
    return row.kind(k) == "mark" or low.isdigit() or low in row.language.the | {"source", "fuente"}


def _dateline(row: Row) -> Iterator[Statement]:
    """“MARROW (AGENCY) — …”."""
    for k, item in enumerate(row.items[:_HEAD]):
        inner = item.within.items if item.within else []
        dashed = any(row.low(m) in {"—", "–", "-"} for m in (k + 1, k + 2))
        if len(inner) == 1 and (source := inner[0].source) and dashed:
            scope = (row.items[k + 1].end, row.items[-1].end)
            yield Statement(None, (item.start, item.end), (scope,), source=source)
