import hashlib
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from factcheck import plain_text
from factcheck.models.claim import Claim
from factcheck.models.claim_queries import ClaimQuerySet
from factcheck.models.counting import RowCount
from factcheck.models.language_field import LanguageField
from factcheck.models.partial_date import PartialDateField, partial_date_constraint
from factcheck.models.text_fields import PlainCharField, PlainURLField
from factcheck.models.translated import TranslatedField
from factcheck.models.vocabulary import BodyDisplay


class ArticleQuerySet(models.QuerySet["Article"]):
    def at_address(self, url: str) -> Self:
        """The articles that stand at an address on the web."""
        return self.filter(url=url)

    def locked(self, article_id: int) -> "Article":
        """Load and lock an article: it gets no new text until the transaction ends.

        Lock it before its claims, as `text_versions` does.
        """
        return self.select_for_update(no_key=True).get(pk=article_id)

    def with_progress(self) -> Self:
        """Annotate `claim_count` and `facts_left`: how many claims are still on their way."""
        claims = self._claims()
        return self.annotate(claim_count=RowCount(claims), facts_left=RowCount(claims.unsettled()))

    def under_check(self) -> Self:
        """Those with claims that are still on their way, and those that have no claim yet."""
        claims = self._claims()
        return self.filter(Exists(claims.unsettled()) | ~Exists(claims))

    def _claims(self) -> ClaimQuerySet:
        return Claim.objects.filter(article=OuterRef("pk")).order_by()


class Article(models.Model):
    """The text under check. Its text is kept as revisions; it may have none."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    title = PlainCharField(_("title"), max_length=300)
    publisher = PlainCharField(_("publisher"), max_length=200)
    author = PlainCharField(_("author"), max_length=200, blank=True)
    url = PlainURLField(_("address"), max_length=2000, blank=True)
    published_on = PartialDateField(_("published on"), past=True)
    language = LanguageField(
        _("language"),
        max_length=12,
        default="en",
        help_text=_("Code of the text’s language, such as en or es."),
    )
    body_display = models.CharField(
        _("show to readers"),
        max_length=10,
        choices=BodyDisplay,
        default=BodyDisplay.FULL,
        help_text=_("Excerpts where rights forbid showing the whole text."),
    )
    notice = TranslatedField(
        _("public notice"),
        blank=True,
        default=dict,
        help_text=_("Shown to readers above every review of this article."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For the desk; never public."))

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_on", "-pk"]
        indexes = [
            models.Index(fields=["-published_on", "-id"], name="article_newest"),
            # The desk's search.
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="article_matching"),
        ]
        constraints = [
            partial_date_constraint("published_on", "article"),
            models.UniqueConstraint(
                fields=["url"],
                condition=~Q(url=""),
                name="article_url_once",
                violation_error_message=_("There is an article with this address already."),
            ),
            # What a publication says of it, and its page cannot do without.
            models.CheckConstraint(
                name="article_is_named",
                condition=~Q(title="") & ~Q(publisher="") & ~Q(published_on=""),
                violation_error_message=_("Give the title, the publisher and the date."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def next_number(self) -> int:
        """The number of the claim that becomes public next, as guards/publication.sql gives it."""
        return (self.claims.aggregate(last=models.Max("number"))["last"] or 0) + 1

    @property
    def current_revision(self) -> "ArticleRevision | None":
        return self.revisions.order_by("-number").first()


class ArticleRevisionQuerySet(models.QuerySet["ArticleRevision"]):
    def saying(self, texts: Iterable[str]) -> Self:
        """Revisions that contain one of the texts, to the letter."""
        return self.filter(reduce(or_, (Q(body__contains=text) for text in texts), Q(pk__in=[])))


class ArticleRevision(models.Model):
    """One version of an article's text. Written once: anchors and publications pin it.

    A redaction blacks out its words and leaves the digest of what was there.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    body = models.TextField(_("text"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False, db_index=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("created by"),
        null=True,
        blank=True,
        editable=False,
    )
    is_redacted = models.BooleanField(_("redacted"), default=False, editable=False)

    objects = ArticleRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision of the text")
        verbose_name_plural = _("revisions of the text")
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.CheckConstraint(name="revision_has_text", condition=~Q(body="")),
        ]

    def __str__(self) -> str:
        return f"{self.article}, {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Clean, number and digest the text; raises ValueError for a second save."""
        if self.pk:
            raise ValueError("A revision is written once: add a new one to change the text.")
        if not self.number:
            latest = self.article.revisions.aggregate(latest=models.Max("number"))["latest"]
            self.number = (latest or 0) + 1
        self.body = plain_text.clean_article(self.body).text
        self.sha256 = hashlib.sha256(self.body.encode()).hexdigest()
        super().save(*args, **kwargs)
