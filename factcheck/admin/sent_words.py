"""What of a sent form people wrote, by the labels of its fields, without asking the database.

Choices and keys of rows are sent again unseen: they would tell nobody anything.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, DateField, Model, TextField
from django.urls import Resolver404, resolve
from django.utils.text import capfirst

from factcheck.models import Claim
from factcheck.models.translated import TranslatedField, languages

# Ends the name of the field with the number of a piece of evidence.
NUMBER = "-proposed"
# Of the machine, whatever they are called.
MACHINE = ("_FORMS", "-id", "since", "version", "__prefix__", NUMBER, "attachments")


def written(to: str, sent: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Label and words of what was written for the page at an address."""
    model, sent = _model_at(to), list(sent)
    refs = {name.removesuffix(NUMBER): f"e{n}" for name, n in sent if n and name.endswith(NUMBER)}
    return [
        (label, value)
        for name, value in sent
        if value.strip() and (label := _label(model, name, value, refs))
    ]


def _model_at(address: str) -> type[Model] | None:
    """The model whose form stands at an address of the desk."""
    try:
        name = str(resolve(urlsplit(address).path).url_name)
    except Resolver404:
        return None
    if name == "factcheck_article_workbench":
        return Claim
    models = {f"factcheck_{m._meta.model_name}_": m for m in apps.get_models()}
    return next((model for start, model in models.items() if name.startswith(start)), None)


def _label(model: type[Model] | None, name: str, value: str, refs: Mapping[str, str]) -> str:
    """What people call a field; empty if it holds nothing that somebody wrote."""
    if name.startswith("_") or any(part in name for part in MACHINE):
        return ""
    *prefix, number, column = ["", "", *name.split("-")]
    row = ""
    if model and number.isdecimal():
        parts = {r.get_accessor_name(): r.related_model for r in model._meta.related_objects}
        model = parts.get("-".join(filter(None, prefix)))
        row = refs.get(name.removesuffix(f"-{column}"), "")
        if model and not row:
            row = f"{capfirst(str(model._meta.verbose_name))} {int(number) + 1}"
    field, language = _field(model, column)
    if field is None:
        # Of an act, or of a page of its own: words have a space between them.
        return str(capfirst(column.replace("_", " "))) if " " in value.strip() else ""
    is_written = isinstance(field, CharField | TextField | DateField) and not field.choices
    if not (is_written or language):
        return ""
    named = capfirst(str(field.verbose_name)) + (f" ({language})" if language else "")
    return ": ".join(filter(None, [row, named]))


def _field(model: type[Model] | None, column: str) -> tuple[Any, str]:
    """The field that a control of a form is of, and the language that it is for, if any."""
    base, _, code = column.rpartition("_")
    for name, language in ((column, ""), (base, languages().get(code, ""))):
        try:
            field = model and name and model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if field and (name == column or isinstance(field, TranslatedField)):
            return field, language
    return None, ""
