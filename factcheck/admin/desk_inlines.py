"""Inlines: rows that are edited on the page of the row they belong to."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.forms import ModelForm
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from factcheck.admin.autocomplete import (
    KnownAutocompleteSelect,
    SharedChoicesFormSet,
    let_make,
    with_links,
)


class DeskInline(InlineModelAdmin):  # type: ignore[type-arg]
    """An inline that needs the same number of queries for any number of rows.

    `after` is the class of the fieldset that it follows on the claim's form. Each row is folded
    into its `summary_template` until somebody opens it. `add_label` is on the button that adds
    one, and `add_keys` presses it.
    """

    after = ""
    add_label: Any = _("Add")
    add_keys = ""
    extra = 0
    formset = SharedChoicesFormSet
    template = "admin/shared/inline_entries.html"
    summary_template = "admin/shared/_entry_summary.html"

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = KnownAutocompleteSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return let_make(with_links(super().formfield_for_dbfield(db_field, request, **kwargs)))


class RecordFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows as they are, whatever a form sends of them, and also where it is refused."""

    def initial_form_count(self) -> int:
        return len(self.get_queryset())

    def total_form_count(self) -> int:
        return self.initial_form_count()

    def _construct_form(self, i: int, **kwargs: Any) -> ModelForm[Any]:
        if i < self.initial_form_count():
            kwargs["instance"] = self.get_queryset()[i]
        form: ModelForm[Any] = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        return form

    def save(self, commit: bool = True) -> list[Any]:
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        return []


class RecordInline(admin.TabularInline):  # type: ignore[type-arg]
    """Rows that are written once, elsewhere; here they are only shown."""

    after = ""
    formset = RecordFormSet
    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


def without_links(field: Any) -> Any:
    """Leave out the links beside a choice that would add or change its rows."""
    if isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget = field.widget.widget
    return field
