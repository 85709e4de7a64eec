from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, Count, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Length, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.models.acts import Verb
from factcheck.models.amendment import Amending
from factcheck.models.anchored import Anchored, Passage
from factcheck.models.audit import AuditEntry
from factcheck.models.date_inputs import DayField
from factcheck.models.days import not_to_come
from factcheck.models.move import Move
from factcheck.models.partial_date import PartialDateField, partial_date_constraint
from factcheck.models.record import Publication
from factcheck.models.reply import ReplyRequest
from factcheck.models.scale import VerificationStatus
from factcheck.models.speaker import Speaker
from factcheck.models.staff import User
from factcheck.models.text_fields import PlainCharField, PlainTextField, PlainURLField
from factcheck.models.topic import Topic
from factcheck.models.vocabulary import NOTHING, ClaimKind, Stage, Subject
from factcheck.models.who import Who
from factcheck.slugs import slug_of


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
        live = Publication.objects.live().reviews().filter(claim=OuterRef("pk"))
        return self.filter(Exists(live), same_as=None)

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


class Claim(Anchored, Amending):
    """One checkable statement of one article, as the desk works on it."""

    class Priority(models.IntegerChoices):
        HIGH = 1, _("high")
        NORMAL = 2, _("normal")
        LOW = 3, _("low")

    article = models.ForeignKey(
        "factcheck.Article", models.PROTECT, verbose_name=_("article"), related_name="claims"
    )
    headline = PlainCharField(
        _("headline"),
        max_length=75,
        help_text=_(
            "The proposition that is rated, in at most 75 characters. "
            "It names the claim everywhere."
        ),
    )
    statement = PlainTextField(
        _("statement"), blank=True, help_text=_("The claim in full, so that it stands alone.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ClaimKind, default=ClaimKind.EVENT)
    subject = models.CharField(
        _("subject"),
        max_length=20,
        choices=Subject,
        default=Subject.SUBSTANCE,
        help_text=_(
            "Only an attribution leaves a choice: a quotation is always rated on whether it was "
            "said, everything else on whether it is so."
        ),
    )
    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        verbose_name=_("speaker"),
        null=True,
        blank=True,
        related_name="claims",
    )
    speaker_role = PlainCharField(
        _("role at the time"),
        max_length=200,
        blank=True,
        help_text=_("Where it differs from the speaker’s usual one."),
    )
    co_speakers = models.ManyToManyField(
        Speaker, blank=True, related_name="co_spoken_claims", verbose_name=_("said together with")
    )
    attribution_ambiguous = models.BooleanField(
        _("attribution is ambiguous"),
        default=False,
        help_text=_("The article’s grammar leaves open who says it."),
    )
    question = PlainTextField(
        _("question to answer"), blank=True, help_text=_("What must be found out to rate it.")
    )
    said_on = PartialDateField(_("said on"), blank=True, past=True)
    happened_on = PartialDateField(_("happened on"), blank=True)
    date_as_given = PlainCharField(_("date as the article gives it"), max_length=100, blank=True)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="claims"
    )
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repeats",
        verbose_name=_("the same as"),
        help_text=_("A claim of equal meaning that already has a review."),
    )

    stage = models.CharField(
        _("stage"), max_length=20, choices=Stage, default=Stage.OPEN, editable=False
    )
    # The database gives it when the claim becomes public: guards/publication.sql.
    number = models.PositiveIntegerField(_("number in its article"), null=True, editable=False)
    # The database maintains both: guards/claim.sql.
    round = models.PositiveIntegerField(_("round"), default=1, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_claims",
        verbose_name=_("assignee"),
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="claims_to_review",
        verbose_name=_("reviewer"),
    )
    legal_hold = models.CharField(
        _("legal hold"),
        max_length=200,
        blank=True,
        help_text=_("Why nothing of this claim may be published for now; never public."),
    )
    due_on = DayField(_("due on"), null=True, blank=True)
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority, default=Priority.NORMAL
    )

    status = models.ForeignKey(
        VerificationStatus,
        models.PROTECT,
        default=VerificationStatus.UNVERIFIED,
        related_name="+",
        verbose_name=_("status"),
    )
    summary = PlainTextField(
        _("summary"), blank=True, help_text=_("The answer to the question, in one sentence.")
    )
    reasoning = PlainTextField(
        _("reasoning"),
        blank=True,
        help_text=_("How the evidence leads to the status. Refer to evidence as [e12]."),
    )
    policy_exception = PlainTextField(
        _("why an exception is made"),
        blank=True,
        help_text=_(
            "Only where the evidence does not point the way of the status; readers see it."
        ),
    )

    earlier_url = PlainURLField(_("its address"), max_length=2000, blank=True)
    earlier_published_on = DayField(
        _("published on"), null=True, blank=True, validators=[not_to_come]
    )
    earlier_author = PlainCharField(_("by"), max_length=200, blank=True)
    earlier_rating = PlainCharField(
        _("rating as it was"),
        max_length=300,
        blank=True,
        help_text=_("In the words of then; the status above is what comes nearest to it."),
    )

    note = models.TextField(_("note"), blank=True, help_text=_("For the desk; never public."))
    origin = models.CharField(_("imported from"), max_length=200, blank=True, editable=False)
    external_id = models.CharField(_("id there"), max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-pk"]
        permissions = [
            ("research_claim", _("Can check claims")),
            ("review_claim", _("Can send back and sign off claims")),
            ("publish_claim", _("Can list, publish and withdraw claims")),
            ("assign_claim", _("Can assign claims")),
            ("export_claim", _("Can take claims out in files")),
            ("import_claim", _("Can bring claims in from files")),
        ]
        indexes = [
            models.Index(fields=["article", "start"], name="claim_in_text_order"),
            models.Index(fields=["stage", "-id"], name="claim_newest_in_stage"),
            # For the front page.
            models.Index(
                fields=["assignee", "-id"],
                name="claim_being_checked",
                condition=Q(stage="checking"),
            ),
            models.Index(
                fields=["priority", "due_on", "id"],
                name="claim_free_to_take",
                condition=Q(stage="open"),
            ),
            models.Index(
                fields=["due_on", "id"],
                name="claim_late",
                condition=Q(due_on__isnull=False, stage__in=["open", "checking", "in-review"]),
            ),
            models.Index(
                fields=["-id"], name="claim_with_changed_passage", condition=~Q(passage="there")
            ),
            # For the desk's search: any part of a word, in upper case as `icontains` has it.
            GinIndex(
                *(
                    OpClass(Upper(name), name="gin_trgm_ops")
                    for name in ("headline", "statement", "quote")
                ),
                name="claim_matching",
            ),
        ]
        constraints = [
            partial_date_constraint("said_on", "claim"),
            partial_date_constraint("happened_on", "claim"),
            models.CheckConstraint(
                name="claim_anchor_is_whole",
                condition=Q(quote="", start=None, end=None, revision=None)
                | Q(~Q(quote=""), revision__isnull=False, start__isnull=False, end__isnull=False),
                violation_error_message=_(
                    "A quote needs its place in a text of the article: "
                    "choose an article that has a text, or leave the quote empty."
                ),
            ),
            models.CheckConstraint(
                name="claim_kept_as_quoted_with_reason",
                condition=~Q(passage="kept") | ~Q(kept_reason=""),
                violation_error_message=_("Say why it stays as quoted from an earlier text."),
            ),
            models.CheckConstraint(
                name="claim_anchor_fits_quote",
                condition=Q(quote="") | Q(end=F("start") + Length("quote")),
                violation_error_message=_("The quote and its place in the text do not agree."),
            ),
            models.CheckConstraint(
                name="claim_subject_goes_with_kind",
                condition=Q(kind="attribution")
                | Q(kind="quote", subject="saying")
                | Q(~Q(kind="quote"), subject="substance"),
                violation_error_message=_(
                    "A quotation is rated on whether it was said (subject: saying); an attribution "
                    "on either; every other kind on whether it is so (subject: substance)."
                ),
            ),
            models.CheckConstraint(
                name="claim_same_as_another",
                condition=Q(same_as=None) | ~Q(same_as=F("pk")),
                violation_error_message=_("A claim cannot be the same as itself."),
            ),
            models.CheckConstraint(
                name="claim_earlier_review_is_whole",
                condition=Q(
                    earlier_url="",
                    earlier_published_on=None,
                    earlier_author="",
                    earlier_rating="",
                )
                | (
                    ~Q(earlier_url="")
                    & ~Q(earlier_rating="")
                    & Q(earlier_published_on__isnull=False)
                ),
                violation_error_message=_(
                    "An earlier review of ours needs its address, its date and its rating: give "
                    "all three, or none."
                ),
            ),
            models.UniqueConstraint(fields=["article", "number"], name="claim_number_once"),
            models.UniqueConstraint(
                fields=["origin", "external_id"],
                condition=~Q(external_id=""),
                name="claim_external_id_once",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def slug(self) -> str:
        return slug_of(self.headline)

    @property
    def is_late(self) -> bool:
        """Whether it is one of `ClaimQuerySet.late`."""
        is_past = self.due_on is not None and self.due_on < timezone.localdate()
        return is_past and Stage(self.stage).is_in_work

    @property
    def language(self) -> str:
        return self.article.language

    @property
    def is_reviewed_earlier(self) -> bool:
        """Whether its verdict is that of a review made before this record, and not made anew."""
        return bool(self.earlier_url) and not self.reasoning

    @property
    def live_sign_off(self) -> Move | None:
        """The sign-off of an approved claim; None for any other, whose sign-off is void."""
        if self.stage != Stage.APPROVED:
            return None
        return self.moves.filter(verb=Verb.SIGN_OFF).order_by("-pk").first()
