from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.date_inputs import DayField
from factcheck.models.days import not_to_come
from factcheck.models.text_fields import PlainCharField, PlainTextField


class ReplyRequest(models.Model):
    """Right of reply: who was asked, and what they answered. Shown publicly."""

    claim = models.ForeignKey("factcheck.Claim", models.CASCADE, related_name="replies")
    asked = PlainCharField(_("who was asked"), max_length=200)
    asked_on = DayField(_("asked on"), validators=[not_to_come])
    channel = PlainCharField(
        _("by"), max_length=100, help_text=_("How they were asked: e-mail, telephone, letter.")
    )
    answer = PlainTextField(_("answer"), blank=True, help_text=_("Empty until it has come."))
    answered_on = DayField(_("answered on"), null=True, blank=True, validators=[not_to_come])
    unanswered = models.BooleanField(
        _("no answer came"), default=False, help_text=_("Tick when it is no longer awaited.")
    )

    class Meta:
        verbose_name = _("request for a reply")
        verbose_name_plural = _("right of reply")
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reply_answer_with_day",
                condition=models.Q(answer="", answered_on=None)
                | models.Q(~models.Q(answer=""), answered_on__isnull=False, unanswered=False),
                violation_error_message=_(
                    "An answer needs the day on which it came, and rules out “no answer came”."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.asked

    def clean(self) -> None:
        """Refuse an answer that came before anybody asked."""
        if self.asked_on and self.answered_on and self.answered_on < self.asked_on:
            before = _("The answer cannot have come before they were asked: set one day right.")
            raise ValidationError({"answered_on": before})
