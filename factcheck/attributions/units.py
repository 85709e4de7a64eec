"""A text as units: what stands between two stops outside of quotations, as items in a row.

A quotation is one item of its unit, however many sentences it holds, and so is a known name.
What a pair of brackets or dashes sets aside is a unit of its own, within the one around it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from factcheck.anchoring import sentences
from factcheck.words.tokens import tokens

from .names import Known, Mention
from .quotations import is_within

Kind = Literal["word", "mark", "name", "quote", "aside"]
_DASHES, _NEAR = "—–", 20


@dataclass(frozen=True, slots=True)
class Item:
    kind: Kind
    low: str
    start: int
    end: int
    name: Mention | None = None
    within: "Unit | None" = None
    is_capital: bool = False

    @property
    def speaker(self) -> Known | None:
        return self.name.speaker if self.name else None

    @property
    def source(self) -> Known | None:
        return self.name.source if self.name else None


@dataclass(frozen=True, slots=True)
class Unit:
    """`opens` says whether it begins a paragraph; `outer` is where the unit around it stands."""

    start: int
    end: int
    items: list[Item] = field(repr=False)
    opens: bool = False


def units(text: str, quotes: Sequence[tuple[int, int]], named: Sequence[Mention]) -> list[Unit]:
    """The units of a text, in order."""
    whole = _items(text, quotes, named)
    starts = [item.start for item in whole]
    found = []
    for start, end, opens in _stretches(text, quotes):
        row = whole[bisect_left(starts, start) : bisect_left(starts, end)]
        if row:
            found.append(Unit(start, end, list(_set_aside(row)), opens))
    return found


def _stretches(text: str, quotes: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Sentences and lines; those that a quotation holds together are one."""
    ends: list[tuple[int, bool]] = []
    for each in sentences(text):
        lines = [i for i in range(each.start, each.end) if text[i] == "\n"]
        ends += [(at, True) for at in lines if _breaks(text, at)]
        ends.append((each.end, text[each.end : each.end + 1] == "\n" or each.end == len(text)))
    start, opens = 0, True
    held = iter([*quotes, (len(text) + 1, len(text) + 1)])
    quote = next(held)
    for end, closes in ends:
        while quote[1] <= end:
            quote = next(held)
        if quote[0] < end < quote[1]:
            continue
        yield start, end, opens
        start, opens = end, closes


def _breaks(text: str, at: int) -> bool:
    """Whether a line ends where its sentence does."""
    follows, precedes = text[at + 1 : at + _NEAR].lstrip(), text[max(0, at - _NEAR) : at].rstrip()
    return not follows[:1].islower() and precedes[-1:] != ","


def _items(text: str, quotes: Sequence[tuple[int, int]], named: Sequence[Mention]) -> list[Item]:
    atoms = [Item("quote", "", start, end) for start, end in quotes]
    atoms += [
        Item("name", text[each.start : each.end].lower(), each.start, each.end, each)
        for each in named
        if not is_within(each.start, quotes)
    ]
    found: list[Item] = []
    rest = iter([*sorted(atoms, key=lambda item: item.start), None])
    atom = next(rest)
    for start, end in tokens(text).bounds:
        at = start
        while atom and at >= atom.end:
            atom = next(rest)
        if atom and atom.start <= at:
            if not found or found[-1] is not atom:
                found.append(atom)
            if end <= atom.end:
                continue
            at = atom.end  # A word with more than the name in it, as “Quill's”.
        word = text[at:end]
        if word[:1].isalnum() or word[:1] in "’'%":
            found.append(
                Item("word", word.lower().replace("’", "'"), at, end, is_capital=word[:1].isupper())
            )
        elif not _joins(text, at, end):
            found.append(Item("mark", word, at, end))
    return found


def _joins(text: str, start: int, end: int) -> bool:
    """Whether a mark stands within a word or a number: fact-check, 2:10."""
    return (
        text[start:end] not in "()—–"
        and text[end : end + 1].isalnum()
        and text[start - 1 : start].isalnum()
    )


def _set_aside(row: list[Item]) -> Iterator[Item]:
    at = 0
    while at < len(row):
        if end := _closing(row, at):
            inner = row[at + 1 : end]
            unit = Unit(row[at].end, row[end].start, list(_set_aside(inner)))
            yield Item("aside", "", row[at].start, row[end].end, within=unit)
            at = end + 1
        else:
            yield row[at]
            at += 1


def _closing(row: list[Item], at: int) -> int:
    """Where the bracket or dash that opens here is closed; 0, if it is not."""
    sign = row[at].low
    if row[at].kind != "mark" or at == 0:
        return 0
    if sign == "(":
        return next((i for i in range(at + 1, len(row)) if row[i].low == ")"), 0)
    if sign in _DASHES:
        return next(
            (i for i in range(at + 2, len(row)) if row[i].kind == "mark" and row[i].low in _DASHES),
            0,
        )
    return 0
