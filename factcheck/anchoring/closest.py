"""The passage of a text that comes closest to a quote that is not in it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice

from factcheck.words.tokens import Tokens, tokens

from .alignment import Run, Words, runs
from .likeness import CONTEXT_WEIGHT, kept, likeness

# Measured on 597 quotes of real texts: where spaces part the words, nothing that is gone scores
# more than 0.55, and nothing that is there, in any of seven languages, less than 0.57.
THRESHOLD = 0.56

_REGIONS = 4
# So many places are counted, those of the rarest words first.
_MOST_VOTES = 50_000
# Of places with the very same words, so many are compared, the nearest first.
_MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class Match:
    """The passage `start:end`, from word to word, and how like the quote it is (0 to 1)."""

    start: int
    end: int
    score: float


def closest(
    text: str, quote: str, prefix: str = "", suffix: str = "", near: int = 0
) -> Match | None:
    """Find the passage most like the quote in its surroundings, or None below `THRESHOLD`.

    Of equally good passages in the same words, the one nearest to `near` wins.

    Only a few regions are compared: those that share most words with the quote and its
    surroundings, rare words counting more than frequent ones. They are compared word by word, so
    that the passage is found from end to end even if its first or last word changed.
    """
    there = tokens(text)
    # The outermost words of the surroundings may be cut.
    before, words, after = (list(tokens(each).keys) for each in (prefix, quote, suffix))
    before, after = before[1:], after[:-1]
    needle, first, last = before + words + after, len(before), len(before) + len(words)

    def match(begin: int, stop: int) -> Match:
        like = likeness(words, there.keys[begin:stop])
        context = kept(before, there.keys[max(0, begin - first) : begin])
        context += kept(after, there.keys[stop : stop + len(after)])
        size = sum(map(len, before + after))
        share = context / size if size else like
        return Match(
            start=there.bounds[begin][0],
            end=there.bounds[stop - 1][1],
            score=(1 - CONTEXT_WEIGHT) * like + CONTEXT_WEIGHT * share,
        )

    def rank(place: tuple[int, int]) -> tuple[float, int]:
        found = match(*place)
        return found.score, -abs(found.start - near)

    passages = set()
    for low, high in _regions(needle, there):
        region = there.keys[low:high]
        begin, stop = _project(runs(needle, region), len(needle), len(region), first, last)
        if begin < stop:
            passages.add((low + begin, low + stop))
    if not passages:
        return None
    best = max(passages, key=rank)
    found = match(*max(_same(there, *best, near), key=rank))
    return found if found.score >= THRESHOLD else None


def _regions(needle: Words, there: Tokens) -> list[tuple[int, int]]:
    """Choose the stretches of words to compare: where the needle's words stand in its order."""
    width = 8 + len(needle) // 2
    votes: defaultdict[int, float] = defaultdict(float)
    counted = 0
    known = [offset for offset, word in enumerate(needle) if word in there.places]
    for offset in sorted(known, key=lambda offset: len(there.places[needle[offset]])):
        places = there.places[needle[offset]]
        counted += len(places)
        if counted > _MOST_VOTES and votes:
            break
        for place in places[:_MOST_VOTES]:
            votes[(place - offset) // width] += 1 / len(places)
    return [
        (max(0, (shift - 1) * width), (shift + 2) * width + len(needle))
        for shift in nlargest(_REGIONS, votes, key=lambda shift: votes[shift])
    ]


def _project(same: Sequence[Run], size: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Find where the needle's words `first:last` stand in a region, even if they changed.

    `size` and `end` are how many words the needle and the region have.
    """
    begin = stop = 0
    for i1, i2, j1, j2 in _stretches(same, size, end):
        # Unmatched words before the first common one are counted back from it.
        shift = j2 - i2 if i1 == 0 else j1 - i1
        if i1 <= first < i2:
            begin = min(max(first + shift, j1), j2)
        if i1 < last <= i2:
            inner_end = last == i2 and i2 != size
            stop = j2 if inner_end else min(max(last + shift, j1), j2)
    return begin, stop


def _stretches(same: Sequence[Run], size: int, end: int) -> list[tuple[int, int, int, int]]:
    """The runs and what is between them, as `i1:i2` of the needle and `j1:j2` of the region."""
    stretches, i, j = [], 0, 0
    for a, b, length in [*same, (size, end, 0)]:
        if i < a or j < b:
            stretches.append((i, a, j, b))
        if length:
            stretches.append((a, a + length, b, b + length))
        i, j = a + length, b + length
    return stretches


def _same(there: Tokens, begin: int, stop: int, near: int) -> list[tuple[int, int]]:
    """The places of a passage's words; its own is among them."""
    words = there.keys[begin:stop]
    starts = there.places[words[0]]
    nearest = sorted(starts, key=lambda at: abs(there.bounds[at][0] - near))
    same = (at for at in nearest if there.keys[at : at + len(words)] == words)
    return [(begin, stop), *((at, at + len(words)) for at in islice(same, _MOST_PLACES))]
