from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.claim import Claim
from factcheck.models.date_inputs import DayField
from factcheck.models.days import not_to_come
from factcheck.models.text_fields import PlainCharField, PlainTextField


class SearchLogEntry(models.Model):
    """What was looked for, where and when: the demand on a claim that stays unproven."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="search_log")
    place = PlainCharField(_("where"), max_length=200)
    query = PlainTextField(_("what was looked for"))
    searched_on = DayField(_("on"), validators=[not_to_come])

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("search log")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.place}: {self.query}"
