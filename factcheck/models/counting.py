"""Counts beside rows, taken by the database."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery


class RowCount(Subquery):
    """Number of rows of a subquery.

    Taken for each row that a query returns, so that a list of ten articles counts the claims of
    ten, where joining and grouping would count all.
    """

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.values("pk"))
