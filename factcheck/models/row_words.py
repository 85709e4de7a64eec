from django.contrib.postgres.indexes import GinIndex
from django.db import models

from factcheck.models.searched import Searched, SearchedQuerySet


class _RowOfAnyKind(models.Model):
    """A row of the desk: the name of its model, and its key."""

    kind = models.CharField(max_length=20, editable=False)
    row = models.BigIntegerField(editable=False)

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.row}"


class RowWords(_RowOfAnyKind, Searched):
    """The words of a row, by which editors find it (`factcheck.finding`)."""

    objects = SearchedQuerySet["RowWords"].as_manager()

    class Meta(_RowOfAnyKind.Meta):
        constraints = [models.UniqueConstraint(fields=["kind", "row"], name="words_of_each_row")]
        indexes = [GinIndex(fields=["search"], name="words_of_rows")]


class UnreadRow(_RowOfAnyKind):
    """A row that was made, changed or deleted since its words were read.

    Triggers of the database add these; nobody changes one, so that nobody waits for another.
    """
