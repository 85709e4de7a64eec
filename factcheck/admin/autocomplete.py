"""Fields that choose one of many rows, without a query for each field of a page."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import models
from django.forms import BaseInlineFormSet, Field, Media, ModelChoiceField, ModelForm, Widget
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from factcheck.models import Source, Speaker, Topic

# What is made where it is chosen; claims, accounts and groups are made on pages of their own.
MADE_BESIDE = (Speaker, Source, Topic)


class KnownAutocompleteSelect(AutocompleteSelect):
    """An autocomplete field that does not look up the chosen row if it is `known`."""

    known: models.Model | None = None

    @property
    def media(self) -> Media:
        # Named after what it must follow.
        return super().media + Media(js=["admin/js/autocomplete.js", "factcheck/admin/picker.js"])

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        if self.known is None or list(value) != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        options = [self.create_option(name, self.known.pk, str(self.known), True, 0)]
        if not self.is_required:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


class SharedChoicesFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """Inline forms that load their choices once, not once for each form.

    A new row that was taken out of the page again leaves a gap in the numbers, and is no form.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._choices: dict[str, list[Any]] = {}
        super().__init__(*args, **kwargs)

    @cached_property
    def forms(self) -> list[ModelForm[Any]]:
        numbers = range(self.total_form_count())
        return [
            self._construct_form(i, **self.get_form_kwargs(i))  # type: ignore[attr-defined]
            for i in numbers
            if not self.is_bound or i < self.initial_form_count() or self._was_sent(i)
        ]

    def brought_back(self, was: models.Model) -> dict[str, str]:
        """What is sent, beside its fields, of a row that others removed and that shall stay."""
        return {}

    def _was_sent(self, i: int) -> bool:
        start = f"{self.add_prefix(i)}-"
        return any(name.startswith(start) for sent in (self.data, self.files) for name in sent)

    def add_fields(self, form: ModelForm[Any], index: int | None) -> None:
        super().add_fields(form, index)
        for name, field in form.fields.items():
            if not isinstance(field, ModelChoiceField) or field.widget.is_hidden:
                continue
            widget = unwrapped(field)
            if isinstance(widget, KnownAutocompleteSelect):
                widget.known = getattr(form.instance, name) if form.instance.pk else None
            else:
                if name not in self._choices:
                    choices: Any = field.choices
                    # A list of the choices themselves would count them first.
                    self._choices[name] = list(iter(choices))
                field.choices = self._choices[name]


def unwrapped(field: Field) -> Widget:
    widget = field.widget
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


def with_links(field: Any) -> Any:
    """Leave beside a choice only links that belong there: nothing is deleted from there."""
    widget = field and field.widget
    if isinstance(widget, RelatedFieldWidgetWrapper):
        widget.can_delete_related = False
        if widget.rel.model not in MADE_BESIDE:
            widget.can_add_related = widget.can_change_related = False
    return field


def let_make(field: Any) -> Any:
    """Let whoever may add the rows of a field make one there, and not in a window."""
    widget = field and field.widget
    if isinstance(widget, RelatedFieldWidgetWrapper) and widget.can_add_related:
        model = widget.rel.model
        if model in (Speaker, Source):
            widget.attrs["data-make"] = reverse(f"admin:factcheck_{model._meta.model_name}_make")
            widget.attrs["data-make-label"] = _("Add “%(words)s” …") % {"words": "{}"}
    return field
