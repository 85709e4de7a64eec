"""Claims as a file: rows as they come, so that memory stays flat however many there are."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from io import StringIO
from itertools import chain, islice
from operator import or_
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.db.models import Q, TextField
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from factcheck import claimreview
from factcheck.exchange import parts
from factcheck.exchange.columns import (
    AS_EXPORTED,
    NAMES,
    Cells,
    as_exported,
    cells,
    for_exchange,
    shared_names,
    told_apart,
)
from factcheck.models import Claim, PublicClaim
from factcheck.models.claim_export import ExportFormat
from factcheck.models.claim_queries import ClaimQuerySet
from factcheck.published_reviews import claim_reviews
from factcheck.sheet_cells import harmless

AT_ONCE = 500
BLOCK = 1 << 16
# What a spreadsheet's cell and sheet can hold.
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_576
TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.TSV: "text/tab-separated-values; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.JSONL: "application/jsonl",
    ExportFormat.CLAIMREVIEW: "application/ld+json",
}
ENDINGS = {form: form.value for form in ExportFormat} | {ExportFormat.CLAIMREVIEW: "json"}
SEPARATORS = {ExportFormat.CSV: ",", ExportFormat.TSV: "\t"}
# What XML cannot hold, as spreadsheets write it, and what they would take for that.
_UNWRITABLE = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class CannotHold(Exception):
    """What a spreadsheet has no room for; the message says what to do."""


Progress = Callable[[int], None]


def _untold(_claims: int) -> None:
    pass


def check(claims: ClaimQuerySet, form: ExportFormat) -> None:
    """Raise CannotHold where the form has no room for the claims."""
    if form == ExportFormat.XLSX:
        _check_room(claims)


def write(
    claims: ClaimQuerySet, form: ExportFormat, progress: Progress = _untold
) -> Iterator[bytes]:
    """The claims as the bytes of a file. Raises CannotHold before the first of them.

    `progress` is called with the number of claims that were written so far.
    """
    check(claims, form)
    if form == ExportFormat.JSONL:
        return _json_lines(claims, progress)
    if form == ExportFormat.CLAIMREVIEW:
        return _claim_reviews(claims, progress)
    return sheet([*NAMES, AS_EXPORTED], map(_row, _each(claims, progress)), form)


def sheet(
    header: Sequence[str], rows: Iterable[Sequence[str]], form: ExportFormat
) -> Iterator[bytes]:
    """A sheet of text cells, none of which a spreadsheet runs."""
    safe = ([harmless(cell) for cell in row] for row in rows)
    if form == ExportFormat.XLSX:
        return _workbook(header, safe)
    return _separated(header, safe, SEPARATORS[form])


def _row(own: Cells) -> list[str]:
    return [*own.values(), as_exported(own)]


def _each(claims: ClaimQuerySet, progress: Progress) -> Iterator[Cells]:
    shared = shared_names()
    rows = for_exchange(claims.order_by("article", "start", "pk"))
    for number, claim in enumerate(rows.iterator(chunk_size=AT_ONCE), 1):
        yield cells(told_apart(claim, shared))
        if number % AT_ONCE == 0:
            progress(number)


def _separated(
    header: Sequence[str], rows: Iterable[Sequence[str]], separator: str
) -> Iterator[bytes]:
    """With a mark of the encoding, without which Excel takes UTF-8 for something else."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator)
    buffer.write("\ufeff")
    writer.writerow(header)
    for row in rows:
        writer.writerow(row)
        if buffer.tell() > BLOCK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _workbook(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    book = Workbook(write_only=True)
    page = book.create_sheet(_("Claims"))
    page.freeze_panes = "A2"
    for row in chain([header], rows):
        page.append([_cell(page, text) for text in row])
    file = TemporaryFile()  # noqa: SIM115 (closed by the generator)
    book.save(file)
    file.seek(0)
    return _blocks(file)


def _blocks(file: Any) -> Iterator[bytes]:
    with file:
        yield from iter(lambda: file.read(BLOCK), b"")


def _cell(page: Any, text: str) -> Any:
    """A cell that is text, whatever it looks like."""
    written = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    cell = WriteOnlyCell(page, value=written)
    cell.data_type = "s"
    return cell


def _check_room(claims: ClaimQuerySet) -> None:
    """Raise CannotHold where a spreadsheet would cut a text, or leave out rows."""
    if claims.order_by().count() >= MOST_ROWS:
        raise CannotHold(
            _("A spreadsheet has room for %(most)s rows: choose fewer claims, or take CSV.")
            % {"most": MOST_ROWS}
        )
    texts = [field.name for field in Claim._meta.fields if isinstance(field, TextField)]
    # What XML cannot hold takes more room.
    lengths = {f"{name}_length": Length(name) for name in texts}
    is_long = reduce(or_, (Q(**{f"{name}__gt": LONGEST_CELL // 2}) for name in lengths))
    for claim in claims.alias(**lengths).filter(is_long).order_by("pk"):
        for name in texts:
            if len(_UNWRITABLE.sub("_x0000_", getattr(claim, name))) >= LONGEST_CELL:
                raise CannotHold(
                    _(
                        "“%(claim)s” has a text of %(length)s characters, and a spreadsheet’s "
                        "cell holds %(most)s: take CSV or JSON Lines."
                    )
                    % {
                        "claim": claim,
                        "length": len(getattr(claim, name)),
                        "most": LONGEST_CELL,
                    }
                )


def _json_lines(claims: ClaimQuerySet, progress: Progress) -> Iterator[bytes]:
    written = 0
    shared, known = shared_names(), {kind: set[int]() for kind in parts.REFERRED}
    loaded = claims.for_candidate().prefetch_related("speaker__aliases", "co_speakers__aliases")
    rows = loaded.order_by("article", "start", "pk").iterator(chunk_size=AT_ONCE)
    while several := list(islice(rows, AT_ONCE)):
        new = {claim.article.pk: claim.article for claim in several}
        texts = parts.texts_of(a for pk, a in new.items() if pk not in known["article"])
        for claim in several:
            claim.article.text = texts.get(claim.article.pk, "")  # type: ignore[attr-defined]
            for kind, row in _referred(claim):
                if row.pk not in known[kind]:
                    known[kind].add(row.pk)
                    yield _line(parts.referred_line(kind, row))
            yield _line(parts.claim_line(cells(told_apart(claim, shared)), claim))
        written += len(several)
        progress(written)


def _referred(claim: Claim) -> Iterator[tuple[str, Any]]:
    for speaker in (claim.speaker, *claim.co_speakers.all()):
        if speaker:
            yield "speaker", speaker
    yield from (("source", source) for source in parts.sources_of(claim))
    yield from (("topic", topic) for topic in claim.topics.all())
    yield "article", claim.article


def _line(value: Any) -> bytes:
    """JSON in which nothing ends a line, whatever its reader takes for a line's end."""
    written = json.dumps(value, ensure_ascii=False)
    for end in "\x85\u2028\u2029":
        written = written.replace(end, f"\\u{ord(end):04x}")
    return f"{written}\n".encode("utf-8", "surrogatepass")


def _claim_reviews(claims: ClaimQuerySet, progress: Progress) -> Iterator[bytes]:
    """Those of the claims with a published review of their own, as one DataFeed."""
    public = PublicClaim.objects.filter(pk__in=claims.order_by().values("pk"))
    rows = public.reviewed().with_own_verdict().defer("search").iterator(chunk_size=AT_ONCE)
    feed = claimreview.data_feed([], settings.SITE_NAME, "")
    del feed["dataFeedElement"]
    yield json.dumps(feed, ensure_ascii=False)[:-1].encode() + b', "dataFeedElement": [\n'
    between, written = b"", 0
    while several := list(islice(rows, AT_ONCE)):
        for item in claimreview.data_feed(claim_reviews(several), "", "")["dataFeedElement"]:
            yield between + json.dumps(item, ensure_ascii=False).encode()
            between = b",\n"
        written += len(several)
        progress(written)
    yield b"\n]}\n"
