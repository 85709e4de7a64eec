"""A text's words in the form that PostgreSQL stores and ranks (tsvector)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .reading import read

# PostgreSQL counts no further, and keeps no more places of one word.
LAST, PLACES = 16_383, 255
# No phrase reaches from one text into the next.
BETWEEN = 8


@dataclass(frozen=True, slots=True)
class Weighted:
    """A text, the tags of the languages it may be in, and how much it weighs: A to D."""

    text: str
    weight: str
    languages: tuple[str, ...] = ()


def vector(texts: Iterable[Weighted]) -> str:
    """The literal of a tsvector: each term with its places and weights."""
    places: defaultdict[str, dict[int, str]] = defaultdict(dict)
    before = 0
    for weighted in texts:
        last = before
        for word in read(weighted.text, weighted.languages):
            last = min(LAST, before + word.position + 1)
            for term in word.terms:
                if len(places[term]) < PLACES:
                    places[term].setdefault(last, weighted.weight)
        before = min(LAST, last + BETWEEN)
    return " ".join(
        f"{quoted(term)}:" + ",".join(f"{place}{weight}" for place, weight in found.items())
        for term, found in places.items()
    )


def quoted(term: str) -> str:
    """A term as PostgreSQL reads it."""
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
