"""The questions that the desk asks of its claims, each by its name."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils import timezone

from factcheck.models.anchored import Passage
from factcheck.models.audit import AuditEntry
from factcheck.models.move import Move
from factcheck.models.record import Publication
from factcheck.models.reply import ReplyRequest
from factcheck.models.staff import User
from factcheck.models.vocabulary import NOTHING, Stage
from factcheck.models.who import Who

if TYPE_CHECKING:
    from factcheck.models.claim import Claim


def _contributed(person: Any) -> Func:
    """Whether a person changed the claim's verdict in this round, as the database says."""
    return Func(
        F("pk"), person, function="factcheck_contributed", output_field=models.BooleanField()
    )


REVIEWED_EARLIER = ~Q(earlier_url="") & Q(reasoning="")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def for_candidate(self) -> Self:
        """Load everything that a publication of the claim says, in a fixed number of queries."""
        return self.select_related("article", "revision", "speaker", "status").prefetch_related(
            "co_speakers",
            "topics",
            "citations__source",
            "citations__finding",
            "citations__evidence",
            "evidence__source",
            "evidence__files",
            "external_reviews",
            "replies",
            "search_log",
            "translations",
        )

    def locked(self, claim_id: int) -> "Claim":
        """Load and lock a claim: nobody else can change it until the transaction ends.

        Without joins: if it had to wait for the lock, joined rows would be as old as the wait.
        """
        return self.select_for_update().get(pk=claim_id)

    def repeatable(self) -> Self:
        """Those that others can be the same as: with a live review that repeats no other."""
        return self.with_repeatable().filter(is_repeatable=True)

    def with_repeatable(self) -> Self:
        """Annotate `is_repeatable`: whether others can be the same as it."""
        live = Publication.objects.live().reviews().filter(claim=OuterRef("pk"))
        return self.annotate(is_repeatable=Q(Exists(live), same_as=None))

    def assigned_to(self, user: User) -> Self:
        return self.filter(assignee=user)

    @staticmethod
    def held_by(person: int | None) -> Q:
        """Those whose turn it is somebody's: to check, or once submitted to sign off."""
        checked = Q(stage__in=[Stage.OPEN, Stage.CHECKING], assignee=person)
        return checked | Q(stage=Stage.IN_REVIEW, reviewer=person)

    def by_holder(self, days: int) -> Iterable[tuple[int | None, str, str, int]]:
        """How many are whose, in which stage, due when: person, stage, day and number.

        The day is one of so many from today on, or `late`, `later`, `NOTHING`.
        """
        today = timezone.localdate()
        last = today + timedelta(days=days - 1)
        due = Case(
            When(due_on=None, then=Value(NOTHING)),
            When(due_on__lt=today, then=Value("late")),
            When(due_on=today, then=Value("today")),
            When(due_on__gt=last, then=Value("later")),
            default=Cast("due_on", models.TextField()),
            output_field=models.TextField(),
        )
        holder = Case(When(stage=Stage.IN_REVIEW, then="reviewer"), default="assignee")
        in_work = self.filter(stage__in=[stage for stage in Stage if stage.is_in_work])
        rows = in_work.order_by().annotate(holder=holder, due=due)
        return rows.values_list("holder", "stage", "due").annotate(Count("pk"))

    def with_last_move(self) -> Self:
        """Annotate `last_verb` and `last_comment`: how the claim got where it is, and why.

        Whoever has it now is told what the one before was told.
        """
        moves = Move.objects.to_the_stage().filter(claim=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            last_verb=Subquery(moves.values("verb")[:1]),
            last_comment=Subquery(moves.values("comment")[:1]),
        )

    def last_change(self, claim: "Claim") -> int | None:
        """The audit's newest entry of a claim as it was loaded; None if it was saved since."""
        entries = AuditEntry.objects.filter(claim=OuterRef("pk")).order_by("-pk")
        loaded = self.filter(pk=claim.pk, version=claim.version)
        return loaded.values_list(Subquery(entries.values("pk")[:1]), flat=True).first()

    def sent_back(self) -> Self:
        return self._last_moved_by("send-back").filter(stage="checking")

    def to_check(self) -> Self:
        return self.with_last_move().filter(stage="checking").exclude(last_verb="send-back")

    def with_void_sign_off(self, user: User) -> Self:
        """Those in review again because a change made the sign-off void, for checker and signer."""
        theirs = Q(assignee=user) | Q(reviewer=user)
        return self._last_moved_by("void").filter(theirs, stage="in-review")

    def _last_moved_by(self, verb: str) -> Self:
        """Those whose last move this was; an index finds them, since few claims ever had one."""
        ever = self.filter(pk__in=Move.objects.filter(verb=verb).values("claim"))
        return ever.with_last_move().filter(last_verb=verb)

    def waiting_for(self, reviewer: User) -> Self:
        """Those in review that this reviewer may sign off, and that wait for nobody else.

        A claim does not wait for a reviewer who left, or who may no longer sign it off.
        """
        theirs = Q(reviewer=None) | Q(reviewer=reviewer) | Q(reviewer__is_active=False)
        others = ~Q(reviewer=reviewer) & Q(_contributed(F("reviewer")))
        return self.filter(theirs | others, stage="in-review").exclude(
            _contributed(Value(reviewer.pk))
        )

    def reviewed_earlier(self) -> Self:
        """Those whose verdict is that of an earlier review: `Claim.is_reviewed_earlier`."""
        return self.filter(REVIEWED_EARLIER)

    def decided_here(self) -> Self:
        """All but those."""
        return self.exclude(REVIEWED_EARLIER)

    def waiting(self) -> Self:
        """Those that wait for somebody's sign-off."""
        return self.filter(stage="in-review")

    def stranded(self) -> Self:
        """Those being checked by nobody, or by somebody who left: to be assigned again."""
        gone = Q(assignee=None) | Q(assignee__is_active=False)
        return self.filter(gone, stage="checking")

    def approved(self) -> Self:
        """Those signed off that no embargo will publish."""
        return self.filter(stage="approved", embargo=None)

    def ready_to_publish(self) -> Self:
        return self.approved().filter(legal_hold="")

    def held(self) -> Self:
        return self.approved().exclude(legal_hold="")

    def under_embargo(self) -> Self:
        return self.filter(embargo__isnull=False).order_by("embargo__until")

    @staticmethod
    def past_due() -> Q:
        in_work = [stage for stage in Stage if stage.is_in_work]
        return Q(due_on__lt=timezone.localdate(), stage__in=in_work)

    def late(self) -> Self:
        """Those past their due date that are still to be checked or signed off."""
        return self.filter(self.past_due()).order_by("due_on", "pk")

    def not_published_when_due(self, user: User) -> Self:
        """Those whose embargo ended in a refusal: of the user's orders; a desk editor sees all."""
        orders = AuditEntry.objects.refused_orders()
        if not Who.DESK_EDITOR.held_by(user):
            orders = orders.filter(changes__publisher_id__0=user.pk)
        return self.unsettled().filter(embargo=None, pk__in=orders.values("claim"))

    def awaiting_replies(self) -> Self:
        """Those where somebody was asked, and may still answer."""
        awaited = ReplyRequest.objects.filter(claim=OuterRef("pk"), answer="", unanswered=False)
        return self.unsettled().filter(Exists(awaited))

    def with_changed_passage(self) -> Self:
        """Those whose words the newest text has changed, or lost, and that nobody settled."""
        unsettled = [passage for passage in Passage if not passage.is_settled]
        return self.filter(passage__in=unsettled).exclude(stage="dropped")

    def most_altered_first(self) -> Self:
        """Those first whose passage has another number, negation or name; then as in the text."""
        altered = Case(When(passage=Passage.ALTERED, then=0), default=1)
        return self.order_by(altered, "article", "start", "pk")

    def unsettled(self) -> Self:
        return self.filter(stage__in=[stage for stage in Stage if not stage.is_settled])

    def free_to_take(self) -> Self:
        """Open claims, the most pressing first."""
        return self.filter(stage="open").order_by("priority", "due_on", "pk")

    def in_text_order(self) -> Self:
        return self.order_by(F("start").asc(nulls_last=True), F("end").desc(), "pk")
