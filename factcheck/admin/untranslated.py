"""In which languages of the site a row has no text yet: readers see another language there."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from factcheck.listing import listed
from factcheck.models.translated import TranslatedField, languages


class ListsWhatLacks:
    """A column of the list that names them."""

    def get_list_display(self, request: Any) -> list[Any]:
        return [*super().get_list_display(request), "lacking"]  # type: ignore[misc]

    @admin.display(description=_("not translated into"))
    def lacking(self, row: Any) -> str:
        texts = [
            getattr(row, field.name)
            for field in row._meta.fields
            if isinstance(field, TranslatedField)
        ]
        return listed(
            name
            for code, name in languages().items()
            if any(text and any(text.values()) and not text.get(code) for text in texts)
        )
