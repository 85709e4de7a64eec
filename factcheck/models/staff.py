"""The people of the newsroom."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.text_fields import PlainCharField
from factcheck.models.translated import languages
from factcheck.models.vocabulary import Notice


def all_notices() -> list[str]:
    return list(Notice.values)


def own_language() -> str:
    return settings.LANGUAGE_CODE


class User(AbstractUser):
    """An account of the newsroom; readers have none."""

    byline = PlainCharField(
        _("byline"),
        max_length=100,
        blank=True,
        help_text=_("The name under which readers see this person’s work. Empty: not named."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=languages,
        default=own_language,
        help_text=_("Of the desk and of the notices; what readers see has its own."),
    )
    notices = ArrayField(
        models.CharField(max_length=20, choices=Notice),
        verbose_name=_("notices by e-mail"),
        default=all_notices,
        blank=True,
        help_text=_("What to be told of, in one message an hour at most."),
    )
    # How far the messages have come: sent when, and about moves up to which.
    noticed_at = models.DateTimeField(null=True, editable=False)
    noticed_move = models.BigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]
