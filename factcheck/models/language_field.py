"""The language of a text: one of the tags that there are, chosen by its name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from factcheck import language_tags


def read(text: str) -> str:
    """The tag of a language that is given by tag or name. Raises ValidationError for none."""
    if tag := language_tags.read(text):
        return tag
    raise ValidationError(
        _("“%(value)s” is no language we know: choose one by its name, or write es or es-PE."),
        params={"value": text},
        code="unknown_language",
    )


class LanguageInput(forms.TextInput):
    """A language by its name, with all names to choose from as one types."""

    template_name = "factcheck/widgets/language.html"

    def format_value(self, value: Any) -> str | None:
        tag = language_tags.canonical(value) if value else None
        return language_tags.name(tag) if tag else super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        own["list"] = f"{own.get('id', name)}_names"
        context["widget"]["names"] = language_tags.names()
        return context


class LanguageFormField(forms.CharField):
    widget = LanguageInput

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return read(text) if text else text

    def _clean_bound_field(self, bound: BoundField) -> Any:
        """Keep what is stored, also where it is no language, until somebody chooses one."""
        kept = bound.initial and bound.data == bound.initial
        return bound.initial if kept else super()._clean_bound_field(bound)  # type: ignore[misc]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return data != initial and super().has_changed(initial, data)


class LanguageField(models.CharField[str, str]):
    """A tag of BCP 47. To the database it is text."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        if value and (model_instance is None or model_instance._state.adding):
            value = read(value)
        return super().clean(value, model_instance)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**kwargs | {"form_class": LanguageFormField, "widget": None})
