"""Words in a row, with the comma of the active language between them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


def comma() -> str:
    """What stands between two of them."""
    return _(", ")


def listed(words: Iterable[object]) -> str:
    """The words in a row."""
    return comma().join(map(str, words))
