"""Files of claims for tests: written, brought in, taken out."""

import csv
import json
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from openpyxl import Workbook

from factcheck.exchange import applying, mapping, staging, writing
from factcheck.exchange.reading import open_file
from factcheck.models import Claim, ClaimImport, User
from factcheck.models.claim_export import ExportFormat

ARTICLE = {
    "article_title": "The bridge",
    "article_publisher": "The Herald",
    "article_published_on": "2024-05-01",
}
Rows = list[dict[str, str]]


def row(**cells: str) -> dict[str, str]:
    """A row with all that a new claim needs."""
    return {"external_id": "1", "headline": "It cost ten million", **ARTICLE, **cells}


def sheet(path: Path, rows: Iterable[Mapping[str, str]], separator: str = ",") -> Path:
    several = list(rows)
    names = dict.fromkeys(name for each in several for name in each)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(names), "", delimiter=separator)
        writer.writeheader()
        writer.writerows(several)
    return path


def workbook(path: Path, rows: Iterable[Iterable[Any]]) -> Path:
    book = Workbook()
    page: Any = book.active
    for each in rows:
        page.append(list(each))
    book.save(path)
    return path


def staged(path: Path, by: User, **given: Any) -> ClaimImport:
    """Read a file as the desk does, with a mapping or what is proposed."""
    file = open_file(path, limited=True)
    chosen = mapping.of_json(given) if given else mapping.propose(file)
    return staging.stage(file, chosen, by, name=path.name)


def brought_in(path: Path, by: User, **given: Any) -> ClaimImport:
    whole = staged(path, by, **given)
    applying.apply(whole, by)
    return whole


def faults(whole: ClaimImport) -> list[tuple[int, str, str, str]]:
    return [
        (each.line, fault["column"], fault["value"], f"{fault['reason']} {fault['remedy']}".strip())
        for each in whole.rows.faulty()
        for fault in each.told
    ]


def taken_out(path: Path, form: ExportFormat) -> Path:
    path.write_bytes(b"".join(writing.write(Claim.objects.all(), form)))
    return path


def rows_of(path: Path) -> Rows:
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def lines_of(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def command(*options: str) -> str:
    out = StringIO()
    call_command("import_claims", *options, stdout=out, stderr=StringIO())
    return out.getvalue()
