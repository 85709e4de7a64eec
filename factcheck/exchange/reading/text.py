"""Text in whatever encoding, parted by whatever: found out, never guessed over a whole cell."""

import codecs
import csv
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from charset_normalizer import CharsetMatch, from_bytes

from factcheck.exchange import sayings
from factcheck.exchange.columns import AS_EXPORTED
from factcheck.exchange.reading.records import Fault, Record, Unreadable
from factcheck.exchange.sayings import Saying as _

BLOCK = 1 << 20
SAMPLE = 100
SEPARATORS = ",;\t|"
# What newsrooms' sheets come in besides UTF-8, the most frequent first: guesses among all there are
# go wrong on short texts.
ENCODINGS = [
    *("cp1252", "cp1256", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "mac_roman"),
    *("iso8859_6", "shift_jis", "gb18030", "big5", "euc_kr"),
]
# How much more of a mess a text may be in one encoding than in another, and both be as likely.
CLOSE = 0.03
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# A cell that is longer has lost its end.
LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet of text is written; `quoted` where quotation marks hold cells together."""

    encoding: str
    separator: str
    quoted: bool


def encoding_of(path: Path) -> str:
    """The encoding of a file. Raises Unreadable for what is no text."""
    with path.open("rb") as file:
        head = file.read(BLOCK)
    for mark, name in MARKS.items():
        if head.startswith(mark):
            return _proven(path, name)
    if b"\0" in head:
        for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
            if head[first:200:2].count(0) > len(head[:200]) // 4:
                return _proven(path, name)
        raise Unreadable(_("This is no text: save the sheet as CSV or XLSX."))
    try:
        return _proven(path, "utf-8")
    except Unreadable:
        return _proven(path, _guess(head))


def _guess(head: bytes) -> str:
    """What is most likely; of what is about as likely, the first of `ENCODINGS`."""
    found = list(from_bytes(head, cp_isolation=ENCODINGS, enable_fallback=False))
    if not found:
        raise Unreadable(_("Nobody can tell in which encoding this is: save it as UTF-8."))
    least = min(match.chaos for match in found)
    likely = {name for match in found if match.chaos <= least + CLOSE for name in _names(match)}
    return next(name for name in ENCODINGS if name in likely)


def _names(match: CharsetMatch) -> list[str]:
    return [match.encoding, *match.could_be_from_charset]


def _proven(path: Path, encoding: str) -> str:
    """An encoding in which the whole file can be read."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeError:
            said = _("It begins as %(encoding)s, and goes on otherwise: save it as UTF-8.")
            raise Unreadable(said % {"encoding": encoding}) from None
    return encoding


def layout_of(path: Path, separators: str = SEPARATORS) -> Layout:
    """Raises Unreadable."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = list(islice(file, SAMPLE))
    if not any(line.strip() for line in sample):
        raise Unreadable(_("The file is empty."))
    separator = max(separators, key=lambda each: _fits(sample, each))
    quoted = separator != "\t" or AS_EXPORTED in sample[0] or _is_quoted(path, encoding)
    return Layout(encoding, separator, quoted)


def _fits(sample: list[str], separator: str) -> tuple[float, int]:
    """How well lines fall apart at a separator: how many alike, and into how many cells."""
    try:
        counts = Counter(len(row) for row in csv.reader(sample, delimiter=separator) if row)
    except csv.Error:
        return (0, 0)
    [(cells, rows)] = counts.most_common(1)
    return (rows / counts.total(), cells) if cells > 1 else (0, 0)


def _is_quoted(path: Path, encoding: str) -> bool:
    """Whether the quotation marks of a file parted by tabs are the file's, and not its words'.

    Where they are words, a cell that begins with one would swallow what follows, to the next one.
    """
    with path.open(encoding=encoding, newline="") as file:
        rows = csv.reader(file, delimiter="\t", strict=True)
        try:
            width = len(next(rows, []))
            return all(
                len(row) == width
                and not any("\t" in cell and ("\n" in cell or "\r" in cell) for cell in row)
                for row in rows
                if row
            )
        except csv.Error:
            return False


def rows(path: Path, layout: Layout) -> Generator[tuple[int, int, list[str]], None, None]:
    """The rows with the lines on which each begins and ends. Raises Unreadable."""
    csv.field_size_limit(LONGEST)
    with path.open(encoding=layout.encoding, newline="") as file:
        if layout.quoted:
            yield from _quoted(file, layout.separator)
        else:
            for number, line in enumerate(file, 1):
                yield number, number, line.rstrip("\r\n").split(layout.separator)


def _quoted(file: TextIO, separator: str) -> Iterator[tuple[int, int, list[str]]]:
    reader = csv.reader(file, delimiter=separator, strict=True)
    while True:
        first = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error:
            raise Unreadable(
                _(
                    "A quotation mark on line %(line)s opens a cell, and none closes it where a "
                    'cell ends: write “""” for one within a cell, or save the sheet anew.'
                )
                % {"line": first}
            ) from None
        if row is None:
            return
        yield first, reader.line_num, row


def records(path: Path, layout: Layout, header: list[str]) -> Iterator[Record]:
    """What follows the header. Raises Unreadable."""
    given = rows(path, layout)
    next(given, None)
    for first, last, row in given:
        if not any(cell.strip() for cell in row):
            continue
        while len(row) > len(header) and not row[-1].strip():
            row.pop()
        record = Record(first, dict(zip(header, row, strict=False)))
        if len(row) != len(header):
            record.rest = row[len(header) :]
            record.faults.append(_of_another_width(row, header, first, last))
        elif last > first and AS_EXPORTED not in header and _are_rows(row, layout.separator):
            record.faults.append(_held_together(first, last))
        yield record


def _are_rows(row: list[str], separator: str) -> bool:
    """Whether each line would be a row of its own without the quotation marks that hold them."""
    lines = separator.join(row).splitlines()
    return all(line.count(separator) == len(row) - 1 for line in lines)


def _held_together(first: int, last: int) -> Fault:
    reason = _("Quotation marks hold the lines %(first)s to %(last)s together as one row.")
    remedy = _("Remove those that are too much, or change the words of that cell.")
    return Fault("", "", reason % {"first": first, "last": last}, remedy)


def _of_another_width(row: list[str], header: list[str], first: int, last: int) -> Fault:
    reason = _("It has %(cells)s cells, and the header %(columns)s.") % {
        "cells": len(row),
        "columns": len(header),
    }
    if last > first:
        lines = _("It begins on line %(first)s and ends on line %(last)s.")
        reason = sayings.joined(reason, " ", lines % {"first": first, "last": last})
    remedy = _("Look for a separator or a quotation mark that is missing, or too much.")
    return Fault("", "", reason, remedy)
