"""What was saved after a form was opened, and how its rows were then, by the audit."""

import copy
from collections.abc import Iterable
from typing import Any

from django.db import models

from factcheck.models import AuditEntry


class Meanwhile:
    """The audit's entries since a form was opened, taken back one by one from what is saved."""

    def __init__(self, entries: Iterable[AuditEntry]) -> None:
        self.entries = sorted(entries, key=lambda entry: entry.pk, reverse=True)

    def since(self, entry: int) -> "Meanwhile":
        return Meanwhile(each for each in self.entries if each.pk > entry)

    def people(self) -> list[str]:
        """Who saved, the last one first."""
        return list(dict.fromkeys(entry.actor_name for entry in self.entries if entry.actor_name))

    def _of(self, model: type[models.Model], key: Any) -> list[AuditEntry]:
        named = (model._meta.db_table, str(key))
        return [entry for entry in self.entries if (entry.table, entry.row) == named]

    def added(self, row: models.Model) -> bool:
        operations = {entry.operation for entry in self._of(type(row), row.pk)}
        return AuditEntry.Operation.INSERT in operations

    def removed(self, model: type[models.Model], key: Any) -> models.Model | None:
        """A row that is there no longer, as it was; None if nothing is known of it."""
        known = self._of(model, key)
        row = model(**{field.attname: None for field in model._meta.concrete_fields})
        row.pk = key
        return self._taken_back(row, known) if known else None

    def before(self, row: models.Model) -> models.Model | None:
        """A row as it was; None if it was not there yet."""
        return None if self.added(row) else self._taken_back(row, self._of(type(row), row.pk))

    def _taken_back(self, row: models.Model, entries: Iterable[AuditEntry]) -> models.Model:
        was = copy.copy(row)
        for entry in entries:
            for field in row._meta.concrete_fields:
                if field.column in entry.changes:
                    setattr(was, field.attname, field.to_python(entry.changes[field.column][0]))
        return was

    def value(self, row: models.Model, field: Any) -> Any:
        """What a form showed of a field of a row that is there; None if it was not there yet."""
        if field.many_to_many:
            return self._linked(row, field)
        was = self.before(row)
        return None if was is None else field.value_from_object(was)

    def value_of_removed(self, was: models.Model, field: Any) -> Any:
        return self._linked(was, field) if field.many_to_many else field.value_from_object(was)

    def _linked(self, row: models.Model, field: Any) -> list[Any]:
        """The keys of what a row was linked to."""
        keys = dict.fromkeys(each.pk for each in field.value_from_object(row))
        source, target = field.m2m_column_name(), field.m2m_reverse_name()
        for entry in self.entries:
            if entry.table != field.remote_field.through._meta.db_table:
                continue
            before, after = (
                {name: pair[i] for name, pair in entry.changes.items()} for i in (0, 1)
            )
            if str(row.pk) not in {str(before[source]), str(after[source])}:
                continue
            keys.pop(after[target], None)
            if before[target] is not None:
                keys[before[target]] = None
        return list(keys)
