"""Paragraphs of a text, with its claims marked."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .segments import Segment, Span, segments


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`text` is the article's `start:end`, without white space around it."""

    start: int
    end: int
    text: str


def paragraphs(text: str) -> list[Paragraph]:
    """Split a text at its empty lines; a line of white space counts as empty."""
    found: list[Paragraph] = []
    start = at = 0
    for line in [*text.splitlines(keepends=True), ""]:
        if not line.strip():
            if block := text[start:at].strip():
                start = text.index(block, start)
                found.append(Paragraph(start, start + len(block), block))
            start = at + len(line)
        at += len(line)
    return found


def paragraph_at(text: str, start: int, end: int) -> Paragraph:
    """Return the paragraph around a span; the run of whole paragraphs, if it spans several.

    Raises ValueError for a span that is empty or out of range.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}:{end} is no span of a text of {len(text)} characters.")
    touched = [part for part in paragraphs(text) if part.start < end and start < part.end]
    first = min([start, *(part.start for part in touched)])
    last = max([end, *(part.end for part in touched)])
    return Paragraph(first, last, text[first:last])


def marked_paragraphs(text: str, spans: Iterable[Span]) -> list[list[Segment]]:
    """Cut each paragraph into its segments, for rendering.

    A claim that crosses a border is cut there. The white space between two paragraphs goes
    with the earlier one where it lies in a claim, so that a claim's segments, joined over all
    paragraphs, are its quote; elsewhere it is dropped. A text without words has no paragraphs.
    Raises ValueError as `segments` does.
    """
    parts = paragraphs(text)
    starts = [part.start for part in parts]
    marked: list[list[Segment]] = [[] for _ in parts]
    for piece in _cut(segments(text, spans), starts) if parts else ():
        owner = max(bisect_right(starts, piece.start) - 1, 0)
        kept = piece if piece.keys else _within(piece, parts[owner])
        if kept.text:
            marked[owner].append(kept)
    return marked


def _cut(whole: Iterable[Segment], borders: Sequence[int]) -> Iterator[Segment]:
    for segment in whole:
        end = segment.start + len(segment.text)
        inner = [border for border in borders if segment.start < border < end]
        for start, stop in pairwise([segment.start, *inner, end]):
            text = segment.text[start - segment.start : stop - segment.start]
            yield Segment(
                text, start, segment.keys, segment.opens if start == segment.start else ()
            )


def _within(piece: Segment, part: Paragraph) -> Segment:
    start = max(piece.start, part.start)
    return Segment(piece.text[start - piece.start : part.end - piece.start], start)
