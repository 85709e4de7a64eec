"""Slugs: readers link to them and the record names rows by them, so they never change."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class SlugOnce:
    """Let the slug be chosen when a row is added; after that, only show it."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        return [*fields, "slug"] if obj else fields

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "slug":
            kwargs["help_text"] = _("Made for you: the end of the address of its public page.")
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else super().get_prepopulated_fields(request, obj)  # type: ignore[misc]
