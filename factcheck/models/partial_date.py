"""Dates of the world, as exact as they are known: a day, a month or a year.

ISO 8601 reduced precision: ``2023-02-18``, ``2023-02`` or ``2023``. Forms take what people write,
and `factcheck.written_dates` reads it.
"""

import calendar
import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats, timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from factcheck import written_dates

PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def bounds(value: str) -> tuple[date, date]:
    """First and last day that a partial date can mean.

    Raises ValueError for anything but ISO 8601 years, months and days that exist; a part that is
    00, which forms once took, is unknown.
    """
    year, month, day = _parts(value)
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    return first, last


def _parts(value: str) -> tuple[int, int | None, int | None]:
    if not (match := PATTERN.fullmatch(value)):
        raise ValueError(value)
    year, month, day = (int(part or 0) for part in match.groups())
    return year, month or None, day or None


def read(text: str) -> str:
    """Read a date as people write it. Raises ValidationError for none, and for an ambiguous one."""
    found = written_dates.readings(text)
    if len(found) == 1:
        return found[0]
    if found:
        message = _("“%(value)s” can be %(readings)s. Write the month as a word.")
        readings = lazy(lambda: str(_(" or ")).join(map(display, found)), str)()
        params = {"value": text, "readings": readings}
        raise ValidationError(message, params=params, code="ambiguous_date")
    if written_dates.has_short_year(text):
        message = _("Write the year of “%(value)s” with four digits.")
    elif written_dates.is_vague(text):
        message = _(
            "“%(value)s” is no single day, month or year. Write one that is certain, such as 2023, "
            "or leave this empty, and say it in words where there is room for them."
        )
    else:
        message = _("“%(value)s” is not a date. Write 18 Feb 2023, Feb 2023, 2023 or 2023-02-18.")
    raise ValidationError(message, params={"value": text}, code="partial_date")


def not_yet_to_come(value: str) -> None:
    """Raise ValidationError for a date that begins after today, in the newsroom's time zone."""
    if bounds(value)[0] > timezone.localdate():
        raise ValidationError(
            _("%(date)s is still to come: nothing can have been said then."),
            params={"date": lazy(display, str)(value)},
            code="date_to_come",
        )


def display(value: str) -> str:
    """The date as a reader of the active language writes it: “18 February 2023”."""
    if not value:
        return ""
    _year, month, day = _parts(value)
    style = "DATE_FORMAT" if day else "YEAR_MONTH_FORMAT" if month else "Y"
    return formats.date_format(bounds(value)[0], style)


def is_after(one: str, other: str) -> bool:
    """Whether a date is after another, however exactly each is known; an unknown one never is."""
    return bool(one and other) and bounds(one)[0] > bounds(other)[1]


class PartialDateField(models.CharField[str, str]):
    """ISO 8601 text of a day, a month or a year; empty where nothing is known.

    With `past`, of something that has happened.
    """

    def __init__(self, *args: Any, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Leave out what does not concern the database."""
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return super().clean(read(value) if value else value, model_instance)

    def run_validators(self, value: Any) -> None:
        if value and self.past:
            not_yet_to_come(value)
        super().run_validators(value)

    def formfield(self, **kwargs: Any) -> Any:
        from factcheck.models.date_inputs import PartialDateFormField

        return super().formfield(
            **kwargs | {"form_class": PartialDateFormField, "past": self.past, "widget": None}
        )


def partial_date_constraint(field: str, model: str) -> models.CheckConstraint:
    """Keep out of the database what `read` keeps out of forms (the shape, not the calendar)."""
    return models.CheckConstraint(
        name=f"{model}_{field}_is_partial_date",
        condition=models.Q(**{f"{field}__regex": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"}),
        violation_error_message=_("Write the date as 2023-02-18, 2023-02 or 2023."),
    )
