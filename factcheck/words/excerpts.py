"""Where a text has what was searched for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .reading import read

# Characters around the first word that was found.
BEFORE, LONGEST = 60, 220


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether it was searched for."""

    text: str
    is_found: bool = False


def marked(text: str, terms: frozenset[str], languages: Iterable[str] = ()) -> list[Piece]:
    """The text in pieces, those marked that have one of the terms."""
    pieces, at = list[Piece](), 0
    for start, end in _places(text, terms, languages):
        pieces += [Piece(text[at:start]), Piece(text[start:end], is_found=True)]
        at = end
    return [piece for piece in [*pieces, Piece(text[at:])] if piece.text]


def excerpt(text: str, terms: frozenset[str], languages: Iterable[str] = ()) -> list[Piece]:
    """What of a text shows the first places, marked, cut between words; empty without any."""
    languages = tuple(languages)
    places = _places(text, terms, languages)
    if not places:
        return []
    first = 0 if len(text) <= LONGEST else max(0, places[0][0] - BEFORE)
    last = min(len(text), first + LONGEST)
    if first:
        first = text.find(" ", first, places[0][0]) + 1 or first
    if last < len(text):
        last = text.rfind(" ", places[0][1], last) + 1 or last
    cut = marked(text[first:last].rstrip(), terms, languages)
    return [*([Piece("… ")] if first else []), *cut, *([Piece(" …")] if last < len(text) else [])]


def _places(text: str, terms: frozenset[str], languages: Iterable[str]) -> list[tuple[int, int]]:
    """Where the terms stand; places that touch or overlap are one."""
    places = list[tuple[int, int]]()
    for start, end in _found(text, terms, languages):
        if places and start <= places[-1][1]:
            places[-1] = places[-1][0], max(end, places[-1][1])
        else:
            places.append((start, end))
    return places


def _found(text: str, terms: frozenset[str], languages: Iterable[str]) -> Iterator[tuple[int, int]]:
    words = read(text, languages)
    for number, word in enumerate(words):
        if terms.isdisjoint(word.terms):
            continue
        is_pair = word.is_paired and word.terms[0] not in terms
        yield word.start, words[number + 1].end if is_pair else word.end
