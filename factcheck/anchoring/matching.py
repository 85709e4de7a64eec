"""Where the same words stand in a text, and how much of their surroundings agrees."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import takewhile

from factcheck.words.typography import fold, fold_article, is_boundary

from .selectors import MANY


def occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    """Find the quote to the letter; if it stands nowhere, find it in other typography."""
    return [
        (at, at + len(quote))
        for at in _hits(text, quote)
        if is_boundary(text, at) and is_boundary(text, at + len(quote))
    ] or _folded_occurrences(text, quote)


def likely(
    text: str, places: Sequence[tuple[int, int]], prefix: str, suffix: str, near: int
) -> Sequence[tuple[int, int]]:
    """Of very many places those with more of the context to the letter, the nearest of them."""
    if len(places) <= MANY:
        return places

    def rank(place: tuple[int, int]) -> tuple[int, int]:
        whole = text.endswith(prefix, 0, place[0]) + text.startswith(suffix, place[1])
        return -whole, abs(place[0] - near)

    return sorted(nsmallest(MANY, places, key=rank))


def agreement(text: str, span: tuple[int, int], prefix: str, suffix: str) -> tuple[float, float]:
    """Measure how much of prefix and suffix stands around a span, each from 0 to 1.

    Counted from the span outwards; typography, and white space next to the span, aside.
    """
    start, end = span
    article = fold_article(text)
    before = bisect_left(article.starts, start)
    after = bisect_left(article.starts, end)
    left, right = fold(prefix).text.strip(), fold(suffix).text.strip()
    left_here = article.text[max(0, before - len(left) - 1) : before].rstrip()
    right_here = article.text[after : after + len(right) + 1].lstrip()
    return (
        1.0 if text.endswith(prefix, 0, start) else _share(left[::-1], left_here[::-1]),
        1.0 if text.startswith(suffix, end) else _share(right, right_here),
    )


def _folded_occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    article, words = fold_article(text), fold(quote).text.strip()
    return [
        (article.starts[at], article.ends[at + len(words) - 1])
        for at in _hits(article.text, words)
        if article.is_whole(at, at + len(words))
    ]


def _hits(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _share(wanted: str, here: str) -> float:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(wanted, here, strict=False))
    return sum(1 for _ in same) / len(wanted) if wanted else 1.0
