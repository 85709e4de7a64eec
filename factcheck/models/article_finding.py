"""The finding on a whole article: a paragraph by the editors, which stands at its head.

A finding goes the way of a review, with the same verbs and stages (`factcheck.models.acts`), moves
(`Move.on_findings`), digests and chain; `factcheck.workflow.findings` says what differs. It refers
to claims by their numbers in the article, ``[29]`` or ``[29, 31]``, and to how many there are,
``{checked}``: these numbers are not written by anybody, but counted when it is signed off.
Published, it is an entry of the record of its own kind (`factcheck.models.content`).
"""

from functools import reduce
from operator import or_
from typing import Self

from django.db import models
from django.db.models import BooleanField, F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from factcheck.models.acts import Verb
from factcheck.models.amendment import Amending
from factcheck.models.article import Article
from factcheck.models.move import Move
from factcheck.models.staff import User
from factcheck.models.translated import TranslatedField
from factcheck.models.vocabulary import Stage
from factcheck.models.who import Who


class ArticleFindingQuerySet(models.QuerySet["ArticleFinding"]):
    def locked(self, finding_id: int) -> "ArticleFinding":
        return self.select_for_update().get(pk=finding_id)

    def on_desk_of(self, user: User) -> Self:
        """Those that are this person's to go on writing, to sign off, or to publish."""
        wrote = Q(_contributed(user))
        turns = {
            Who.RESEARCHER: Q(wrote, stage=Stage.CHECKING),
            Who.REVIEWER: Q(~wrote, stage=Stage.IN_REVIEW),
            Who.PUBLISHER: Q(stage=Stage.APPROVED),
        }
        mine = (turn for who, turn in turns.items() if who.held_by(user))
        return self.filter(reduce(or_, mine, Q(pk__in=[]))).select_related("article")


def _contributed(person: User) -> Func:
    """Whether a person wrote the finding since it was last published, as the database says."""
    return Func(
        F("pk"),
        Value(person.pk),
        function="factcheck_wrote_finding",
        output_field=BooleanField(),
    )


class ArticleFinding(Amending):
    """What the newsroom says of an article as a whole, as the desk works on it."""

    article = models.OneToOneField(
        Article, models.PROTECT, related_name="finding", verbose_name=_("article")
    )
    text = TranslatedField(_("finding on the article"))
    stage = models.CharField(
        _("stage"), max_length=20, choices=Stage, default=Stage.CHECKING, editable=False
    )
    # The database maintains it: guards/article_finding.sql.
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ArticleFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding on an article")
        verbose_name_plural = _("findings on articles")
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["stage", "-id"], name="article_finding_in_stage")]

    def __str__(self) -> str:
        return str(self.article)

    @property
    def moves(self) -> models.QuerySet[Move]:
        """Its history, the newest first."""
        return Move.on_findings.filter(finding=self.pk)

    @property
    def live_sign_off(self) -> Move | None:
        """The sign-off of one that is approved; None for any other, whose sign-off is void."""
        if self.stage != Stage.APPROVED:
            return None
        return self.moves.filter(verb=Verb.SIGN_OFF).first()

    def contributed(self, user: User) -> bool:
        """Whether the person wrote it since it was last published, and so may not sign it off."""
        return ArticleFinding.objects.filter(Q(_contributed(user)), pk=self.pk).exists()
