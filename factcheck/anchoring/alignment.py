"""Two stretches of words, one old and one new: which words of the one are which of the other.

First long runs that stand once in both, then shorter ones between them, then the longest common
subsequence of what is left, and at last what was moved. A word is paired with one at most, so that
of two equal passages each has its own.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from factcheck.words.tokens import tokens

Words = Sequence[str]
# Of which words are paired, -1 for those that are not.
Pairs = list[int]


class Run(NamedTuple):
    """So many words that are the same: where they begin in the old ones, and in the new ones."""

    old: int
    new: int
    size: int


LENGTHS = (8, 3, 1)
# So many steps are no matter.
CHEAP = 500_000
# Beyond so many pairs of words, what has nothing of its own in common counts as rewritten.
MOST_PAIRS = 4_000_000
# In stretches that were rewritten, fewer words in a row than these are the same by coincidence;
# so are those that stand elsewhere.
FEWEST, MOVED = 3, 5


class Alignment(NamedTuple):
    """Of each token of the old text its place in the new one, and the other way round."""

    there: Pairs
    back: Pairs


@lru_cache(maxsize=4)
def align(old: str, new: str) -> Alignment:
    """Which tokens of the two texts are the same ones."""
    olds, news = tokens(old).keys, tokens(new).keys
    paired = [-1] * len(olds)
    for a, b, size in _runs(olds, news):
        paired[a : a + size] = range(b, b + size)
    _pair_moved(olds, news, paired)
    back = [-1] * len(news)
    for own, there in enumerate(paired):
        if there >= 0:
            back[there] = own
    return Alignment(paired, back)


def runs(olds: Words, news: Words) -> list[Run]:
    """The runs that two stretches have in common, in the order of both.

    The longest first, and what is beside it (Ratcliff and Obershelp), where that is cheap.
    """
    counts = Counter(news)
    if len(olds) * sum(counts[word] for word in olds) <= CHEAP:
        blocks = SequenceMatcher(None, olds, news, autojunk=False).get_matching_blocks()
        return [Run(*block) for block in blocks if block.size]
    return sorted(_runs(olds, news))


def _runs(olds: Words, news: Words) -> Iterator[Run]:
    waiting = [(0, len(olds), 0, len(news), 0)]
    while waiting:
        a, a_end, b, b_end, level = waiting.pop()
        size = _same_ahead(olds, news, (a, a_end), (b, b_end))
        yield Run(a, b, size)
        a, b = a + size, b + size
        size = _same_behind(olds, news, (a, a_end), (b, b_end))
        a_end, b_end = a_end - size, b_end - size
        yield Run(a_end, b_end, size)
        if a == a_end or b == b_end:
            continue
        if level == len(LENGTHS):
            yield from _common(olds, news, (a, a_end), (b, b_end))
            continue
        found = _unique(olds, news, (a, a_end), (b, b_end), LENGTHS[level])
        for i, j, size in [*found, (a_end, b_end, 0)]:
            yield Run(i, j, size)
            if a < i and b < j:
                waiting.append((a, i, b, j, level if found else level + 1))
            a, b = i + size, j + size


def _same_ahead(olds: Words, news: Words, here: tuple[int, int], there: tuple[int, int]) -> int:
    """How many words are the same from the beginning of two stretches on."""
    (a, a_end), (b, b_end) = here, there
    size, most = 0, min(a_end - a, b_end - b)
    while size < most and olds[a + size] == news[b + size]:
        size += 1
    return size


def _same_behind(olds: Words, news: Words, here: tuple[int, int], there: tuple[int, int]) -> int:
    """How many are the same from their end backwards."""
    (a, a_end), (b, b_end) = here, there
    size, most = 0, min(a_end - a, b_end - b)
    while size < most and olds[a_end - size - 1] == news[b_end - size - 1]:
        size += 1
    return size


def _unique(
    olds: Words, news: Words, here: tuple[int, int], there: tuple[int, int], length: int
) -> list[Run]:
    """Runs with so many words that stand once in each, in the longest order that both have."""
    places = _once(news, there, length)
    pairs = [(i, places[run]) for run, i in _once(olds, here, length).items() if run in places]
    found: list[Run] = []
    a, b = here[0], there[0]
    for i, j in _rising(pairs):
        if i < a or j < b:
            continue
        back = _same_behind(olds, news, (a, i), (b, j))
        size = back + _same_ahead(olds, news, (i, here[1]), (j, there[1]))
        found.append(Run(i - back, j - back, size))
        a, b = i - back + size, j - back + size
    return found


def _once(words: Words, where: tuple[int, int], length: int) -> dict[Hashable, int]:
    """Where runs of this length stand that stand but once, in their order."""
    found: dict[Hashable, int] = {}
    for at in range(where[0], where[1] - length + 1):
        run: Hashable = words[at] if length == 1 else tuple(words[at : at + length])
        found[run] = -1 if run in found else at
    return {run: at for run, at in found.items() if at >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest series that rises in both; the pairs come in the order of their first.

    Source: patience sorting, as in Bram Cohen's patience diff.
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_i, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        ends[place : place + 1] = [at]
    found, at = [], ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _common(
    olds: Words, news: Words, here: tuple[int, int], there: tuple[int, int]
) -> Iterator[Run]:
    """The longest common subsequence of two stretches, without what is coincidence."""
    sizes = here[1] - here[0], there[1] - there[0]
    if sizes[0] * sizes[1] > MOST_PAIRS:
        return
    same = [
        Run(here[0] + each.src_start, there[0] + each.dest_start, each.src_end - each.src_start)
        for each in LCSseq.opcodes(olds[slice(*here)], news[slice(*there)])
        if each.tag == "equal"
    ]
    is_rewritten = 2 * sum(run.size for run in same) < min(sizes)
    yield from (run for run in same if run.size >= FEWEST or not is_rewritten)


def _pair_moved(olds: Words, news: Words, paired: Pairs) -> None:
    """Pair runs that stand once in what is left of each, wherever they are now."""
    mine = {at for at, there in enumerate(paired) if there >= 0}
    taken = {at for at in paired if at >= 0}

    def is_free(i: int, j: int) -> bool:
        is_there = 0 <= i < len(olds) and 0 <= j < len(news)
        return is_there and i not in mine and j not in taken and olds[i] == news[j]

    places = _left(news, taken)
    for run, start in _left(olds, mine).items():
        i, j = start, places.get(run, -1)
        if not is_free(i, j):
            continue
        while is_free(i - 1, j - 1):
            i, j = i - 1, j - 1
        while is_free(i, j):
            paired[i] = j
            mine.add(i)
            taken.add(j)
            i, j = i + 1, j + 1


def _left(words: Words, taken: Container[int]) -> dict[tuple[str, ...], int]:
    """Where runs of `MOVED` words stand that are left, and stand there once."""
    found: dict[tuple[str, ...], int] = {}
    free = 0
    for at in range(len(words)):
        free = 0 if at in taken else free + 1
        if free >= MOVED:
            run = tuple(words[at - MOVED + 1 : at + 1])
            found[run] = -1 if run in found else at - MOVED + 1
    return {run: at for run, at in found.items() if at >= 0}
