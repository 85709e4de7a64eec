"""The end of an embargo: publishing in the name of who ordered it."""

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.models import Claim, Embargo, Move, Publication
from factcheck.models.acting import acting_as
from factcheck.workflow.comments import say
from factcheck.workflow.errors import WorkflowError
from factcheck.workflow.perform import perform


def publish_due() -> list[tuple[Claim, WorkflowError | None]]:
    """Publish what is due under embargo, each in its publisher's name: claims with their errors.

    An order that cannot be carried out is given up, with a comment in the claim's thread.
    """
    results: list[tuple[Claim, WorkflowError | None]] = []
    for claim_id in list(Embargo.objects.due().values_list("claim", flat=True)):
        with transaction.atomic():
            # The claim before its order, as moves lock them; it may be gone or put off by now.
            claim = Claim.objects.locked(claim_id)
            if order := Embargo.objects.due().filter(claim=claim).first():
                results.append((claim, _carry_out(order)))
    return results


def _carry_out(order: Embargo) -> WorkflowError | None:
    kind, publisher = Publication.Kind(order.kind), order.publisher
    try:
        perform(order.claim_id, Move.Verb.PUBLISH, publisher, comment=order.reason, kind=kind)
    except WorkflowError as error:
        with acting_as(publisher):
            order.delete()
        why = _("Not published at the end of the embargo: %(why)s") % {"why": error}
        say(order.claim_id, publisher, why)
        return error
    return None
