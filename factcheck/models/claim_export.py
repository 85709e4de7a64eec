"""Who took claims of the desk out of it, when, in which form and which ones. Written once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


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
