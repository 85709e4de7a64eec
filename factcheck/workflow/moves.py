"""The table of moves: which act leads from which stage to which, by whom, on what demands.

The edges stand in the database too (migrations/0003_guards.py); a test compares the two.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from django.utils.translation import gettext_lazy as _

from factcheck.models import Claim, Move, User
from factcheck.workflow import demands

Stage: TypeAlias = Claim.Stage
Verb: TypeAlias = Move.Verb


class Who(Enum):
    """Who may make a move: holders of a permission, or somebody the claim itself names."""

    RESEARCHER = "factcheck.research_claim"
    REVIEWER = "factcheck.review_claim"
    PUBLISHER = "factcheck.publish_claim"
    DESK_EDITOR = "factcheck.assign_claim"
    ASSIGNEE = "assignee"
    SUBMITTER = "submitter"
    DATABASE = "database"

    @property
    def label(self) -> str:
        return str(_WHO[self])


_WHO = {
    Who.RESEARCHER: _("a researcher"),
    Who.REVIEWER: _("a reviewer"),
    Who.PUBLISHER: _("a publisher"),
    Who.DESK_EDITOR: _("a desk editor"),
    Who.ASSIGNEE: _("the assignee"),
    Who.SUBMITTER: _("whoever submitted it"),
    Who.DATABASE: _("the database itself"),
}


@dataclass(frozen=True, slots=True)
class Edge:
    """One act: `sources` to `target`; `demands` each give what is still missing."""

    verb: Verb
    sources: tuple[Stage, ...]
    target: Stage
    who: tuple[Who, ...]
    demands: tuple[Callable[[Claim], Sequence[str]], ...] = ()
    second_person: bool = False
    needs_comment: bool = False
    comment_is_public: bool = False


MOVES: dict[Verb, Edge] = {
    edge.verb: edge
    for edge in (
        Edge(Verb.TAKE, (Stage.OPEN,), Stage.CHECKING, (Who.RESEARCHER,)),
        Edge(Verb.ASSIGN, (Stage.OPEN,), Stage.CHECKING, (Who.DESK_EDITOR,)),
        Edge(Verb.REASSIGN, (Stage.CHECKING,), Stage.CHECKING, (Who.DESK_EDITOR,)),
        Edge(Verb.RELEASE, (Stage.CHECKING,), Stage.OPEN, (Who.ASSIGNEE, Who.DESK_EDITOR)),
        Edge(
            Verb.SUBMIT,
            (Stage.CHECKING,),
            Stage.IN_REVIEW,
            (Who.RESEARCHER,),
            demands=(demands.verdict, demands.citations, demands.references, demands.policy),
        ),
        Edge(Verb.RECALL, (Stage.IN_REVIEW,), Stage.CHECKING, (Who.SUBMITTER,)),
        Edge(
            Verb.SEND_BACK,
            (Stage.IN_REVIEW,),
            Stage.CHECKING,
            (Who.REVIEWER,),
            needs_comment=True,
        ),
        Edge(
            Verb.SIGN_OFF,
            (Stage.IN_REVIEW,),
            Stage.APPROVED,
            (Who.REVIEWER,),
            demands=(demands.verdict, demands.citations, demands.references, demands.policy),
            second_person=True,
        ),
        Edge(Verb.VOID, (Stage.APPROVED,), Stage.IN_REVIEW, (Who.DATABASE,)),
        Edge(
            Verb.PUBLISH,
            (Stage.APPROVED,),
            Stage.PUBLISHED,
            (Who.PUBLISHER,),
            demands=(demands.policy, demands.no_legal_hold, demands.repeats_a_review),
        ),
        Edge(
            Verb.REOPEN,
            (Stage.PUBLISHED, Stage.WITHDRAWN),
            Stage.CHECKING,
            (Who.RESEARCHER,),
            needs_comment=True,
        ),
        Edge(
            Verb.WITHDRAW,
            (Stage.OPEN, Stage.CHECKING, Stage.IN_REVIEW, Stage.APPROVED, Stage.PUBLISHED),
            Stage.WITHDRAWN,
            (Who.PUBLISHER,),
            demands=(demands.live_review,),
            needs_comment=True,
            comment_is_public=True,
        ),
        Edge(
            Verb.DROP,
            (Stage.OPEN, Stage.CHECKING),
            Stage.DROPPED,
            (Who.RESEARCHER,),
            demands=(demands.never_reviewed,),
            needs_comment=True,
            comment_is_public=True,
        ),
        Edge(Verb.RESTORE, (Stage.DROPPED,), Stage.OPEN, (Who.RESEARCHER,)),
    )
}


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
