"""Workbooks, read by a process of their own (`sheet_process`)."""

from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from factcheck.exchange.reading import own_process
from factcheck.exchange.reading.records import Fault, Record
from factcheck.exchange.sayings import Saying as _

SCRIPT = Path(__file__).with_name("sheet_process.py")
WHY = {
    "kind": _("This is no XLSX workbook: save the sheet as XLSX (not XLS) or CSV."),
    "large": _("The workbook unpacks to more than is read here: save its one sheet as CSV."),
    "empty": _("The workbook has no sheet."),
    "merged": _(
        "Cells are merged (%(what)s), and only one of them has the words: unmerge them, fill each, "
        "and save the workbook."
    ),
    "broken": _("The workbook is damaged: open it, save it anew, or save it as CSV."),
}


def _lines(path: Path, *, limited: bool) -> Generator[Any, None, None]:
    return own_process.lines(SCRIPT, path, WHY, limited=limited)


def rows(path: Path, *, limited: bool) -> Generator[tuple[int, list[str]], None, None]:
    """The rows of the first sheet that is not hidden. Raises Unreadable."""
    for said in _lines(path, limited=limited):
        if isinstance(said, list):
            yield said[0], said[1]


def others(path: Path, *, limited: bool) -> list[str]:
    """The sheets that are not read. Raises Unreadable."""
    with closing(_lines(path, limited=limited)) as lines:
        said: dict[str, Any] = next(lines)
        return list(said["others"])


def records(path: Path, header: list[str], *, limited: bool) -> Iterator[Record]:
    given = rows(path, limited=limited)
    next(given, None)
    for line, cells in given:
        padded = cells + [""] * (len(header) - len(cells))
        record = Record(line, dict(zip(header, padded, strict=False)))
        if extra := cells[len(header) :]:
            record.rest = extra
            record.faults.append(_beyond(extra))
        yield record


def _beyond(extra: list[str]) -> Fault:
    reason = _("It has a cell beyond the last column that has a name.")
    remedy = _("Name the column, or empty the cell.")
    return Fault("", " ".join(filter(None, extra)), reason, remedy)
