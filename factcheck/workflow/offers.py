"""Which moves a person may make now, and what is still missing for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from factcheck.models import Claim, User
from factcheck.workflow.contributions import contributed
from factcheck.workflow.moves import MOVES, Edge, holds, lacks


@dataclass(frozen=True, slots=True)
class Offer:
    """A move that the person may make, once nothing is `missing`."""

    edge: Edge
    missing: tuple[str, ...]


def offers(claim: Claim, user: User) -> Sequence[Offer]:
    """The moves from the claim's stage that are this person's to make, in the table's order."""
    return [
        Offer(edge, tuple(missing(edge, claim, user)))
        for edge in MOVES.values()
        if claim.stage in edge.sources and any(holds(who, user, claim) for who in edge.who)
    ]


def missing(edge: Edge, claim: Claim, user: User) -> list[str]:
    """Why the person cannot make this move now, one sentence each; empty if they can."""
    reasons = lacks(edge, claim)
    if edge.second_person and contributed(claim, user):
        reasons.append(
            _("You changed this claim since it was last published: somebody else must sign it off.")
        )
    return reasons
