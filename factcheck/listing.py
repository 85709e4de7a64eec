"""Words within a sentence, or in a row with the comma of the active language between them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


def comma() -> str:
    """What stands between two of them."""
    return _(", ")


def within_a_sentence(label: object) -> str:
    """A label without the capital that it begins with; names in it keep theirs."""
    words = str(label)
    return words[:1].lower() + words[1:]


def listed(words: Iterable[object]) -> str:
    """The words in a row."""
    return comma().join(map(str, words))
