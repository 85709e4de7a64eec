"""The end of an embargo: publishing in the name of who ordered it."""

import logging
from collections.abc import Iterator

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from factcheck.models import Claim, Embargo
from factcheck.models.acting import acting_as
from factcheck.models.acts import ACTS, Verb
from factcheck.workflow.effects import Given, leave_move
from factcheck.workflow.errors import WorkflowError
from factcheck.workflow.perform import perform
from factcheck.workflow.refusals import message_of

Refusal = WorkflowError | IntegrityError
log = logging.getLogger(__name__)


def publish_due() -> list[tuple[Claim, Refusal | None]]:
    """Publish what is due, each claim in the name of its publisher; returns claims and refusals.

    An order that is refused is given up, with a comment in the claim's thread. Any other failure of
    the database is logged, and tried again the next time; it holds up no other order.
    """
    due = list(Embargo.objects.due().values_list("claim", flat=True))
    return [result for claim_id in due for result in _end(claim_id)]


def _end(claim_id: int) -> Iterator[tuple[Claim, Refusal | None]]:
    try:
        with transaction.atomic():
            claim = Claim.objects.locked(claim_id)
            # It may be gone or put off by now.
            order = Embargo.objects.due().filter(claim=claim).first()
            result = (claim, _in_language_of_publisher(order)) if order else None
    except DatabaseError:
        log.exception("Claim %s could not be published; it is tried again.", claim_id)
    else:
        if result:
            yield result


def _in_language_of_publisher(order: Embargo) -> Refusal | None:
    """Carry an order out; what is said of a refusal is for whoever ordered it."""
    with translation.override(order.publisher.language):
        return _carry_out(order)


def _carry_out(order: Embargo) -> Refusal | None:
    publisher = order.publisher
    try:
        perform(order.claim_id, Verb.PUBLISH, publisher, comment=order.comment)
    except (WorkflowError, IntegrityError) as refusal:
        said = _("Not published at the end of the embargo: %(why)s") % {"why": _why(refusal)}
        with acting_as(publisher):
            # A sign-off that turned out to be void has ended the order already.
            Embargo.objects.filter(pk=order.pk).delete()
            claim = Claim.objects.locked(order.claim_id)
            leave_move(ACTS[Verb.COMMENT], claim, Given(publisher, said))
        return refusal
    return None


def _why(refusal: Refusal) -> str:
    try:
        return message_of(refusal)
    except IntegrityError as unexplained:
        log.error("The database refused to publish: %s", unexplained)
        return _("The database refused it; whoever runs the site finds the reason in its log.")
