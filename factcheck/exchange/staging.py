"""Bringing a file in, first half: each row is read, checked against the desk, and waits."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from factcheck import file_store
from factcheck.exchange import parts
from factcheck.exchange.cells import Reader
from factcheck.exchange.checking import Row, look_up, names_in, plan, understand
from factcheck.exchange.columns import FAULTS, digest, shared_names
from factcheck.exchange.mapping import SheetMapping, fitting, folded, of_json
from factcheck.exchange.people import is_slug
from factcheck.exchange.reading import Fault, File, Record, Unreadable, open_file
from factcheck.exchange.sayings import Saying, in_all_languages
from factcheck.exchange.sayings import Saying as _
from factcheck.models import ClaimImport, ImportRow, User
from factcheck.models.claim_export import ExportFormat
from factcheck.models.claim_import import DocumentFormat

AT_ONCE = 500
MOST_NAMES = 200
NOT_KEPT = _("The file is kept no more: choose it again.")
COPY = re.compile(rf"(?:-{FAULTS}| ?\(\d+\))+$")


@transaction.atomic
def stage(
    file: File,
    mapping: SheetMapping,
    by: User,
    *,
    name: str,
    progress: Callable[[int], None] = lambda _rows: None,
) -> ClaimImport:
    """Read a file into rows that wait for the word; nothing of the desk is changed.

    `progress` is called with the number of rows read so far. Raises Unreadable, WrongMapping.
    """
    whole = register(file, mapping, by, name=name)
    _read(whole, file, progress)
    return whole


def register(file: File, mapping: SheetMapping, by: User, *, name: str) -> ClaimImport:
    """Note how a file is to be read. Raises WrongMapping."""
    mapping = fitting(mapping, file.header)
    return ClaimImport.objects.create(
        by=by,
        name=name[:200],
        sha256=file.sha256,
        format=file.form,
        header=[each for each in file.header if each != FAULTS],
        mapping=mapping.as_json(),
    )


def path_of(whole: ClaimImport) -> Path:
    """Where an upload is kept, if it is kept still."""
    return file_store.path_of(whole.sha256, file_store.CLAIMS)


def read_kept(whole: ClaimImport) -> None:
    """Read an upload, also once more: its rows wait as they are now. Of what was there, none stays.

    What cannot be read to its end is one fault, and no rows.
    """
    whole.rows.all().delete()
    try:
        if not path_of(whole).exists():
            raise Unreadable(NOT_KEPT)
        form = _form_of(whole)
        file = open_file(path_of(whole), name=whole.name, form=form, limited=True)
        _read(whole, file, lambda _rows: None)
        # A redaction took it meanwhile, and what was read before does not come back.
        if not path_of(whole).exists():
            raise Unreadable(NOT_KEPT)
    except Unreadable as error:
        whole.rows.all().delete()
        fault = as_json([Fault("", "", error.args[0])])
        ImportRow.objects.create(whole=whole, line=0, values={"given": [""]}, faults=fault)


def _form_of(whole: ClaimImport) -> ExportFormat | DocumentFormat:
    is_document = whole.format in DocumentFormat.values
    return DocumentFormat(whole.format) if is_document else ExportFormat(whole.format)


def _read(whole: ClaimImport, file: File, progress: Callable[[int], None]) -> None:
    mapping = of_json(whole.mapping)
    Staging(whole, mapping, origin_of(whole.name)).rows(file.records(), progress)


def origin_of(name: str) -> str:
    """Where the rows of a file come from that say nothing of it: from a sheet of that name.

    Its rows that had faults, and copies that a browser saved, come from it, too.
    """
    stem = name.rpartition(".")[0] or name
    return COPY.sub("", stem)[:200] or stem[:200]


class Staging:
    def __init__(self, whole: ClaimImport, mapping: SheetMapping, origin: str) -> None:
        self.whole = whole
        self.mapping = mapping
        self.origin = mapping.defaults.get("origin") or origin
        self.theirs = {ours: theirs for theirs, ours in mapping.columns.items() if ours}
        self.reader = Reader(mapping.dates)
        self.shared = shared_names()
        # What the file defines, and on which line; which claims it has, and what of which article.
        self.defined: dict[str, int] = {}
        self.seen: dict[str, int] = {}
        self.articles: dict[str, tuple[str, int]] = {}
        self.people: dict[str, None] = {}

    def rows(self, records: Iterator[Record], progress: Callable[[int], None]) -> None:
        unchanged = done = 0
        while several := list(islice(records, AT_ONCE)):
            staged = [self._definition(each) for each in several if each.kind != "claim"]
            claims = [each for each in several if each.kind == "claim"]
            staged += self._claims(claims)
            unchanged += len(several) - len(staged)
            ImportRow.objects.bulk_create(staged)
            done += len(several)
            ClaimImport.objects.filter(pk=self.whole.pk).update(unchanged=unchanged)
            progress(done)
        self.whole.unchanged = unchanged
        self.whole.new_speakers = list(self.people)[:MOST_NAMES]
        self.whole.save()

    def _claims(self, records: list[Record]) -> list[ImportRow]:
        rows = [
            understand(record, self.mapping, self.reader, self.origin, self.theirs)
            for record in records
        ]
        known = look_up(rows, self.shared, self.defined)
        staged = []
        for row, record in zip(rows, records, strict=True):
            if record.faults:
                # Of what was not read as it should be, nothing more can be said.
                row.faults = record.faults
                staged.append(self._faulty(row, record))
                continue
            changes = plan(row, known)
            self._check_repeats(row)
            is_new = row.identity not in known.claims
            if row.faults:
                staged.append(self._faulty(row, record))
            elif is_new or changes:
                for name in names_in(row.cells):
                    key = f"speaker:{is_slug(name) or name}"
                    if key not in self.defined and known.people.find(name) is None:
                        self.people[name] = None
                staged.append(self._good(row, is_new=is_new))
        return staged

    def _check_repeats(self, row: Row) -> None:
        """Refuse a claim that stands twice, and an article that is told of in two ways."""
        key = digest("\n".join(row.identity))
        if key in self.seen:
            reason = _("It stands twice, first on line %(line)s.") % {"line": self.seen[key]}
            row.refuse("external_id", reason, _("Remove one, or give each an id of its own."))
        self.seen.setdefault(key, row.line)
        told = digest(
            "\n".join(f"{n}={t}" for n, t in sorted(row.cells.items()) if n.startswith("article"))
        )
        before, line = self.articles.setdefault(digest(row.article), (told, row.line))
        if before != told:
            reason = _("Line %(line)s says otherwise of the same article.") % {"line": line}
            row.refuse("article_title", reason, _("Let both say the same."))

    def _good(self, row: Row, *, is_new: bool) -> ImportRow:
        outcome = ImportRow.Outcome.NEW if is_new else ImportRow.Outcome.CHANGED
        values = {
            "cells": row.cells,
            "base": row.base,
            "untouched": sorted(row.untouched),
            "more": row.more,
        }
        return ImportRow(
            whole=self.whole, line=row.line, group=row.article, outcome=outcome, values=values
        )

    def _faulty(self, row: Row, record: Record) -> ImportRow:
        given = [record.cells.get(name, "") for name in self.whole.header] + record.rest
        values: dict[str, Any] = {"given": [_storable(text) for text in given]}
        return ImportRow(whole=self.whole, line=row.line, values=values, faults=as_json(row.faults))

    def _definition(self, record: Record) -> ImportRow:
        line, faults = record.more, []
        fields = {"type", *parts.REFERRED[record.kind][1]}
        slug = str(line.get("slug", ""))
        if line.keys() != fields:
            other = ", ".join(sorted(line.keys() ^ fields))
            reason = _("It has other fields than it should: %(fields)s.") % {"fields": other}
            faults.append(Fault("", slug, reason, _("Correct it in the file.")))
        else:
            self.defined[f"{record.kind}:{slug}"] = record.line
            if record.kind == "speaker":
                self.defined.setdefault(f"speaker:{line['name']}", record.line)
            if record.kind == "topic":
                self.reader.topics[folded(slug)] = slug
        return ImportRow(
            whole=self.whole,
            line=record.line,
            kind=record.kind,
            group=slug[:2_000],
            values={"more": line},
            faults=as_json(faults),
        )


def as_json(faults: list[Fault]) -> list[dict[str, str | dict[str, str]]]:
    return [
        {
            "column": _storable(each.column),
            "value": _storable(each.value),
            "reason": _kept(each.reason),
            "remedy": _kept(each.remedy),
        }
        for each in faults
    ]


def _kept(said: str | Saying) -> str | dict[str, str]:
    words = in_all_languages(said)
    if isinstance(words, str):
        return _storable(words)
    return {code: _storable(text) for code, text in words.items()}


def _storable(text: str) -> str:
    """What PostgreSQL keeps, and nothing else."""
    return "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)
