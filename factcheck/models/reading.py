"""Who read a claim as readers will see it, and in which version."""

from django.conf import settings
from django.db import models
from django.db.models import Subquery
from django.utils.translation import gettext_lazy as _

from factcheck.models.audit import AuditEntry
from factcheck.models.claim import Claim
from factcheck.models.staff import User


class ReadingQuerySet(models.QuerySet["Reading"]):
    def record(self, claim: Claim, reader: User) -> "Reading":
        """Note that somebody read a claim as it was loaded; once for each version."""
        last = AuditEntry.objects.filter(claim=claim.pk).order_by("-pk").values("pk")[:1]
        found, _created = self.get_or_create(
            claim=claim,
            reader=reader,
            version=claim.version,
            defaults={"last_change": Subquery(last)},
        )
        return found

    def of_earlier_version(self, claim: Claim, reader: User) -> "Reading | None":
        """The last time that somebody read another version of the claim; None if never."""
        earlier = self.filter(claim=claim, reader=reader, version__lt=claim.version)
        return earlier.order_by("-version").first()

    def has_read(self, claim: Claim, reader: User, version: int) -> bool:
        """Whether somebody read this version of the claim."""
        return self.filter(claim=claim, reader=reader, version=version).exists()


class Reading(models.Model):
    """One person's reading of one version of a claim; `last_change` is the newest audit then."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(_("version"))
    last_change = models.BigIntegerField(null=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "reader", "version"], name="reading_once_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}, version {self.version}: {self.reader_id}"
