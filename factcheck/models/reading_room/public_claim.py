from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any, NamedTuple, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Case, Count, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Greatest, TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck import language_tags, words
from factcheck.models.counting import up_to_cap
from factcheck.models.reading_room.permissions import NOBODY_EDITS
from factcheck.models.reading_room.public_article import PublicArticle
from factcheck.models.record import Publication
from factcheck.models.scale import WITHDRAWN, Badge, VerificationStatus
from factcheck.models.searched import Searched, SearchedQuerySet
from factcheck.models.translated import Translated, in_readers_language
from factcheck.models.vocabulary import ClaimKind, PublicationKind, Subject

SAME_ELSEWHERE, MORE_BY_SPEAKER = 10, 5
# Where words like those of a search are looked for; in at most so many claims for each.
TEXTS, LIKE = ("headline", "statement", "other_languages"), 20


# As `PublicClaim.badge` has it.
BADGE = Case(
    When(withdrawn=True, then=Value(WITHDRAWN.slug)),
    default=F("status"),
    output_field=models.SlugField(),
)


class Month(NamedTuple):
    """How many claims of a month were given a word of the scale."""

    slug: str
    month: date
    claims: int


class PublicClaimQuerySet(SearchedQuerySet["PublicClaim"]):
    def among(self, claims: models.QuerySet[Any]) -> Self:
        """Those of the desk's claims that are public."""
        return self.filter(pk__in=claims.values("pk"))

    def for_list(self) -> Self:
        """Load what a row of a list shows."""
        rows = self.select_related("speaker", "article", "status")
        return rows.defer("article__body", "search")

    def with_publication(self) -> Self:
        return self.select_related("publication")

    def of_scale(self, scale: Iterable[VerificationStatus]) -> list["PublicClaim"]:
        """Load them without `search`; each has its status from a scale that is loaded already."""
        statuses = {status.pk: status for status in scale}
        rows = list(self.defer("search"))
        for row in rows:
            row.status = statuses[row.status_id]
        return rows

    def in_text_order(self) -> Self:
        return self.order_by(F("start").asc(nulls_last=True), F("end").desc(), "pk")

    def in_text(self) -> Self:
        """Those that stand in their article's text."""
        return self.filter(start__isnull=False)

    def reviewed_within(self, days: int) -> Self:
        return self.filter(reviewed_at__gte=timezone.now() - timedelta(days=days))

    def reviewed(self) -> Self:
        """Those with a review, the most recently published or withdrawn first."""
        return self.filter(reviewed_at__isnull=False).order_by("-reviewed_at", "-pk")

    def standing(self) -> Self:
        """Those whose review was not withdrawn."""
        return self.filter(withdrawn=False)

    def with_verdict(self) -> Self:
        return self.exclude(status=VerificationStatus.UNVERIFIED)

    def with_own_verdict(self) -> Self:
        """Those that repeat no other claim."""
        return self.with_verdict().filter(same_as=None)

    def repeating(self, claims: Iterable[int]) -> Self:
        """Those that were published as the same as one of these."""
        return self.filter(same_as__in=list(claims)).order_by("sort_date", "pk")

    def in_language(self, language: str) -> Self:
        """Those whose words, or a translation of these, are in a language, whatever its region."""
        primary = language_tags.primary(language)
        own = Q(language=primary) | Q(language__startswith=f"{primary}-")
        return self.filter(own | Q(translations__has_key=primary))

    def with_badge(self, slugs: Iterable[str]) -> Self:
        """Those that pages show with one of these statuses, or as withdrawn."""
        chosen = set(slugs)
        of_status = Q(status__in=chosen - {WITHDRAWN.slug}, withdrawn=False)
        return self.filter(of_status | Q(withdrawn=True) if WITHDRAWN.slug in chosen else of_status)

    def rated(self, statuses: Iterable[VerificationStatus]) -> Self:
        return self.filter(status__in=[status.pk for status in statuses])

    def said_by(self, speaker: str) -> Self:
        return self.filter(speaker_slugs__contains=[speaker])

    def beside(self, claim: "PublicClaim") -> Self:
        """The same claim elsewhere, and others by its speaker; reviews come first in each.

        Both come in one query; `PublicClaim.repeats` tells them apart. Of the first there is one
        more than `SAME_ELSEWHERE` if not all of them can be shown.
        """
        others = self.exclude(pk=claim.pk).reviewed_first()
        same = Q(pk=claim.original) | Q(same_as=claim.original)
        by_speaker = others.exclude(same).filter(speaker=claim.speaker_id or "")
        found = others.filter(same).values("pk")[: SAME_ELSEWHERE + 1]
        found = found.union(by_speaker.values("pk")[:MORE_BY_SPEAKER])
        return self.filter(pk__in=found).reviewed_first()

    def reviewed_first(self) -> Self:
        return self.order_by(F("reviewed_at").desc(nulls_last=True), "-pk")

    def citing(self, source: str) -> Self:
        return self.filter(source_slugs__contains=[source])

    def about(self, topic: str) -> Self:
        return self.filter(topic_slugs__contains=[topic])

    def with_phrases(self, phrases: Iterable[str]) -> Self:
        """Those that have the words of one of the phrases, one after the other."""
        return self.found_by(words.any_phrase(phrases))

    def texts_like(self, words: Iterable[str]) -> list[str]:
        """What the claims say that have words like these; one query."""
        rows = self.alias(other_languages=Cast("translations", models.TextField())).order_by()
        columns = ("headline", "statement", "translations")
        alike = []
        for word in words:
            likeness = Greatest(*(TrigramWordSimilarity(word, name) for name in TEXTS))
            is_like = reduce(or_, (Q(**{f"{name}__trigram_word_similar": word}) for name in TEXTS))
            likest = rows.filter(is_like).order_by(likeness.desc(), "pk")
            alike.append(likest.values_list(*columns)[:LIKE])
        found = alike[0].union(*alike[1:], all=True) if alike else []
        return [
            " ".join(
                [headline, statement, *(said for each in texts.values() for said in each.values())]
            )
            for headline, statement, texts in found
        ]

    def example_of_each_status(self) -> Self:
        """The latest review with each status, unless it was withdrawn."""
        rows = PublicClaim.objects.reviewed().standing().filter(status=OuterRef("pk"))
        statuses = VerificationStatus.objects.exclude(pk=VerificationStatus.UNVERIFIED)
        latest = statuses.annotate(latest=Subquery(rows.values("pk")[:1]))
        return self.filter(pk__in=latest.values("latest"))

    def capped_count(self) -> int:
        """The number of rows; where there are more than `COUNTED_UP_TO`, that plus one."""
        return up_to_cap(self).count()

    def status_counts(self) -> dict[str, int]:
        """How many of these claims have each badge, by slug."""
        rows = self.order_by().values_list(BADGE).annotate(claims=Count("*"))
        return dict(rows)

    def status_counts_by_article(self) -> defaultdict[str, dict[str, int]]:
        """The same for each article, by slug."""
        rows = self.order_by().values_list("article", BADGE).annotate(claims=Count("*"))
        counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for article, status, count in rows:
            counts[article][status] = count
        return counts

    def status_counts_by_name(
        self, field: str, slugs: Iterable[str]
    ) -> defaultdict[str, dict[str, int]]:
        """The same for each of some speakers, sources or topics, by slug."""
        naming = self.filter(**{f"{field}__overlap": list(slugs)}).order_by()
        rows = naming.values_list(Func(F(field), function="unnest"), BADGE)
        counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for slug, status, count in rows.annotate(claims=Count("*")):
            counts[slug][status] = count
        return counts

    def status_months(self) -> list[Month]:
        """How many of these claims have each status, by the month of their date."""
        return self._months(F("status"))

    def finding_months(self, source: str) -> list[Month]:
        """How often each finding was made on a source, by the month of the claims' dates."""
        looked_up = self.filter(source_findings__has_key=source)
        return looked_up._months(KeyTextTransform(source, "source_findings"))

    def _months(self, slug: Any) -> list[Month]:
        rows = self.order_by().values_list(slug, TruncMonth("sort_date"))
        return [Month(*row) for row in rows.annotate(Count("pk"))]


class PublicClaim(Searched):
    """The latest publication of one public claim, in columns."""

    id = models.BigIntegerField(primary_key=True)
    publication = models.OneToOneField(
        Publication, models.CASCADE, related_name="+", verbose_name=_("latest publication")
    )
    # In its article. It names the claim, and is no part of what is signed off or published.
    number = models.PositiveIntegerField()
    headline = models.CharField(max_length=75)
    slug = models.SlugField(max_length=80, blank=True, allow_unicode=True)
    statement = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=ClaimKind)
    subject = models.CharField(max_length=20, choices=Subject)
    language = models.CharField(max_length=12)
    # Headline and summary by language.
    translations = models.JSONField(default=dict)
    status = models.ForeignKey(VerificationStatus, models.PROTECT, related_name="+")
    withdrawn = models.BooleanField(default=False)
    # Indexed below, together with the order of reading.
    speaker = models.ForeignKey(
        "factcheck.PublicSpeaker", models.PROTECT, null=True, related_name="+", db_index=False
    )
    article = models.ForeignKey(PublicArticle, models.CASCADE, related_name="claims")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    speaker_slugs = ArrayField(models.SlugField(max_length=120), default=list)
    source_slugs = ArrayField(models.SlugField(max_length=120), default=list)
    topic_slugs = ArrayField(models.SlugField(max_length=120), default=list)
    findings = ArrayField(models.SlugField(), default=list)
    source_findings = models.JSONField(_("findings by source"), default=dict)
    # No foreign key: the claim that it repeats may cease to be public.
    same_as = models.BigIntegerField(null=True)
    sort_date = models.DateField()
    published_at = models.DateTimeField()
    # Since when the review says what it says, or is withdrawn, and as what that was published: a
    # typing error set right changes neither.
    reviewed_at = models.DateTimeField(null=True)
    reviewed_as = models.CharField(max_length=13, choices=PublicationKind, blank=True)
    passage_changed = models.BooleanField(default=False)
    reopened = models.BooleanField(_("being looked at again"), default=False)

    objects = PublicClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-sort_date", "-pk"]
        default_permissions = NOBODY_EDITS
        indexes = [
            models.Index(fields=["-sort_date", "-id"], name="public_newest"),
            models.Index(fields=["status", "-sort_date", "-id"], name="public_newest_of_status"),
            models.Index(
                fields=["-sort_date", "-id"],
                name="public_withdrawn",
                condition=Q(withdrawn=True),
            ),
            # How many have each badge is read from it alone.
            models.Index(fields=["status", "withdrawn"], name="public_counted"),
            models.Index(fields=["article", "start"], name="public_in_text_order"),
            models.Index(
                fields=["-reviewed_at", "-id"],
                name="public_latest_reviews",
                condition=Q(reviewed_at__isnull=False),
            ),
            models.Index(
                F("speaker"),
                F("reviewed_at").desc(nulls_last=True),
                F("id").desc(),
                name="public_more_by_speaker",
            ),
            models.Index(
                fields=["same_as"],
                name="public_same_elsewhere",
                condition=Q(same_as__isnull=False),
            ),
            GinIndex(fields=["speaker_slugs"], name="public_said_by"),
            GinIndex(fields=["source_slugs"], name="public_citing"),
            GinIndex(fields=["topic_slugs"], name="public_about"),
            GinIndex(fields=["findings"], name="public_with_finding"),
            GinIndex(fields=["search"], name="public_matching"),
            GinIndex(
                OpClass(F("headline"), name="gin_trgm_ops"),
                OpClass(F("statement"), name="gin_trgm_ops"),
                OpClass(Cast("translations", models.TextField()), name="gin_trgm_ops"),
                name="public_wording",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        if self.slug:
            return reverse("claim-detail", args=[self.pk, self.slug])
        return reverse("claim-redirect", args=[self.pk])

    @property
    def badge(self) -> VerificationStatus | Badge:
        """The status, unless its review was withdrawn."""
        return WITHDRAWN if self.withdrawn else self.status

    @property
    def is_checked(self) -> bool:
        """Whether there is anything to say of it: a review, be it only of what is cited."""
        return self.reviewed_at is not None

    @property
    def place(self) -> str:
        """The address of its words in the article; of the article alone, where it has them not."""
        article = self.article.get_absolute_url()
        if self.start is None:
            return article
        return f"{article}{'' if self.is_checked else '?unchecked=shown'}#claim-{self.pk}"

    @property
    def original(self) -> int:
        """The claim that it repeats, or itself."""
        return self.same_as or self.pk

    @property
    def is_of_citations_only(self) -> bool:
        """Whether the review looked up the cited sources but left the claim itself open."""
        is_open = self.status_id == VerificationStatus.UNVERIFIED
        return self.is_checked and is_open and not self.withdrawn

    def repeats(self, other: "PublicClaim") -> bool:
        """Whether the two were published as the same claim."""
        return self.original == other.original

    @property
    def local_headline(self) -> Translated:
        return self._local("headline", self.headline)

    @property
    def local_summary(self) -> Translated:
        return self._local("summary", self.summary)

    def _local(self, name: str, words: str) -> Translated:
        translations = {code: texts[name] for code, texts in self.translations.items()}
        return in_readers_language(self.language, words, translations)
