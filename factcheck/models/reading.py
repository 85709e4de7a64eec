"""Who read a claim as readers will see it, and in which version."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import Subquery
from django.utils.translation import gettext_lazy as _

from factcheck.models.audit import AuditEntry
from factcheck.models.claim import Claim
from factcheck.models.staff import User


class ReadingQuerySet(models.QuerySet["Reading"]):
    def record(self, claim: Claim, reader: User, candidate_sha256: str) -> "Reading":
        """Note that somebody read a claim as it was loaded; once for each version.

        The digest is that of the candidate as it was read last: it rests on more than the claim.
        """
        last = AuditEntry.objects.filter(claim=claim.pk).order_by("-pk").values("pk")[:1]
        read = {"candidate_sha256": candidate_sha256}
        found, _created = self.update_or_create(
            claim=claim,
            reader=reader,
            version=claim.version,
            defaults=read,
            create_defaults=read | {"last_change": Subquery(last)},
        )
        return found

    def of_earlier_version(self, claim: Claim, reader: User) -> "Reading | None":
        """The last time that somebody read another version of the claim; None if never."""
        earlier = self.filter(claim=claim, reader=reader, version__lt=claim.version)
        return earlier.order_by("-version").first()

    def unread(self, claims: Sequence[Claim], reader: User) -> list[Claim]:
        """Those of some claims that somebody has not read as they are loaded."""
        read = set(self.filter(claim__in=claims, reader=reader).values_list("claim", "version"))
        return [claim for claim in claims if (claim.pk, claim.version) not in read]

    def candidate_read(self, claim: Claim, reader: User, version: int) -> str:
        """The digest of what somebody read of this version of the claim; empty if nothing."""
        read = self.filter(claim=claim, reader=reader, version=version)
        return read.values_list("candidate_sha256", flat=True).first() or ""


class Reading(models.Model):
    """One person's reading of one version of a claim; `last_change` is the newest audit then."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(_("version"))
    last_change = models.BigIntegerField(null=True)
    candidate_sha256 = models.CharField(_("digest of what was read"), max_length=64, default="")
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
