"""Which acts a person may make now, and what is still missing for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.models import Claim, User
from factcheck.models.acts import ACTS, Act, Verb
from factcheck.models.who import Who
from factcheck.workflow.demands import CHECKS
from factcheck.workflow.people import contributed


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that the person may make, once nothing is `missing`."""

    act: Act
    missing: tuple[str, ...]


def offers(claim: Claim, user: User) -> Sequence[Offer]:
    """The acts for which there is occasion, and that are this person's, in the table's order."""
    return [
        Offer(act, tuple(missing(act, claim, user)))
        for act in ACTS.values()
        if (claim.stage in act.sources or before(act, claim, user))
        and may(act, claim, user)
        and not misses_occasion(act, claim)
    ]


def before(act: Act, claim: Claim, user: User) -> Sequence[Act]:
    """What is made first of itself: whoever submits an open claim takes it with that."""
    take = ACTS[Verb.TAKE]
    implies = act.leads_on and take.target in act.sources and claim.stage in take.sources
    return (take,) if implies and may(take, claim, user) else ()


def may(act: Act, claim: Claim, user: User) -> bool:
    """Is the user one of those who may?"""
    return any(_is(who, claim, user) for who in act.who)


def _is(who: Who, claim: Claim, user: User) -> bool:
    match who:
        case Who.ASSIGNEE:
            return user.is_active and claim.assignee_id == user.pk
        case Who.SUBMITTER:
            submitted = claim.moves.filter(verb=Verb.SUBMIT).order_by("-pk").first()
            return user.is_active and submitted is not None and submitted.actor_id == user.pk
        case _:
            return who.held_by(user)


def misses_occasion(act: Act, claim: Claim) -> Sequence[str]:
    """Why there is nothing to do with the act, in a sentence; empty if there is."""
    return CHECKS[act.occasion](claim) if act.occasion else ()


def lacks(act: Act, claim: Claim) -> list[str]:
    """What the act demands and the claim does not have, one sentence each."""
    return [reason for demand in act.demands for reason in CHECKS[demand](claim)]


def missing(act: Act, claim: Claim, user: User) -> list[str]:
    """Why the person cannot make this act now, one sentence each; empty if they can."""
    reasons = lacks(act, claim)
    if act.second_person and contributed(claim, user):
        reasons.append(str(act.second_person))
    return reasons
