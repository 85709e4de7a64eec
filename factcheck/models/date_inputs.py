"""Form fields of dates: they take what people write, and show how it was understood."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from factcheck.models.partial_date import display, not_yet_to_come, read


class WrittenDateInput(forms.TextInput):
    """What was typed, and beside it how it was understood.

    A script asks as one types, at the address in ``data-date``: the desk says which that is.
    """

    template_name = "factcheck/widgets/date.html"
    asked_at: ClassVar[Any] = ""

    def format_value(self, value: Any) -> str | None:
        return value.isoformat() if isinstance(value, date) else super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-date"] = str(self.asked_at)
        context["widget"]["understood"] = understood(context["widget"]["value"] or "")
        return context

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=["factcheck/admin/dates.js"])


class DayInput(WrittenDateInput):
    """The same with the calendar of Django's admin."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "vDateField", "size": "10"} | (attrs or {}))

    @property
    def media(self) -> forms.Media:
        calendar = ["admin/js/calendar.js", "admin/js/admin/DateTimeShortcuts.js"]
        return forms.Media(js=["admin/js/core.js", *calendar]) + super().media


def understood(text: str) -> str:
    """A written date in full, in the active language; empty for what is none, or ambiguous."""
    try:
        return display(read(text)) if text else ""
    except ValidationError:
        return ""


class PartialDateFormField(forms.CharField):
    """A day, a month or a year; with `past`, none that is still to come."""

    widget = WrittenDateInput

    def __init__(self, *, past: bool = False, max_length: int | None = None, **kwargs: Any) -> None:
        self.past = past
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return read(text) if text else text

    def run_validators(self, value: Any) -> None:
        if value and self.past:
            not_yet_to_come(value)
        super().run_validators(value)


class DayFormField(forms.DateField):
    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        iso = read(value)
        if len(iso) < 10:
            raise ValidationError(
                _("%(date)s is no single day: give the day, too."),
                params={"date": lazy(display, str)(iso)},
                code="no_day",
            )
        return date.fromisoformat(iso)


class DayField(models.DateField):  # type: ignore[type-arg]
    """A day, which forms take as people write it. To the database it is Django's own."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**kwargs | {"form_class": DayFormField, "widget": DayInput})
