"""Letters as they are searched: without case, accents, vowel marks and variants of the same one."""

import unicodedata
from functools import lru_cache

import regex

# Marks are part of the letter in scripts such as Devanagari; there they stay.
_MARKS = regex.compile(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Arabic}])\p{Mn}+")
_UNSEEN = regex.compile(r"[\p{Cf}\ufe00-\ufe0f\u0640]+")
# Letters that compatibility (NFKC) does not fold, though people take them for the same.
_SAME = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیئې", "ي"),
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ھ": "ه",
        "ہ": "ه",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ı": "i",
        "þ": "th",
        "ħ": "h",
        "٫": ".",
        "٬": ",",
    }
)
_DIGITS = str.maketrans(
    {
        chr(code): str(unicodedata.decimal(chr(code)))
        for code in range(0x80, 0x1FC00)
        if unicodedata.category(chr(code)) == "Nd"
    }
)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The word as it is compared: “Otárola” is “OTAROLA”, “كِتَاب” is “كتاب”, “１２” is “12”."""
    if word.isascii():
        return word.lower()
    return _without_marks(_UNSEEN.sub("", unaccented_case(word)).translate(_SAME))


def unaccented_case(word: str) -> str:
    """The word in lower case and compatible characters, its accents kept: what stemmers expect."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    return folded.translate(_DIGITS)


def _without_marks(word: str) -> str:
    # Cyrillic й and ё lose theirs too: both are written without.
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", _MARKS.sub("", apart)).translate(_SAME)
