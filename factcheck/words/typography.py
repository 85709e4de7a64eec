"""Ignore differences of typography, and remember where every folded character came from."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

_JOINER = "\u200d"
_SAME = {
    '"': "“”„‟«»″‶〝〞〟＂「」『』｢｣",
    "'": "‘’‚‛‹›′‵´`＇ʹʼ",
    "-": "‐‑‒–—―−﹘﹣－",
    "~": "〜～∼",
    "...": "…⋯",
    " ": "".join(filter(str.isspace, map(chr, range(0x3001)))),
    # Soft hyphen, zero-width and bidirectional marks: nobody sees them, nobody types them.
    "": "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069",
}
_TABLE = str.maketrans({kind: folded for folded, kinds in _SAME.items() for kind in kinds})
_OTHER = re.escape("".join(kind for kinds in _SAME.values() for kind in kinds if kind != " "))
_MARKS = "".join(char for char in map(chr, range(0x20000)) if category(char)[0] == "M")
# Characters of several code points: what belongs to the one before.
_CLUSTER = f"\\S[{_MARKS}\u1160-\u11ff\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]+"
# What is folded, with the spaces beside it: clusters, the table, white space but a single space.
_SPECIAL = re.compile(rf" *(?:{_CLUSTER}|[{_OTHER}]|[^\S ]|  )(?:{_CLUSTER}|[{_OTHER}]|\s)*")
_SPECIAL_OF_ASCII = re.compile(r" *(?:[`]|[^\S ]|  )[`\s]*")
_EVERYTHING = re.compile(r"[\s\S]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; its character `i` stands for `starts[i]:ends[i]` of the original."""

    text: str
    starts: list[int]
    ends: list[int]

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether neither end cuts an original character, such as … folded to `...`."""
        return all(
            at in (0, len(self.text)) or self.starts[at - 1] != self.starts[at]
            for at in (start, end)
        )


def is_boundary(text: str, at: int) -> bool:
    """Tell whether `at` lies between two characters as a reader sees them.

    Combining marks, the vowels and finals of decomposed Hangul, skin tones and what is joined
    by a zero-width joiner belong to the character before, unless that is white space (after
    UAX #29, in short).
    """
    if not 0 < at < len(text) or text[at].isascii() or text[at - 1].isspace():
        return True
    return not (
        unicodedata.category(text[at])[0] == "M"
        or "\u1160" <= text[at] <= "\u11ff"
        or "\U0001f3fb" <= text[at] <= "\U0001f3ff"
        or _JOINER in text[at - 1 : at + 1]
    )


def fold(text: str) -> Folded:
    """Make alike what differs only in typography; case stays.

    Quotation marks, dashes, ellipses and runs of white space become the plain ones, composed
    and decomposed letters the composed ones (NFC), invisible characters vanish.
    """
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    # What differs in nothing is taken as it is.
    for special in _special(text):
        _take(text, at, special.start(), folded, starts, ends)
        at = special.end()
        for start, end in _characters(text, special.start(), at):
            character = text[start:end]
            if not character.isascii():
                character = unicodedata.normalize("NFC", character)
            character = character.translate(_TABLE)
            if character == " " and folded and folded[-1][-1] == " ":
                ends[-1] = end
                continue
            if character:
                folded.append(character)
            starts += [start] * len(character)
            ends += [end] * len(character)
    _take(text, at, len(text), folded, starts, ends)
    return Folded("".join(folded), starts, ends)


def _special(text: str) -> Iterator[re.Match[str]]:
    """The stretches of a text in which something may be folded."""
    if text.isascii():
        return _SPECIAL_OF_ASCII.finditer(text)
    if _JOINER in text or not unicodedata.is_normalized("NFC", text):
        return _EVERYTHING.finditer(text)
    return _SPECIAL.finditer(text)


def _take(
    text: str, start: int, end: int, folded: list[str], starts: list[int], ends: list[int]
) -> None:
    if start < end:
        folded.append(text[start:end])
        starts += range(start, end)
        ends += range(start + 1, end + 1)


# One article is searched for many claims in a row.
fold_article = lru_cache(maxsize=4)(fold)


def _characters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for at in range(start + 1, end + 1):
        if at == end or is_boundary(text, at):
            yield start, at
            start = at
