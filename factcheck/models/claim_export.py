"""Who took claims of the desk out of it, when, in which form and which ones. Written once.

Beside it, what a worker writes of many claims, until it is downloaded.
"""

from datetime import timedelta
from functools import partial
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F, Func
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck import file_store
from factcheck.models.claim import Claim
from factcheck.models.claim_queries import ClaimQuerySet


class ExportFormat(models.TextChoices):
    CSV = "csv", _("CSV, for any spreadsheet")
    TSV = "tsv", _("TSV, parted by tabs")
    XLSX = "xlsx", _("XLSX, for Excel and LibreOffice")
    JSONL = "jsonl", _("JSON Lines, with evidence and all parts")
    CLAIMREVIEW = "claimreview", _("ClaimReview, of what is published")


class CopyFormat(models.TextChoices):
    """As what the annotated copy of an article is taken."""

    PAGE = "copy-page", _("annotated copy, as a page")
    DOCX = "copy-docx", _("annotated copy, as DOCX")


class ClaimExport(models.Model):
    PERMISSION = "factcheck.export_claim"

    at = models.DateTimeField(_("at"), auto_now_add=True)
    # Empty for the command, whom no account stands behind.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("by"),
        null=True,
        related_name="+",
    )
    format = models.CharField(
        _("format"), max_length=20, choices=[*ExportFormat.choices, *CopyFormat.choices]
    )
    filters = models.TextField(_("filters"), blank=True)
    claims = models.PositiveIntegerField(_("claims"))

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_format_display()}, {self.at}"


class LargeExportQuerySet(models.QuerySet["LargeExport"]):
    def forget(self) -> None:
        """Let go what lay ready for a day."""
        self.filter(export__at__lt=timezone.now() - LargeExport.PATIENCE).let_go()

    def let_go(self) -> None:
        """Remove these, with their files as soon as that is certain."""
        for sha256 in self.exclude(sha256="").values_list("sha256", flat=True):
            transaction.on_commit(partial(file_store.remove, sha256))
        self.delete()


class LargeExport(models.Model):
    """An export that a worker writes: which claims, how many were written, the file's digest."""

    PATIENCE: ClassVar = timedelta(days=1)

    export = models.OneToOneField(ClaimExport, models.PROTECT, primary_key=True)
    claim_ids = ArrayField(models.BigIntegerField())
    written = models.PositiveIntegerField(default=0)
    # Empty until it is whole.
    sha256 = models.CharField(max_length=64, blank=True)

    objects = LargeExportQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.export)

    @property
    def claims(self) -> ClaimQuerySet:
        """Its claims that are still there; however many, they are one parameter of a query."""
        own = LargeExport.objects.filter(pk=self.pk)
        number = Func(F("claim_ids"), function="unnest", output_field=models.BigIntegerField())
        return Claim.objects.filter(pk__in=own.annotate(number=number).values("number"))
