from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.record import Publication


class Lead(models.Model):
    """A review that an editor put at the head of the front page: the one chosen last leads it.

    A choice whose review is withdrawn or redacted leads nothing.
    """

    claim = models.ForeignKey(
        "factcheck.Claim",
        models.CASCADE,
        related_name="+",
        verbose_name=_("claim"),
        help_text=_("One with a published review. It leads until another one is chosen."),
    )
    chosen_at = models.DateTimeField(_("chosen at"), auto_now_add=True)

    class Meta:
        verbose_name = _("lead of the front page")
        verbose_name_plural = _("leads of the front page")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.claim)

    def clean(self) -> None:
        reviews = Publication.objects.live().reviews()
        if self.claim_id and not reviews.filter(claim=self.claim_id).exists():
            raise ValidationError({"claim": _("This claim has no published review.")})
