"""“NAME: …” in headlines and interviews, “…: NAME” and “… – NAME”, “NAME's answer was: …”."""

from collections.abc import Iterator

from .row import Row
from .statements import Statement

_HEAD, _TAIL = 6, 3


def headings(row: Row) -> Iterator[Statement]:
    """The statements of a unit's colon, or of its last dash."""
    colon = row.find(":", 0, len(row.items))
    if colon < 0:
        yield from _dashed(row)
    elif row.is_name(0) and (colon == 1 or (colon <= _HEAD and row.low(1) in row.language.about)):
        yield from _led(row, colon)
    elif colon == 1 and row.low(0) in row.language.answers:
        yield _headed(row, 0, 0, colon, None)
    elif (answer := _answer(row, colon)) >= 0:
        yield from _answered(row, answer, colon)
    else:
        last = max(k for k in range(len(row.items)) if row.low(k) == ":")
        yield from _closed(row, last)


def _headed(
    row: Row, first: int, last: int, colon: int, named: int | None, bond: str = "headed"
) -> Statement:
    """What stands behind the colon is said by whom the item at `named` names."""
    who = row.items[named] if named is not None else None
    words = (row.items[first].start, row.items[last].end)
    scope = (row.items[colon].end, row.items[-1].end)
    speaker, source = (who.speaker, who.source) if who else (None, None)
    return Statement(speaker, words, (scope,), first, bond, source)


def _led(row: Row, colon: int) -> Iterator[Statement]:
    """Of “Lima: floods”, a place, only a quotation is said."""
    speaker = row.items[0].speaker
    if not speaker or speaker.is_person or row.kind(colon + 1) == "quote":
        yield _headed(row, 0, 0, colon, 0)


def _answer(row: Row, colon: int) -> int:
    if colon + 1 >= len(row.items):
        return -1
    return next((k for k in range(colon) if row.low(k) in row.language.answering), -1)


def _answered(row: Row, k: int, colon: int) -> Iterator[Statement]:
    if row.low(k - 1) == "'s" and row.is_name(k - 2):
        yield _headed(row, k - 2, k, colon, k - 2)
    elif row.low(k - 1) in row.language.owning:
        yield _headed(row, k - 1, k, colon, None, "pronoun")


def _closed(row: Row, mark: int) -> Iterator[Statement]:
    """“…: NAME”: a headline that ends with who says it."""
    tail, last = row.items[mark + 1 :], row.items[-1]
    if not tail or len(tail) > _TAIL or last.kind == "mark":
        return
    if any(item.kind == "quote" for item in tail):
        return
    if last.name or (len(tail) < _TAIL and not last.low.isdigit()):
        scope = (row.items[0].start, row.items[mark].start)
        words = (last.start, last.end)
        yield Statement(last.speaker, words, (scope,), -1, "headed", last.source)


def _dashed(row: Row) -> Iterator[Statement]:
    items = row.items
    if items[-1].kind == "name":
        for k in range(max(1, len(items) - _TAIL - 1), len(items) - 1):
            if items[k].kind == "mark" and items[k].low in "—–-":
                yield from _closed(row, k)
