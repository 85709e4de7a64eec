"""What public claims name: speakers, sources, topics."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef
from django.urls import reverse

from factcheck.models.counting import RowCount, up_to_cap
from factcheck.models.reading_room.permissions import NOBODY_EDITS
from factcheck.models.reading_room.public_claim import PublicClaim, PublicClaimQuerySet
from factcheck.models.translated import TranslatedField
from factcheck.models.vocabulary import SourceKind, SpeakerKind, Subject


class NamedByClaimsQuerySet(models.QuerySet[Any]):
    def with_claim_count(self) -> Self:
        """Annotate `claim_count`, the public claims that name the row, as `capped_count` counts."""
        slugs = {f"{self.model.CLAIM_FIELD}__contains": [OuterRef("slug")]}
        naming = up_to_cap(PublicClaim.objects.filter(**slugs))
        return self.annotate(claim_count=RowCount(naming))

    def once_called(self, slug: str) -> Self:
        """What the speaker or source that once had this slug became."""
        return self.filter(former_slugs__contains=[slug])


class NamedByClaims(models.Model):
    """Somebody or something that public claims name by slug."""

    CLAIM_FIELD: ClassVar[str]

    slug = models.SlugField(max_length=120, primary_key=True)

    objects = NamedByClaimsQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def claims(self) -> PublicClaimQuerySet:
        """The public claims that name it."""
        return PublicClaim.objects.filter(**{f"{self.CLAIM_FIELD}__contains": [self.slug]})

    @property
    def counted(self) -> PublicClaimQuerySet:
        """Those of its claims whose verdicts are counted."""
        return self.claims.with_verdict()


class PublicSpeaker(NamedByClaims):
    CLAIM_FIELD = "speaker_slugs"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=SpeakerKind)
    role = models.CharField(max_length=200, blank=True)
    former_slugs = ArrayField(models.SlugField(max_length=120), default=list)
    country = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["name", "slug"]
        default_permissions = NOBODY_EDITS

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker-detail", args=[self.slug])

    @property
    def counted(self) -> PublicClaimQuerySet:
        """Only claims of substance: “yes, this was said” says nothing about who said it."""
        return super().counted.filter(subject=Subject.SUBSTANCE)


class PublicSource(NamedByClaims):
    CLAIM_FIELD = "source_slugs"

    title = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, choices=SourceKind)
    description = models.CharField(max_length=100, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published_on = models.CharField(max_length=10, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    archive_url = models.URLField(max_length=2000, blank=True)
    former_slugs = ArrayField(models.SlugField(max_length=120), default=list)

    class Meta:
        ordering = ["title", "slug"]
        default_permissions = NOBODY_EDITS

    def __str__(self) -> str:
        return self.title or self.publisher or self.url

    def get_absolute_url(self) -> str:
        return reverse("source-detail", args=[self.slug])

    @property
    def published_by(self) -> str:
        """The publisher, where the source's name does not say it already."""
        return "" if self.publisher == str(self) else self.publisher


class PublicTopic(NamedByClaims):
    CLAIM_FIELD = "topic_slugs"

    name = TranslatedField()

    class Meta:
        ordering = ["slug"]
        default_permissions = NOBODY_EDITS

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("topic-detail", args=[self.slug])
