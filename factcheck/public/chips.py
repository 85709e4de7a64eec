"""The filters that are on, each with the address of the list without that filter."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode

from factcheck.filters import ClaimFilter


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, in words; `without` is the query string that takes it off."""

    label: str
    value: str
    without: str


def chips(filters: ClaimFilter, query: QueryDict) -> list[Chip]:
    return list(_chips(filters, query.get("sort", "")))


def _chips(filters: ClaimFilter, sort: str) -> Iterator[Chip]:
    for name, values in filters.chosen.items():
        field = filters.form.fields[name]
        names = dict(getattr(field, "choices", ()))
        for value in values:
            rest = filters.chosen | {name: [other for other in values if other != value]}
            without = urlencode(rest | ({"sort": sort} if sort else {}), doseq=True)
            yield Chip(str(field.label), str(names.get(value, value)), without)
