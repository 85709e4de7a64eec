from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F
from django.urls import reverse

from factcheck.models.reading_room.permissions import NOBODY_EDITS
from factcheck.models.searched import Searched, SearchedQuerySet
from factcheck.models.translated import TranslatedField
from factcheck.models.vocabulary import BodyDisplay


class PublicArticleQuerySet(SearchedQuerySet["PublicArticle"]):
    def newest(self) -> Self:
        return self.order_by("-sort_date", "-pk")

    def with_place(self) -> Self:
        return self.exclude(revision_sha256="", url="")


class PublicArticle(Searched):
    """An article with at least one public claim; `body` is what readers may see of its text."""

    slug = models.SlugField(max_length=120, primary_key=True, allow_unicode=True)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    author = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    published_on = models.CharField(max_length=10)
    sort_date = models.DateField()
    language = models.CharField(max_length=12)
    body_display = models.CharField(max_length=10)
    notice = TranslatedField(blank=True, default=dict)
    revision_number = models.PositiveIntegerField(null=True)
    revision_sha256 = models.CharField(max_length=64, blank=True)
    body = models.TextField(blank=True)
    # The day on which the publisher's newest text was read, where another one is shown.
    newer_text_on = models.DateField(null=True)

    objects = PublicArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-sort_date", "slug"]
        default_permissions = NOBODY_EDITS
        indexes = [GinIndex(fields=["search"], name="public_article_matching")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article-detail", args=[self.slug])

    @staticmethod
    def shown_name() -> F:
        """What readers read as its name, for the database."""
        return F("title")

    @property
    def has_place(self) -> bool:
        """Whether a claim can be said to stand in it: it has a text, or an address.

        Without either it is a name under which claims are filed.
        """
        return bool(self.revision_sha256 or self.url)

    @property
    def is_in_excerpts(self) -> bool:
        """Whether readers see only the paragraphs around claims."""
        return self.body_display == BodyDisplay.EXCERPTS
