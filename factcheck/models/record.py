"""The record: everything that was ever made public, in one chain, and what was redacted of it."""

import json
from collections.abc import Iterable
from functools import cached_property, reduce
from operator import or_
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from factcheck.models.content import (
    PublicationContent,
    StatusContent,
    read_publication,
    read_status,
)
from factcheck.models.counting import RowCount
from factcheck.models.text_fields import PlainCharField
from factcheck.models.vocabulary import AMENDMENTS, CORRECTIONS, REVIEWS, PublicationKind


def in_json(text: str) -> str:
    """A text as it stands in JSON, without the quotation marks around it."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


class PublicationQuerySet(models.QuerySet["Publication"]):
    def in_chain(self) -> Self:
        return self.order_by("serial")

    def of_claim(self, claim_id: int) -> Self:
        """All revisions of one claim, the newest first."""
        return self.filter(claim=claim_id).order_by("-number")

    def latest_of_each_claim(self) -> Self:
        later = Publication.objects.filter(claim=OuterRef("claim"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))

    def live(self) -> Self:
        """Those that readers see: not what was taken back before any review, nor redacted."""
        reviewed = Publication.objects.reviews().filter(claim=OuterRef("claim"))
        return self.latest_of_each_claim().filter(
            ~Q(kind=PublicationKind.RETRACTION) | Exists(reviewed), content__isnull=False
        )

    def with_redaction(self) -> Self:
        """Annotate `redaction_reason`: why the content is gone, where two people agreed to it."""
        agreed = Redaction.objects.agreed().filter(serials__contains=[OuterRef("pk")])
        return self.annotate(redaction_reason=Subquery(agreed.values("reason")[:1]))

    def redactable(self) -> Self:
        """Those whose content is still there."""
        return self.filter(content__isnull=False)

    def saying(self, texts: Iterable[str]) -> Self:
        """Those whose content contains one of the texts, to the letter; reads every content."""
        places = [
            Func(
                Value(in_json(text).encode()),
                F("content"),
                function="POSITION",
                arg_joiner=" IN ",
                output_field=models.IntegerField(),
            )
            for text in texts
        ]
        holding = [Q(GreaterThan(place, 0)) for place in places]
        return self.filter(reduce(or_, holding, Q(pk__in=[])))

    def repeating(self, claim_id: int) -> Self:
        """Live reviews that say that their claim is the same as this one."""
        same_as = Func(
            F("content"), function="factcheck_same_as", output_field=models.BigIntegerField()
        )
        return self.latest_of_each_claim().alias(same_as=same_as).filter(same_as=claim_id)

    def with_review_count(self) -> Self:
        """Annotate `review_count`: how many reviews the claim has had so far."""
        reviews = Publication.objects.reviews().filter(claim=OuterRef("claim"))
        return self.annotate(review_count=RowCount(reviews.order_by()))

    def with_status(self) -> Self:
        """Load the `status` as it was published, without the rest of the content."""
        text = Func(F("content"), Value("UTF8"), function="convert_from")
        claim = KeyTransform("claim", Cast(text, models.JSONField()))
        return self.defer("content").annotate(published_status=KeyTransform("status", claim))

    def of_substance(self) -> Self:
        """Those that say something else than before: a typing error set right does not."""
        return self.exclude(kind=PublicationKind.TYPOGRAPHICAL)

    def load_standing(self, publications: Iterable["Publication"]) -> None:
        """Give those of typing alone what stands of them, in one query for all."""
        typed = [p for p in publications if p.kind == PublicationKind.TYPOGRAPHICAL]
        if not typed:
            return
        rows = self.filter(claim__in=[p.claim_id for p in typed]).of_substance()
        newest = rows.order_by("claim", "-number").distinct("claim")
        standing = {publication.claim_id: publication for publication in newest}
        for publication in typed:
            publication.standing = standing[publication.claim_id]

    def amendments(self) -> Self:
        """Revisions after the first review, whatever they changed."""
        earlier = Publication.objects.filter(claim=OuterRef("claim"), number__lt=OuterRef("number"))
        kinds = [*AMENDMENTS, PublicationKind.RETRACTION]
        return self.filter(Exists(earlier.reviews()), kind__in=kinds, content__isnull=False)

    def corrections(self) -> Self:
        """Amendments of substance, the newest first, each with the `previous` revision."""
        earlier = Publication.objects.filter(claim=OuterRef("claim"), number__lt=OuterRef("number"))
        return (
            self.amendments()
            .filter(kind__in=[*CORRECTIONS, PublicationKind.RETRACTION])
            .annotate(previous_content=Subquery(earlier.order_by("-number").values("content")[:1]))
            .order_by("-serial")
        )

    def reviews(self) -> Self:
        """Revisions with a verdict: neither listings nor retractions."""
        return self.filter(kind__in=REVIEWS)


class Publication(models.Model):
    """One revision of one claim as readers saw it. Written once, by `factcheck.publishing`."""

    serial = models.BigIntegerField(primary_key=True)
    claim = models.ForeignKey("factcheck.Claim", models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField(_("revision"))
    kind = models.CharField(_("kind"), max_length=13, choices=PublicationKind)
    published_at = models.DateTimeField(_("published at"))
    content = models.BinaryField(_("content"), null=True)
    content_sha256 = models.CharField(max_length=64)
    previous_link = models.CharField(max_length=64, unique=True)
    link = models.CharField(max_length=64, unique=True)

    # Annotated by the methods of the query set.
    redaction_reason: str | None
    published_status: dict[str, Any] | None
    review_count: int
    previous_content: bytes | None

    GENESIS: ClassVar = "0" * 64

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-serial"]
        indexes = [
            models.Index(
                fields=["-serial"],
                name="publication_corrections",
                condition=Q(kind__in=["correction", "update", "retraction"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="publication_number_once"),
            models.CheckConstraint(
                name="publication_serial_positive", condition=models.Q(serial__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}, {self.number}"

    @cached_property
    def said(self) -> PublicationContent:
        """What it says. Raises ValueError where that was redacted."""
        if self.content is None:
            raise ValueError("The content of this publication was redacted.")
        return read_publication(bytes(self.content))

    @cached_property
    def standing(self) -> "Publication":
        """The revision since which the claim says what it says: not one of typing alone."""
        if self.kind != PublicationKind.TYPOGRAPHICAL:
            return self
        return Publication.objects.of_claim(self.claim_id).of_substance()[0]

    @property
    def status(self) -> StatusContent | None:
        """The status as it was published; None where that was redacted."""
        if "published_status" not in vars(self):
            return self.said.claim.status if self.content is not None else None
        return read_status(self.published_status) if self.published_status else None

    @property
    def previous(self) -> PublicationContent | None:
        """What the revision before it says; None where that was redacted."""
        before = self.previous_content
        return read_publication(bytes(before)) if before is not None else None


class RedactionQuerySet(models.QuerySet["Redaction"]):
    def agreed(self) -> Self:
        return self.filter(agreed_by__isnull=False)

    def pending(self) -> Self:
        """Those that were asked for, and that nobody has agreed to yet."""
        return self.filter(agreed_by=None)


class Redaction(models.Model):
    """Why the words of a claim are gone from the record and the desk; the digests stay.

    Asked for by one publisher and agreed to by another. `serials` are those of the publications
    that it takes, some of them perhaps of other claims that hold the same words.
    """

    claim = models.ForeignKey("factcheck.Claim", models.PROTECT, related_name="redactions")
    serials = ArrayField(models.BigIntegerField(), blank=True)
    reason = PlainCharField(_("public reason"), max_length=300)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        constraints = [
            models.CheckConstraint(
                name="redaction_by_two_people",
                condition=models.Q(agreed_by=None, agreed_at=None)
                | models.Q(
                    ~models.Q(agreed_by=models.F("asked_by")),
                    agreed_by__isnull=False,
                    agreed_at__isnull=False,
                ),
                violation_error_message=_(
                    "Somebody other than the person who asked for it must agree."
                ),
            ),
            models.CheckConstraint(name="redaction_has_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="redaction_takes_something",
                condition=~models.Q(serials=[]),
                violation_error_message=_("Choose at least one revision."),
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=models.Q(agreed_by=None),
                name="redaction_one_at_a_time",
                violation_error_message=_(
                    "Somebody has asked for a redaction of this claim already: agree to that one, "
                    "or take it back."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.reason}"

    @property
    def publications(self) -> PublicationQuerySet:
        """What it takes, or took."""
        return Publication.objects.filter(pk__in=self.serials)
