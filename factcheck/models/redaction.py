from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.claim import Claim
from factcheck.models.record import Publication, PublicationQuerySet


class RedactionQuerySet(models.QuerySet["Redaction"]):
    def agreed(self) -> Self:
        return self.filter(agreed_by__isnull=False)

    def pending(self) -> Self:
        """Those that somebody asked for, and nobody has agreed to yet."""
        return self.filter(agreed_by=None)


class Redaction(models.Model):
    """Why the words of a claim are gone from the record and the desk; the digests stay.

    Asked for by one publisher and agreed to by another. `serials` are those of the publications
    that it takes, some of them perhaps of other claims that hold the same words.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="redactions")
    serials = ArrayField(models.BigIntegerField(), blank=True)
    reason = models.CharField(_("public reason"), max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        constraints = [
            models.CheckConstraint(
                name="redaction_by_two_people",
                condition=models.Q(agreed_by=None, agreed_at=None)
                | models.Q(
                    ~models.Q(agreed_by=models.F("asked_by")),
                    agreed_by__isnull=False,
                    agreed_at__isnull=False,
                ),
                violation_error_message=_("Somebody else than who asked for it must agree."),
            ),
            models.CheckConstraint(name="redaction_has_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="redaction_takes_something",
                condition=~models.Q(serials=[]),
                violation_error_message=_("Choose at least one revision."),
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=models.Q(agreed_by=None),
                name="redaction_one_at_a_time",
                violation_error_message=_(
                    "Somebody has asked for a redaction of this claim already: agree to that one, "
                    "or take it back."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.reason}"

    @property
    def publications(self) -> PublicationQuerySet:
        """What it takes, or took."""
        return Publication.objects.filter(pk__in=self.serials)
