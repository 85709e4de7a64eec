from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from factcheck.models.article import Article
from factcheck.models.audit import AuditEntry
from factcheck.models.claim import Claim
from factcheck.models.date_inputs import DayField
from factcheck.models.days import not_to_come
from factcheck.models.source import Source
from factcheck.models.text_fields import PlainCharField, PlainTextField
from factcheck.models.vocabulary import Extent, Method, Stance


def last_number(article_id: int) -> int:
    """The highest number that evidence of an article has, or had before it was removed.

    What refers to a piece that was removed must never lead to another.
    """
    removed = AuditEntry.objects.removed_evidence(article_id).values_list("number", flat=True)
    there = Evidence.objects.filter(article=article_id).values_list("number", flat=True)
    return max(there.order_by().union(removed), default=0)


class Evidence(models.Model):
    """What the desk found: a claim's own link to a source, and what it shows."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="evidence")
    article = models.ForeignKey(Article, models.CASCADE, related_name="+", editable=False)
    number = models.PositiveIntegerField(_("number"), editable=False)
    source = models.ForeignKey(
        Source, models.PROTECT, verbose_name=_("source"), related_name="evidence"
    )
    stance = models.CharField(_("stance"), max_length=10, choices=Stance)
    method = models.CharField(_("primary or secondary"), max_length=10, choices=Method)
    origin = PlainCharField(
        _("origin"),
        max_length=200,
        blank=True,
        help_text=_(
            "Agency or work that it copies; two records of one origin count once. "
            "Empty: the publisher’s own."
        ),
    )
    summary = PlainTextField(_("summary"), help_text=_("What it shows, in our own words."))
    excerpt = PlainTextField(_("excerpt"), blank=True, help_text=_("Its own words, exactly."))
    place = PlainCharField(
        _("place"), max_length=200, blank=True, help_text=_("Page, minute or table.")
    )
    accessed_on = DayField(_("consulted on"), validators=[not_to_come])
    extent = models.CharField(_("read"), max_length=10, choices=Extent)
    confidential = models.BooleanField(
        _("confidential"),
        default=False,
        help_text=_("Readers learn only that it exists, and why it is withheld."),
    )
    confidential_reason = PlainCharField(
        _("reason"), max_length=200, blank=True, help_text=_("Public: “it would endanger her”.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For the desk; never public."))

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = pgettext_lazy("several pieces", "evidence")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="evidence_ref_once"),
            models.CheckConstraint(
                name="evidence_states_itself",
                condition=models.Q(
                    stance__in=Stance.values, method__in=Method.values, extent__in=Extent.values
                ),
                violation_error_message=_(
                    "Say which way the evidence points, whether it is primary or secondary, and "
                    "how much of it was read."
                ),
            ),
            models.CheckConstraint(
                name="evidence_confidential_with_reason",
                condition=models.Q(confidential=False) | ~models.Q(confidential_reason=""),
                violation_error_message=_("Say publicly why the evidence is confidential."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.source}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take the next free number of the article, one after another."""
        self.article_id = self.claim.article_id
        if not self.number:
            Article.objects.select_for_update().get(pk=self.article_id)
            self.number = last_number(self.article_id) + 1
        super().save(*args, **kwargs)

    @property
    def ref(self) -> str:
        """How the reasoning refers to it: ``e12``."""
        return f"e{self.number}"
