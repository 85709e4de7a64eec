from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.reading_room.permissions import NOBODY_EDITS
from factcheck.models.record import Publication, Redaction


class PublicFindingQuerySet(models.QuerySet["PublicFinding"]):
    def on(self, article: str) -> "PublicFinding | None":
        """The finding on the article with this slug, with its publication and why that is gone."""
        agreed = Redaction.objects.agreed().filter(
            serials__contains=[models.OuterRef("publication")]
        )
        rows = self.filter(article_slug=article).select_related("publication")
        reason = models.Subquery(agreed.values("reason")[:1])
        return rows.annotate(redaction_reason=reason).order_by("-publication").first()


class PublicFinding(models.Model):
    """The latest publication of the finding on an article, under the article's address."""

    id = models.BigIntegerField(primary_key=True)
    publication = models.OneToOneField(
        Publication, models.CASCADE, related_name="+", verbose_name=_("latest publication")
    )
    # No foreign key: an article without public claims has no page, and perhaps has one again.
    article_slug = models.SlugField(max_length=120, allow_unicode=True)

    objects = PublicFindingQuerySet.as_manager()

    class Meta:
        default_permissions = NOBODY_EDITS

    def __str__(self) -> str:
        return self.article_slug
