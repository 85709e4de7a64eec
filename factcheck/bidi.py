"""Words from the data in sentences of ours: an Arabic name must not turn the date beside it around.

In HTML, ``<bdi>`` does this; in titles, feeds, pictures and e-mails Unicode's isolates do, and
stand only where there is something to isolate, since not every program leaves them unseen.
"""

import unicodedata

from django.conf import settings
from django.utils.translation import get_language

from factcheck import language_tags

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
ISOLATES = FIRST_STRONG_ISOLATE + POP_ISOLATE
RIGHT_TO_LEFT = {"R", "AL"}


def isolated(text: object) -> str:
    """The text, isolated if letters of it run the other way than the active language."""
    words = str(text)
    other_way = {"L"} if _runs_left() else RIGHT_TO_LEFT
    if not any(unicodedata.bidirectional(letter) in other_way for letter in words):
        return words
    return f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}"


def ours(text: object) -> str:
    """Words of the active language among values that mostly run left to right."""
    words = str(text)
    return f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}" if words and _runs_left() else words


def _runs_left() -> bool:
    return language_tags.direction(get_language() or settings.LANGUAGE_CODE) == "rtl"


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((d for d in directions if d in {"L", *RIGHT_TO_LEFT}), "L") in RIGHT_TO_LEFT
