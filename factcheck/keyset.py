"""Keyset pagination: pages by the values of the last row seen, never by OFFSET.

The last page is as quick as the first; no row is skipped or shown twice while rows come and go.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan

Row = TypeVar("Row", bound=models.Model)
BATCH = 500


class CursorError(ValueError):
    """A cursor that this order did not make."""


@dataclass(frozen=True, slots=True)
class Order:
    """Fields or annotations to sort by, all in one direction; the last one is unique."""

    fields: tuple[str, ...]
    descending: bool = False


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[Row]):
    """Rows in order, and the cursors of the pages beside them; empty where there is none."""

    rows: list[Row]
    next: str = ""
    previous: str = ""


def paginate(rows: QuerySet[Row], order: Order, size: int, cursor: str = "") -> KeysetPage[Row]:
    """Return the page at the cursor, the first one without; one query.

    Raises CursorError.
    """
    backwards, values = _decode(rows, order, cursor) if cursor else (False, [])
    descending = order.descending != backwards
    if values:
        comparison = LessThan if descending else GreaterThan
        rows = rows.filter(comparison(_Row(*map(F, order.fields)), _Row(*values)))
    prefix = "-" if descending else ""
    found = list(rows.order_by(*(prefix + name for name in order.fields))[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return KeysetPage([])
    return KeysetPage(
        found,
        next=_encode("next", order, found[-1]) if more or backwards else "",
        previous=_encode("previous", order, found[0]) if (more if backwards else cursor) else "",
    )


class _Row(Func):
    """A row of values, which PostgreSQL compares as a whole, with one index."""

    template = "ROW(%(expressions)s)"
    output_field = models.TextField()


def _encode(direction: str, order: Order, row: models.Model) -> str:
    # Text keeps microseconds, and every digit of a rank.
    lines = [direction, *(str(getattr(row, name)) for name in order.fields)]
    return base64.urlsafe_b64encode("\n".join(lines).encode()).decode().rstrip("=")


def _decode(rows: QuerySet[Any], order: Order, cursor: str) -> tuple[bool, list[Value]]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        lines = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
        direction, *texts = lines.split("\n")
        fields = [_field(rows, name) for name in order.fields]
        values = [
            Value(field.clean(text, None), output_field=field)
            for field, text in zip(fields, texts, strict=True)
        ]
    except (ValueError, ValidationError) as error:
        raise CursorError(cursor) from error
    if direction not in {"next", "previous"}:
        raise CursorError(cursor)
    return direction == "previous", values


def _field(rows: QuerySet[Any], name: str) -> Any:
    annotation = rows.query.annotations.get(name)
    return annotation.output_field if annotation else rows.model._meta.get_field(name)


def in_batches(rows: QuerySet[Row]) -> Iterator[Row]:
    """All rows by their keys: a slow reader keeps no cursor open, and no copy is made of it all."""
    rows = rows.order_by("pk")
    batch = list(rows[:BATCH])
    while batch:
        yield from batch
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:BATCH])
