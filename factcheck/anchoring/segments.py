"""Cut a text where claims begin and end, so that nested and overlapping ones can be marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """The place `start:end` of the claim `key`."""

    key: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that lies in the same claims throughout, beginning at `start`.

    `keys` are these claims, outermost first (by start, the longer first, then by key); `opens`
    are those among them that begin here, so that each gets one target for deep links.
    """

    text: str
    start: int
    keys: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()


def segments(text: str, spans: Iterable[Span]) -> list[Segment]:
    """Cut the text at every border of a span.

    Joined, the segments are the very text; those that carry a key, joined, are its quote.
    Each key may have one span. Raises ValueError for a span that is empty or out of range.
    """
    waiting = sorted(spans, key=lambda span: (-span.start, span.end, -span.key))
    for span in waiting:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(
                f"Claim {span.key}: {span.start}:{span.end} is no span of a text of "
                f"{len(text)} characters."
            )
    cuts = {0, len(text), *chain.from_iterable((span.start, span.end) for span in waiting)}
    cut: list[Segment] = []
    inside: list[Span] = []
    for start, end in pairwise(sorted(cuts)):
        inside = [span for span in inside if span.end > start]
        opening = []
        while waiting and waiting[-1].start == start:
            opening.append(waiting.pop())
        inside += opening
        cut.append(
            Segment(
                text[start:end],
                start,
                tuple(span.key for span in inside),
                tuple(span.key for span in opening),
            )
        )
    return cut
