"""The history of a claim's stages, which is also how its stage changes."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from factcheck.models import void_comments
from factcheck.models.acts import ACTS, Verb
from factcheck.models.of_one_kind import OfOneKind, exactly_one
from factcheck.models.text_fields import PlainTextField
from factcheck.models.vocabulary import Stage

# Some acts beside the stages leave a comment instead.
VERBS = [(verb.value, verb.label) for verb in Verb if ACTS[verb].leaves == verb]


class MoveQuerySet(models.QuerySet["Move"]):
    def sign_offs(self) -> Self:
        return self.filter(verb=Verb.SIGN_OFF)

    def to_the_stage(self) -> Self:
        """Those by which claims came where they are, whoever has them there."""
        return self.exclude(verb__in=[Verb.COMMENT, Verb.REASSIGN])

    def standing(self) -> Self:
        """Those that still say where their claim is, and not how it came there once."""
        last = Move.objects.to_the_stage().filter(claim=OuterRef("claim")).order_by("-pk")
        return self.filter(pk=Subquery(last.values("pk")[:1]))


Moves = models.Manager.from_queryset(MoveQuerySet)


class MovesOfClaims(Moves["Move"]):
    def get_queryset(self) -> MoveQuerySet:
        rows: MoveQuerySet = super().get_queryset()  # type: ignore[assignment]
        return rows.filter(claim__isnull=False)


class MovesOnFindings(Moves["Move"]):
    def get_queryset(self) -> MoveQuerySet:
        rows: MoveQuerySet = super().get_queryset()  # type: ignore[assignment]
        return rows.filter(finding__isnull=False)


class Move(models.Model):
    """One act on a claim, or on the finding on an article: inserting it changes the stage.

    The database locks the claim, checks the act and changes the stage (guards/move.sql, for
    findings guards/article_finding.sql); `factcheck.workflow` is what the desk calls. Written once.
    """

    claim = OfOneKind("factcheck.Claim", models.PROTECT, related_name="moves")
    finding = OfOneKind("factcheck.ArticleFinding", models.PROTECT, related_name="+")
    verb = models.CharField(_("act"), max_length=12, choices=VERBS)
    from_stage = models.CharField(_("from"), max_length=20, choices=Stage)
    to_stage = models.CharField(_("to"), max_length=20, choices=Stage)
    # No constraint: the history outlives the account, and keeps the name beside it.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, db_constraint=False, related_name="+"
    )
    comment = PlainTextField(_("comment"), blank=True)
    candidate_sha256 = models.CharField(_("signed digest"), max_length=64, blank=True)
    candidate_size = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(_("at"), auto_now_add=True)

    objects = MovesOfClaims()
    on_findings = MovesOnFindings()

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["claim", "-id"], name="move_latest_of_claim"),
            # The front page's: which claims were ever sent back, or had a sign-off made void.
            models.Index(
                fields=["verb", "claim"],
                name="move_back",
                condition=models.Q(verb__in=["send-back", "void"]),
            ),
        ]
        constraints = [
            exactly_one("move_of_claim_or_finding", "claim", "finding"),
            models.CheckConstraint(
                name="move_sign_off_has_digest",
                condition=models.Q(
                    ~models.Q(verb="sign-off"), candidate_sha256="", candidate_size=None
                )
                | models.Q(
                    verb="sign-off",
                    candidate_sha256__regex=r"^[0-9a-f]{64}$",
                    candidate_size__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.get_verb_display()}"

    @property
    def claim_pk(self) -> int:
        """The key of the claim that it is of."""
        assert self.claim_id is not None, "It is of a finding."
        return self.claim_id

    @property
    def actor_name(self) -> str:
        return self.actor.get_username()

    @property
    def words(self) -> str:
        """The comment, in the active language where the database wrote it."""
        return void_comments.in_words(self.comment) if self.verb == Verb.VOID else self.comment
