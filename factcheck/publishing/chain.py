"""The one chain of publications, to which everything that becomes public is appended."""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from factcheck.models import ArticleFinding, Claim, Publication
from factcheck.models.content import Bylines, Entry, ListedClaim, WithdrawnFinding
from factcheck.models.content.canonical import canonical, link, sha256
from factcheck.models.record import PublicationQuerySet
from factcheck.models.vocabulary import PublicationKind
from factcheck.publishing import candidates, receivers


def append(
    subject: Claim | ArticleFinding,
    kind: PublicationKind,
    candidate: ListedClaim | WithdrawnFinding,
    reason: candidates.Reason = candidates.NO_REASON,
    bylines: Bylines = candidates.NO_BYLINES,
) -> Publication:
    """Add the next revision of a claim, or of a finding, to the end of the chain.

    Serials have no gaps: the chain is locked until the surrounding transaction ends, and a
    transaction that is rolled back leaves no trace.
    """
    with transaction.atomic():
        # What it is of first, then the chain: the database locks them in this order.
        type(subject)._default_manager.select_for_update().get(pk=subject.pk)
        lock()
        head = Publication.record.head()
        serial = head.serial + 1 if head else 1
        previous_link = head.link if head else Publication.GENESIS
        publication = draft(subject, kind, candidate, reason, bylines)
        publication.serial = serial
        publication.previous_link = previous_link
        publication.link = link(previous_link, serial, publication.content_sha256)
        publication.save(force_insert=True)
        receivers.tell()
        if isinstance(subject, Claim):
            # The database numbers a claim that becomes public.
            subject.refresh_from_db(fields=["number"])
        return publication


def draft(
    subject: Claim | ArticleFinding,
    kind: PublicationKind,
    candidate: ListedClaim | WithdrawnFinding,
    reason: candidates.Reason = candidates.NO_REASON,
    bylines: Bylines = candidates.NO_BYLINES,
) -> Publication:
    """The next revision as it would be if it were appended now, without its place."""
    latest, now = revisions_of(subject).first(), timezone.now()
    number = latest.number + 1 if latest else 1
    content = canonical(_entry(subject, number, kind, candidate, reason, bylines, now))
    return Publication(
        claim=subject if isinstance(subject, Claim) else None,
        finding=subject if isinstance(subject, ArticleFinding) else None,
        number=number,
        kind=kind,
        published_at=now,
        content=content,
        content_sha256=sha256(content),
    )


def revisions_of(subject: Claim | ArticleFinding) -> PublicationQuerySet:
    """What was published of a claim, or of a finding, the newest first."""
    if isinstance(subject, Claim):
        return Publication.objects.of_claim(subject.pk)
    return Publication.record.of_finding(subject.pk)


def _entry(
    subject: Claim | ArticleFinding,
    number: int,
    kind: PublicationKind,
    candidate: ListedClaim | WithdrawnFinding,
    reason: candidates.Reason,
    bylines: Bylines,
    now: datetime,
) -> Entry:
    if isinstance(candidate, WithdrawnFinding):
        about = candidates.finding_envelope(subject.pk, number, kind, now, reason, bylines)
        return candidates.finding_entry(candidate, about)
    envelope = candidates.envelope(subject.pk, number, kind, now, reason, bylines)
    return candidates.entry(candidate, envelope)


def lock() -> None:
    """Keep others from publishing until the surrounding transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT factcheck_lock_chain()")
