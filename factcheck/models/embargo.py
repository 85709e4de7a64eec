from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.models.claim import Claim
from factcheck.models.text_fields import PlainTextField


class EmbargoQuerySet(models.QuerySet["Embargo"]):
    def due(self) -> Self:
        return self.filter(until__lte=timezone.now()).order_by("until")


class Embargo(models.Model):
    """A publisher's order to publish an approved claim at a time to come."""

    claim = models.OneToOneField(Claim, models.CASCADE, related_name="embargo")
    until = models.DateTimeField(_("until"))
    comment = PlainTextField(_("comment"), blank=True)
    publisher = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ordered by"), related_name="+"
    )

    objects = EmbargoQuerySet.as_manager()

    class Meta:
        verbose_name = _("embargo")
        verbose_name_plural = _("embargoes")
        ordering = ["until"]

    def __str__(self) -> str:
        return f"{self.claim}, {self.until}"
