"""A text as words and marks, each with its place: what is compared and aligned."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import regex

from .typography import fold_article

# Unicode's boundaries of words (UAX #29): of scripts without spaces, each character is one. Words
# in Katakana would be whole, but nothing tells where one ends and the next begins.
_BOUNDARY = regex.compile(r"(?w)\b|(?<=[\p{Katakana}\p{M}ー])(?=[\p{Katakana}ー])")


@dataclass(frozen=True)
class Tokens:
    """The words and marks of a text, in folded typography; token `i` stands at `bounds[i]`."""

    keys: list[str]
    bounds: list[tuple[int, int]]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each key stands."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, key in enumerate(self.keys):
            found[key].append(position)
        return dict(found)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """From which token to which a span goes: those that lie in it by half or more."""
        first, last = bisect_left(self._middles, start), bisect_left(self._middles, end)
        if first < last:
            return first, last
        at = max(0, bisect_right(self._starts, start) - 1)
        return at, at + 1

    def is_within(self, token: int, at: int) -> bool:
        """Whether a position cuts a token."""
        start, end = self.bounds[token]
        return start < at < end

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _end in self.bounds]

    @cached_property
    def _middles(self) -> list[float]:
        return [(start + end) / 2 for start, end in self.bounds]


@lru_cache(maxsize=8)
def tokens(text: str) -> Tokens:
    folded = fold_article(text)
    keys, bounds = [], []
    cuts = [found.start() for found in _BOUNDARY.finditer(folded.text)]
    for start, end in pairwise(cuts):
        key = folded.text[start:end]
        if not key.isspace():
            keys.append(key)
            bounds.append((folded.starts[start], folded.ends[end - 1]))
    return Tokens(keys, bounds)
