from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.claim import Claim
from factcheck.models.evidence import Evidence
from factcheck.models.scale import Finding
from factcheck.models.source import Source
from factcheck.models.text_fields import PlainCharField


class Citation(models.Model):
    """A source that the article cites for a claim, and what looking it up found.

    Whether the source says so is one question, whether the claim is true another.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="citations")
    source = models.ForeignKey(
        Source, models.PROTECT, verbose_name=_("source"), related_name="citations"
    )
    as_cited = PlainCharField(
        _("as cited"),
        max_length=300,
        blank=True,
        help_text=_("How the article names it: “according to the ministry”."),
    )
    place = PlainCharField(
        _("place"), max_length=200, blank=True, help_text=_("Page, minute or table in the source.")
    )
    finding = models.ForeignKey(
        Finding,
        models.PROTECT,
        default=Finding.UNCHECKED,
        related_name="+",
        verbose_name=_("finding"),
        help_text=_("Does the source say what the article claims that it says?"),
    )
    evidence = models.ManyToManyField(
        Evidence, blank=True, related_name="+", verbose_name=_("shown by")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For the desk; never public."))

    class Meta:
        verbose_name = _("cited source")
        verbose_name_plural = _("cited sources")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "source"],
                name="citation_once_per_claim",
                violation_error_message=_("This source is listed for the claim already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)
