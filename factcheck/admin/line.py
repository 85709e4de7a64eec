"""A line of words that is shown whole, however narrow its column."""

from typing import Any

from django import forms
from django.db import models
from django.forms import Media

from factcheck.models.text_fields import PlainCharField


class LineTextarea(forms.Textarea):
    """A field that wraps; Enter sends its form, as in any line."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 1, "data-line": ""} | (attrs or {}))

    @property
    def media(self) -> Media:
        return Media(js=["factcheck/admin/line.js"])


# How forms ask for words: lines that wrap, and small boxes for paragraphs.
WORDS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    PlainCharField: {"widget": LineTextarea},
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 3})},
}
