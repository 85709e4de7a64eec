"""The open data, streamed: memory stays flat however much there is."""

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from io import StringIO
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render

from factcheck.api.data.package import data_package
from factcheck.api.data.tables import TABLES, Table, cell, claims
from factcheck.api.schemas import ClaimWithContentOut
from factcheck.models.reading_room.page_version import EVERYTHING
from factcheck.public.kept.shown import Shown, address_of, has_copy, not_modified
from factcheck.sheet_cells import harmless

View = Callable[..., HttpResponseBase]
BLOCK = 1 << 16


def streamed(view: View) -> View:
    """Tag what is too long to be kept, as pages are; answer 304 to who has it."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        shown = Shown.now(address_of(request), EVERYTHING)
        if has_copy(request, shown.tag):
            return not_modified(shown)
        response = view(request, **parts)
        for name, value in shown.headers.items():
            response[name] = value
        return HttpResponse(headers=response.headers) if request.method == "HEAD" else response

    return answer


def data_page(request: HttpRequest) -> HttpResponse:
    """What there is, and what each column says."""
    return render(request, "api/data.html", {"tables": TABLES.values(), "package": data_package()})


def package_json(_request: HttpRequest) -> JsonResponse:
    return JsonResponse(data_package())


@streamed
def table_csv(_request: HttpRequest, name: str) -> StreamingHttpResponse:
    """A table as CSV (RFC 4180) in UTF-8."""
    if name not in TABLES:
        raise Http404
    return _download(_rows(TABLES[name]), f"{name}.csv", "text/csv; charset=utf-8")


@streamed
def claims_jsonl(_request: HttpRequest) -> StreamingHttpResponse:
    """The claims as the API answers each of them, one to a line."""
    lines = (f"{ClaimWithContentOut.of(claim).model_dump_json()}\n" for claim in claims())
    return _download(lines, "claims.jsonl", "application/jsonl")


def _download(content: Iterable[str], name: str, kind: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(content, content_type=kind, headers=headers)


def _rows(table: Table) -> Iterator[str]:
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(column.name for column in table.columns)
    for row in table.rows():
        writer.writerow(harmless(cell(column.value(row))) for column in table.columns)
        if buffer.tell() > BLOCK:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()
