"""Slugs: readers link to them and the record names rows by them, so they never change."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from factcheck.models.slugs import free_slug


class SlugOnce:
    """Let the slug be chosen when a row is added; after that, only show it.

    Left empty, it is made of `slug_fields`, in the letters of any script, where Django's own script
    would leave some out.
    """

    slug_fields: ClassVar[list[str]]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        return [*fields, "slug"] if obj else fields

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "slug":
            kwargs["required"] = False
            kwargs["help_text"] = _(
                "The end of the address of its public page; left empty, it is made for you."
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self.name_in_address(obj)
        super().save_model(request, obj, form, change)  # type: ignore[misc]

    def name_in_address(self, row: Any) -> None:
        """Give a row a free slug if it has none."""
        words = (str(getattr(row, name)) for name in self.slug_fields)
        row.slug = row.slug or free_slug(type(row), *words)
