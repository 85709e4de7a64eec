"""The tables of the open data: what each column says, and the rows as they come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from factcheck.keyset import in_batches
from factcheck.models.content import (
    CheckedCitation,
    CitationContent,
    ConfidentialEvidence,
    EvidenceContent,
    ReviewedClaim,
    ShownEvidence,
)
from factcheck.models.reading_room import PublicClaim
from factcheck.public.machines.record_downloads import chain
from factcheck.templatetags.public import absolute

Type = Literal["boolean", "date", "datetime", "integer", "string"]
Cited = tuple[PublicClaim, CitationContent]
Found = tuple[PublicClaim, EvidenceContent]


@dataclass(frozen=True, slots=True)
class Column:
    """`value` takes a row; `type` is one of Table Schema's."""

    name: str
    type: Type
    description: StrOrPromise
    value: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Table:
    """`key` are the columns that tell rows apart, `parents` the table that a column refers to.

    An article may cite one source twice for a claim; so citations have no key.
    """

    name: str
    title: StrOrPromise
    description: StrOrPromise
    key: tuple[str, ...]
    rows: Callable[[], Iterator[Any]]
    columns: tuple[Column, ...]
    parents: dict[str, str] = field(default_factory=dict)


def cell(value: Any) -> str:
    """A value as text: ISO 8601, true or false, lists with spaces between; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return str(value)


def claims() -> Iterator[PublicClaim]:
    """The public claims with their publications, in batches."""
    return in_batches(PublicClaim.objects.with_publication().defer("search"))


def _citations() -> Iterator[Cited]:
    for claim in claims():
        for citation in claim.publication.said.claim.citations:
            yield claim, citation


def _evidence() -> Iterator[Found]:
    for claim in claims():
        said = claim.publication.said.claim
        for piece in said.evidence if isinstance(said, ReviewedClaim) else ():
            yield claim, piece


def _column(name: str, type_: Type, description: StrOrPromise) -> Column:
    """A column that is a field of its row."""
    return Column(name, type_, description, lambda row: getattr(row, name))


def _said(name: str, type_: Type, description: StrOrPromise) -> Column:
    """A column that is a field of what a claim's publication says; empty without a verdict."""
    return Column(
        name, type_, description, lambda row: getattr(row.publication.said.claim, name, None)
    )


def _earlier(name: str, type_: Type, description: StrOrPromise) -> Column:
    """A column of the review from before the record, while the verdict is still that one's."""

    def value(row: PublicClaim) -> Any:
        said = row.publication.said.claim
        if isinstance(said, ReviewedClaim) and said.is_earlier:
            return getattr(said.earlier, name)
        return None

    return Column(f"earlier_{name}", type_, description, value)


def _quoted(name: str, type_: Type, description: StrOrPromise) -> Column:
    def value(row: PublicClaim) -> Any:
        return getattr(row.publication.said.claim.quote, name, None)

    return Column("quote" if name == "exact" else name, type_, description, value)


CLAIMS = Table(
    "claims",
    _("Claims"),
    _("The public claims as they stand, one to a row."),
    ("id",),
    claims,
    (
        Column("id", "integer", _("Number of the claim on this site."), lambda row: row.pk),
        Column("page", "string", _("Its page."), lambda row: absolute(row.get_absolute_url())),
        Column("article", "string", _("Slug of its article."), lambda row: row.article_id),
        _column("number", "integer", _("Its number within its article, which stays.")),
        _column("headline", "string", _("The rated proposition.")),
        _column("statement", "string", _("The claim in full.")),
        _column("language", "string", _("Language of its words (BCP 47).")),
        _column("kind", "string", _("Kind of claim.")),
        _column("subject", "string", _("What is rated: the substance, or that it was said.")),
        Column("speakers", "string", _("Slugs of who claims it."), lambda row: row.speaker_slugs),
        Column("sources", "string", _("Slugs of what is cited."), lambda row: row.source_slugs),
        Column("topics", "string", _("Slugs of its topics."), lambda row: row.topic_slugs),
        _said("said_on", "string", _("When it was said: 2023-02-18, 2023-02 or 2023.")),
        _column("sort_date", "date", _("When it was said, else when its article appeared.")),
        _quoted("exact", "string", _("Its words in the article.")),
        _quoted("start", "integer", _("Where they begin, in Unicode code points.")),
        _quoted("end", "integer", _("Where they end.")),
        Column(
            "status", "string", _("Slug of its verification status."), lambda row: row.status_id
        ),
        Column(
            "rating",
            "integer",
            _("5 (true) to 1 (false); empty without a rating."),
            lambda row: row.publication.said.claim.status.rating_value,
        ),
        _column("withdrawn", "boolean", _("Whether its review was withdrawn.")),
        Column(
            "being_looked_at_again",
            "boolean",
            _("Whether its review is being looked at again."),
            lambda row: row.reopened,
        ),
        _column("summary", "string", _("The finding in one sentence.")),
        _said("reasoning", "string", _("How the evidence leads to the status.")),
        _column("same_as", "integer", _("Number of the claim whose review it repeats.")),
        Column("serial", "integer", _("Its entry of the record."), lambda row: row.publication_id),
        _column("published_at", "datetime", _("When that entry was published.")),
        _column("reviewed_at", "datetime", _("Since when its review stands as it is.")),
        _earlier("url", "string", _("Where our review of it from before the record is, if any.")),
        _earlier("published_on", "date", _("When that review was published.")),
        _earlier("author", "string", _("Who wrote it.")),
        _earlier("rating", "string", _("Its rating, in its own words.")),
    ),
    {"serial": "record"},
)


def _cited(name: str, description: StrOrPromise) -> Column:
    return Column(name, "string", description, lambda row: getattr(row[1].source, name))


CITATIONS = Table(
    "citations",
    _("Cited sources"),
    _("What the article cites for a claim, and what looking it up found."),
    (),
    _citations,
    (
        Column("claim", "integer", _("Number of the claim."), lambda row: row[0].pk),
        Column("source", "string", _("Slug of the source."), lambda row: row[1].source.slug),
        _cited("title", _("Its title.")),
        _cited("publisher", _("Who published it.")),
        _cited("published_on", _("When: 2023-02-18, 2023-02 or 2023.")),
        _cited("url", _("Its address.")),
        _cited("archive_url", _("An archived copy.")),
        Column("as_cited", "string", _("As the article names it."), lambda row: row[1].as_cited),
        Column("place", "string", _("Page, minute or table."), lambda row: row[1].place),
        Column(
            "finding",
            "string",
            _("Whether it says so; empty where nobody has looked it up."),
            lambda row: row[1].finding.slug if isinstance(row[1], CheckedCitation) else None,
        ),
    ),
    {"claim": "claims"},
)


def _shown(name: str, description: StrOrPromise) -> Column:
    """A column that is empty where the source of the evidence is withheld."""

    def value(row: Found) -> Any:
        return getattr(row[1], name) if isinstance(row[1], ShownEvidence) else None

    return Column(name, "string", description, value)


def _found_in(name: str, description: StrOrPromise) -> Column:
    """The same of the source itself."""
    source = _shown("source", "").value
    return Column(name, "string", description, lambda row: getattr(source(row), name, None))


EVIDENCE = Table(
    "evidence",
    _("Evidence"),
    _("What the newsroom found, for and against each claim."),
    ("claim", "ref"),
    _evidence,
    (
        Column("claim", "integer", _("Number of the claim."), lambda row: row[0].pk),
        Column("ref", "string", _("How the reasoning refers to it."), lambda row: row[1].ref),
        Column("stance", "string", _("supports, refutes or context."), lambda row: row[1].stance),
        Column("method", "string", _("primary or secondary."), lambda row: row[1].method),
        _shown("extent", _("How much of it was read.")),
        _found_in("title", _("Title of the source.")),
        _found_in("publisher", _("Who published it.")),
        _found_in("url", _("Its address.")),
        _found_in("archive_url", _("An archived copy.")),
        _shown("place", _("Page, minute or table.")),
        _shown("summary", _("What it says, in the newsroom's words.")),
        _shown("excerpt", _("What it says, in its own words.")),
        _shown("accessed_on", _("When it was consulted.")),
        Column(
            "withheld",
            "string",
            _("Why the source is withheld, where it is."),
            lambda row: (
                row[1].confidential_reason if isinstance(row[1], ConfidentialEvidence) else None
            ),
        ),
    ),
    {"claim": "claims"},
)

RECORD = Table(
    "record",
    _("The record"),
    _("All that was ever published, in the order of its chain; the contents are in record.jsonl."),
    ("serial",),
    chain,
    (
        _column("serial", "integer", _("Its place in the chain.")),
        Column(
            "entry",
            "string",
            _("publication of a claim, or finding on a whole article."),
            lambda row: "publication" if row.claim_id else "finding",
        ),
        Column("claim", "integer", _("Number of the claim."), lambda row: row.claim_id),
        _column("number", "integer", _("Which revision it is.")),
        _column("kind", "string", _("listing, review, correction, update, typographical, …")),
        _column("published_at", "datetime", _("When it was published.")),
        _column("content_sha256", "string", _("SHA-256 of its content.")),
        _column("previous_link", "string", _("Link of the entry before.")),
        _column("link", "string", _("Digest of that link, the serial and the content's digest.")),
        Column(
            "redacted",
            "string",
            _("Why its content is gone, where it is."),
            lambda row: row.redaction_reason,
        ),
    ),
)

TABLES = {table.name: table for table in (CLAIMS, CITATIONS, EVIDENCE, RECORD)}
