"""The tables, columns and values of the audit, in the words of the forms."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from factcheck.models import ArticleRevision, AuditEntry, Citation, Evidence
from factcheck.models.translated import Translated
from factcheck.worddiff import DiffPart, diff

Operation = AuditEntry.Operation

# Columns that the database keeps for itself, or that moves tell better.
UNTOLD = {
    *("id", "slug", "claim_id", "article_id", "citation_id", "revision_id", "number"),
    *("prefix", "suffix", "start", "end", "stage", "round", "origin", "external_id", "created_at"),
}
RELATED: dict[type[models.Model], str] = {
    ArticleRevision: "article",
    Citation: "source",
    Evidence: "source",
}


@dataclass(frozen=True, slots=True)
class Change:
    """The old and new value of a column as one text with its differences marked."""

    column: str
    label: str
    parts: list[DiffPart]


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done to one row; `what` is empty for the claim itself."""

    operation: str
    what: str
    changes: list[Change]

    @property
    def is_change(self) -> bool:
        return self.operation == Operation.UPDATE

    @property
    def operation_label(self) -> str:
        return str(Operation(self.operation).label)


class Labels:
    """What some entries of the audit are about, in words; looks all their rows up together."""

    def __init__(self, entries: Iterable[AuditEntry]) -> None:
        self.entries = [entry for entry in entries if entry.table in models_by_table()]

    def told(self, entries: Iterable[AuditEntry]) -> Iterator[tuple[AuditEntry, Edit]]:
        """Those of the entries that tell people something, with what they tell."""
        for entry in entries:
            if entry.table in models_by_table() and (edit := self._edit(entry)):
                yield entry, edit

    def _edit(self, entry: AuditEntry) -> Edit | None:
        link = links_by_table().get(entry.table)
        model = models_by_table()[entry.table]
        if link and link.model._meta.model_name == "claim":
            return Edit(Operation.UPDATE, "", [self._linked(link, entry)])
        changes = list(self._changes(model, entry))
        is_claim = model._meta.model_name == "claim"
        if not changes and (entry.operation == Operation.UPDATE or is_claim):
            return None
        what = "" if is_claim and entry.operation == Operation.UPDATE else self._what(model, entry)
        return Edit(entry.operation, what, changes)

    def _linked(self, link: models.ManyToManyField[Any, Any], entry: AuditEntry) -> Change:
        column = link.m2m_reverse_name()
        old, new = entry.changes.get(column, (None, None))
        target: Any = link.related_model
        texts = [self._name(target, value) if value else "" for value in (old, new)]
        return Change(column, capfirst(str(link.verbose_name)), _replaced(*texts))

    def _what(self, model: type[models.Model], entry: AuditEntry) -> str:
        number = entry.changes.get("number", (None, None))
        ref = f"e{number[1] or number[0]}" if model is Evidence and any(number) else ""
        if model is Evidence and not ref:
            ref = self._name(model, entry.row)
        link = links_by_table().get(entry.table)
        name = link.verbose_name if link else model._meta.verbose_name
        return f"{name} {ref}".strip()

    def _changes(self, model: type[models.Model], entry: AuditEntry) -> Iterator[Change]:
        for field in model._meta.concrete_fields:
            if field.column in UNTOLD or field.column not in entry.changes:
                continue
            old, new = (self._text(field, value) for value in entry.changes[field.column])
            if old.split() != new.split():
                is_text = (
                    isinstance(field, models.CharField | models.TextField) and not field.choices
                )
                parts = diff(old, new) if is_text else _replaced(old, new)
                # The columns of a link have no names for people.
                related: Any = field.related_model
                named: Any = related._meta if model._meta.auto_created else field
                yield Change(str(field.column), capfirst(str(named.verbose_name)), parts)

    def _text(self, field: Any, value: Any) -> str:
        if value in (None, "", False):
            return ""
        if value is True:
            return _("yes")
        if field.related_model:
            return self._name(field.related_model, value)
        if isinstance(value, dict):
            return str(Translated(value))
        return str(dict(field.flatchoices).get(value, value))

    def _name(self, model: type[models.Model], key: Any) -> str:
        row = self._rows[model].get(str(key))
        if row is None:
            return _("(removed)")
        return row.ref if isinstance(row, Evidence) else str(row)

    @cached_property
    def _rows(self) -> dict[type[models.Model], dict[str, models.Model]]:
        """The rows that the entries point to, by model and key."""
        keys: dict[type[models.Model], set[Any]] = defaultdict(set)
        for entry in self.entries:
            model = models_by_table()[entry.table]
            if model is Evidence:
                keys[model].add(entry.row)
            for field in model._meta.concrete_fields:
                if field.related_model and field.column not in UNTOLD - {"revision_id"}:
                    related: Any = field.related_model
                    keys[related].update(filter(None, entry.changes.get(field.column, ())))
        found: dict[type[models.Model], dict[str, models.Model]] = defaultdict(dict)
        for model, wanted in keys.items():
            rows = model._default_manager.filter(pk__in=wanted)
            if model in RELATED:
                rows = rows.select_related(RELATED[model])
            found[model] = {str(row.pk): row for row in rows}
        return found


def _replaced(old: str, new: str) -> list[DiffPart]:
    """One value in place of another, word for word."""
    parts = [
        DiffPart("del", old),
        DiffPart("keep", " " if old and new else ""),
        DiffPart("ins", new),
    ]
    return [part for part in parts if part.text]


def models_by_table() -> dict[str, type[models.Model]]:
    everything = apps.get_app_config("factcheck").get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in everything}


def links_by_table() -> dict[str, Any]:
    """Many-to-many fields by the table of their links."""
    return {
        _through(field)._meta.db_table: field
        for model in apps.get_app_config("factcheck").get_models()
        for field in model._meta.local_many_to_many
    }


def _through(field: Any) -> type[models.Model]:
    through: type[models.Model] = field.remote_field.through
    return through
