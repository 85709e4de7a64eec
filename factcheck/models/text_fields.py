"""Fields of words that readers see: cleaned where they enter, whole where they are too long.

`factcheck.plain_text` says what is cleaned. A form keeps what was typed, however long, and says
by how much it is too long; it changes nothing of what is stored and was not touched. Rows that
are added otherwise, as the seeds are, are cleaned as they are checked and saved.
"""

import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from factcheck import language_tags, plain_text
from factcheck.plain_text import Cleaned

if TYPE_CHECKING:
    _FormField = forms.CharField
    _ModelField = models.Field[str, str]
else:
    _FormField = _ModelField = object


def check_length(value: str, limit: int) -> None:
    """Raise ValidationError for a text that is too long, and say by how much."""
    if len(value) > limit:
        raise ValidationError(
            ngettext_lazy(
                "%(over)d character too many: it has %(length)d, and %(limit)d is the most.",
                "%(over)d characters too many: it has %(length)d, and %(limit)d is the most.",
                "over",
            ),
            params={"over": len(value) - limit, "length": len(value), "limit": limit},
            code="max_length",
        )


def take_whole(field: forms.Field) -> None:
    """Let a field take what is typed whole: the browser cuts nothing, the refusal counts."""
    limit = getattr(field, "max_length", None)
    if not isinstance(field, forms.CharField) or limit is None:
        return
    field.widget.attrs.pop("maxlength", None)
    field.widget.attrs["data-limit"] = str(limit)
    if any(getattr(each, "func", None) is check_length for each in field.validators):
        return
    field.validators = [v for v in field.validators if not isinstance(v, MaxLengthValidator)]
    field.validators.append(partial(check_length, limit=limit))


class _Plain(_FormField):
    """Clean what is typed; `dropped` says in words what was left out of it."""

    def __init__(self, **kwargs: Any) -> None:
        self.dropped: tuple[str, ...] = ()
        super().__init__(**kwargs)
        take_whole(self)

    def cleaned(self, text: str) -> Cleaned:
        return plain_text.clean(text, lines=False)

    def to_python(self, value: Any) -> Any:
        cleaned = self.cleaned(super().to_python(value) or "")
        self.dropped = cleaned.dropped
        return cleaned.text or self.empty_value

    def clean(self, value: Any) -> Any:
        if self.required and value and str(value).strip() and not self.to_python(value):
            raise ValidationError(
                _("Nothing in it can be seen: write words."), code="blank_looking"
            )
        return super().clean(value)

    def _clean_bound_field(self, bound: BoundField) -> Any:
        if is_untouched(bound.initial, bound.data):
            return bound.initial
        return super()._clean_bound_field(bound)  # type: ignore[misc]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not is_untouched(initial, data) and super().has_changed(initial, data)


def is_untouched(stored: Any, typed: Any) -> bool:
    """Whether what a browser sent back is what was stored; it ends lines in its own way."""
    if not (isinstance(stored, str) and stored and isinstance(typed, str)):
        return False
    return re.sub("\r\n?", "\n", stored) == re.sub("\r\n?", "\n", typed)


class PlainCharFormField(_Plain, forms.CharField):
    """One line of plain text."""


class PlainTextFormField(PlainCharFormField):
    """Paragraphs of plain text."""

    widget = forms.Textarea

    def cleaned(self, text: str) -> Cleaned:
        return plain_text.clean(text)


class ArticleTextField(PlainTextFormField):
    """The text of a whole article."""

    def cleaned(self, text: str) -> Cleaned:
        return plain_text.clean_article(text)


class PlainURLFormField(_Plain, forms.URLField):
    """An address; nothing invisible stands in it."""


class _PlainField(_ModelField):
    lines = False
    form_field: type[forms.Field] = PlainCharFormField
    stored_as: type[models.Field[Any, Any]]

    def deconstruct(self) -> Any:
        """To the database it is Django's own."""
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.stored_as.__name__}", args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        if model_instance is not None and model_instance._state.adding:
            value = self._cleaned(value)
        return super().clean(value, model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if add:
            value = getattr(model_instance, self.attname)
            setattr(model_instance, self.attname, self._cleaned(value))
        return super().pre_save(model_instance, add)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": self.form_field} | kwargs)

    def _cleaned(self, value: Any) -> Any:
        return plain_text.clean(value, lines=self.lines).text if isinstance(value, str) else value


class PlainCharField(_PlainField, models.CharField[str, str]):
    """One line of plain text."""

    stored_as = models.CharField


class PlainTextField(_PlainField, models.TextField[str, str]):
    """Paragraphs of plain text."""

    lines = True
    form_field = PlainTextFormField
    stored_as = models.TextField


class PlainURLField(_PlainField, models.URLField[str, str]):
    """An address; nothing invisible stands in it."""

    form_field = PlainURLFormField
    stored_as = models.URLField


def in_language(form: forms.BaseForm, names: Iterable[str], tag: str) -> None:
    """Say of a form's fields which language their words are in, and where these begin."""
    for name in names:
        if field := form.fields.get(name):
            field.widget.attrs |= language_tags.attributes(tag)


def dropped_of(form: forms.BaseForm) -> list[tuple[str, Sequence[str]]]:
    """What was left out of the fields of a form that was checked, with their labels."""
    dropped = [(str(bound.label), getattr(bound.field, "dropped", ())) for bound in form]
    return [(label, words) for label, words in dropped if words]
