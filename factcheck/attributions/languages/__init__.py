"""The languages whose reports of speech are read."""

import re

from .english import ENGLISH
from .language import Language
from .spanish import SPANISH

__all__ = ["LANGUAGES", "Language", "language_of"]

LANGUAGES = {"en": ENGLISH, "es": SPANISH}


def language_of(text: str) -> Language:
    """The language with most of its own words in the text; English, if none has."""
    found = re.findall(r"\w+", text[:20_000].lower())
    return max(LANGUAGES.values(), key=lambda each: sum(map(each.is_own, found)))
