"""What the API answers, each thing with every field that it can have."""

import json
from datetime import date, datetime
from typing import Any, Self

from ninja import Schema
from pydantic import ConfigDict, Field

from factcheck.models.content import EarlierReviewContent, QuoteContent, ReviewedClaim
from factcheck.models.reading_room import PublicArticle, PublicClaim
from factcheck.models.record import Publication
from factcheck.models.scale import ScaleEntry
from factcheck.public.machines.record_downloads import address_of
from factcheck.templatetags.public import absolute


def _with_all_fields_optional(schema: dict[str, Any]) -> None:
    # With `fields`, an answer has those alone.
    schema.pop("required", None)


class Out(Schema):
    model_config = ConfigDict(json_schema_extra=_with_all_fields_optional)


class ScaleOut(Out):
    """A word of the newsroom's scale, in every language that it has."""

    slug: str
    name: dict[str, str]
    definition: dict[str, str]

    @classmethod
    def of(cls, entry: ScaleEntry) -> Self:
        return cls(**{name: getattr(entry, name) for name in cls.model_fields})


class StatusOut(ScaleOut):
    rating_value: int | None = Field(description="5 (true) to 1 (false); null without a rating.")


class TextsOut(Out):
    headline: str
    summary: str


class PublicationOut(Out):
    """One entry of the chain: a revision of a claim, or of the finding on an article."""

    serial: int
    entry: str = Field(description="“publication” of a claim, or “finding” on a whole article.")
    claim: int | None = Field(description="null where the entry is of no claim.")
    number: int = Field(description="Which revision it is, of the claim or of the finding.")
    kind: str
    published_at: datetime
    content_sha256: str
    previous_link: str
    link: str
    content: dict[str, Any] | None = Field(
        description="What it says, as the record has it; null where it was redacted."
    )
    url: str = Field(description="The exact bytes that the digest is of.")

    @classmethod
    def of(cls, publication: Publication) -> Self:
        content = publication.content
        return cls(
            serial=publication.serial,
            entry="publication" if publication.claim_id else "finding",
            claim=publication.claim_id,
            number=publication.number,
            kind=publication.kind,
            published_at=publication.published_at,
            content_sha256=publication.content_sha256,
            previous_link=publication.previous_link,
            link=publication.link,
            content=None if content is None else json.loads(bytes(content)),
            url=absolute(address_of(publication)),
        )


class EarlierOut(Out):
    """A review of ours from before this record, with its rating as it was."""

    url: str
    published_on: date
    author: str
    rating: str

    @classmethod
    def of(cls, earlier: EarlierReviewContent) -> Self:
        return cls(**{name: getattr(earlier, name) for name in cls.model_fields})


class ClaimOut(Out):
    id: int
    page: str = Field(description="Its page here.")
    number: int = Field(description="Its number within its article, which stays.")
    article: str
    headline: str
    statement: str
    summary: str
    language: str
    translations: dict[str, TextsOut]
    kind: str
    subject: str
    status: str
    withdrawn: bool = Field(description="Whether its review was withdrawn.")
    being_looked_at_again: bool
    speakers: list[str]
    sources: list[str] = Field(description="The sources that the article cites for it.")
    findings: dict[str, str] = Field(description="What looking up each cited source found.")
    topics: list[str]
    same_as: int | None
    sort_date: date = Field(description="When it was said, else when the article appeared.")
    published_at: datetime
    reviewed_at: datetime | None = Field(
        description="Since when its review stands as it is, or is withdrawn."
    )
    earlier: EarlierOut | None = Field(
        description="Our review from before this record, where its verdict is the claim’s."
    )

    @classmethod
    def of(cls, claim: PublicClaim) -> Self:
        """Load the claim `with_publication`."""
        return cls(**_columns(claim))


class SimilarClaimOut(ClaimOut):
    likeness: float = Field(description="From 0 to about 1, where the words are the same.")

    @classmethod
    def of_likeness(cls, claim: PublicClaim, likeness: float) -> Self:
        """Load the claim `with_publication`."""
        return cls(**_columns(claim), likeness=round(likeness, 3))


class ClaimWithContentOut(ClaimOut):
    publication: PublicationOut

    @classmethod
    def of(cls, claim: PublicClaim) -> Self:
        return cls(**_columns(claim), publication=PublicationOut.of(claim.publication))


def _columns(claim: PublicClaim) -> dict[str, Any]:
    same = ("number", "headline", "statement", "summary", "language", "translations", "kind")
    more = ("subject", "withdrawn", "same_as", "sort_date", "published_at", "reviewed_at")
    return {name: getattr(claim, name) for name in (*same, *more)} | {
        "id": claim.pk,
        "page": absolute(claim.get_absolute_url()),
        "article": claim.article_id,
        "status": claim.status_id,
        "being_looked_at_again": claim.reopened,
        "speakers": claim.speaker_slugs,
        "sources": claim.source_slugs,
        "findings": claim.source_findings,
        "topics": claim.topic_slugs,
        "earlier": _earlier(claim),
    }


def _earlier(claim: PublicClaim) -> EarlierOut | None:
    said = claim.publication.said.claim
    if not (isinstance(said, ReviewedClaim) and said.is_earlier and said.earlier):
        return None
    return EarlierOut.of(said.earlier)


class ArticleOut(Out):
    slug: str
    page: str = Field(description="Its page here.")
    url: str = Field(description="Where its publisher has it.")
    title: str
    publisher: str
    author: str
    published_on: str = Field(description="As exact as it is known: 2023-02-18, 2023-02 or 2023.")
    language: str
    body_display: str = Field(description="“full”, or “excerpts” where rights forbid all of it.")
    revision_sha256: str

    @classmethod
    def of(cls, article: PublicArticle) -> Self:
        return cls(**_of_article(article))


class AnchorOut(Out):
    """Where a claim stands in the text: a TextQuoteSelector and a TextPositionSelector of W3C.

    Positions count Unicode code points of the text that `revision_sha256` is of.
    """

    claim: int
    number: int
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int

    @classmethod
    def of(cls, claim: PublicClaim, quote: QuoteContent) -> Self:
        names = ("exact", "prefix", "suffix", "start", "end")
        place = {name: getattr(quote, name) for name in names}
        return cls(claim=claim.pk, number=claim.number, **place)


class ArticleWithAnchorsOut(ArticleOut):
    body: str = Field(description="What readers may see of its text.")
    anchors: list[AnchorOut]

    @classmethod
    def of_all(cls, article: PublicArticle, claims: list[PublicClaim]) -> Self:
        anchors = [
            AnchorOut.of(claim, quote)
            for claim in claims
            if (quote := claim.publication.said.claim.quote)
        ]
        return cls(**_of_article(article), body=article.body, anchors=anchors)


def _of_article(article: PublicArticle) -> dict[str, Any]:
    same = ("slug", "title", "publisher", "author", "published_on", "language", "body_display")
    return {name: getattr(article, name) for name in (*same, "url", "revision_sha256")} | {
        "page": absolute(article.get_absolute_url()),
    }


class NamedOut(Out):
    slug: str
    page: str = Field(description="Its page here.")
    claim_count: int = Field(description="At most one more than 1,000.")

    @classmethod
    def of(cls, row: Any) -> Self:
        """Load the row `with_claim_count`."""
        own = {name for name in cls.model_fields if name not in NamedOut.model_fields}
        fields = {name: getattr(row, name) for name in own}
        page = absolute(row.get_absolute_url())
        return cls(slug=row.slug, page=page, claim_count=row.claim_count, **fields)


class SpeakerOut(NamedOut):
    name: str
    kind: str
    role: str
    country: str


class SourceOut(NamedOut):
    title: str
    kind: str
    description: str
    publisher: str
    published_on: str
    url: str
    archive_url: str


class TopicOut(NamedOut):
    name: dict[str, str]
