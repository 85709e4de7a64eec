"""How the desk arranges its work: who checks and who signs off, by when, how urgent, on what topic.

Assigning is an act of its own, as the stage of the claim has it; the rest are plain columns. What
belongs to the verdict is guarded by the database as ever.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.models import Claim, Topic, User
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb, assignment_from
from factcheck.models.who import Who
from factcheck.workflow.errors import DemandsUnmet, NotPermitted, WrongStage
from factcheck.workflow.offers import may
from factcheck.workflow.perform import check_version, perform


class Left(Enum):
    """What is not touched."""

    AS_IT_IS = "as-it-is"


AS_IT_IS = Left.AS_IT_IS


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What is to be changed of a claim; topics are added and taken away."""

    assignee: User | Left | None = AS_IT_IS
    reviewer: User | Left | None = AS_IT_IS
    due_on: date | Left | None = AS_IT_IS
    priority: int | Left = AS_IT_IS
    topics: Collection[Topic] = ()
    topics_gone: Collection[Topic] = ()


def arrange(claim_id: int, user: User, wanted: Arrangement, *, version: int | None = None) -> None:
    """Change how a claim is arranged, all of it or nothing, or raise a WorkflowError."""
    with acting_as(user):
        claim = Claim.objects.locked(claim_id)
        check_version(claim, version)
        columns = _columns(claim, wanted)
        # What is there already, or gone already, is no change.
        now = set(claim.topics.all())
        added, removed = set(wanted.topics) - now, set(wanted.topics_gone) & now
        if (columns or added or removed) and not user.has_perm("factcheck.change_claim"):
            raise NotPermitted(_("Only who may change claims may change this."))
        if columns:
            Claim.objects.filter(pk=claim_id).update(**columns)
        if added:
            claim.topics.add(*added)
        if removed:
            claim.topics.remove(*removed)
        if wanted.assignee is not AS_IT_IS and wanted.assignee != claim.assignee:
            _assign(claim, user, wanted.assignee)


def _columns(claim: Claim, wanted: Arrangement) -> dict[str, Any]:
    """The plain columns that change."""
    reviewer = wanted.reviewer
    is_new = isinstance(reviewer, User) and reviewer != claim.reviewer
    if isinstance(reviewer, User) and is_new and not Who.REVIEWER.held_by(reviewer):
        said = _("%(name)s is no reviewer: choose somebody who is.")
        raise DemandsUnmet([said % {"name": reviewer}])
    due = wanted.due_on
    if isinstance(due, date) and due != claim.due_on and due < timezone.localdate():
        raise DemandsUnmet([_("This day is over: choose one to come.")])
    given = {"reviewer": reviewer, "due_on": due, "priority": wanted.priority}
    return {
        name: value
        for name, value in given.items()
        if value is not AS_IT_IS and value != getattr(claim, name)
    }


def _assign(claim: Claim, user: User, assignee: User | None) -> None:
    if assignee is None:
        perform(claim.pk, Verb.RELEASE, user)
        return
    act = assignment_from(claim.stage)
    if act is None:
        said = _("The claim is %(stage)s: it is assigned to somebody while it is open or checked.")
        raise WrongStage(said % {"stage": claim.get_stage_display()})
    takes = act.verb == Verb.ASSIGN and assignee == user and not may(act, claim, user)
    perform(claim.pk, Verb.TAKE if takes else act.verb, user, assignee=assignee)
