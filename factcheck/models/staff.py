"""The people of the newsroom."""

from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from factcheck.models.text_fields import PlainCharField
from factcheck.models.translated import languages
from factcheck.models.vocabulary import Notice
from factcheck.models.who import Who


def all_notices() -> list[str]:
    return list(Notice.values)


def own_language() -> str:
    return settings.LANGUAGE_CODE


class StaffManager(UserManager["User"]):
    use_in_migrations = False

    def at_work(self) -> models.QuerySet["User"]:
        """Those who can sign in at the desk."""
        return self.filter(is_active=True, is_staff=True)

    def holding(self, who: Who) -> models.QuerySet["User"]:
        """Those at work who have this part in the newsroom."""
        return self.with_perm(who.value)

    def named(self, names: Iterable[str]) -> models.QuerySet["User"]:
        """Those at work with one of these user names, which are in lower case."""
        return self.at_work().alias(lower=Lower("username")).filter(lower__in=list(names))

    def with_address(self) -> models.QuerySet["User"]:
        return self.at_work().exclude(email="")


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
        help_text=_("Of the desk and of the notices; public pages have their own."),
    )
    notices = ArrayField(
        models.CharField(max_length=20, choices=Notice),
        verbose_name=_("notices by e-mail"),
        default=all_notices,
        blank=True,
        help_text=_("What names you comes at once, everything else once an hour."),
    )
    # How far the hourly messages have come: made when, and up to which move and change.
    noticed_at = models.DateTimeField(null=True, editable=False)
    noticed_move = models.BigIntegerField(default=0, editable=False)
    noticed_entry = models.BigIntegerField(default=0, editable=False)

    objects: ClassVar[StaffManager] = StaffManager()

    # When whoever left got another name, which is all that is kept of them.
    pseudonymised_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(
                Lower("byline"),
                condition=~Q(byline=""),
                name="user_byline_once",
                violation_error_message=_("Somebody else has this byline already."),
            ),
        ]
