from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.models.acts import Verb
from factcheck.models.amendment import Amending
from factcheck.models.anchored import Anchored
from factcheck.models.claim_queries import ClaimQuerySet
from factcheck.models.date_inputs import DayField
from factcheck.models.days import not_to_come
from factcheck.models.move import Move
from factcheck.models.partial_date import PartialDateField, partial_date_constraint
from factcheck.models.scale import VerificationStatus
from factcheck.models.speaker import Speaker
from factcheck.models.text_fields import PlainCharField, PlainTextField, PlainURLField
from factcheck.models.topic import Topic
from factcheck.models.vocabulary import ClaimKind, Stage, Subject
from factcheck.slugs import slug_of


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
