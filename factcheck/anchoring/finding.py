"""Find the place of a quote in a text."""

from .closest import Match, closest
from .matching import agreement, likely, occurrences
from .pasted import across_notes, in_other_case, readings, shortened
from .selectors import AmbiguousQuote, QuoteNotFound, Selector, describe


def find(
    text: str, quote: str, *, prefix: str = "", suffix: str = "", start: int | None = None
) -> Selector:
    """Anchor a quote: exact match first, then prefix and suffix, then position.

    Where nothing matches to the letter, typography is overlooked: kinds of quotation marks,
    dashes, ellipses and white space, composed or decomposed accents, invisible characters; then
    what copying added or garbled: marks around the quote, notes, entities, mojibake. Case
    counts. White space around the quote is ignored. The selector holds the text's own words.

    Of several places, those win that have more of the given prefix and suffix around them (both,
    one, none), and of these the one that begins exactly at `start`: the nearest would be a guess.

    Raises QuoteNotFound, with the closest passage if there is one, and AmbiguousQuote, with
    all places that are left.
    """
    words = quote.strip()
    places = _places(text, words)
    if not places:
        near = _near(text, words, prefix, suffix)
        raise QuoteNotFound(words, describe(text, *near) if near else None)
    times = len(places)
    places = list(likely(text, places, prefix, suffix, start or 0))
    if len(places) > 1:
        whole = {place: agreement(text, place, prefix, suffix).count(1.0) for place in places}
        places = [place for place in places if whole[place] == max(whole.values())]
    if len(places) > 1 and start is not None:
        start += len(quote) - len(quote.lstrip())
        places = [place for place in places if place[0] == start] or places
    if len(places) > 1:
        raise AmbiguousQuote([describe(text, *place) for place in places], times)
    return describe(text, *places[0])


def _places(text: str, quote: str) -> list[tuple[int, int]]:
    """Where the words stand; if nowhere, where they stand as they were before they were copied."""
    if places := occurrences(text, quote):
        return places
    for reading in readings(quote):
        if places := occurrences(text, reading):
            return places
    return across_notes(text, [quote, *readings(quote)][-1]) if quote else []


def _near(text: str, quote: str, prefix: str, suffix: str) -> tuple[int, int] | None:
    """What may be meant: the passage that was shortened, or the one that comes closest."""
    quotes = [quote, *readings(quote)]
    for each in quotes:
        if passage := shortened(text, each):
            return passage
    near = in_other_case(text, quotes[-1]) or closest(text, quotes[-1], prefix, suffix)
    return (near.start, near.end) if isinstance(near, Match) else near
