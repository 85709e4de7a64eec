"""Names in addresses: the words of a text, and nothing false.

“Rain fell by 12.5%” is ``rain-fell-by-12-5``. Accents of Latin letters are left out; other
scripts keep their letters, with the signs that are written on them.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

# Where it is left out, one word stays one: U.S., Peru’s. Between digits it parts them.
_SILENT = {"'", "’", "ʼ", "."}


def slug_of(text: str) -> str:
    words = unicodedata.normalize("NFC", "".join(_kept(text)).lower())
    return re.sub(r"-+", "-", words).strip("-_")


def _kept(text: str) -> Iterator[str]:
    apart = "".join(_apart(text))
    is_latin, before = False, ""
    for letter, after in pairwise(f"{apart} "):
        kind = unicodedata.category(letter)[0]
        if kind == "M":
            yield "" if is_latin else letter
        elif kind in "LN" or letter == "_":
            is_latin = "LATIN" in unicodedata.name(letter, "")
            yield letter
        elif letter in _SILENT and not (before.isdigit() and after.isdigit()):
            continue
        else:
            is_latin = False
            yield "-"
        before = letter


def _apart(text: str) -> Iterator[str]:
    """Letters apart from their accents; 10² is not 102, nor 1½ 11-2."""
    for letter in unicodedata.normalize("NFC", text):
        is_joined = unicodedata.category(letter) == "No"
        yield f"{'-' * is_joined}{unicodedata.normalize('NFKD', letter)}"
