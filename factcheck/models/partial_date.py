"""Dates of the world, as exact as they are known: a day, a month or a year.

ISO 8601 reduced precision: ``2023-02-18``, ``2023-02`` or ``2023``.
"""

import calendar
import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _

PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def bounds(value: str) -> tuple[date, date]:
    """First and last day that a partial date can mean.

    Raises ValueError for anything but ISO 8601 years, months and days that exist.
    """
    if not (match := PATTERN.fullmatch(value)):
        raise ValueError(value)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    return first, last


def validate(value: str) -> None:
    try:
        bounds(value)
    except ValueError:
        raise ValidationError(
            _("“%(value)s” is not a date. Write 2023-02-18, 2023-02 or 2023."),
            params={"value": value},
            code="partial_date",
        ) from None


def display(value: str) -> str:
    """The date as a reader of the active language writes it: “18 February 2023”."""
    if not value:
        return ""
    first, _last = bounds(value)
    style = {4: "Y", 7: "YEAR_MONTH_FORMAT", 10: "DATE_FORMAT"}[len(value)]
    return formats.date_format(first, style)


class PartialDateField(models.CharField[str, str]):
    """ISO 8601 text of a day, a month or a year; empty where nothing is known."""

    default_validators = [validate]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs


def partial_date_constraint(field: str, model: str) -> models.CheckConstraint:
    """Keep out of the database what `validate` keeps out of forms (the shape, not the calendar)."""
    return models.CheckConstraint(
        name=f"{model}_{field}_is_partial_date",
        condition=models.Q(**{f"{field}__regex": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"}),
        violation_error_message=_("Write the date as 2023-02-18, 2023-02 or 2023."),
    )
