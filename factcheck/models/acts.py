"""The table of moves: which act leads from which stage to which, by whom, and what it demands.

Public by nature: what readers are told of how a review comes about. `factcheck.workflow` makes the
moves and checks what they demand. The edges stand in the database too
(guards/move.sql); a test compares the two.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _

from factcheck.models.vocabulary import Stage, Verb


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


class Demand(Enum):
    """What must be there before a move; `factcheck.workflow.demands` says what is missing."""

    VERDICT = "verdict"
    CITATIONS = "citations"
    REFERENCES = "references"
    POLICY = "policy"
    NO_LEGAL_HOLD = "no-legal-hold"
    REPEATS_A_REVIEW = "repeats-a-review"
    LIVE_REVIEW = "live-review"
    NOT_REPEATED = "not-repeated"
    NEVER_REVIEWED = "never-reviewed"

    @property
    def label(self) -> str:
        return str(_DEMANDS[self])


_DEMANDS = {
    Demand.VERDICT: _(
        "a headline, and a status with its summary and reasoning, unless only the cited sources "
        "were checked"
    ),
    Demand.CITATIONS: _("every cited source looked up"),
    Demand.REFERENCES: _("every reference of the reasoning leads to its evidence"),
    Demand.POLICY: _("the evidence or the search log that the status takes"),
    Demand.NO_LEGAL_HOLD: _("no legal hold"),
    Demand.REPEATS_A_REVIEW: _("if it repeats another claim, that one has a published review"),
    Demand.LIVE_REVIEW: _("a published review"),
    Demand.NOT_REPEATED: _("no published review that repeats it"),
    Demand.NEVER_REVIEWED: _("no review was ever published"),
}

COMPLETE = (Demand.VERDICT, Demand.CITATIONS, Demand.REFERENCES, Demand.POLICY)


@dataclass(frozen=True, slots=True)
class Edge:
    """One act: `sources` to `target`."""

    verb: Verb
    sources: tuple[Stage, ...]
    target: Stage
    who: tuple[Who, ...]
    demands: tuple[Demand, ...] = ()
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
            demands=COMPLETE,
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
            demands=COMPLETE,
            second_person=True,
        ),
        Edge(Verb.VOID, (Stage.APPROVED,), Stage.IN_REVIEW, (Who.DATABASE,)),
        Edge(
            Verb.PUBLISH,
            (Stage.APPROVED,),
            Stage.PUBLISHED,
            (Who.PUBLISHER,),
            demands=(Demand.POLICY, Demand.NO_LEGAL_HOLD, Demand.REPEATS_A_REVIEW),
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
            demands=(Demand.LIVE_REVIEW, Demand.NOT_REPEATED),
            needs_comment=True,
            comment_is_public=True,
        ),
        Edge(
            Verb.DROP,
            (Stage.OPEN, Stage.CHECKING),
            Stage.DROPPED,
            (Who.RESEARCHER,),
            demands=(Demand.NEVER_REVIEWED,),
            needs_comment=True,
            comment_is_public=True,
        ),
        Edge(Verb.RESTORE, (Stage.DROPPED,), Stage.OPEN, (Who.RESEARCHER,)),
    )
}
