"""The one chain of publications, to which everything that becomes public is appended."""

from django.db import connection, transaction
from django.utils import timezone

from factcheck.models import Claim, Publication
from factcheck.models.content import Bylines, ListedClaim
from factcheck.models.content.canonical import canonical, link, sha256
from factcheck.models.vocabulary import PublicationKind
from factcheck.publishing import candidates


def append(
    claim: Claim,
    kind: PublicationKind,
    candidate: ListedClaim,
    reason: str = "",
    bylines: Bylines = candidates.NO_BYLINES,
) -> Publication:
    """Add the claim's next revision to the end of the chain.

    Serials have no gaps: the chain is locked until the surrounding transaction ends, and a
    transaction that is rolled back leaves no trace.
    """
    with transaction.atomic():
        # The claim first, then the chain: the database locks them in this order.
        Claim.objects.select_for_update().get(pk=claim.pk)
        lock()
        head = Publication.objects.in_chain().last()
        serial = head.serial + 1 if head else 1
        previous_link = head.link if head else Publication.GENESIS
        publication = draft(claim, kind, candidate, reason, bylines)
        publication.serial = serial
        publication.previous_link = previous_link
        publication.link = link(previous_link, serial, publication.content_sha256)
        publication.save(force_insert=True)
        return publication


def draft(
    claim: Claim,
    kind: PublicationKind,
    candidate: ListedClaim,
    reason: str = "",
    bylines: Bylines = candidates.NO_BYLINES,
) -> Publication:
    """The claim's next revision as it would be if it were appended now, without its place."""
    latest = Publication.objects.of_claim(claim.pk).first()
    number, now = (latest.number + 1 if latest else 1), timezone.now()
    envelope = candidates.envelope(claim.pk, number, kind, now, reason, bylines)
    content = canonical(candidates.entry(candidate, envelope))
    return Publication(
        claim=claim,
        number=number,
        kind=kind,
        published_at=now,
        content=content,
        content_sha256=sha256(content),
    )


def lock() -> None:
    """Keep others from publishing until the surrounding transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT factcheck_lock_chain()")
