import time
from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck import file_store
from factcheck.models.evidence import Evidence
from factcheck.models.text_fields import PlainCharField


class EvidenceFileQuerySet(models.QuerySet["EvidenceFile"]):
    def held(self) -> Self:
        """Those whose content the desk has: all that no redaction took."""
        return self.filter(is_redacted=False)

    def sweep(self, part: int | None = None) -> int:
        """Remove files of forms that were never saved; returns how many.

        Only in a part of the store: in another one each minute.
        """
        now = time.time()
        if part is None:
            part = file_store.part_of_minute()
        before = now - EvidenceFile.UNSAVED.total_seconds()
        return file_store.sweep(part, before, self._holds)

    def _holds(self, sha256: str) -> bool:
        return self.held().filter(sha256=sha256).exists()

    def held_elsewhere(self, claim: int) -> Self:
        """Those of other claims with the same content as a file of this one."""
        own = self.held().filter(claim=claim).values("sha256")
        others = self.held().exclude(claim=claim).filter(sha256__in=own)
        return others.select_related("claim").order_by("claim", "pk")


class EvidenceFile(models.Model):
    """A file that the desk holds of a piece of evidence; its content is `factcheck.file_store`'s.

    Written once, but for whether readers may have it, and whether it was taken off again. The
    database says who added it.
    """

    # As long as a form may lie about with a file that it brought, and a day.
    UNSAVED: ClassVar = timedelta(days=8)

    claim = models.ForeignKey(
        "factcheck.Claim", models.CASCADE, related_name="evidence_files", editable=False
    )
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="files")
    name = PlainCharField(_("name"), max_length=200)
    type = models.CharField(_("type"), max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("size"), editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False, db_index=True)
    readers_may = models.BooleanField(_("readers may download it"), default=False)
    is_taken_off = models.BooleanField(_("taken off"), default=False)
    is_redacted = models.BooleanField(default=False, editable=False)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("added by"),
        related_name="+",
        editable=False,
    )

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "sha256"],
                name="file_once_per_evidence",
                violation_error_message=_("The evidence has this file already."),
            ),
            models.CheckConstraint(
                name="file_has_digest", condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_attached(self) -> bool:
        """Whether it stands with its evidence, and is part of what is signed."""
        return not (self.is_taken_off or self.is_redacted)
