"""Where a stretch of old words stands among new ones, once it is known which word is which."""

from collections.abc import Iterator
from dataclasses import dataclass

from .alignment import Alignment, Pairs, Run, Words
from .likeness import CONTEXT_WEIGHT, likeness

# So many words on each side are the surroundings; those that stayed stand so near.
AROUND, NEAR = 10, 40
# What is between the parts that stayed may have grown by so many words.
GROWN = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """The new words `begin:stop`, and how like the old ones they are, from 0 to 1."""

    begin: int
    stop: int
    score: float


def passage(
    olds: Words, news: Words, alignment: Alignment, first: int, last: int
) -> Passage | None:
    """The passage that the old words `first:last` became; None where nothing tells of one.

    What was something else in the old text is none.

    If its first or last words changed, as many new ones belong to it as it lacks, or all up to
    what stood beside it if these are not many more.
    """
    paired = alignment.there
    stayed = list(_stayed(paired, first, last))
    if stayed:
        stayed = [_grown(olds, news, run, first, last) for run in stayed]
        low, high = _together(stayed, last - first + GROWN)
        begin = _begin(paired, stayed[low], first)
        stop = _stop(paired, stayed[high], last, len(news))
    elif first > 0 and last < len(paired) and min(paired[first - 1], paired[last]) >= 0:
        begin, stop = paired[first - 1] + 1, paired[last]
    else:
        return None
    words = olds[first:last]
    # Something that was put before the very words is no part of them.
    for at in range(begin, stop - len(words) + 1):
        if news[at : at + len(words)] == words:
            begin, stop = at, at + len(words)
            break
    others = stood_there(alignment, (first, last), (begin, stop))
    if 2 * others > stop - begin:
        return None
    if not 0 < stop - begin <= 2 * (last - first) + 2 * GROWN:
        return None
    like = likeness(words, news[begin:stop])
    context = _context(olds, paired, (first, last), (begin, stop))
    share = like if context is None else context
    return Passage(begin, stop, (1 - CONTEXT_WEIGHT) * like + CONTEXT_WEIGHT * share)


def stood_there(alignment: Alignment, was: tuple[int, int], now: tuple[int, int]) -> int:
    """How many words of a new passage were others of the old text, not of the old passage."""
    return sum(own >= 0 and not was[0] <= own < was[1] for own in alignment.back[slice(*now)])


def _stayed(paired: Pairs, first: int, last: int) -> Iterator[Run]:
    """The old words that stayed, in runs that stayed together."""
    start = first
    for at in range(first, last):
        if at + 1 == last or paired[at + 1] != paired[at] + 1 or paired[at] < 0:
            if paired[at] >= 0:
                yield Run(start, paired[start], at + 1 - start)
            start = at + 1


def _grown(olds: Words, news: Words, run: Run, first: int, last: int) -> Run:
    """With the same words beside it, even if the alignment took those for others."""
    i, j, end = run.old, run.new, run.old + run.size
    while i > first and j and olds[i - 1] == news[j - 1]:
        i, j = i - 1, j - 1
    while end < last and j + end - i < len(news) and olds[end] == news[j + end - i]:
        end += 1
    return Run(i, j, end - i)


def _together(runs: list[Run], most: int) -> tuple[int, int]:
    """From which run to which they stand together, in order, around the longest."""
    low = high = max(range(len(runs)), key=lambda at: runs[at][2])
    while low and 0 <= runs[low][1] - runs[low - 1][1] - runs[low - 1][2] <= most:
        low -= 1
    while high + 1 < len(runs) and 0 <= runs[high + 1][1] - runs[high][1] - runs[high][2] <= most:
        high += 1
    return low, high


def _begin(paired: Pairs, run: Run, first: int) -> int:
    at, begin, _size = run
    missing = at - first
    if not missing:
        return begin
    beside = (
        next(
            (
                there
                for there in reversed(paired[max(0, first - NEAR) : first])
                if 0 <= there < begin
            ),
            -1,
        )
        + 1
    )
    is_all = first > 0 and paired[first - 1] == beside - 1 and begin - beside <= 2 * missing + 3
    return beside if is_all else max(beside, begin - missing)


def _stop(paired: Pairs, run: Run, last: int, end: int) -> int:
    at, there, size = run
    stop = there + size
    missing = last - at - size
    if not missing:
        return stop
    beside = next((there for there in paired[last : last + NEAR] if there >= stop), end)
    is_all = last < len(paired) and paired[last] == beside and beside - stop <= 2 * missing + 3
    return beside if is_all else min(beside, stop + missing)


def _context(
    olds: Words, paired: Pairs, was: tuple[int, int], now: tuple[int, int]
) -> float | None:
    """The share of the surroundings that stayed; None where there were none."""
    before = range(max(0, was[0] - AROUND), was[0])
    after = range(was[1], min(len(olds), was[1] + AROUND))
    size = sum(len(olds[at]) for at in (*before, *after))
    kept = [at for at in before if now[0] - NEAR <= paired[at] < now[0]]
    kept += [at for at in after if now[1] <= paired[at] < now[1] + NEAR]
    return sum(len(olds[at]) for at in kept) / size if size else None
