"""The record: everything that was ever made public, in one chain, and what was redacted of it.

Entries are of two kinds: publications of claims, and of findings on articles. `Publication.objects`
has those of claims, and whatever counts, lists or feeds claims asks there; `Publication.record` has
them all, as the chain, its verification and its downloads need them.
"""

import json
from collections.abc import Iterable
from functools import cached_property, reduce
from operator import or_
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from factcheck.models.content import (
    AmendmentContent,
    Envelope,
    FindingEntry,
    FindingEnvelope,
    PublicationContent,
    StatusContent,
    read_finding,
    read_publication,
)
from factcheck.models.counting import RowCount
from factcheck.models.of_one_kind import OfOneKind, exactly_one
from factcheck.models.text_fields import PlainCharField
from factcheck.models.translated import Translated, in_readers_language
from factcheck.models.vocabulary import AMENDMENTS, CORRECTIONS, REVIEWS, PublicationKind


def in_json(text: str) -> str:
    """A text as it stands in JSON, without the quotation marks around it."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


class PublicationQuerySet(models.QuerySet["Publication"]):
    def in_chain(self) -> Self:
        return self.order_by("serial")

    def head(self) -> "Publication | None":
        """The last entry of the chain; its content is loaded only when it is read."""
        return self.in_chain().defer("content").last()

    def of_claim(self, claim_id: int) -> Self:
        """All revisions of one claim, the newest first."""
        return self.filter(claim=claim_id).order_by("-number")

    def before(self, publication: "Publication") -> Self:
        """What was published of its claim before and is still there, the newest first."""
        of_claim = self.of_claim(publication.claim_pk)
        return of_claim.filter(number__lt=publication.number, content__isnull=False)

    def of_finding(self, finding_id: int) -> Self:
        """All revisions of the finding on one article, the newest first."""
        return self.filter(finding=finding_id).order_by("-number")

    def on_articles(self) -> Self:
        """Those of findings."""
        return self.filter(finding__isnull=False)

    def histories(self, claims: Iterable[int]) -> Self:
        """What readers ever saw of these claims and may still see, the newest of each first."""
        there = self.filter(claim__in=list(claims), content__isnull=False)
        return there.order_by("claim_id", "-number")

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

    def of_substance(self) -> Self:
        """Those that say something else than before: a typing error set right does not."""
        return self.exclude(kind=PublicationKind.TYPOGRAPHICAL)

    def load_standing(self, publications: Iterable["Publication"]) -> None:
        """Give those of typing alone what stands of them, in one query for all."""
        typed = [p for p in publications if p.kind == PublicationKind.TYPOGRAPHICAL]
        if not typed:
            return
        rows = self.filter(claim__in=[p.claim_id for p in typed]).of_substance()
        newest = rows.order_by("claim_id", "-number").distinct("claim_id")
        standing = {publication.claim_id: publication for publication in newest}
        for publication in typed:
            publication.standing = standing[publication.claim_id]

    def amendments(self) -> Self:
        """Revisions after the first review or finding, whatever they changed."""
        of_finding = Q(finding__isnull=False)
        reviewed = Exists(_earlier().filter(kind__in=REVIEWS))
        kinds = [*AMENDMENTS, PublicationKind.RETRACTION]
        return self.filter(of_finding | reviewed, kind__in=kinds, content__isnull=False)

    def corrections(self) -> Self:
        """Amendments of substance, the newest first, each with the `previous` revision."""
        before = _earlier().order_by("-number").values("content")
        return (
            self.amendments()
            .filter(kind__in=[*CORRECTIONS, PublicationKind.RETRACTION])
            .annotate(previous_content=Subquery(before[:1]))
            .order_by("-serial")
        )

    def reviews(self) -> Self:
        """Revisions with a verdict: neither listings nor retractions."""
        return self.filter(kind__in=REVIEWS)


def _earlier() -> PublicationQuerySet:
    """The revisions of the same claim that were before."""
    return Publication.objects.filter(claim=OuterRef("claim"), number__lt=OuterRef("number"))


Publications = models.Manager.from_queryset(PublicationQuerySet)


class PublicationsOfClaims(Publications["Publication"]):
    def get_queryset(self) -> PublicationQuerySet:
        rows: PublicationQuerySet = super().get_queryset()  # type: ignore[assignment]
        return rows.filter(claim__isnull=False)


class Publication(models.Model):
    """One revision of one claim, or of the finding on one article, as readers saw it.

    Written once, by `factcheck.publishing`.
    """

    serial = models.BigIntegerField(primary_key=True)
    claim = OfOneKind("factcheck.Claim", models.PROTECT, related_name="publications")
    finding = OfOneKind("factcheck.ArticleFinding", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("revision"))
    kind = models.CharField(_("kind"), max_length=13, choices=PublicationKind)
    published_at = models.DateTimeField(_("published at"))
    content = models.BinaryField(_("content"), null=True)
    content_sha256 = models.CharField(max_length=64)
    previous_link = models.CharField(max_length=64, unique=True)
    link = models.CharField(max_length=64, unique=True)

    # Annotated by the methods of the query set.
    redaction_reason: str | None
    review_count: int
    previous_content: bytes | None

    GENESIS: ClassVar = "0" * 64

    objects = PublicationsOfClaims()
    record = Publications()

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
            models.UniqueConstraint(fields=["finding", "number"], name="finding_number_once"),
            exactly_one("publication_of_claim_or_finding", "claim", "finding"),
            models.CheckConstraint(
                name="publication_serial_positive", condition=models.Q(serial__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id or self.finding_id}, {self.number}"

    @property
    def claim_pk(self) -> int:
        """The key of the claim that it is of."""
        assert self.claim_id is not None, "It is of a finding."
        return self.claim_id

    @cached_property
    def said(self) -> PublicationContent:
        """What it says of a claim. Raises ValueError where that was redacted."""
        return read_publication(self._bytes)

    @cached_property
    def said_of_article(self) -> FindingEntry:
        """What it says of an article. Raises ValueError where that was redacted."""
        return read_finding(self._bytes)

    @property
    def _bytes(self) -> bytes:
        if self.content is None:
            raise ValueError("The content of this publication was redacted.")
        return bytes(self.content)

    @cached_property
    def standing(self) -> "Publication":
        """The revision since which the claim says what it says: not one of typing alone."""
        if self.kind != PublicationKind.TYPOGRAPHICAL:
            return self
        return Publication.objects.of_claim(self.claim_pk).of_substance()[0]

    @property
    def local_reason(self) -> Translated:
        """Why it amends what was published, in the reader's language where that was translated."""
        if self.claim_id is None:
            entry = self.said_of_article
            return _reason(entry.publication, entry.finding, settings.LANGUAGE_CODE)
        return _reason(self.said.publication, self.said.claim, self.said.claim.language)

    @property
    def status(self) -> StatusContent | None:
        """The status as it was published; None where that was redacted."""
        return self.said.claim.status if self.content is not None else None

    @property
    def previous(self) -> PublicationContent | None:
        """What the revision before it says; None where that was redacted."""
        before = self.previous_content
        return read_publication(bytes(before)) if before is not None else None


def _reason(envelope: Envelope | FindingEnvelope, said: object, language: str) -> Translated:
    """The reason that is in a language, in that of the reader where it is translated."""
    amendment: AmendmentContent | None = getattr(said, "amendment", None)
    translated = amendment.translations if amendment else envelope.reason_translations
    return in_readers_language(language, envelope.reason, translated)


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
        return Publication.record.filter(pk__in=self.serials)
