"""Reads a workbook in a process of its own, and writes its first sheet as lines of JSON.

Run as a script, with a limit of memory in bytes, of processor time in seconds and of unpacked size
in bytes (0: none). A workbook may be made to take all there is of each: here that ends this process
alone. It knows nothing of Django, of the database or of any secret.
"""

import json
import re
import resource
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([^"]{1,30})"')
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
BLOCK = 1 << 20
# Before a formula of which no program has written the result.
UNCOUNTED = "#FORMULA! "


def main(path: str, memory: int, seconds: int, unpacked: int) -> None:
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        with zipfile.ZipFile(path) as packed:
            if unpacked and sum(each.file_size for each in packed.infolist()) > unpacked:
                stop("large")
        # Open files: a path would need an ending.
        with Path(path).open("rb") as values, Path(path).open("rb") as formulas:
            read(path, values, formulas)
    except zipfile.BadZipFile:
        stop("kind")
    except MemoryError:
        stop("large")
    except (KeyError, ValueError, IndexError, TypeError, AttributeError, OSError) as error:
        stop("broken", str(error)[:200])
    except RecursionError:
        stop("large")
    except Exception as error:  # noqa: BLE001 (whatever the parsers of XML and zip raise)
        stop("broken", type(error).__name__)


def read(path: str, values: BinaryIO, formulas: BinaryIO) -> None:
    from openpyxl import load_workbook

    book = load_workbook(values, read_only=True, data_only=True, keep_links=False)
    sheets = [each for each in book.worksheets if each.sheet_state == "visible"] or book.worksheets
    if not sheets:
        stop("empty")
    page: Any = sheets[0]
    merged, has_formulas = scan(path, page._worksheet_path)
    if merged:
        stop("merged", merged)
    say({"sheet": page.title, "others": [each.title for each in book.worksheets if each != page]})
    written: Any = iter(())
    if has_formulas:
        same: Any = load_workbook(formulas, read_only=True, keep_links=False)[page.title]
        same.reset_dimensions()
        written = same.iter_rows(values_only=True)
    # Else every row would be as long as the sheet says that it is.
    page.reset_dimensions()
    for number, row in enumerate(page.iter_rows(values_only=True), 1):
        cells = [text(value) for value in row]
        for at, formula in enumerate(next(written, ())):
            if at < len(cells) and not cells[at] and str(formula or "").startswith("="):
                cells[at] = UNCOUNTED + str(formula)
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            say([number, cells])


def scan(path: str, name: str) -> tuple[str, bool]:
    """The first cells of a sheet that are merged, and whether it has formulas."""
    merged, has_formulas, before = "", False, b""
    with zipfile.ZipFile(path) as packed, packed.open(name) as sheet:
        while block := sheet.read(BLOCK):
            both = before + block
            has_formulas = has_formulas or bool(FORMULA.search(both))
            found = None if merged else MERGED.search(both)
            merged = found[1].decode(errors="replace") if found else merged
            before = block[-100:]
    return merged, has_formulas


def text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        whole = value.isoformat(" ")
        return whole.removesuffix(" 00:00:00")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))


def say(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


def stop(why: str, what: str = "") -> NoReturn:
    say({"stop": why, "what": what})
    sys.stdout.flush()
    sys.exit(3)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
