"""Files of claims, in whatever form they come: what they are is found out of themselves."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from factcheck.exchange.reading import documents, objects, sheets, text
from factcheck.exchange.reading.records import Fault, Record, Unreadable
from factcheck.exchange.sayings import Saying as _
from factcheck.models.claim_export import ExportFormat
from factcheck.models.claim_import import DocumentFormat
from factcheck.sheet_cells import unharmed

__all__ = ["Fault", "File", "Record", "Unreadable", "open_file"]

SURVEYED = 5_000
FLAT = {ExportFormat.CSV, ExportFormat.TSV, ExportFormat.XLSX}
ENDINGS = {".tsv": ExportFormat.TSV, ".tab": ExportFormat.TSV}
PACKED, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class File:
    """A file of claims whose layout is known; `limited` if it may be meant to do harm."""

    path: Path
    form: ExportFormat | DocumentFormat
    header: list[str]
    limited: bool
    layout: text.Layout | None = None
    # Sheets of a workbook that are not read.
    others: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        digest = sha256()
        with self.path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()

    def records(self) -> Iterator[Record]:
        """Every row but the header. Raises Unreadable."""
        for record in self._records():
            if self.form in FLAT:
                record.cells = {name: unharmed(cell) for name, cell in record.cells.items()}
            yield record

    def surveyed(self) -> Iterator[Record]:
        """The rows by which questions are asked of a file: while somebody waits, the first ones."""
        return islice(self.records(), SURVEYED if self.limited else None)

    def _records(self) -> Iterator[Record]:
        if self.form == ExportFormat.XLSX:
            return sheets.records(self.path, self.header, limited=self.limited)
        if self.form == DocumentFormat.DOCX:
            return documents.records(self.path, limited=self.limited)
        if self.form == ExportFormat.JSONL:
            return objects.lines(self.path)
        if self.form == ExportFormat.CLAIMREVIEW:
            return objects.reviews(self.path)
        assert self.layout is not None
        return text.records(self.path, self.layout, self.header)


def open_file(
    path: Path,
    *,
    name: str = "",
    form: ExportFormat | DocumentFormat | None = None,
    limited: bool = False,
) -> File:
    """Find out what a file is, unless `form` says so, and how it is written. Raises Unreadable."""
    form = form or _form(path, name or path.name)
    if form == ExportFormat.XLSX:
        with closing(sheets.rows(path, limited=limited)) as given:
            _line, first = next(given, (1, []))
        others = tuple(sheets.others(path, limited=limited))
        return File(path, form, _header(first), limited, others=others)
    if form == DocumentFormat.DOCX:
        with closing(documents.records(path, limited=limited)) as given:
            next(given)
        return File(path, form, documents.HEADER, limited)
    if form == ExportFormat.JSONL:
        return File(path, form, _header(objects.header(path)), limited)
    if form == ExportFormat.CLAIMREVIEW:
        return File(path, form, objects.REVIEW_COLUMNS, limited)
    layout = text.layout_of(path, "\t" if form == ExportFormat.TSV else text.SEPARATORS)
    with closing(text.rows(path, layout)) as rows:
        _first, _last, cells = next(rows)
    return File(path, form, _header(cells), limited, layout)


def _header(cells: list[str]) -> list[str]:
    """The names of the columns. Raises Unreadable where one has none, or two have the same."""
    names = [unharmed(cell).strip("\ufeff \t\r\n") for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise Unreadable(_("The file has no columns: put their names into its first row."))
    for at, name in enumerate(names, 1):
        if not name:
            said = _("Column %(number)s has no name: write one into the first row.")
            raise Unreadable(said % {"number": at})
        if names.count(name) > 1:
            said = _("Two columns are called “%(name)s”: rename or remove one.")
            raise Unreadable(said % {"name": name})
    return names


def _form(path: Path, name: str) -> ExportFormat | DocumentFormat:
    with path.open("rb") as file:
        head = file.read(4096)
    if Path(name).suffix.lower() == ".docx":
        return DocumentFormat.DOCX
    if head.startswith(PACKED):
        return ExportFormat.XLSX
    if head.startswith(OLD):
        raise Unreadable(
            _("This is an old or a protected workbook: save it as XLSX, without a password.")
        )
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] == b"[":
        return ExportFormat.CLAIMREVIEW
    if start[:1] == b"{":
        return _form_of_json(path)
    return ENDINGS.get(Path(name).suffix.lower(), ExportFormat.CSV)


def _form_of_json(path: Path) -> ExportFormat:
    """Objects one to a line, or one document."""

    with path.open("rb") as file:
        first = file.readline(1 << 24)
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        return ExportFormat.CLAIMREVIEW
    is_review = "@type" in found or "@graph" in found
    return ExportFormat.CLAIMREVIEW if is_review else ExportFormat.JSONL
