"""The passage of a text that comes closest to a quote that is not in it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import nlargest

from .folding import fold, fold_article

# Measured with the claims of the seeds: one that was deleted or rewritten in place scores at most
# 0.53; one of three words or more, with any one word replaced, at least 0.64.
THRESHOLD = 0.55
CONTEXT_WEIGHT = 0.25

_REGIONS = 4
_PUNCTUATION = r"!-/:-@\[-`{-~¡¿·"
# `\w` leaves out combining marks, so a word is whatever is neither white space nor punctuation.
_WORD = re.compile(
    rf"[^\s{_PUNCTUATION}]+(?:[,.'][^\s{_PUNCTUATION}]+)*|[{_PUNCTUATION}]"  # 28,960 regime's ,
)

# As difflib gives it: what turns i1:i2 of the needle into j1:j2 of the region.
_Edit = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """The passage `start:end`, from word to word, and how like the quote it is (0 to 1)."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Index:
    """The words and punctuation marks of a text in order, and where each word stands."""

    words: list[str]
    bounds: list[tuple[int, int]]
    places: dict[str, list[int]]


def closest(
    text: str, quote: str, prefix: str = "", suffix: str = "", near: int = 0
) -> Match | None:
    """Find the passage most like the quote in its surroundings, or None below `THRESHOLD`.

    Three quarters of the score are the share of characters in words that both have (of a changed
    word, runs of three or more characters count), a quarter is the share of the surroundings that
    stayed. Of equally good passages in the same words, the one nearest to `near` wins.

    Only a few regions are compared: those that share most words with the quote and its
    surroundings, rare words counting more than frequent ones. They are aligned word by word, so
    that the passage is found from end to end even if its first or last word changed.
    """
    folded = fold_article(text)
    index = _index(folded.text)
    # The outermost words of the surroundings may be cut.
    before, words, after = _words(prefix)[1:], _words(quote), _words(suffix)[:-1]
    needle, first, last = before + words + after, len(before), len(before) + len(words)

    def match(begin: int, stop: int) -> Match:
        likeness = _likeness(words, index.words[begin:stop])
        context = _kept(before, index.words[max(0, begin - first) : begin])
        context += _kept(after, index.words[stop : stop + len(after)])
        size = sum(map(len, before + after))
        share = context / size if size else likeness
        return Match(
            start=folded.starts[index.bounds[begin][0]],
            end=folded.ends[index.bounds[stop - 1][1] - 1],
            score=(1 - CONTEXT_WEIGHT) * likeness + CONTEXT_WEIGHT * share,
        )

    def rank(place: tuple[int, int]) -> tuple[float, int]:
        found = match(*place)
        return found.score, -abs(found.start - near)

    passages = set()
    for low, high in _regions(needle, index):
        region = index.words[low:high]
        edits = SequenceMatcher(None, needle, region, autojunk=False).get_opcodes()
        begin, stop = _project(edits, first, last)
        if begin < stop:
            passages.add((low + begin, low + stop))
    if not passages:
        return None
    best = max(passages, key=rank)
    found = match(*max(_same(index, *best), key=rank))
    return found if found.score >= THRESHOLD else None


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).text)


@lru_cache(maxsize=4)
def _index(folded: str) -> _Index:
    words: list[str] = []
    bounds: list[tuple[int, int]] = []
    places: defaultdict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(_WORD.finditer(folded)):
        words.append(word[0])
        bounds.append(word.span())
        places[word[0]].append(position)
    return _Index(words, bounds, places)


def _regions(needle: Sequence[str], index: _Index) -> list[tuple[int, int]]:
    """Choose the stretches of words to compare: where the needle's words stand in its order."""
    width = 8 + len(needle) // 2
    votes: defaultdict[int, float] = defaultdict(float)
    for offset, word in enumerate(needle):
        places = index.places.get(word, ())
        for place in places:
            votes[(place - offset) // width] += 1 / len(places)
    return [
        (max(0, (shift - 1) * width), (shift + 2) * width + len(needle))
        for shift in nlargest(_REGIONS, votes, key=lambda shift: votes[shift])
    ]


def _project(edits: Sequence[_Edit], first: int, last: int) -> tuple[int, int]:
    """Find where the needle's words `first:last` stand in the region, even if they changed."""
    begin = stop = 0
    for _, i1, i2, j1, j2 in edits:
        # Unmatched words before the first common one are counted back from it.
        shift = j2 - i2 if i1 == 0 else j1 - i1
        if i1 <= first < i2:
            begin = min(max(first + shift, j1), j2)
        if i1 < last <= i2:
            inner_end = last == i2 and edits[-1][2] != i2
            stop = j2 if inner_end else min(max(last + shift, j1), j2)
    return begin, stop


def _same(index: _Index, begin: int, stop: int) -> list[tuple[int, int]]:
    """All places of a passage's words."""
    words = index.words[begin:stop]
    starts = index.places[words[0]]
    places = [(start, start + len(words)) for start in starts]
    return [place for place in places if index.words[slice(*place)] == words]


def _kept(context: Sequence[str], there: Sequence[str]) -> int:
    """Count the characters of the surroundings that are the same."""
    runs = SequenceMatcher(None, context, there, autojunk=False).get_matching_blocks()
    return sum(sum(map(len, context[run.a : run.a + run.size])) for run in runs)


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    same = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            same += sum(map(len, one[i1:i2]))
        elif tag == "replace":
            changed = SequenceMatcher(None, "".join(one[i1:i2]), "".join(other[j1:j2]), False)
            # Shorter runs are coincidence.
            same += sum(run.size for run in changed.get_matching_blocks() if run.size >= 3)
    return 2 * same / (sum(map(len, one)) + sum(map(len, other)))
