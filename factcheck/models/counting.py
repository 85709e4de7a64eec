"""Counts that the database takes along with the rows."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

# Beyond this number, a list only says that there are more.
COUNTED_UP_TO = 1_000


def up_to_cap(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows that are counted, `COUNTED_UP_TO` and one more, in whatever order is cheapest."""
    return rows.order_by()[: COUNTED_UP_TO + 1]


class RowCount(Subquery):
    """Number of rows of a subquery.

    It is taken for each row that a query returns: a list of ten articles counts the claims of ten,
    where joining and grouping would count those of all.
    """

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.values("pk"))
