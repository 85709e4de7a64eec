"""Rows that are edited on the page of the row that they belong to."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest

from factcheck.admin.autocomplete import KnownAutocompleteSelect, SharedChoicesFormSet


class DeskInline(InlineModelAdmin):  # type: ignore[type-arg]
    """An inline that takes the same number of queries for any number of rows.

    `after` is the class of the fieldset that it follows on the claim's form. Each row is closed
    to its `summary_template`, until it is opened.
    """

    after = ""
    extra = 0
    formset = SharedChoicesFormSet
    template = "admin/shared/inline_entries.html"
    summary_template = "admin/shared/_entry_summary.html"

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = KnownAutocompleteSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class RecordInline(admin.TabularInline):  # type: ignore[type-arg]
    """Rows that are written once, elsewhere, and only shown here."""

    after = ""
    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


def without_links(field: Any) -> Any:
    """Leave out the links beside a choice that add or change what can be chosen."""
    if isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget = field.widget.widget
    return field
