"""The rows of a file that were not taken, as the same sheet with a column of what is wrong."""

from collections.abc import Iterator

from factcheck.exchange import writing
from factcheck.exchange.columns import FAULTS
from factcheck.models import ClaimImport
from factcheck.models.claim_export import ExportFormat

# What has no rows of cells becomes a sheet that has.
SHEETS = {ExportFormat.CSV, ExportFormat.TSV, ExportFormat.XLSX}


def sheet_of(whole: ClaimImport) -> tuple[ExportFormat, Iterator[bytes]]:
    """The form of the sheet, and its bytes. A corrected sheet is brought in like any other."""
    form = ExportFormat(whole.format) if whole.format in SHEETS else ExportFormat.CSV
    return form, writing.sheet([*whole.header, FAULTS], _rows(whole), form)


def _rows(whole: ClaimImport) -> Iterator[list[str]]:
    for row in whole.rows.claims().faulty().iterator(chunk_size=writing.AT_ONCE):
        given = row.values.get("given") or _again(whole, row.values)
        width = len(whole.header)
        cells = [*given, *[""] * (width - len(given))]
        said = [
            ": ".join(filter(None, [each["column"], f"{each['reason']} {each['remedy']}".strip()]))
            for each in row.told
        ]
        yield [*cells[:width], "\n".join(said), *cells[width:]]


def _again(whole: ClaimImport, values: dict[str, dict[str, str]]) -> list[str]:
    """The cells of a row that was good when it was read: as they were understood."""
    columns = whole.mapping["columns"]
    return [values["cells"].get(columns.get(name) or name, "") for name in whole.header]
