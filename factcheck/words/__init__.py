"""The words of a text, in any language, with their places. No Django here.

What is searched and what is searched for, what is anchored, compared and taken in: all are read
here, so that they agree on what a word is. Places are counted in Unicode code points.
"""

from .asked import Asked, asked
from .common import COMMON, is_common
from .excerpts import Piece, excerpt, marked
from .near import near
from .query import Query, any_phrase, parse
from .reading import Word, read
from .vector import Weighted, quoted, vector

__all__ = [
    "COMMON",
    "Asked",
    "Piece",
    "Query",
    "Weighted",
    "Word",
    "any_phrase",
    "asked",
    "excerpt",
    "is_common",
    "marked",
    "near",
    "parse",
    "quoted",
    "read",
    "vector",
]
