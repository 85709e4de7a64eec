"""The selector of a quote, and the errors of looking for one."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.words.typography import is_boundary

CONTEXT = 32
# Of more places than this, only the likeliest are compared.
MANY = 100


@dataclass(frozen=True, slots=True)
class Selector:
    """The words `exact`, the `CONTEXT` characters around them, and where they stood.

    Source: https://www.w3.org/TR/annotation-model/#selectors (TextQuoteSelector and
    TextPositionSelector in one).
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class AnchorError(ValueError):
    """A quote that cannot be anchored; the message tells an editor what to do."""


class QuoteNotFound(AnchorError):
    """The quote is not in the text; `nearest` is the passage that comes close, if any."""

    def __init__(self, quote: str, nearest: Selector | None = None) -> None:
        self.quote, self.nearest = quote, nearest
        if not quote:
            message = "The quote is empty. Give the words exactly as they stand in the text."
        elif nearest:
            message = f"The text does not contain “{quote}”. Did you mean “{nearest.exact}”?"
        else:
            message = (
                f"The text does not contain “{quote}”, nor anything close to it. "
                "Copy the words from the text."
            )
        super().__init__(message)


class AmbiguousQuote(AnchorError):
    """The quote stands several times, and nothing tells which one is meant.

    Where it stands very often, `candidates` are only some of the places.
    """

    def __init__(self, candidates: Sequence[Selector], times: int = 0) -> None:
        self.candidates = tuple(candidates)
        many = times if times > MANY else len(self.candidates)
        super().__init__(
            f"“{self.candidates[0].exact}” stands {many} times in the text. "
            "Choose one of the places, or quote more words."
        )


def describe(text: str, start: int, end: int) -> Selector:
    """Make the selector of `text[start:end]`.

    Raises ValueError for a span that is blank, out of range, or cuts a character from its
    combining marks.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}:{end} is no span of a text of {len(text)} characters.")
    if not text[start:end].strip():
        raise ValueError(f"{start}:{end} is blank. Select the words of the claim.")
    if not (is_boundary(text, start) and is_boundary(text, end)):
        raise ValueError(f"{start}:{end} cuts a character from its combining marks.")
    return Selector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )
