"""From a text to its words: what each is found by, and where it stands.

Boundaries are those of Unicode (UAX #29). What is joined, such as COVID-19, MiG-29, Wi-Fi, U.S. or
example.com, is found whole and by its parts; a number with and without its thousands grouped.
Chinese, Japanese, Korean, Thai and their like are found by characters and pairs of them, since
nothing there tells where a word ends.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from .folding import fold
from .stems import stems
from .tokens import tokens

# Nobody searches for more of one word; PostgreSQL keeps up to 2,046 bytes.
LONGEST = 100
_UNSPACED = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
    r"\u30fc\uff70\uff9e\uff9f"
)
_IS_UNSPACED = regex.compile(rf"[{_UNSPACED}][{_UNSPACED}\p{{M}}]*")
_CHARACTER = regex.compile(r"\X")
_JOINERS = {"-", "'", ".", "&", "_"}
# Letters and digits part where they meet, and at whatever else stands within a word.
_PART = regex.compile(r"\p{Nd}+|[\p{L}\p{M}\p{Nl}\p{No}\p{Cf}]+|[^\W_]")
_NUMBER = regex.compile(r"\d+(?:[.,]\d+)+")
_GROUPED = regex.compile(r"([1-9]\d{0,2})((?:([.,])\d{3})(?:\3\d{3})*)(?:[.,](\d+))?")


class Word(NamedTuple):
    """What stands at `start:end` of a text, and the terms that find it.

    `position` counts the words of a text; what is joined stands at that of its first part. The
    first term is the word itself, folded; its stems follow.
    """

    start: int
    end: int
    position: int
    terms: tuple[str, ...]
    # What is joined, as a whole; its parts are words beside it.
    is_whole: bool = False
    # The second term is a pair: this character and the next.
    is_paired: bool = False


class _Part(NamedTuple):
    """A part of a token, with its place in it."""

    start: int
    end: int
    terms: tuple[str, ...]
    is_unspaced: bool


class _Placed(NamedTuple):
    """A part with its place in the text."""

    start: int
    end: int
    part: _Part


def read(text: str, languages: Iterable[str] = ()) -> list[Word]:
    """The words of a text in its order, stemmed in the languages of the given tags.

    In a chain of characters of a script without spaces, each has a term of its own and one with
    the next.
    """
    found, position = list[Word](), 0
    for chain in _chains(text, tuple(languages)):
        if len(chain) == 1:
            ((start, end, part),) = chain
            found.append(Word(start, end, position, part.terms))
        else:
            found += _joined(chain, position)
        position += len(chain)
    return found


def _joined(chain: list[_Placed], position: int) -> Iterator[Word]:
    """What is joined, whole and by its parts."""
    if chain[0].part.is_unspaced:
        for number, (start, end, part) in enumerate(chain[:-1]):
            term = part.terms[0]
            terms = (term, term + chain[number + 1].part.terms[0])
            yield Word(start, end, position + number, terms, is_paired=True)
        last = chain[-1]
        yield Word(last.start, last.end, position + len(chain) - 1, last.part.terms)
        return
    whole = "".join(placed.part.terms[0] for placed in chain)
    if len(whole) <= LONGEST:
        yield Word(chain[0].start, chain[-1].end, position, (whole,), is_whole=True)
    for number, (start, end, part) in enumerate(chain):
        yield Word(start, end, position + number, part.terms)


def _chains(text: str, languages: tuple[str, ...]) -> Iterator[list[_Placed]]:
    """The parts of a text, those that are joined together."""
    read_as = tokens(text)
    chain: list[_Placed] = []
    joiner = ""
    for key, (start, end) in zip(read_as.keys, read_as.bounds, strict=True):
        if not (parts := _parts(key, languages)):
            # A joiner holds only what stands on both its sides.
            touches = bool(chain) and chain[-1].end == start
            joiner = key if touches and key in _JOINERS else " "
            continue
        if chain and not _is_joined(chain, joiner, text[chain[-1].end : start], parts[0], key):
            yield chain
            chain = []
        # Where folding changed its length, the parts share the place of the token.
        is_exact = len(key) == end - start
        for part in parts:
            place = (start + part.start, start + part.end) if is_exact else (start, end)
            chain.append(_Placed(*place, part))
        joiner = ""
    if chain:
        yield chain


def _is_joined(chain: list[_Placed], joiner: str, between: str, part: _Part, key: str) -> bool:
    """Whether a token is joined to what stands before it."""
    if chain[-1].part.is_unspaced != part.is_unspaced:
        return False
    if not between:
        return True
    if joiner in _JOINERS:
        return not part.is_unspaced and not between[-1].isspace()
    # A number goes on after a space: 28 960.
    numbers = [placed.part.terms[0] for placed in chain]
    is_grouped = between.isspace() and len(between) == 1 and len(numbers[0]) <= len("000")
    return is_grouped and all(map(str.isdecimal, numbers)) and _is_thousands(key)


def _is_thousands(key: str) -> bool:
    return len(key) == len("000") and key.isdecimal()


@lru_cache(maxsize=1 << 16)
def _parts(key: str, languages: tuple[str, ...]) -> list[_Part]:
    """A token's parts; marks without a letter or a digit are none."""
    return [part for part in _cut(key, languages) if any(map(str.isalnum, part.terms[0]))]


def _cut(key: str, languages: tuple[str, ...]) -> list[_Part]:
    if key.isalpha() and key.isascii():
        return [_part(key, 0, len(key), languages)]
    if _NUMBER.fullmatch(number := fold(key)):
        if grouped := _GROUPED.fullmatch(number):
            return [_Part(0, len(key), (_ungrouped(grouped),), is_unspaced=False)]
        if number.count(".") + number.count(",") == 1:
            return [_Part(0, len(key), (number.replace(",", "."),), is_unspaced=False)]
    if _IS_UNSPACED.fullmatch(key):
        return [
            _Part(*character.span(), (fold(character[0]),), is_unspaced=True)
            for character in _CHARACTER.finditer(key)
        ]
    return [_part(found[0], *found.span(), languages) for found in _PART.finditer(key)]


def _part(word: str, start: int, end: int, languages: tuple[str, ...]) -> _Part:
    word = word[:LONGEST]
    return _Part(start, end, (fold(word), *stems(word, languages)), is_unspaced=False)


def _ungrouped(grouped: regex.Match[str]) -> str:
    whole = grouped[1] + grouped[2].replace(grouped[3], "")
    return f"{whole}.{grouped[4]}" if grouped[4] else whole
