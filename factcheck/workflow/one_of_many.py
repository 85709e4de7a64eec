"""An act on one of many claims: made on its own, and nothing is signed that was not read."""

from typing import Any

from django.utils.translation import gettext as _

from factcheck.models import Claim, Reading, User
from factcheck.models.acts import Act, Effect, assignment_from
from factcheck.workflow.effects import Made
from factcheck.workflow.errors import NotRead
from factcheck.workflow.perform import perform

# What is said of a publication from the second review on.
AMENDMENT = {"kind", "reason"}


def needs_reading(claim: Claim) -> bool:
    """Whether it is read before it is signed off: of an earlier review nothing was decided here."""
    return not claim.is_reviewed_earlier


def perform_on_one_of_many(
    claim: Claim, act: Act, user: User, *, version: int, **given: Any
) -> tuple[Act, Made]:
    """Make the act as it is for this claim, in the version that was seen; give it with the result.

    To sign off what `needs_reading` takes what the person read of that version, or raises NotRead.
    """
    if act.effect == Effect.SIGN and needs_reading(claim):
        given["candidate"] = Reading.objects.candidate_read(claim, user, version)
        if not given["candidate"]:
            raise NotRead(_("You have not read it as it stands now: read it first."))
    if act.effect == Effect.ASSIGN:
        act = assignment_from(claim.stage) or act
    if not claim.publications.reviews().exists():
        given = {name: value for name, value in given.items() if name not in AMENDMENT}
    return act, perform(claim.pk, act.verb, user, version=version, **given)
