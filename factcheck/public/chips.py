"""The filters that are on, each with the address of the list without it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from factcheck.filters import ClaimFilter


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, in words; `without` is the query string that takes it off."""

    label: str
    value: str
    without: str


def chips(filters: ClaimFilter, query: QueryDict) -> list[Chip]:
    return list(_chips(filters, query))


def _chips(filters: ClaimFilter, query: QueryDict) -> Iterator[Chip]:
    for name, field in filters.form.fields.items():
        values = [value for value in query.getlist(name) if value and name != "sort"]
        # Choices cost a query.
        names = dict(getattr(field, "choices", ())) if values else {}
        for value in values:
            yield Chip(str(field.label), str(names.get(value, value)), _without(query, name, value))


def _without(query: QueryDict, name: str, value: str) -> str:
    rest = query.copy()
    rest.setlist(name, [kept for kept in query.getlist(name) if kept != value])
    rest.pop("cursor", None)
    return rest.urlencode()
