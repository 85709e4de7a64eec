"""Combinations of the claims' filters that somebody keeps under a name."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from factcheck.models.text_fields import PlainCharField

if TYPE_CHECKING:
    from factcheck.models.staff import User


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def seen_by(self, user: "User") -> Self:
        return self.filter(Q(owner=user.pk) | Q(is_shared=True)).order_by("is_shared", "name", "pk")

    def changed_by(self, user: "User") -> Self:
        """One's own, and everybody's where one may share."""
        own = Q(owner=user.pk)
        theirs = own | Q(is_shared=True) if user.has_perm(SavedView.SHARE) else own
        return self.filter(theirs).order_by("is_shared", "name", "pk")


class SavedView(models.Model):
    """The claims that some filters leave, for its owner or for all."""

    SHARE = "factcheck.share_savedview"

    name = PlainCharField(_("name"), max_length=60)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="saved_views",
        verbose_name=_("owner"),
    )
    is_shared = models.BooleanField(_("for all"), default=False)
    query = models.CharField(_("filters"), max_length=1_000)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("view")
        verbose_name_plural = _("views")
        default_permissions = ()
        permissions = [("share_savedview", _("Can keep views for all"))]
        constraints = [
            models.CheckConstraint(
                name="saved_view_filters",
                condition=~Q(query=""),
            ),
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_view_name_once",
                violation_error_message=_("You have a view of this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
