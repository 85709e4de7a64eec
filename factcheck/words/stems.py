"""Stems of words, by language: “protests”, “protested” and “protest” have one."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from .folding import fold, unaccented_case

# Snowball's names of languages, by their tags of BCP 47.
_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
# A stem is told from a word: a search for the exact words does not find it.
_MARK = "~"
SHORTEST = 3


def stems(word: str, languages: Iterable[str]) -> list[str]:
    """The stems of a word in languages, by their tags; none for those without a stemmer.

    Many write without accents: that spelling is stemmed besides.
    """
    found: dict[str, None] = {}
    for language in languages:
        primary = language.partition("-")[0].lower()
        if primary in _ALGORITHMS:
            found |= dict.fromkeys(_stems(word, _ALGORITHMS[primary]))
    return list(found)


@lru_cache(maxsize=1 << 16)
def _stems(word: str, algorithm: str) -> list[str]:
    if len(word) < SHORTEST or not fold(word).isalpha():
        return []
    stem = _stemmer(algorithm).stemWord
    spellings = dict.fromkeys([unaccented_case(word), fold(word)])
    return list(dict.fromkeys(_MARK + fold(stem(spelling)) for spelling in spellings))


@cache
def _stemmer(algorithm: str) -> Any:
    return snowballstemmer.stemmer(algorithm)
