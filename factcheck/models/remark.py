"""What somebody says of one field of a claim, or of words in it; maybe how to word it better."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.models.claim import Claim
from factcheck.models.text_fields import PlainTextField


class RemarkQuerySet(models.QuerySet["Remark"]):
    def unsettled(self) -> Self:
        return self.filter(outcome="").order_by("pk")

    def with_people(self) -> Self:
        return self.select_related("author", "settled_by")


class Remark(models.Model):
    """A remark on the `field` of that name, on the words of it that are `exact` if there are any.

    A `suggestion` says what to write in place of those words. A remark is open until somebody
    takes the wording over, or resolves it.
    """

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("taken over")
        RESOLVED = "resolved", _("resolved")

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="remarks")
    field = models.CharField(_("field"), max_length=40)
    exact = models.TextField(_("words"), blank=True)
    text = PlainTextField(_("remark"), blank=True)
    suggestion = PlainTextField(_("suggested wording"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("at"), auto_now_add=True)

    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome, blank=True, editable=False
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("settled by"),
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, editable=False)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["claim", "-id"], name="remark_of_claim")]
        constraints = [
            models.CheckConstraint(
                name="remark_says_something",
                condition=~Q(text="") | ~Q(suggestion=""),
                violation_error_message=_("Write a remark, or suggest a wording."),
            ),
            models.CheckConstraint(
                name="remark_suggests_in_place_of_words",
                condition=Q(suggestion="") | ~Q(exact=""),
                violation_error_message=_("Give the words that the suggested wording replaces."),
            ),
            models.CheckConstraint(
                name="remark_is_settled_by_somebody",
                condition=Q(outcome="", settled_by=None, settled_at=None)
                | Q(~Q(outcome=""), settled_by__isnull=False, settled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.suggestion
