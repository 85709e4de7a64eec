"""Who may make a move of the table (`factcheck.models.acts`), and what it still lacks."""

from factcheck.models import Claim, User
from factcheck.models.acts import MOVES, Edge, Who
from factcheck.models.vocabulary import Verb
from factcheck.workflow.demands import CHECKS

__all__ = ["MOVES", "Edge", "Who", "holds", "lacks"]


def lacks(edge: Edge, claim: Claim) -> list[str]:
    """What the move demands and the claim does not have, one sentence each."""
    return [reason for demand in edge.demands for reason in CHECKS[demand](claim)]


def holds(who: Who, user: User, claim: Claim) -> bool:
    """Is the user one of those who may?"""
    match who:
        case Who.DATABASE:
            return False
        case Who.ASSIGNEE:
            return claim.assignee_id == user.pk
        case Who.SUBMITTER:
            submitted = claim.moves.filter(verb=Verb.SUBMIT).order_by("-pk").first()
            return submitted is not None and submitted.actor_id == user.pk
        case _:
            return user.is_active and user.has_perm(who.value)
