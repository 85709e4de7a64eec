"""From the desk to the record to the reading room: the only way anything becomes public."""

from django.db import transaction

from factcheck.models import Claim, Publication, VerificationStatus
from factcheck.publishing import content, reading_room, record


@transaction.atomic
def list_claim(claim_id: int) -> Publication:
    """Make a claim public without a verdict: its status reads “Not yet checked”."""
    claim = Claim.objects.for_candidate().get(pk=claim_id)
    unverified = VerificationStatus.objects.get(pk=VerificationStatus.UNVERIFIED)
    return _publish(claim, Publication.Kind.LISTING, content.listing(claim, unverified), "")


@transaction.atomic
def publish_review(
    claim_id: int, kind: Publication.Kind = Publication.Kind.REVIEW, reason: str = ""
) -> Publication:
    """Make the desk's verdict on a claim public, as it stands."""
    claim = Claim.objects.for_candidate().get(pk=claim_id)
    return _publish(claim, kind, content.review(claim), reason)


def _publish(
    claim: Claim, kind: Publication.Kind, candidate: content.Content, reason: str
) -> Publication:
    publication = record.append(claim, kind, candidate, reason)
    reading_room.show(publication)
    return publication
