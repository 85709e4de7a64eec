"""Entries of the files as rows of the database; errors name the file and the entry."""

import re
from datetime import date
from typing import NoReturn, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from factcheck.exchange.seeds.reading import Row, SeedError

M = TypeVar("M", bound=models.Model)

REF = re.compile(r"e\d{1,9}", re.ASCII)

# Fields that have another name in the files.
NAMES_IN_FILES = {
    "claims.said_on": "made_on",
    "claims.happened_on": "event_date",
    "claims.question": "check_question",
    "sources.title": "name",
    "sources.published_on": "date",
    "evidence.published_on": "published",
    "evidence.extent": "read",
}

# What the slugs of another file are of, and which file that is.
FILES = {
    "Speaker": ("speaker", "speakers"),
    "Source": ("source", "sources"),
    "Finding": ("finding", "findings"),
    "VerificationStatus": ("status", "statuses"),
}


def fail(file: str, entry: str, fault: str) -> NoReturn:
    raise SeedError(f"{file}.json", entry, fault)


def create(file: str, entry: str, instance: M, *, is_there: bool = False) -> M:
    """Check and save an instance; its validation errors become errors of the file.

    Of what `is_there` already nothing is saved, and only what the entry says by itself is checked.
    """
    try:
        if is_there:
            _check_alone(instance)
        else:
            instance.full_clean()
    except ValidationError as error:
        *others, last = (_fault(file, instance, *item) for item in error.message_dict.items())
        sentences = [each if each.endswith((".", "?")) else f"{each}." for each in others]
        fail(file, entry, " ".join([*sentences, last]))
    if not is_there:
        instance.save()
    return instance


def _check_alone(instance: models.Model) -> None:
    """Raise ValidationError, as `full_clean` does, for what needs no look at other rows."""
    relations = {field.name for field in instance._meta.fields if field.is_relation}
    instance.full_clean(exclude=relations, validate_unique=False, validate_constraints=False)
    for constraint in instance._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            try:
                constraint.validate(type(instance), instance, exclude=relations)
            except ValidationError as error:
                raise ValidationError({NON_FIELD_ERRORS: error.messages}) from None


def _fault(file: str, instance: models.Model, name: str, messages: list[str]) -> str:
    """A field's validation messages, with its name and value in the file, and its choices."""
    if name == NON_FIELD_ERRORS:
        return " ".join(messages)
    field = instance._meta.get_field(name)
    choices = ", ".join(str(value) for value, _label in getattr(field, "flatchoices", None) or ())
    remedy = f" Choose one of {choices}." if choices else ""
    given = NAMES_IN_FILES.get(f"{file}.{name}", name)
    return f"{given} “{getattr(instance, name)}”: {' '.join(messages)}{remedy}"


def known(file: str, entry: str, model: type[M], slug: str) -> M:
    """The row with a slug that another file gives."""
    row = model._default_manager.filter(slug=slug).first()
    if row is None:
        what, where = FILES[model.__name__]
        fail(file, entry, f"unknown {what} “{slug}”; add it to {where}.json or correct it")
    return row


def number(file: str, entry: str, ref: str) -> int:
    """The number of the evidence that a reference names: 12 for ``e012``."""
    if not REF.fullmatch(ref):
        fail(file, entry, f"“{ref}” is no evidence id; write e and a number, such as e12")
    return int(ref[1:])


def day(file: str, entry: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        fail(file, entry, f"“{value}” is no day; write it as 2023-02-18")


def texts(row: Row, *names: str) -> dict[str, str]:
    """The fields as text; null becomes the empty text that Django keeps."""
    return {name: row[name] or "" for name in names}
