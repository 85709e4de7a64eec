"""The record, for anybody who wants to verify it: exact bytes, in order, with their digests."""

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.keyset import in_batches
from factcheck.models.record import Publication


def record_jsonl(request: HttpRequest) -> StreamingHttpResponse:
    """The whole record, one publication to a line; each content is there byte for byte."""
    return StreamingHttpResponse(map(line, chain()), content_type="application/jsonl")


def record_head(request: HttpRequest) -> JsonResponse:
    """The last link of the chain. Keep it, and you can later prove that nothing was rewritten."""
    return JsonResponse(head_of_record(Publication.record.head()))


def head_of_record(head: Publication | None) -> dict[str, Any]:
    """Serial and link of the last entry; before there is one, those that the first goes on from."""
    if head is None:
        return {"serial": 0, "link": Publication.GENESIS}
    return {"serial": head.serial, "link": head.link}


def publication_json(request: HttpRequest, claim_id: int, number: int) -> HttpResponse:
    """The canonical bytes of one publication; if they were redacted, 410 with the reason."""
    publications = Publication.objects.with_redaction()
    return _exact_bytes(get_object_or_404(publications, claim=claim_id, number=number))


def entry_json(request: HttpRequest, serial: int) -> HttpResponse:
    """The same of an entry of whatever kind, by its place in the chain."""
    return _exact_bytes(get_object_or_404(Publication.record.with_redaction(), pk=serial))


def address_of(publication: Publication) -> str:
    """Where an entry's exact bytes are."""
    if publication.claim_id:
        return reverse("publication-json", args=[publication.claim_id, publication.number])
    return reverse("entry-json", args=[publication.serial])


def _exact_bytes(publication: Any) -> HttpResponse:
    if publication.content is None:
        return JsonResponse({"redacted": publication.redaction_reason}, status=410)
    return HttpResponse(bytes(publication.content), content_type="application/json")


def line(publication: Publication) -> bytes:
    """A publication as its line of the record: JSON whose first value is the exact content."""
    content = b"null" if publication.content is None else bytes(publication.content)
    rest = {
        "content_sha256": publication.content_sha256,
        "link": publication.link,
        "previous_link": publication.previous_link,
        "serial": publication.serial,
    }
    if publication.content is None:
        rest["redacted"] = publication.redaction_reason
    after = json.dumps(rest, separators=(",", ":")).removeprefix("{").encode()
    return b'{"content":' + content + b"," + after + b"\n"


def chain() -> Iterator[Publication]:
    """The whole record in order, in batches."""
    return in_batches(Publication.record.with_redaction())
