"""Workbooks that are made to do harm end their own process, and nothing else."""

import zipfile
from pathlib import Path

import pytest

from factcheck.exchange.reading import Unreadable, open_file, own_process, sheets
from tests.exchange.sheets import workbook

pytestmark = pytest.mark.system

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def with_part(
    path: Path, name: str, content: bytes, times: int = 1, *, start: bytes = b"", end: bytes = b""
) -> Path:
    """A workbook in which one part is another: many times the same, between a start and an end."""
    workbook(path, [["a"], ["b"]])
    bomb = path.with_name("bomb.xlsx")
    with (
        zipfile.ZipFile(path) as old,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.infolist():
            if each.filename != name:
                new.writestr(each, old.read(each).replace(b"</Types>", STRINGS + b"</Types>"))
        if "sharedStrings" not in name:
            new.writestr("xl/sharedStrings.xml", SSTART + b"</sst>")
        with new.open(name, "w", force_zip64=True) as part:
            part.write(start)
            for _time in range(times):
                part.write(content)
            part.write(end)
    return bomb


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        list(open_file(path, limited=True).records())
    return str(refused.value)


HEAD = (
    b'<?xml version="1.0"?><worksheet '
    b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
SSTART = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
CELL = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>'


def test_a_sheet_that_unpacks_to_more_than_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_process, "UNPACKED", 64 << 20)
    path = with_part(tmp_path / "a.xlsx", SHEET, b" " * (1 << 20), times=65)

    assert path.stat().st_size < 200_000
    assert "unpacks to more than is read here" in refusal(path)


@pytest.mark.parametrize(
    ("name", "start", "content", "end"),
    [
        (SHEET, b"", b"x" * (1 << 20), b""),
        (SHEET, HEAD, b"<row>" * 200_000, b""),
        ("xl/sharedStrings.xml", SSTART, b"<si><t>yyyyyyyy</t></si>" * 40_000, b"</sst>"),
    ],
)
def test_parts_that_take_all_memory_or_all_time(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    start: bytes,
    content: bytes,
    end: bytes,
) -> None:
    monkeypatch.setattr(own_process, "MEMORY", 200 << 20)
    monkeypatch.setattr(own_process, "SECONDS", 3)
    path = with_part(tmp_path / "a.xlsx", name, content, times=100, start=start, end=end)

    assert refusal(path).startswith(("The workbook is damaged", "The workbook unpacks to more"))


def test_entities_that_grow(tmp_path: Path) -> None:
    entities = b"".join(
        b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"ha") for n in range(12)
    )
    cell = CELL % (1, 1, b"&e11;")
    whole = b"<?xml version='1.0'?><!DOCTYPE x [" + entities + b"]>" + HEAD.partition(b"?>")[2]
    path = with_part(tmp_path / "a.xlsx", SHEET, whole + cell + b"</sheetData></worksheet>")

    assert refusal(path).startswith(("The workbook is damaged", "The file has no columns"))


def test_a_process_that_goes_on_and_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "SECONDS", 1)
    rows = b"".join(CELL % (1, 1, b"x") for _n in range(10_000))
    end = b"</sheetData></worksheet>"
    first = HEAD + rows
    path = with_part(tmp_path / "a.xlsx", SHEET, first + rows * 50, end=end)

    assert "unpacks to more than is read here" in refusal(path)


def test_a_row_that_says_it_is_the_last_of_a_million(tmp_path: Path) -> None:
    sheet = HEAD.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    cells = CELL % (1, 1, b"a") + CELL % (1_048_576, 1_048_576, b"b")
    path = with_part(tmp_path / "a.xlsx", SHEET, sheet + cells + b"</sheetData></worksheet>")

    [record] = open_file(path, limited=True).records()

    assert (record.line, record.cells) == (1_048_576, {"a": "b"})


@pytest.mark.parametrize("cut", [200, 3_000])
def test_a_workbook_that_is_cut_off(tmp_path: Path, cut: int) -> None:
    path = workbook(tmp_path / "a.xlsx", [["a"], ["b"]])
    path.write_bytes(path.read_bytes()[:cut])

    assert "save the sheet as XLSX" in refusal(path)


def test_the_process_knows_nothing_of_the_site() -> None:
    text = sheets.SCRIPT.read_text(encoding="utf-8")

    assert "django" not in text.replace("Django", "")
    assert "factcheck" not in text
