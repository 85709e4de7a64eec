"""The record, for anybody who wants to verify it: exact bytes, in order, with their digests."""

import json
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from factcheck.models.record import Publication

BATCH = 500


def record_jsonl(request: HttpRequest) -> StreamingHttpResponse:
    """The whole record, one publication to a line; each content is there byte for byte."""
    return StreamingHttpResponse(map(line, _chain()), content_type="application/jsonl")


def record_head(request: HttpRequest) -> JsonResponse:
    """The last link of the chain. Keep it, and you can later prove that nothing was rewritten."""
    head = Publication.objects.in_chain().values("serial", "link").last()
    return JsonResponse(head or {"serial": 0, "link": Publication.GENESIS})


def publication_json(request: HttpRequest, claim_id: int, number: int) -> HttpResponse:
    """The canonical bytes of one publication; if they were redacted, 410 with the reason."""
    publications = Publication.objects.with_redaction()
    publication = get_object_or_404(publications, claim=claim_id, number=number)
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


def _chain() -> Iterator[Publication]:
    """The record in batches: a slow reader keeps no cursor open, and no copy is made of it all."""
    publications, serial = Publication.objects.with_redaction().in_chain(), 0
    while batch := list(publications.filter(serial__gt=serial)[:BATCH]):
        yield from batch
        serial = batch[-1].serial
