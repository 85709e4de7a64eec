"""Who says what in a text, and what is cited for it.

Each statement covers stretches of the text; of those around a passage the narrowest counts, so
that what is reported within a report is its own speaker's. One whose speaker is not known covers,
too: nobody is proposed there.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from .checkable import checkable
from .clauses import Span
from .headings import headings
from .languages import Language, language_of
from .memory import Memory
from .names import Known, Mention, mentions
from .phrases import phrases
from .quotations import inner_quotations, quotations
from .row import Row
from .sources import citations
from .statements import Statement, spoken
from .units import Unit, units

_STOPS = " .,;:!?…\n"
# No sentence is longer, in items; what is cannot be read in reasonable time.
_LONGEST = 400
_NEAR, _MARGIN = 8, 20


@dataclass(frozen=True, slots=True)
class Found:
    """Who is proposed, by which words, and where these name it."""

    known: Known
    words: Span
    named: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says of who says what, and of what is cited for it."""

    text: str
    language: Language
    named: Sequence[Mention]
    units: Sequence[Unit]
    said: "Statements"
    cited: "Statements"

    def speaker(self, start: int, end: int) -> Found | None:
        """Who says `text[start:end]`; None where that is not plain."""
        chosen = self._chosen(start, end, self.said.near(start, end))
        return self._found(chosen, {each.who for each in chosen})

    def source(self, start: int, end: int) -> Found | None:
        """What the text cites for `text[start:end]`; None where that is not plain."""
        chosen = self._chosen(start, end, self.cited.near(start, end))
        return self._found(chosen, {each.source for each in chosen})

    def is_checkable(self, start: int, end: int) -> bool:
        """Whether `text[start:end]` carries a claim that can be checked."""
        unit = bisect_right(self.units, start, key=lambda each: each.start) - 1
        before = self.text[self.units[unit].start : start] if unit >= 0 else ""
        return checkable(self.text[start:end], before, self.language)

    def _chosen(self, start: int, end: int, among: Sequence[Statement]) -> list[Statement]:
        """The narrowest statements around a passage; without one, all that stand within it."""
        end = start + len(self.text[start:end].rstrip(_STOPS))
        around = [
            (last - first, each)
            for each in among
            for first, last in each.scopes
            if first <= start and end <= last
        ]
        within = [
            each
            for each in among
            if each.scopes and start <= each.words[0] and each.words[1] <= end
        ]
        least = min((size for size, _each in around), default=0)
        # A whole sentence is said by whom it names, and not by who is quoted in another with it.
        if not around or (within and least > end - start + _MARGIN):
            return within
        return [each for size, each in around if size == least]

    def _found(self, chosen: Sequence[Statement], owners: set[Known | None]) -> Found | None:
        if len(owners) != 1 or not (owner := owners.pop()):
            return None
        words = chosen[0].words
        places = (
            (each.start, each.end)
            for each in self.named
            if words[0] <= each.start < words[1] and owner in (each.speaker, each.source)
        )
        return Found(owner, words, next(places, words))


class Statements:
    """The statements of a text by the units in which they stand, or that they cover."""

    def __init__(self, units: Sequence[Unit], statements: Iterable[Statement]) -> None:
        self._starts = [unit.start for unit in units]
        self._by_unit: defaultdict[int, dict[Statement, None]] = defaultdict(dict)
        for each in statements:
            for start, _end in (each.words, *each.scopes):
                self._by_unit[self._unit(start)][each] = None

    def near(self, start: int, end: int) -> list[Statement]:
        """Those in the units that a passage touches."""
        touched = range(self._unit(start), self._unit(end - 1) + 1)
        return list(dict.fromkeys(each for unit in touched for each in self._by_unit.get(unit, ())))

    def _unit(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1


def read(text: str, speakers: Iterable[Known], sources: Iterable[Known] = ()) -> Reading:
    """Read a text for what these speakers say, and what these sources are cited for."""
    return _read(text, tuple(speakers), tuple(sources))


@lru_cache(maxsize=8)
def _read(text: str, speakers: tuple[Known, ...], sources: tuple[Known, ...]) -> Reading:
    language = language_of(text)
    named = mentions(text, speakers, sources, language)
    parts = units(text, quotations(text), named)
    said = [Statement(None, span, (span,)) for span in inner_quotations(text)]
    cited: list[Statement] = []
    memory = Memory(language)
    for unit in parts:
        if len(unit.items) > _LONGEST:
            continue
        row = Row(unit.items, language)
        own = memory.resolve(row, unit, _statements(row))
        here = [*(each for each in own if each.source), *_citations(text, row, unit, own)]
        said += own
        cited += [*here, *memory.carried(own, here)]
    return Reading(text, language, named, parts, Statements(parts, said), Statements(parts, cited))


def _citations(text: str, row: Row, unit: Unit, own: Sequence[Statement]) -> Iterable[Statement]:
    yield from citations(text, row, unit, own)
    for item in unit.items:
        if item.within:
            inner = Row(item.within.items, row.language)
            yield from citations(text, inner, item.within, own, (unit.start, item.end))


def _statements(row: Row) -> list[Statement]:
    found = [*spoken(row), *phrases(row), *headings(row)]
    for k, item in enumerate(row.items):
        if item.within and item.within.items:
            inner = Row(item.within.items, row.language)
            found += [_reaching_out(row, k, inner, each) for each in _statements(inner)]
    return sorted(found, key=lambda each: each.words)


def _reaching_out(row: Row, at: int, inner: Row, each: Statement) -> Statement:
    """“… (NAME said)” covers what stands before the bracket, if the bracket holds nothing else."""
    if each.words[0] > inner.items[0].start or each.words[1] < inner.items[-1].end:
        return each
    near, joining = range(at - _NEAR, at), row.language.joining
    begin = max(
        (
            k + 1
            for k in range(at)
            if row.kind(k) == "aside"
            or (k in near and row.low(k) in joining and row.kind(k + 1) == "word")
        ),
        default=0,
    )
    if begin >= at:
        return each
    return replace(each, scopes=((row.items[begin].start, row.items[at].end),))
