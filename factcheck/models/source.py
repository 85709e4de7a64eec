from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf, StrIndex, Upper
from django.utils.translation import gettext_lazy as _

from factcheck.listing import listed
from factcheck.models.partial_date import PartialDateField, partial_date_constraint
from factcheck.models.text_fields import PlainCharField, PlainURLField
from factcheck.models.vocabulary import SourceKind


class SourceQuerySet(models.QuerySet["Source"]):
    def current(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def merged(self) -> Self:
        """Those that became another, with what they became."""
        return self.exclude(merged_into=None).select_related("merged_into")

    def named_in(self, text: str) -> Self:
        """Those whose title a text contains, to the letter; for one without, the publisher."""
        name = Coalesce(NullIf(F("title"), Value("")), F("publisher"))
        return (
            self.current()
            .exclude(title="", publisher="")
            .filter(
                pk__in=self.model.objects.alias(at=StrIndex(Value(text), name))
                .filter(at__gt=0)
                .values("pk")
            )
        )

    def like(self, title: str, url: str = "") -> Self:
        """Those with this address, and those with a title like this one, the likest first."""
        rest = url.removeprefix("http://").removeprefix("https://").rstrip("/")
        addresses = [f"{scheme}://{rest}{end}" for scheme in ("http", "https") for end in ("", "/")]
        is_there = Q(url__in=addresses) if rest else Q()
        is_like = Q(upper__trigram_similar=Upper(Value(title))) if title else Q()
        if not (is_there or is_like):
            return self.none()
        return (
            self.current()
            .alias(upper=Upper("title"), likeness=TrigramSimilarity("title", title))
            .filter(is_there | is_like)
            .order_by("-likeness")
        )


class Source(models.Model):
    """Something that can be looked up; serves any number of claims."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    title = PlainCharField(
        _("title"), max_length=300, blank=True, help_text=_("Empty where it has none.")
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=SourceKind, default=SourceKind.ARTICLE
    )
    description = PlainCharField(
        _("description"),
        max_length=100,
        blank=True,
        help_text=_("What it is in a few words, where the kind says too little: police document."),
    )
    publisher = PlainCharField(_("publisher"), max_length=200, blank=True)
    published_on = PartialDateField(_("published on"), blank=True, past=True)
    url = PlainURLField(_("address"), max_length=2000, blank=True)
    archive_url = PlainURLField(_("archived at"), max_length=2000, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For the desk; never public."))

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["publisher", "title", "pk"]
        indexes = [
            # The desk's search, and titles that are like a new one.
            GinIndex(
                *(
                    OpClass(Upper(name), name="gin_trgm_ops")
                    for name in ("title", "publisher", "url")
                ),
                name="source_matching",
            )
        ]
        constraints = [
            partial_date_constraint("published_on", "source"),
            models.CheckConstraint(
                name="source_is_named",
                condition=~models.Q(title="", publisher="", url=""),
                violation_error_message=_("Give a title, a publisher or an address."),
            ),
            models.UniqueConstraint(
                fields=["url"],
                condition=~models.Q(url=""),
                name="source_url_once",
                violation_error_message=_("There is a source with this address already."),
            ),
        ]

    def __str__(self) -> str:
        """The title and who published it, each once."""
        return listed(dict.fromkeys(filter(None, [self.title, self.publisher]))) or self.url
