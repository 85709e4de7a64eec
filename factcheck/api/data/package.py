"""The data package that describes the open data (Frictionless Data Package 1, Table Schema)."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from factcheck.api.data.tables import TABLES, Column, Table
from factcheck.models.record import Publication
from factcheck.templatetags.public import absolute

NAME = "factcheck"
CELLS = (
    "A cell that a spreadsheet would take for a formula begins with an apostrophe; "
    "the JSON Lines have the text as it is."
)


def data_package() -> dict[str, Any]:
    """The descriptor, with each file as it is served now."""
    head = Publication.record.head()
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": NAME,
        "title": settings.SITE_NAME,
        "homepage": absolute(reverse("home")),
        "description": f"All that is public, as the record stands. {CELLS}",
        "resources": [
            *map(_sheet, TABLES.values()),
            _lines(
                "claims-jsonl", "data-claims", "The same claims, each with all that its page says."
            ),
            _lines("record-jsonl", "record", "The record with its contents, byte for byte."),
        ],
    }
    if head:
        package |= {"version": str(head.serial), "created": head.published_at.isoformat()}
        package["record_head"] = head.link
    if settings.LICENCE:
        name, path = settings.LICENCE
        package["licenses"] = [{"name": name, "path": path}]
    return package


def _sheet(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": list(map(_field, table.columns))}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.parents:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": parent, "fields": [_key_of(parent)]}}
            for name, parent in table.parents.items()
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": str(table.title),
        "description": str(table.description),
        "path": absolute(reverse("data-table", args=[table.name])),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _key_of(table: str) -> str:
    [name] = TABLES[table].key
    return name


def _field(column: Column) -> dict[str, Any]:
    said = {"name": column.name, "type": column.type, "description": str(column.description)}
    return said | ({"format": "any"} if column.type == "datetime" else {})


def _lines(name: str, url_name: str, description: str) -> dict[str, Any]:
    return {
        "name": name,
        "description": description,
        "path": absolute(reverse(url_name)),
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
    }
