"""Loops that are gone through."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def some(found: Iterable[T]) -> list[T]:
    """All of them; and there is one, or the loop over them would hold nothing to anything."""
    listed = list(found)
    assert listed
    return listed
