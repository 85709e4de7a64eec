"""Checking that the record is what was published, and the reading room what the record says.

Somebody with all rights on the database can get past its guards: change a link or a content, slip
in a review that nobody signed, or show readers another verdict. That is found here; `NOT_CHECKED`
says what is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, When

from factcheck.models import Move, Publication
from factcheck.models.content import (
    ContentError,
    FindingEntry,
    PublicationContent,
    ReviewContent,
    SignedFindingEntry,
    read_finding,
    read_publication,
)
from factcheck.models.content.canonical import canonical, link, sha256
from factcheck.publishing.candidates import utc_text

# What a publication's content says of itself, and its columns repeat.
COLUMNS = ("number", "kind", "published_at")

NOT_CHECKED = (
    "Not checked: whether whoever signed a review was entitled to (the database's guards see to "
    "that when it happens), what was redacted, and the index that the search looks through."
)


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
    numbers: dict[tuple[int | None, int | None], int] = {}
    head_found = head is None or head == previous
    for publication in _publications():
        serial += 1
        if publication.serial != serial:
            return Fault(serial, f"is missing; the next one has serial {publication.serial}")
        subject = publication.claim_id, publication.finding_id
        if fault := _fault(publication, previous, numbers.get(subject, 0) + 1):
            return Fault(serial, fault)
        previous = publication.link
        numbers[subject] = publication.number
        head_found = head_found or head == previous
    if not head_found:
        return Fault(serial, f"is the last, and none has the link {head}: the record was rewritten")
    return Head(serial, previous)


def _publications() -> Iterator[Any]:
    """The chain; `signed` are the digests of everything ever signed off of the same."""
    of_claim = Move.objects.sign_offs().filter(claim=OuterRef("claim"))
    of_finding = Move.on_findings.sign_offs().filter(finding=OuterRef("finding"))
    signed = Case(
        When(claim__isnull=False, then=ArraySubquery(of_claim.values("candidate_sha256"))),
        default=ArraySubquery(of_finding.values("candidate_sha256")),
    )
    rows = Publication.record.with_redaction().annotate(signed=signed)
    return rows.in_chain().iterator(chunk_size=500)


def _fault(publication: Any, previous: str, number: int) -> str | None:
    if publication.previous_link != previous:
        return "does not follow the publication before it"
    if link(previous, publication.serial, publication.content_sha256) != publication.link:
        return "has a link that is not what its digests say"
    if publication.number != number:
        return f"is revision {publication.number} of {_subject(publication)}, not {number}"
    if publication.content is None:
        agreed = publication.redaction_reason is not None
        return None if agreed else "has lost its content without a redaction"
    if publication.redaction_reason is not None:
        return "has content that two people agreed to redact"
    content = bytes(publication.content)
    if sha256(content) != publication.content_sha256:
        return "has content that is not what its digest says"
    return _fault_of_content(publication, content)


def _fault_of_content(publication: Any, content: bytes) -> str | None:
    try:
        said = read_publication(content) if publication.claim_id else read_finding(content)
    except ContentError:
        return "has content that is no publication"
    if canonical(said) != content:
        return "has content that is not in its canonical form"
    return _fault_of_columns(publication, said) or _fault_of_sign_off(said, publication.signed)


def _subject(publication: Publication) -> str:
    if publication.claim_id:
        return f"claim {publication.claim_id}"
    return f"finding {publication.finding_id}"


def _fault_of_columns(
    publication: Publication, said: PublicationContent | FindingEntry
) -> str | None:
    own = "claim_id" if isinstance(said, PublicationContent) else "finding_id"
    for name in (own, *COLUMNS):
        column, value = getattr(publication, name), getattr(said.publication, name)
        if name == "published_at":
            column = utc_text(column)
        if value != column:
            return f"has the {name} {column} in its column, but {value} in its content"
    return None


def _fault_of_sign_off(said: PublicationContent | FindingEntry, signed: list[str]) -> str | None:
    if isinstance(said, ReviewContent) and sha256(canonical(said.claim)) not in signed:
        return "is a review of which nobody signed off these words"
    if isinstance(said, SignedFindingEntry) and sha256(canonical(said.finding)) not in signed:
        return "is a finding of which nobody signed off these words"
    return None
