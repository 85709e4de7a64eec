"""Links of rows that belong to a claim or to a finding, and so always lack one of the two."""

from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db import models

_Set = TypeVar("_Set")
_Get = TypeVar("_Get")


class OfOneKind(models.ForeignKey[_Set, _Get]):
    """A foreign key that is null in rows of another kind.

    Whoever reads it asked for rows of its kind, by the manager of these, and so finds it there.
    """

    def __init__(self, to: Any, on_delete: Any, **kwargs: Any) -> None:
        super().__init__(to, on_delete, **kwargs | {"null": True})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


def exactly_one(name: str, *fields: str) -> models.CheckConstraint:
    """Demand that one of the fields, and no other, is there."""
    alone = (models.Q(**{f"{each}__isnull": each != field for each in fields}) for field in fields)
    return models.CheckConstraint(name=name, condition=reduce(or_, alone))
