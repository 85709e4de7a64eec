from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models import F, Max, Q, Value
from django.db.models.functions import Greatest, StrIndex, Upper
from django.utils.translation import gettext_lazy as _

from factcheck.models.text_fields import PlainCharField, PlainURLField
from factcheck.models.translated import TranslatedField
from factcheck.models.vocabulary import SpeakerKind


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def current(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def merged(self) -> Self:
        """Those that became another, with what they became."""
        return self.exclude(merged_into=None).select_related("merged_into")

    def named_in(self, text: str) -> Self:
        """Those whose name or alias a text contains, to the letter; with their aliases."""
        named = self.current().alias(
            by_name=StrIndex(Value(text), F("name")),
            by_alias=StrIndex(Value(text), "aliases__name"),
        )
        found = named.filter(Q(by_name__gt=0) | Q(by_alias__gt=0))
        return found.distinct().prefetch_related("aliases")

    def like(self, name: str) -> Self:
        """Those with a name or an alias like this one, the likest first."""
        upper = Upper(Value(name))
        rows = Speaker.objects.alias(upper=Upper("name")).filter(upper__trigram_similar=upper)
        aliases = SpeakerAlias.objects.alias(upper=Upper("name"))
        aliases = aliases.filter(upper__trigram_similar=upper)
        found = rows.order_by().values("pk").union(aliases.order_by().values("speaker"))
        likeness = Greatest(
            TrigramSimilarity("name", name), Max(TrigramSimilarity("aliases__name", name))
        )
        return self.current().filter(pk__in=found).alias(likeness=likeness).order_by("-likeness")


class Speaker(models.Model):
    """Who makes a claim."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    name = PlainCharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=SpeakerKind)
    role = PlainCharField(
        _("role"),
        max_length=200,
        blank=True,
        help_text=_("What readers should know them as; a claim may give the role of its time."),
    )
    role_translations = TranslatedField(
        _("role in other languages"),
        blank=True,
        default=dict,
        help_text=_("Where readers of a language are to see other words than those above."),
    )
    url = PlainURLField(
        _("address"),
        max_length=2000,
        blank=True,
        help_text=_("A page that says who they are, best their own."),
    )
    country = PlainCharField(_("country"), max_length=100, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For the desk; never public."))

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        # Several speakers are part of what is signed off, in this order.
        ordering = ["name", "pk"]
        # Names that are like a new one.
        indexes = [GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="speaker_matching")]

    def __str__(self) -> str:
        return self.name


class SpeakerAlias(models.Model):
    """Another name under which a speaker is found."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="aliases")
    name = PlainCharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name"]
        indexes = [GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="alias_matching")]
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "name"],
                name="alias_once_per_speaker",
                violation_error_message=_("This speaker already has that alias."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
