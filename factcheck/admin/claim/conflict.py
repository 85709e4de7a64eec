"""Two people saved one claim: what each of them has where the two differ."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from factcheck.admin.claim.edits import links_by_table, models_by_table
from factcheck.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Conflict:
    label: str
    theirs: str
    yours: str


def differences(form: forms.ModelForm[Any], formsets: Iterable[Any]) -> list[Conflict]:
    """Compare what was typed with what others saved meanwhile, parts of the claim included."""
    meanwhile = _Meanwhile(form.instance.pk, form.cleaned_data.get("since"))
    found = list(_fields(form, "", meanwhile))
    for formset in formsets:
        model: Any = formset.model
        name = capfirst(str(model._meta.verbose_name))
        sent = [each for each in formset.forms if each.instance.pk]
        for each in sent:
            if formset.can_delete and formset._should_delete_form(each):
                if meanwhile.changed(each.instance):
                    found.append(Conflict(name, str(each.instance), _("(removed)")))
            else:
                found += _fields(each, f"{name} {each.instance}: ", meanwhile)
        known = {each.instance.pk for each in sent}
        found += [
            Conflict(name, str(row), "") for row in formset.get_queryset() if row.pk not in known
        ]
    return found


class _Meanwhile:
    """What others changed since an entry of the audit; without one, anything may have been."""

    def __init__(self, claim_id: int, since: int | None) -> None:
        self.fields: set[tuple[str, str, str]] | None = None
        if since is not None:
            entries = AuditEntry.objects.filter(claim=claim_id, pk__gt=since)
            self.fields = {changed for entry in entries for changed in _changed(entry)}

    def changed(self, row: Model, name: str | None = None) -> bool:
        """Whether a field of a row, or any, was changed."""
        key = (row._meta.db_table, str(row.pk))
        return self.fields is None or any(
            each[:2] == key and name in (None, each[2]) for each in self.fields
        )


def _changed(entry: AuditEntry) -> Iterator[tuple[str, str, str]]:
    """Table, row and field of what was changed; a link is a field of the row it goes from."""
    if link := links_by_table().get(entry.table):
        row = next(filter(None, entry.changes[link.m2m_column_name()]))
        yield link.model._meta.db_table, str(row), link.name
    elif model := models_by_table().get(entry.table):
        for field in model._meta.concrete_fields:
            if field.column in entry.changes:
                yield entry.table, entry.row, field.name


def _fields(form: forms.ModelForm[Any], prefix: str, meanwhile: _Meanwhile) -> Iterator[Conflict]:
    for name in form.changed_data:
        field = form.fields[name]
        if field.widget.is_hidden or not meanwhile.changed(form.instance, name):
            continue
        typed = form.cleaned_data.get(name, form[name].value())
        label = prefix + str(field.label)
        yield Conflict(
            label, _shown(field, form.get_initial_for_field(field, name)), _shown(field, typed)
        )


def _shown(field: forms.Field, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(str(each) for each in _rows(field, value))
    if isinstance(field, forms.ModelChoiceField):
        return str(next(iter(_rows(field, [value])), value))
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str({str(key): label for key, label in choices}.get(str(value), value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _rows(field: forms.ModelChoiceField[Any], values: Iterable[Any]) -> list[Model]:
    keys = [value.pk if isinstance(value, Model) else value for value in values]
    return list(field.queryset.filter(pk__in=keys)) if field.queryset is not None else []


def rebased(data: QueryDict, prefix: str, there: set[str]) -> QueryDict:
    """Send rows that somebody removed meanwhile as new ones, so that nothing typed is lost.

    `there` are the keys of the rows that are still there.
    """
    initial, total = (int(data.get(f"{prefix}-{name}_FORMS") or 0) for name in ("INITIAL", "TOTAL"))
    kept = [i for i in range(initial) if data.get(f"{prefix}-{i}-id") in there]
    if len(kept) == initial:
        return data
    order = kept + [i for i in range(total) if i not in kept]
    places = {f"{prefix}-{old}-": f"{prefix}-{new}-" for new, old in enumerate(order)}
    moved = QueryDict(mutable=True)
    for key, values in data.lists():
        stem = next((stem for stem in places if key.startswith(stem)), "")
        moved.setlist(places.get(stem, "") + key.removeprefix(stem), values)
    for new in range(len(kept), total):
        moved[f"{prefix}-{new}-id"] = ""
    moved[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    return moved
