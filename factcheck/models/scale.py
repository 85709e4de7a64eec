"""The newsroom's scale, as data: verification statuses and citation findings.

Public by nature: what readers are told a status means.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.models.translated import Translated, TranslatedField
from factcheck.models.vocabulary import DECISIVE, Stance

# What is rated so, or lower, does not hold as it stands.
DOES_NOT_HOLD = 3


class ScaleEntry(models.Model):
    """A word of the scale: what it is called and what it means, in every language."""

    slug = models.SlugField(_("slug"), primary_key=True)
    name = TranslatedField(_("name"))
    definition = TranslatedField(_("definition"), help_text=_("One sentence, as readers see it."))
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        abstract = True
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return str(self.name)


class VerificationStatus(ScaleEntry):
    """What the newsroom says of a claim, from true to false or without a rating."""

    UNVERIFIED: ClassVar = "unverified"

    class Policy(models.TextChoices):
        EVIDENCE = "evidence", _("one primary or two independent secondary records")
        SEARCH_LOG = "search-log", _("a log of what was looked for, where and when")
        NONE = "none", _("nothing is demanded")

    class Direction(models.TextChoices):
        SUPPORTS = "supports", _("it supports the claim")
        REFUTES = "refutes", _("it refutes the claim")
        EITHER = "either", _("it supports or refutes the claim")
        NONE = "none", _("no evidence is demanded")

        @property
        def stances(self) -> Set[Stance]:
            """Those of the evidence that counts."""
            if self == VerificationStatus.Direction.EITHER:
                return DECISIVE
            return {stance for stance in DECISIVE if stance.value == self.value}

    class Colour(models.TextChoices):
        GREEN = "green", _("green")
        LIME = "lime", _("lime")
        AMBER = "amber", _("amber")
        ORANGE = "orange", _("orange")
        RED = "red", _("red")
        VIOLET = "violet", _("violet")
        BLUE = "blue", _("blue")
        GREY = "grey", _("grey")

    class Icon(models.TextChoices):
        CHECK = "check", _("check mark")
        CHECK_PARTIAL = "check-partial", _("check mark with a dot")
        CONTEXT = "context", _("plus sign")
        CROSS_PARTIAL = "cross-partial", _("cross with a dot")
        CROSS = "cross", _("cross")
        QUESTION = "question", _("question mark")
        SPEECH = "speech", _("quotation mark")
        CLOCK = "clock", _("clock")

    rating_value = models.PositiveSmallIntegerField(
        _("rating value"),
        null=True,
        blank=True,
        help_text=_("5 (true) to 1 (false), as ClaimReview has it; empty for no rating."),
    )
    policy = models.CharField(
        _("policy"),
        max_length=20,
        choices=Policy,
        help_text=_("What must be there before a review with this status is submitted."),
    )
    direction = models.CharField(
        _("direction of the evidence"),
        max_length=10,
        choices=Direction,
        default=Direction.NONE,
        help_text=_("Which way the evidence must point that the policy demands."),
    )
    colour = models.CharField(_("colour"), max_length=10, choices=Colour, default=Colour.GREY)
    icon = models.CharField(_("icon"), max_length=20, choices=Icon, default=Icon.QUESTION)

    class Meta(ScaleEntry.Meta):
        verbose_name = _("verification status")
        verbose_name_plural = _("verification statuses")
        constraints = [
            models.CheckConstraint(
                name="status_rating_value_1_to_5",
                condition=models.Q(rating_value=None) | models.Q(rating_value__range=(1, 5)),
                violation_error_message=_("A rating value is between 1 and 5, or empty."),
            ),
            models.CheckConstraint(
                name="status_direction_of_evidence",
                condition=models.Q(
                    policy="evidence", direction__in=["supports", "refutes", "either"]
                )
                | models.Q(~models.Q(policy="evidence"), direction="none"),
                violation_error_message=_(
                    "Where evidence is demanded, say which way it must point; elsewhere, none is."
                ),
            ),
        ]


@dataclass(frozen=True, slots=True)
class Badge:
    """What pages show of a status, or of what stands in its place."""

    slug: str
    name: Translated | Promise
    colour: str
    icon: str

    def __str__(self) -> str:
        return str(self.name)


# No word of the scale: what stands in the place of a verdict that was taken back.
WITHDRAWN = Badge("withdrawn", _("Withdrawn"), VerificationStatus.Colour.GREY, "withdrawn")
# What a claim has until there is a verdict, and once there is none any more.
NO_VERDICT = frozenset({VerificationStatus.UNVERIFIED, WITHDRAWN.slug})


class Finding(ScaleEntry):
    """What looking up a cited source can find, apart from whether the claim is true."""

    UNCHECKED: ClassVar = "unchecked"

    class Meta(ScaleEntry.Meta):
        verbose_name = _("citation finding")
        verbose_name_plural = _("citation findings")


class ScaleChange(models.Model):
    """One change of the scale, from the audit, without who made it: a view for readers."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    entry = models.CharField(max_length=63)
    slug = models.SlugField()
    changes = models.JSONField()

    class Meta:
        managed = False
        default_permissions = ()
        db_table = "factcheck_scalechange"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.entry} {self.slug}, {self.at}"


def counted(badges: Mapping[str, int], scale: Iterable[VerificationStatus]) -> dict[str, int]:
    """What a finding can count, by the word for it, given how many claims have each badge."""
    statuses = list(scale)
    verdicts = {
        status: badges.get(status.slug, 0) for status in statuses if status.slug not in NO_VERDICT
    }
    return {
        "claims": sum(badges.values()),
        "checked": sum(verdicts.values()),
        "hold": sum(n for each, n in verdicts.items() if (each.rating_value or 0) > DOES_NOT_HOLD),
        **{slug: badges.get(slug, 0) for slug in (*(s.slug for s in statuses), WITHDRAWN.slug)},
    }
