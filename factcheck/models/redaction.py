from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.record import Publication


class Redaction(models.Model):
    """Why the content of a publication is gone; its digests stay. Asked for and agreed by two."""

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="redaction")
    reason = models.CharField(_("public reason"), max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        constraints = [
            models.CheckConstraint(
                name="redaction_by_two_people",
                condition=models.Q(agreed_by=None, agreed_at=None)
                | models.Q(~models.Q(agreed_by=models.F("asked_by")), agreed_at__isnull=False),
                violation_error_message=_("Somebody else than who asked for it must agree."),
            ),
            models.CheckConstraint(name="redaction_has_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.publication}: {self.reason}"
