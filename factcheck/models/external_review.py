from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.date_inputs import DayField
from factcheck.models.days import not_to_come
from factcheck.models.text_fields import PlainCharField, PlainURLField


class ExternalReview(models.Model):
    """What somebody else says of the claim, another fact-checker mostly. Shown as theirs."""

    claim = models.ForeignKey("factcheck.Claim", models.CASCADE, related_name="external_reviews")
    publisher = PlainCharField(_("whose review it is"), max_length=200)
    rating = PlainCharField(_("their rating, in their words"), max_length=300)
    url = PlainURLField(_("address"), max_length=2000)
    published_on = DayField(_("published on"), null=True, blank=True, validators=[not_to_come])

    class Meta:
        verbose_name = _("review of others")
        verbose_name_plural = _("reviews of others")
        ordering = ["published_on", "pk"]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.rating}"
