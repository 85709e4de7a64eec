"""The table of acts: everything that can be done to a claim, and everything that is said about it.

From which stage to which, by whom, what it demands, what it does, and what it is called wherever
it is named. `factcheck.workflow` makes the acts; it implements each `Demand` and each `Effect`.
Public by nature: readers are shown how a review comes about. The edges stand in the database too
(guards/move.sql); a test compares the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from factcheck.models.vocabulary import Notice, Stage
from factcheck.models.who import Who

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, PermissionsMixin


class Verb(models.TextChoices):
    """What can be done to a claim."""

    TAKE = "take", _("take")
    ASSIGN = "assign", _("assign")
    REASSIGN = "reassign", _("reassign")
    RELEASE = "release", _("release")
    SUBMIT = "submit", _("submit")
    RECALL = "recall", _("recall")
    SEND_BACK = "send-back", _("send back")
    SIGN_OFF = "sign-off", _("sign off")
    VOID = "void", _("sign-off void")
    PUBLISH = "publish", _("publish")
    REOPEN = "reopen", _("reopen")
    WITHDRAW = "withdraw", _("withdraw")
    DROP = "drop", _("drop")
    RESTORE = "restore", _("restore")
    COMMENT = "comment", _("comment")
    LIST = "list", _("list publicly")
    CANCEL_EMBARGO = "cancel-embargo", _("cancel the embargo")


class Demand(Enum):
    """What must be there before an act; `factcheck.workflow.demands` says what is missing."""

    VERDICT = "verdict"
    CITATIONS = "citations"
    REFERENCES = "references"
    POLICY = "policy"
    NO_LEGAL_HOLD = "no-legal-hold"
    REPEATS_A_REVIEW = "repeats-a-review"
    LIVE_REVIEW = "live-review"
    NOT_REPEATED = "not-repeated"
    NEVER_REVIEWED = "never-reviewed"
    NOT_PUBLIC = "not-public"
    UNDER_EMBARGO = "under-embargo"
    AMENDMENT = "amendment"
    PASSAGE = "passage"

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
    Demand.NOT_PUBLIC: _("readers do not see it yet"),
    Demand.UNDER_EMBARGO: _("an embargo"),
    Demand.PASSAGE: _(
        "the newest text has the claim’s words, or it is said why they stay as quoted"
    ),
    Demand.AMENDMENT: _("where a review was published before, what the next one is and why"),
}

COMPLETE = (*(Demand.VERDICT, Demand.CITATIONS, Demand.REFERENCES, Demand.POLICY, Demand.PASSAGE),)


class Effect(Enum):
    """What an act does beside changing the stage; `factcheck.workflow.effects` does it."""

    TAKE = "take"
    ASSIGN = "assign"
    RELEASE = "release"
    SUBMIT = "submit"
    SIGN = "sign"
    PUBLISH = "publish"
    SHOW_AS_REOPENED = "show-as-reopened"
    RETRACT = "retract"
    UNLIST = "unlist"
    LIST = "list"
    CANCEL_EMBARGO = "cancel-embargo"


class Comment(Enum):
    """What is said with an act: an optional word to the desk, or something that the act needs."""

    OPTIONAL = "optional"
    REASON = "reason"
    PUBLIC_REASON = "public-reason"
    ALONE = "alone"

    @property
    def is_needed(self) -> bool:
        return self != Comment.OPTIONAL

    @property
    def label(self) -> str:
        return str(_COMMENTS[self])

    @property
    def missing(self) -> str:
        """What is said to whoever left it out."""
        alone = self == Comment.ALONE
        return str(_("Write the comment first.") if alone else _("Say why in a comment."))


_COMMENTS = {
    Comment.OPTIONAL: _("Comment, for the desk only"),
    Comment.REASON: _("Why"),
    Comment.PUBLIC_REASON: _("Reason, which readers see"),
    Comment.ALONE: _("Comment"),
}


class Case(Enum):
    """A case in which something else is said after an act."""

    PUT_OFF = "put-off"
    REVIEWER_NAMED = "reviewer-named"
    LEGAL_HOLD = "legal-hold"


# When people are done with a claim, these sections of the front page have their next one.
CHECKING, READING, PUBLISHING = ("sent-back", "to-check", "free"), ("to-sign-off",), ("to-publish",)


_RESERVED = _("“%(verb)s” is for %(who)s.")
_MISPLACED = _("The claim is %(stage)s by now, so “%(verb)s” is not possible: look at it again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: when and by whom, what it demands and does, and what is said about it.

    Without a `target`, it does not change the stage; what was said with it is kept as a comment.
    """

    verb: Verb
    sources: tuple[Stage, ...]
    target: Stage | None = None
    # If this is missing, there is nothing to do: nobody is shown the act.
    occasion: Demand | None = None
    who: tuple[Who, ...]
    demands: tuple[Demand, ...] = ()
    # What those are told who contributed to what a second person must look at.
    second_person: StrPromise | None = None
    comment: Comment = Comment.OPTIONAL
    # Whether it is refused if somebody saved the claim since the person looked at it.
    heeds_version: bool = True
    effect: Effect | None = None
    # Who is told of it by e-mail.
    notices: tuple[Notice, ...] = ()

    # The button, and the entry of the list for many claims at once; without them, nobody makes it.
    button: StrPromise | None = None
    in_bulk: StrPromise | None = None
    # Whether its button comes first, as the way forward.
    leads_on: bool = False
    piles: tuple[str, ...] = ()
    # What the thread says after the name of who did it, and whether that includes what it set.
    told: StrPromise | None = None
    tells_all: bool = False
    # What the person is told afterwards; `%(name)s` is who has the claim now.
    done: StrPromise | None = None
    done_where: Mapping[Case, StrPromise] = field(default_factory=dict)
    # What is said to those who may not do it, and when the claim has moved on.
    reserved: StrPromise = _RESERVED
    misplaced: StrPromise = _MISPLACED

    @property
    def leaves(self) -> Verb:
        """The verb of the move that records it."""
        return self.verb if self.target else Verb.COMMENT

    def may_be_made_by(self, user: "PermissionsMixin | AnonymousUser") -> bool:
        """Whether the user's part in the newsroom allows it; the claim may still forbid it."""
        return any(who.held_by(user) for who in self.who)


_ACTS = (
    Act(
        verb=Verb.TAKE,
        sources=(Stage.OPEN,),
        target=Stage.CHECKING,
        who=(Who.RESEARCHER,),
        effect=Effect.TAKE,
        button=_("Take"),
        in_bulk=_("Take the selected claims"),
        leads_on=True,
        told=_("took it"),
        tells_all=True,
        done=_("Taken. It is yours to check: submit it for review when its verdict is written."),
    ),
    Act(
        verb=Verb.ASSIGN,
        sources=(Stage.OPEN,),
        target=Stage.CHECKING,
        who=(Who.DESK_EDITOR,),
        effect=Effect.ASSIGN,
        notices=(Notice.ASSIGNED,),
        button=_("Assign"),
        in_bulk=_("Assign the selected claims"),
        told=_("assigned it"),
        done=_("Assigned. %(name)s finds it on their desk."),
    ),
    Act(
        verb=Verb.REASSIGN,
        sources=(Stage.CHECKING,),
        target=Stage.CHECKING,
        who=(Who.DESK_EDITOR,),
        effect=Effect.ASSIGN,
        notices=(Notice.ASSIGNED,),
        button=_("Assign to somebody else"),
        told=_("assigned it to somebody else"),
        done=_("Assigned. %(name)s finds it on their desk."),
    ),
    Act(
        verb=Verb.RELEASE,
        sources=(Stage.CHECKING,),
        target=Stage.OPEN,
        who=(Who.ASSIGNEE, Who.DESK_EDITOR),
        effect=Effect.RELEASE,
        notices=(Notice.ASSIGNED,),
        button=_("Give back"),
        in_bulk=_("Give the selected claims back"),
        piles=CHECKING,
        told=_("gave it back"),
        tells_all=True,
        done=_("Given back. Any researcher can take it now."),
    ),
    Act(
        verb=Verb.SUBMIT,
        sources=(Stage.CHECKING,),
        target=Stage.IN_REVIEW,
        who=(Who.RESEARCHER,),
        demands=COMPLETE,
        effect=Effect.SUBMIT,
        notices=(Notice.WAITING,),
        button=_("Submit for review"),
        in_bulk=_("Submit the selected claims for review"),
        leads_on=True,
        piles=CHECKING,
        told=_("submitted it"),
        done=_("Submitted. It now waits for a reviewer who did not work on it to sign it off."),
        done_where={Case.REVIEWER_NAMED: _("Submitted. It now waits for %(name)s to sign it off.")},
    ),
    Act(
        verb=Verb.RECALL,
        sources=(Stage.IN_REVIEW,),
        target=Stage.CHECKING,
        who=(Who.SUBMITTER,),
        button=_("Take back from review"),
        told=_("took it back from review"),
        done=_("Taken back from review. It is being checked again: submit it when it is ready."),
    ),
    Act(
        verb=Verb.SEND_BACK,
        sources=(Stage.IN_REVIEW, Stage.APPROVED),
        target=Stage.CHECKING,
        who=(Who.REVIEWER, Who.PUBLISHER),
        comment=Comment.REASON,
        notices=(Notice.SENT_BACK,),
        button=_("Send back"),
        in_bulk=_("Send the selected claims back"),
        piles=(*READING, *PUBLISHING),
        told=_("sent it back"),
        done=_("Sent back. %(name)s finds it on their desk, with your comment."),
    ),
    Act(
        verb=Verb.SIGN_OFF,
        sources=(Stage.IN_REVIEW,),
        target=Stage.APPROVED,
        who=(Who.REVIEWER,),
        demands=(*COMPLETE, Demand.AMENDMENT),
        second_person=_(
            "You changed this claim since it was last published: somebody else must sign it off."
        ),
        effect=Effect.SIGN,
        notices=(Notice.APPROVED,),
        button=_("Sign off"),
        in_bulk=_("Sign off the selected claims"),
        leads_on=True,
        piles=READING,
        told=_("signed it off"),
        tells_all=True,
        done=_("Signed off. It now waits for a publisher."),
        done_where={
            Case.LEGAL_HOLD: _(
                "Signed off. It is under legal hold: a publisher can publish it once that is "
                "lifted."
            ),
        },
    ),
    Act(
        verb=Verb.VOID,
        sources=(Stage.APPROVED,),
        target=Stage.IN_REVIEW,
        who=(Who.DATABASE,),
        notices=(Notice.VOID, Notice.WAITING, Notice.EMBARGO),
        told=_("made the sign-off void"),
    ),
    Act(
        verb=Verb.LIST,
        sources=tuple(stage for stage in Stage if stage != Stage.DROPPED),
        occasion=Demand.NOT_PUBLIC,
        who=(Who.PUBLISHER,),
        demands=(Demand.NO_LEGAL_HOLD,),
        second_person=_("You wrote this claim: somebody else must list it."),
        effect=Effect.LIST,
        button=_("List publicly"),
        in_bulk=_("List the selected claims publicly"),
        done=_("Listed: readers see the claim, without a verdict."),
        reserved=_("Only a publisher can list a claim."),
        misplaced=_("The claim is dropped: restore it before you list it."),
    ),
    Act(
        verb=Verb.PUBLISH,
        sources=(Stage.APPROVED,),
        target=Stage.PUBLISHED,
        who=(Who.PUBLISHER,),
        demands=(
            *(Demand.POLICY, Demand.PASSAGE, Demand.NO_LEGAL_HOLD, Demand.REPEATS_A_REVIEW),
            Demand.AMENDMENT,
        ),
        effect=Effect.PUBLISH,
        notices=(Notice.PUBLISHED,),
        button=_("Publish"),
        in_bulk=_("Publish the selected claims"),
        leads_on=True,
        piles=PUBLISHING,
        told=_("published it"),
        tells_all=True,
        done=_("Published. Readers see it now."),
        done_where={
            Case.PUT_OFF: _(
                "It publishes itself on %(until)s; until then you can cancel that here."
            ),
        },
    ),
    Act(
        verb=Verb.REOPEN,
        sources=(Stage.PUBLISHED, Stage.WITHDRAWN),
        target=Stage.CHECKING,
        who=(Who.RESEARCHER,),
        comment=Comment.REASON,
        effect=Effect.SHOW_AS_REOPENED,
        button=_("Reopen"),
        told=_("reopened it"),
        done=_(
            "Reopened. %(name)s finds it on their desk; readers keep the review, with the notice "
            "that it is being looked at again."
        ),
    ),
    Act(
        verb=Verb.WITHDRAW,
        sources=(Stage.OPEN, Stage.CHECKING, Stage.IN_REVIEW, Stage.APPROVED, Stage.PUBLISHED),
        target=Stage.WITHDRAWN,
        occasion=Demand.LIVE_REVIEW,
        who=(Who.PUBLISHER,),
        demands=(Demand.NOT_REPEATED,),
        comment=Comment.PUBLIC_REASON,
        effect=Effect.RETRACT,
        button=_("Withdraw"),
        told=_("withdrew it"),
        done=_("Withdrawn. Readers see your reason in place of the review."),
    ),
    Act(
        verb=Verb.DROP,
        sources=(Stage.OPEN, Stage.CHECKING),
        target=Stage.DROPPED,
        who=(Who.RESEARCHER,),
        demands=(Demand.NEVER_REVIEWED,),
        comment=Comment.PUBLIC_REASON,
        effect=Effect.UNLIST,
        button=_("Drop"),
        piles=CHECKING,
        told=_("dropped it"),
        done=_("Dropped. A researcher can restore it."),
    ),
    Act(
        verb=Verb.RESTORE,
        sources=(Stage.DROPPED,),
        target=Stage.OPEN,
        who=(Who.RESEARCHER,),
        button=_("Restore"),
        told=_("restored it"),
        done=_("Restored. Any researcher can take it now."),
    ),
    Act(
        verb=Verb.CANCEL_EMBARGO,
        sources=tuple(Stage),
        occasion=Demand.UNDER_EMBARGO,
        who=(Who.PUBLISHER,),
        heeds_version=False,
        effect=Effect.CANCEL_EMBARGO,
        notices=(Notice.EMBARGO,),
        button=_("Cancel the embargo"),
        done=_("The embargo is cancelled. The claim is still approved: publish it when you like."),
        reserved=_("Only a publisher can cancel an embargo."),
    ),
    Act(
        verb=Verb.COMMENT,
        sources=tuple(Stage),
        who=(Who.STAFF,),
        comment=Comment.ALONE,
        heeds_version=False,
        notices=(Notice.MENTIONED, Notice.ANSWERED),
        button=_("Comment"),
        told=_("commented"),
        done=_("Your comment is in the thread."),
        reserved=_("Only those who work at the desk can comment."),
    ),
)

ACTS: dict[Verb, Act] = {act.verb: act for act in _ACTS}
# The acts that change the stage.
MOVES = {verb: act for verb, act in ACTS.items() if act.target}


def assignment_from(stage: str) -> Act | None:
    """The act that assigns a claim of this stage to somebody."""
    acts = (act for act in ACTS.values() if act.effect == Effect.ASSIGN)
    return next((act for act in acts if stage in act.sources), None)
