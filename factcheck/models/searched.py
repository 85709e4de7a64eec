"""Rows that are searched: a column of their words, which `factcheck.words` makes and matches."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self, TypeVar

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import connection, models, transaction
from django.db.models import F, FloatField, Value
from django.db.models.functions import Cast
from django.utils.translation import get_language

from factcheck import words

Row = TypeVar("Row", bound=models.Model)


class _AsRead(SearchQuery):
    """A search as `words` understands it; PostgreSQL only compares."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, query: words.Query) -> None:
        super().__init__(query.tsquery, search_type="raw")


def languages() -> tuple[str, ...]:
    """The languages of the site, the reader's first: in which words are stemmed."""
    reader = get_language() or settings.LANGUAGE_CODE
    return tuple(dict.fromkeys([reader, *(code for code, _name in settings.LANGUAGES)]))


def understood(search: str, *, is_typing: bool = False) -> words.Query:
    return words.parse(search, languages(), is_typing=is_typing)


def vector(texts: Iterable[words.Weighted]) -> Any:
    """The words of a row, for its column."""
    return Cast(Value(words.vector(texts)), SearchVectorField())


def likely(texts: Callable[[Iterable[str]], Iterable[str]], search: str) -> str:
    """Another search that may have been meant; `texts` finds what has words like given ones.

    PostgreSQL's own limit of likeness passes over “minister” where somebody wrote “minster”.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL pg_trgm.word_similarity_threshold = 0.4")
        return words.near(search, texts)


def named(weight: str, *names: str) -> Iterator[words.Weighted]:
    """Names are of no language: they are stemmed in all of the site's."""
    tags = tuple(code for code, _name in settings.LANGUAGES)
    for name in names:
        yield words.Weighted(name, weight, tags)


class SearchedQuerySet(models.QuerySet[Row]):
    def matching(self, search: str, *, is_typing: bool = False) -> Self:
        """Those that a search finds; annotates `rank`."""
        return self.found_by(understood(search, is_typing=is_typing))

    def found_by(self, query: words.Query) -> Self:
        """Those with the words of a query; annotates `rank`."""
        asked = _AsRead(query)
        # Cursors need every digit: Python's floats hold all those of double precision.
        rank = Cast(SearchRank(F("search"), asked), FloatField())
        return self.filter(search=asked).annotate(rank=rank)

    def called(self, typed: str) -> Self:
        """Those whose names have every word, the last at least begun; all where there is none."""
        return self.matching(typed, is_typing=True) if typed.strip() else self.all()


class Searched(models.Model):
    """A row with a column of its words, filled by whoever writes the row."""

    search = SearchVectorField(null=True, editable=False)

    class Meta:
        abstract = True
