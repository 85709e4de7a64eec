"""The one chain of publications: appending to it, and verifying it."""

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction
from django.utils import timezone

from factcheck.models import Claim, Publication
from factcheck.publishing.canonical import canonical, link, sha256
from factcheck.publishing.content import SCHEMA_VERSION, Content

# What a publication's content states of itself, and its columns repeat.
COLUMNS = ("claim_id", "number", "kind", "published_at")


def append(
    claim: Claim,
    kind: Publication.Kind,
    candidate: Content,
    reason: str = "",
    bylines: Mapping[str, list[str]] | None = None,
) -> Publication:
    """Add the claim's next revision to the end of the chain.

    Serials have no gaps: the chain is locked until the surrounding transaction ends, and a
    transaction that is rolled back leaves no trace.
    """
    with transaction.atomic():
        # The claim before the chain, as the database locks them: no deadlock.
        Claim.objects.select_for_update().get(pk=claim.pk)
        lock()
        head = Publication.objects.in_chain().last()
        serial = head.serial + 1 if head else 1
        previous_link = head.link if head else Publication.GENESIS
        last_revision = Publication.objects.of_claim(claim.pk).first()
        number = last_revision.number + 1 if last_revision else 1
        published_at = timezone.now()
        content = canonical(
            {
                "schema_version": SCHEMA_VERSION,
                "nonce": secrets.token_hex(16),
                "claim": candidate,
                "publication": {
                    "claim_id": claim.pk,
                    "number": number,
                    "kind": kind.value,
                    "reason": reason,
                    "published_at": utc_text(published_at),
                    "bylines": dict(bylines or {}),
                },
            }
        )
        digest = sha256(content)
        return Publication.objects.create(
            serial=serial,
            claim=claim,
            number=number,
            kind=kind,
            published_at=published_at,
            content=content,
            content_sha256=digest,
            previous_link=previous_link,
            link=link(previous_link, serial, digest),
        )


def lock() -> None:
    """Keep others from publishing until the surrounding transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT factcheck_lock_chain()")


def utc_text(moment: datetime) -> str:
    """ISO 8601 in UTC to the microsecond: ``2026-11-24T08:30:00.000000Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain: number of publications and last link."""

    serial: int
    link: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong with the record: which publication, and what."""

    serial: int
    what: str


def verify(head: str | None = None) -> Head | Fault:
    """Check every publication; a `head` that somebody kept must be one of the links."""
    serial, previous = 0, Publication.GENESIS
    numbers: dict[int, int] = {}
    head_found = head is None or head == previous
    for publication in _publications():
        serial += 1
        if publication.serial != serial:
            return Fault(serial, f"is missing; the next one has serial {publication.serial}")
        if fault := _fault(publication, previous, numbers.get(publication.claim_id, 0) + 1):
            return Fault(serial, fault)
        previous = publication.link
        numbers[publication.claim_id] = publication.number
        head_found = head_found or head == previous
    if not head_found:
        return Fault(serial, f"is the last, and none has the link {head}: the record was rewritten")
    return Head(serial, previous)


def _publications() -> Iterator[Publication]:
    return Publication.objects.with_redaction().in_chain().iterator(chunk_size=500)


def _fault(publication: Publication, previous: str, number: int) -> str | None:
    if publication.previous_link != previous:
        return "does not follow the publication before it"
    if link(previous, publication.serial, publication.content_sha256) != publication.link:
        return "has a link that is not what its digests say"
    if publication.number != number:
        return f"is revision {publication.number} of claim {publication.claim_id}, not {number}"
    if publication.content is None:
        agreed = publication.redaction_reason is not None
        return None if agreed else "has lost its content without a redaction"
    if publication.redaction_reason is not None:
        return "has content that two people agreed to redact"
    content = bytes(publication.content)
    if sha256(content) != publication.content_sha256:
        return "has content that is not what its digest says"
    try:
        stated = json.loads(content)["publication"]
        values = [stated[name] for name in COLUMNS]
    except (ValueError, KeyError, TypeError):
        return "has content that is no publication"
    columns = [publication.claim_id, number, publication.kind, utc_text(publication.published_at)]
    for name, column, value in zip(COLUMNS, columns, values, strict=True):
        if value != column:
            return f"has the {name} {column} in its column, but {value} in its content"
    return None
