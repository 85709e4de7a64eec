"""Taking content out of the record, by two people and with a public reason.

A court's order, a person in danger. The digests stay, so the chain still verifies; the claim's
page keeps a tombstone with the reason.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.models import AuditEntry, Publication, PublicClaim, Redaction, User
from factcheck.models.acting import acting_as
from factcheck.publishing import reading_room


def ask(publication: Publication, reason: str, user: User) -> Redaction:
    """Ask for a publication's content to be removed; somebody else has to agree.

    Raises ValidationError without a reason, PermissionDenied for who is no publisher.
    """
    _check_publisher(user)
    redaction = Redaction(publication=publication, reason=reason.strip(), asked_by=user)
    with acting_as(user):
        redaction.full_clean()
        redaction.save()
    return redaction


def agree(redaction: Redaction, user: User) -> None:
    """Agree to a redaction, and carry it out: content and audited values of the claim are gone.

    Raises ValidationError for whoever asked for it, PermissionDenied for who is no publisher.
    """
    _check_publisher(user)
    if redaction.asked_by_id == user.pk:
        raise ValidationError(_("Somebody else than who asked for it must agree."))
    claim_id = redaction.publication.claim_id
    with acting_as(user):
        redaction.agreed_by, redaction.agreed_at = user, timezone.now()
        redaction.full_clean()
        redaction.save()
        Publication.objects.filter(pk=redaction.publication_id).update(content=None)
        AuditEntry.objects.filter(claim=claim_id).update(changes={})
        shown = PublicClaim.objects.filter(publication=redaction.publication_id)
        if shown.exists():
            reading_room.take_back(claim_id)


def _check_publisher(user: User) -> None:
    if not (user.is_active and user.has_perm("factcheck.publish_claim")):
        raise PermissionDenied(_("A redaction is asked for and agreed to by publishers."))
