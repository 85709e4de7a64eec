"""Find the place of a quote in a text."""

from .closest import closest
from .matching import agreement, likely, occurrences
from .selectors import AmbiguousQuote, QuoteNotFound, Selector, describe


def find(
    text: str, quote: str, *, prefix: str = "", suffix: str = "", start: int | None = None
) -> Selector:
    """Anchor a quote: exact match first, then prefix and suffix, then position.

    Where nothing matches to the letter, typography is overlooked: kinds of quotation marks,
    dashes, ellipses and white space, composed or decomposed accents, invisible characters. Case
    counts. White space around the quote is ignored. The selector holds the text's own words.

    Of several places, those win that have more of the given prefix and suffix around them (both,
    one, none), and of these the one that begins exactly at `start`: the nearest would be a guess.

    Raises QuoteNotFound, with the closest passage if there is one, and AmbiguousQuote, with
    all places that are left.
    """
    words = quote.strip()
    places = occurrences(text, words)
    if not places:
        near = closest(text, words, prefix, suffix)
        raise QuoteNotFound(words, describe(text, near.start, near.end) if near else None)
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
