from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.claim import Claim
from factcheck.models.text_fields import PlainCharField, PlainTextField


class Translation(models.Model):
    """A claim's headline and verdict in another language; published with it."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    headline = PlainCharField(_("headline"), max_length=75, blank=True)
    speaker_role = PlainCharField(
        _("role at the time"),
        max_length=200,
        blank=True,
        help_text=_("Where the claim itself says which it was."),
    )
    summary = PlainTextField(_("summary"), blank=True)
    reasoning = PlainTextField(_("reasoning"), blank=True)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "language"],
                name="translation_once_per_language",
                violation_error_message=_("There is a translation into this language already."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_language_display()
