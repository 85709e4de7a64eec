"""Attributions without a verb of speech: “according to NAME”, “in NAME's view”, “NAME's claim
that …”."""

from collections.abc import Iterator
from dataclasses import replace

from .clauses import Span, around, end_of_clause, turns
from .row import Row
from .statements import Statement
from .subjects import is_head
from .units import Item

_FAR, _NEAR, _FEW = 10, 8, 3


def phrases(row: Row) -> Iterator[Statement]:
    yield from _according(row)
    yield from _views(row)
    yield from _claims(row)
    yield from _gapped(row)
    yield from _heard(row)
    yield from _quoted(row)


def _said(
    row: Row, who: Item | None, first: int, last: int, *scopes: Span, bond: str = "phrase"
) -> Statement:
    """A statement whose words go from one place to another."""
    words = (row.items[first].start, row.items[last].end)
    speaker, source = (who.speaker, who.source) if who else (None, None)
    return Statement(speaker, words, scopes, first, bond, source)


def _from(row: Row, first: int, last: int) -> Span:
    """From a place to the end of the clause that begins behind another."""
    return row.items[first].start, end_of_clause(row, last)


def _according(row: Row) -> Iterator[Statement]:
    lang, k = row.language, 0
    while k < len(row.items):
        length = _phrase_at(row, k)
        begins = k == 0 or row.low(k - 1) == ";"
        is_for = begins and row.low(k) in lang.for_
        first = k + (length or 1)
        helped = row.low(first) in lang.auxiliaries and row.is_verb(first + 1)
        if (length or is_for) and not (row.is_verb(first) or helped):
            name, last = governed(row, first)
            is_time = row.low(first) in lang.times
            if not is_for or (row.low(last + 1) == "," and not is_time):
                found = _said(row, name, k, last, *_placed(row, k, last))
                yield found if found.who else _cited_by(row, found, last + 1)
                k = last
        k += 1


def _phrase_at(row: Row, k: int) -> int:
    """How many items of a phrase like “according to” begin here."""
    if row.low(k - 1) in row.language.estar:
        return 0
    lengths = (
        len(parts)
        for parts in row.language.according
        if row.low(k) == parts[0] and tuple(row.lows(k, k + len(parts))) == parts
    )
    return max(lengths, default=0)


def _cited_by(row: Row, found: Statement, k: int) -> Statement:
    """“According to a source, cited by NAME, …”."""
    lang, at = row.language, k + (row.low(k) == ",")
    if row.low(at) in lang.citing and row.low(at + 1) in lang.by:
        name, _last = governed(row, at + 2)
        return replace(found, who=name.speaker if name else None)
    return found


def governed(row: Row, first: int) -> tuple[Item | None, int]:
    """Whom the preposition before this place governs, and where that phrase ends."""
    lang, end = row.language, first
    while not row.is_stop(end) and row.kind(end) != "aside" and end - first < _FAR:
        if row.is_name(end):
            if row.low(end + 1) in lang.joining and row.low(end + 2) not in lang.owning:
                return None, end
            if not row.owns(end) and not row.has_any(first, end, lang.prepositions, lang.joining):
                return row.items[end], end
        if end > first and row.low(end) in lang.finite | lang.relative:
            return None, end - 1
        end += 1
    tells = row.low(first) in lang.articles or row.low(first - 1) in lang.of
    if tells and row.low(end) == "," and row.is_name(end + 1) and row.is_stop(end + 2):
        return row.items[end + 1], end + 1
    return None, min(max(first, end - 1), len(row.items) - 1)


def _placed(row: Row, k: int, last: int) -> tuple[Span, ...]:
    """What “according to NAME” covers: the clause before it, after it or around it."""
    lang, items = row.language, row.items
    opened = k <= _FEW and row.low(k - 1) in lang.joining | lang.against | lang.that
    quoted = row.kind(k - 1) == "quote" and row.low(last + 1) != "."
    if k == 0 or row.low(k - 1) in {";", ":"} or opened or quoted:
        return (_from(row, k, last + 1),)
    comma = row.low(k - 1) == ","
    if row.low(k - 1 - comma) in lang.relative:
        end = row.find(",", last + 2, len(items))
        return ((items[k - 1].start, items[end].start if end >= 0 else items[-1].end),)
    spans = around(row, k, last)
    start = spans[0][0] if spans else items[k].start
    return ((_joined(row, k, start), items[last].end), *spans[1:])


def _joined(row: Row, k: int, start: int) -> int:
    """Where the clause before a phrase begins, if others stand before it."""
    for m in range(k - 2, -1, -1):
        if row.kind(m) == "aside" or row.low(m) in {";", "—", "–"} or turns(row, m):
            return row.items[m + 1].start
    return start


def _views(row: Row) -> Iterator[Statement]:
    """“In NAME's view …”."""
    lang = row.language
    for k, item in enumerate(row.items):
        viewed = row.is_name(k) and row.low(k + 1) == "'s" and row.low(k + 2) in lang.views
        if viewed and row.low(k - 1) in lang.prepositions | lang.offices:
            yield _said(row, item, k, k + 2, *_placed(row, k - 1, k + 2))


def _claims(row: Row) -> Iterator[Statement]:
    """“NAME's claim that …”, “la acusación de NAME de que …”; a rumour that … is nobody's."""
    lang, items = row.language, row.items
    for k in range(len(items)):
        if row.low(k) not in lang.claims | lang.rumours:
            continue
        if row.low(k + 1) in lang.of and row.is_name(k + 2) and row.low(k + 3) in lang.about:
            scope = (items[k + 3].start, items[min(k + 7, len(items) - 1)].end)
            yield _said(row, items[k + 2], k, k + 2, scope, bond="claim")
        near = range(k + 1, min(k + _NEAR, len(items)))
        that = next((m for m in near if row.low(m) in lang.that), 0)
        if that and not any(
            row.is_stop(m) or row.low(m) in lang.finite for m in range(k + 1, that)
        ):
            yield from _claim(row, k, that)


def _claim(row: Row, k: int, that: int) -> Iterator[Statement]:
    lang, items, scope = row.language, row.items, _from(row, that, that)
    owners = (
        items[m]
        for m in range(k + 1, that)
        if row.is_name(m) and row.low(m - 1) in lang.of | lang.by
    )
    owner = next(owners, None)
    if row.low(k - 1) == "'s" and row.is_name(k - 2):
        yield _said(row, items[k - 2], k - 2, that, scope, bond="claim")
    elif owner:
        yield _said(row, owner, k, that, scope, bond="claim")
    elif (office := row.low(k - 1).removesuffix("'s")) in lang.offices:
        yield _said(row, None, k, that, scope, bond=f"office:{office}")
    elif row.low(k) in lang.rumours or row.low(k - 1) not in lang.owning:
        yield _said(row, None, k, that, scope, bond="other")


def _gapped(row: Row) -> Iterator[Statement]:
    """“X said this, NAME that …”: the verb is not said again."""
    lang, items = row.language, row.items
    for k in range(2, len(items) - 1):
        joined = row.low(k - 1) in lang.joining
        if not row.is_name(k) or not (joined or is_head(row, k)):
            continue
        that = k + 1 + (row.low(k + 1) == ",")
        english = row.low(k - 1) == "," and that == k + 1 and not lang.turns_round
        opens = row.low(that) in lang.that and (joined or row.low(k - 1) == ";" or english)
        if opens and items[k].speaker and any(row.is_verb(m) for m in range(k)):
            scope = (items[that].start, items[-1].end)
            yield _said(row, items[k], k, that, scope, bond="gapped")


def _heard(row: Row) -> Iterator[Statement]:
    """“Somebody heard from NAME that …”."""
    lang = row.language
    for k in range(1, len(row.items) - 2):
        if row.low(k) in lang.hearing and row.low(k + 1) in lang.by | {"from"}:
            name, last = governed(row, k + 2)
            that = last + 1 + (row.low(last + 1) in lang.of)
            if name and row.low(that) in lang.that:
                yield Statement(
                    name.speaker,
                    (row.items[k].start, row.items[last].end),
                    (_from(row, that, that),),
                    k,
                )


def _quoted(row: Row) -> Iterator[Statement]:
    """“NAME was quoted as saying …”."""
    for k in range(1, len(row.items) - 1):
        if row.lows(k, k + 2) != ["as", "saying"]:
            continue
        for at in range(k - 1, max(-1, k - _NEAR), -1):
            if speaker := row.items[at].speaker:
                before = [(q.start, q.end) for q in row.items[:at] if q.kind == "quote"]
                scopes = (_from(row, k + 1, k + 1), *before)
                words = (row.items[at].start, row.items[k + 1].end)
                yield Statement(speaker, words, scopes, at)
                break
