"""The people of the newsroom."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An account of the newsroom; readers have none."""

    byline = models.CharField(
        _("byline"),
        max_length=100,
        blank=True,
        help_text=_("The name under which readers see this person’s work. Empty: not named."),
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]
