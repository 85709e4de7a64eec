from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.text_fields import PlainTextField
from factcheck.models.translated import TranslatedField
from factcheck.models.vocabulary import AMENDMENTS


class Amending(models.Model):
    """What is next published of a claim with a review: as what, and why; signed off with it.

    Empty for a first review. Publishing empties it: the database does (guards/move.sql).
    """

    amendment_kind = models.CharField(
        _("published as"),
        max_length=13,
        choices=[(kind.value, kind.label) for kind in AMENDMENTS],
        blank=True,
        help_text=_(
            "A correction sets an error right; an update adds what was not known; a typing error "
            "set right changes no meaning, and is kept in the history alone."
        ),
    )
    amendment_reason = PlainTextField(_("what changed and why, for readers"), blank=True)
    amendment_translations = TranslatedField(
        _("what changed and why, in other languages"), blank=True, default=dict
    )

    class Meta:
        abstract = True
