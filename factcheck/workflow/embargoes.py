"""Embargoes: cancelling one, and publishing at its end in the name of who ordered it."""

import logging
from collections.abc import Iterator

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from factcheck.models import Claim, Embargo, Move, User
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import PublicationKind, Verb
from factcheck.workflow.comments import say
from factcheck.workflow.errors import NotPermitted, WorkflowError, WrongStage
from factcheck.workflow.perform import perform

Refusal = WorkflowError | IntegrityError
log = logging.getLogger(__name__)


def cancel_embargo(claim_id: int, user: User, why: str = "") -> Move:
    """Take a publisher's order back; the claim stays approved, and its thread says so."""
    if not (user.is_active and user.has_perm("factcheck.publish_claim")):
        raise NotPermitted(_("Cancelling an embargo is for a publisher."))
    with acting_as(user):
        # The claim before its order, as moves lock them.
        claim = Claim.objects.locked(claim_id)
        order = Embargo.objects.filter(claim=claim).first()
        if order is None:
            raise WrongStage(_("The claim is under no embargo any more: look at it again."))
        order.delete()
        until = formats.date_format(timezone.localtime(order.until), "SHORT_DATETIME_FORMAT")
        said = _("The embargo until %(until)s is cancelled.") % {"until": until}
        return say(claim_id, user, f"{said} {why.strip()}".strip())


def publish_due() -> list[tuple[Claim, Refusal | None]]:
    """Publish what is due under embargo, each in its publisher's name: claims with refusals.

    An order that is refused is given up, with a comment in the claim's thread. Whatever else the
    database fails in is logged, and tried again the next time; it holds up no other order.
    """
    due = list(Embargo.objects.due().values_list("claim", flat=True))
    return [result for claim_id in due for result in _end(claim_id)]


def _end(claim_id: int) -> Iterator[tuple[Claim, Refusal | None]]:
    try:
        with transaction.atomic():
            claim = Claim.objects.locked(claim_id)
            # It may be gone or put off by now.
            order = Embargo.objects.due().filter(claim=claim).first()
            result = (claim, _carry_out(order)) if order else None
    except DatabaseError:
        log.exception("Claim %s could not be published; it is tried again.", claim_id)
    else:
        if result:
            yield result


def _carry_out(order: Embargo) -> Refusal | None:
    kind, publisher = PublicationKind(order.kind), order.publisher
    try:
        perform(order.claim_id, Verb.PUBLISH, publisher, comment=order.reason, kind=kind)
    except (WorkflowError, IntegrityError) as refusal:
        with acting_as(publisher):
            # A sign-off that turned out to be void has ended the order already.
            Embargo.objects.filter(pk=order.pk).delete()
        # Of what the database says, the guard's own words come first.
        why = str(refusal).partition("\n")[0]
        said = _("Not published at the end of the embargo: %(why)s") % {"why": why}
        say(order.claim_id, publisher, said)
        return refusal
    return None
