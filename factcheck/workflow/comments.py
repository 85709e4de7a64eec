"""The claim's thread: what people say to one another about it, among its moves."""

from django.utils.translation import gettext as _

from factcheck.models import Claim, Move, User
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import Verb
from factcheck.workflow.errors import DemandsUnmet, NotPermitted


def comment(claim_id: int, user: User, text: str) -> Move:
    """Say something in the claim's thread; whoever may see the desk may."""
    if not (user.is_active and user.has_perm("factcheck.view_claim")):
        raise NotPermitted(_("Comments are for who works at the desk."))
    if not text.strip():
        raise DemandsUnmet([_("Write the comment first.")])
    return say(claim_id, user, text.strip())


def say(claim_id: int, user: User, text: str) -> Move:
    """Say something in somebody's name without asking whether they may."""
    with acting_as(user):
        claim = Claim.objects.locked(claim_id)
        return Move.objects.create(
            claim=claim,
            verb=Verb.COMMENT,
            from_stage=claim.stage,
            to_stage=claim.stage,
            actor=user,
            comment=text,
        )
