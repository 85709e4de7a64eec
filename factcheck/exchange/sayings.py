"""What is said of a file, in the language of whoever reads it.

A file is read once, often by a worker, and looked at later by people of several languages.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext

from factcheck.models.translated import languages


class Saying:
    """Words that are put into the active language whenever they are read; `%` fills them in."""

    def __init__(self, words: str | Callable[[], str], values: object = None) -> None:
        self._words, self._values = words, values

    def __mod__(self, values: object) -> "Saying":
        return Saying(self._words, values)

    def __str__(self) -> str:
        said = gettext(self._words) if isinstance(self._words, str) else self._words()
        return said if self._values is None else said % self._values


def of(error: ValidationError) -> Saying:
    """All that is wrong, in one line."""
    return Saying(lambda: " ".join(error.messages))


def joined(*parts: str | Saying) -> Saying:
    return Saying(lambda: "".join(map(str, parts)))


def in_all_languages(said: str | Saying) -> str | dict[str, str]:
    """Words by language, as a row keeps them; one text where all languages have the same."""
    if isinstance(said, str):
        return said
    found = {}
    for code in languages():
        with translation.override(code):
            found[code] = str(said)
    [first, *others] = found.values()
    return first if all(each == first for each in others) else found
