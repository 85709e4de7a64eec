"""What public claims name: speakers, sources, topics."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.lookups import Unaccent
from django.db import models
from django.db.models import Count, F, Func, OuterRef, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Left, NullIf, Upper
from django.urls import reverse
from django.utils.translation import get_language

from factcheck import countries
from factcheck.models.content.values import kind_of_source
from factcheck.models.counting import RowCount, up_to_cap
from factcheck.models.reading_room.permissions import NOBODY_EDITS
from factcheck.models.reading_room.public_claim import PublicClaim, PublicClaimQuerySet
from factcheck.models.searched import Searched, SearchedQuerySet
from factcheck.models.translated import TranslatedField
from factcheck.models.vocabulary import SourceKind, SpeakerKind, Subject

# What stands before the first letter of a name.
OPENING = " \"'“„«‘([¿¡"
# Among so many claims, what is frequent is counted at once, however many there are.
NEWEST = 500


class NamedByClaimsQuerySet(SearchedQuerySet[Any]):
    def with_claim_count(self) -> Self:
        """Annotate `claim_count`, the public claims that name the row, as `capped_count` counts."""
        slugs = {f"{self.model.CLAIM_FIELD}__contains": [OuterRef("slug")]}
        naming = up_to_cap(PublicClaim.objects.filter(**slugs))
        return self.annotate(claim_count=RowCount(naming))

    def frequent(self, number: int) -> Self:
        """Those that the newest claims name most often."""
        newest = PublicClaim.objects.order_by("-sort_date", "-pk").values("pk")[:NEWEST]
        naming = PublicClaim.objects.filter(pk__in=newest).order_by()
        slugs = naming.values(named=Func(F(self.model.CLAIM_FIELD), function="unnest"))
        often = slugs.annotate(often=Count("pk")).order_by("-often", "named")
        return self.filter(pk__in=often.values("named")[:number])

    def filed(self) -> Self:
        """Annotate `filed_under`, by which an index puts them in order, and its first `letter`."""
        name = Upper(Unaccent(Func(self.model.shown_name(), Value(OPENING), function="ltrim")))
        rows = self.annotate(filed_under=Cast(name, TextField()))
        return rows.annotate(letter=Left("filed_under", 1))

    def letters(self) -> list[str]:
        """The first letters of those that are `filed`."""
        return list(self.order_by("letter").values_list("letter", flat=True).distinct())

    def once_called(self, slug: str) -> Self:
        """What the speaker or source that once had this slug became."""
        return self.filter(former_slugs__contains=[slug])


class NamedByClaims(Searched):
    """Somebody or something that public claims name by slug."""

    CLAIM_FIELD: ClassVar[str]

    slug = models.SlugField(max_length=120, primary_key=True, allow_unicode=True)

    objects = NamedByClaimsQuerySet.as_manager()

    class Meta:
        abstract = True

    @staticmethod
    def shown_name() -> Any:
        """What readers read as its name, for the database."""
        return F("name")

    @staticmethod
    def counting() -> PublicClaimQuerySet:
        """The claims that count where it is said how those of each stand."""
        return PublicClaim.objects.all()

    @property
    def claims(self) -> PublicClaimQuerySet:
        """The public claims that name it."""
        return PublicClaim.objects.filter(**{f"{self.CLAIM_FIELD}__contains": [self.slug]})

    @property
    def counted(self) -> PublicClaimQuerySet:
        """Those of its claims that count where it is said how they stand."""
        return self.counting().filter(**{f"{self.CLAIM_FIELD}__contains": [self.slug]})


class PublicSpeaker(NamedByClaims):
    CLAIM_FIELD = "speaker_slugs"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=SpeakerKind)
    role = models.CharField(max_length=200, blank=True)
    role_translations = TranslatedField(blank=True, default=dict)
    url = models.URLField(max_length=2000, blank=True)
    former_slugs = ArrayField(models.SlugField(max_length=120), default=list)
    country = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["name", "slug"]
        default_permissions = NOBODY_EDITS
        indexes = [GinIndex(fields=["search"], name="public_speaker_matching")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker-detail", args=[self.slug])

    @property
    def local_role(self) -> str:
        """The role in the reader's language, where it is translated."""
        return self.role_translations.get(get_language() or "") or self.role

    @property
    def local_country(self) -> str:
        return countries.local_name(self.country)

    @staticmethod
    def counting() -> PublicClaimQuerySet:
        """Only claims of substance: “yes, this was said” says nothing about who said it."""
        return PublicClaim.objects.filter(subject=Subject.SUBSTANCE)


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
        indexes = [GinIndex(fields=["search"], name="public_source_matching")]

    def __str__(self) -> str:
        return self.title or self.publisher or self.url

    def get_absolute_url(self) -> str:
        return reverse("source-detail", args=[self.slug])

    @staticmethod
    def shown_name() -> Any:
        names = NullIf("title", Value("")), NullIf("publisher", Value("")), "url"
        return Coalesce(*names, output_field=TextField())

    @property
    def kind_name(self) -> str:
        return kind_of_source(self.kind, self.description)

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
        indexes = [GinIndex(fields=["search"], name="public_topic_matching")]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("topic-detail", args=[self.slug])

    @staticmethod
    def shown_name() -> Any:
        languages = (get_language() or settings.LANGUAGE_CODE, settings.LANGUAGE_CODE)
        texts = (NullIf(KeyTextTransform(code, "name"), Value("")) for code in languages)
        return Coalesce(*texts, "slug", output_field=TextField())
