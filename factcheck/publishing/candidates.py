"""What would be published of a claim as the desk has it: the candidate, and its envelope.

`factcheck.models.content` says which fields there are, and what they mean.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from django.db.models import Model

from factcheck import anchoring
from factcheck.models import (
    Article,
    ArticleRevision,
    Citation,
    Claim,
    Evidence,
    Publication,
    Source,
    Speaker,
    VerificationStatus,
)
from factcheck.models.amendment import Amending
from factcheck.models.content import (
    AmendmentContent,
    ArticleContent,
    Bylines,
    CheckedCitation,
    CitationContent,
    ConfidentialEvidence,
    EarlierReviewContent,
    Envelope,
    EvidenceContent,
    ExternalReviewContent,
    FileContent,
    FindingContent,
    FindingEntry,
    FindingEnvelope,
    ListedClaim,
    PublicationContent,
    QuoteContent,
    RepeatedContent,
    ReplyContent,
    ReviewContent,
    ReviewedClaim,
    RevisionContent,
    SearchContent,
    ShownEvidence,
    SignedFinding,
    SignedFindingEntry,
    SourceContent,
    SpeakerContent,
    StatusContent,
    TopicContent,
    TranslationContent,
    WithdrawnFinding,
)
from factcheck.models.content.values import Content
from factcheck.models.vocabulary import PublicationKind


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is published; what amends a review or a finding gives translations itself."""

    words: str = ""
    translations: Mapping[str, str] = field(default_factory=dict)


NO_BYLINES, NO_REASON = Bylines(), Reason()
# The schema version of the publications that are written.
VERSION = 1

Filled = TypeVar("Filled", bound=Content)


def listing(claim: Claim) -> ListedClaim:
    """The candidate without a verdict. Load the claim with `for_candidate`."""
    citations = tuple(map(_citation, claim.citations.all()))
    return _filled(ListedClaim, claim, **_parts(claim), citations=citations, status=unverified())


def review(claim: Claim) -> ReviewedClaim:
    """The candidate with the desk's verdict as it stands. Load the claim with `for_candidate`."""
    return _filled(
        ReviewedClaim,
        claim,
        **_parts(claim),
        citations=tuple(map(_checked, claim.citations.all())),
        status=_filled(StatusContent, claim.status),
        evidence=tuple(map(_evidence, claim.evidence.all())),
        replies=_each(ReplyContent, claim.replies.all()),
        search_log=_each(SearchContent, claim.search_log.all()),
        same_as=_repeated(claim),
        earlier=_earlier(claim),
        amendment=amendment(claim),
        translations={
            translation.language: _filled(TranslationContent, translation)
            for translation in claim.translations.all()
        },
    )


def review_as(claim: Claim) -> tuple[PublicationKind, ReviewedClaim, Reason]:
    """As what the candidate is published, the candidate, and the public reason."""
    kind = PublicationKind(claim.amendment_kind or PublicationKind.REVIEW)
    return kind, review(claim), Reason(claim.amendment_reason)


def unverified() -> StatusContent:
    """The status of a claim without a verdict, as the scale has it now."""
    status = VerificationStatus.objects.get(pk=VerificationStatus.UNVERIFIED)
    return _filled(StatusContent, status)


def entry(claim: ListedClaim, envelope: Envelope) -> PublicationContent:
    """A publication of a candidate, to be written once: it has a new nonce each time."""
    nonce = secrets.token_hex(16)
    if isinstance(claim, ReviewedClaim):
        return ReviewContent(schema_version=VERSION, nonce=nonce, claim=claim, publication=envelope)
    return PublicationContent(
        schema_version=VERSION, nonce=nonce, claim=claim, publication=envelope
    )


def finding_entry(
    finding: WithdrawnFinding, envelope: FindingEnvelope
) -> FindingEntry | SignedFindingEntry:
    """A publication of what is said of an article, to be written once, as `entry` is."""
    said = {"entry": "finding", "schema_version": VERSION, "nonce": secrets.token_hex(16)}
    form = SignedFindingEntry if isinstance(finding, SignedFinding) else FindingEntry
    return form(**said, finding=finding, publication=envelope)  # type: ignore[arg-type]


def finding_envelope(
    finding_id: int,
    number: int,
    kind: PublicationKind,
    published_at: datetime,
    reason: Reason,
    bylines: Bylines,
) -> FindingEnvelope:
    """What a publication on an article says about itself."""
    return FindingEnvelope(
        finding_id=finding_id,
        number=number,
        kind=kind.value,
        reason=reason.words,
        reason_translations=_said(reason.translations),
        published_at=utc_text(published_at),
        bylines=bylines,
    )


def envelope(
    claim_id: int,
    number: int,
    kind: PublicationKind,
    published_at: datetime,
    reason: Reason,
    bylines: Bylines,
) -> Envelope:
    """What a publication says about itself."""
    return Envelope(
        claim_id=claim_id,
        number=number,
        kind=kind.value,
        reason=reason.words,
        reason_translations=_said(reason.translations),
        published_at=utc_text(published_at),
        bylines=bylines,
    )


def utc_text(moment: datetime) -> str:
    """ISO 8601 in UTC to the microsecond: ``2026-11-24T08:30:00.000000Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _filled(content: type[Filled], row: Model, **parts: Any) -> Filled:
    """Fill content with the columns of a row that it names, and with the given parts."""
    names = [name for name in content.__struct_fields__ if name not in parts]
    return content(**{name: _plain(getattr(row, name)) for name in names}, **parts)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _each(content: type[Filled], rows: Iterable[Model]) -> tuple[Filled, ...]:
    return tuple(_filled(content, row) for row in rows)


def _parts(claim: Claim) -> dict[str, Any]:
    return {
        "quote": _quote(claim),
        "article": article_content(claim.article, claim.revision),
        "speakers": (
            *([_speaker(claim.speaker, *_role(claim))] if claim.speaker else []),
            *map(_speaker, claim.co_speakers.all()),
        ),
        "topics": _each(TopicContent, claim.topics.all()),
        "external_reviews": _each(ExternalReviewContent, claim.external_reviews.all()),
    }


def article_content(article: Article, revision: ArticleRevision | None) -> ArticleContent:
    """What is said of an article, read in this version of its text."""
    read = revision and _filled(RevisionContent, revision)
    return _filled(ArticleContent, article, revision=read)


def _quote(claim: Claim) -> QuoteContent | None:
    if claim.revision is None or claim.start is None or claim.end is None:
        return None
    paragraph = anchoring.paragraph_at(claim.revision.body, claim.start, claim.end).text
    return _filled(QuoteContent, claim, exact=claim.quote, paragraph=paragraph)


def _role(claim: Claim) -> tuple[str, dict[str, str]]:
    """The role that the claim itself gives its speaker, and its translations."""
    return claim.speaker_role, _said({t.language: t.speaker_role for t in claim.translations.all()})


def _speaker(
    speaker: Speaker, role: str = "", translations: Mapping[str, str] | None = None
) -> SpeakerContent:
    usual = _said(speaker.role_translations)
    return _filled(
        SpeakerContent,
        speaker,
        role=role or speaker.role,
        usual_role=speaker.role,
        role_translations=dict(translations or {}) if role else usual,
        usual_role_translations=usual,
    )


def _said(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: text for language, text in texts.items() if text}


def _source(source: Source) -> SourceContent:
    return _filled(SourceContent, source)


def _citation(citation: Citation) -> CitationContent:
    return _filled(CitationContent, citation, source=_source(citation.source))


def _checked(citation: Citation) -> CheckedCitation:
    return _filled(
        CheckedCitation,
        citation,
        source=_source(citation.source),
        finding=_filled(FindingContent, citation.finding),
        evidence=tuple(evidence.ref for evidence in citation.evidence.all()),
    )


def _evidence(evidence: Evidence) -> EvidenceContent:
    if evidence.confidential:
        return _filled(ConfidentialEvidence, evidence)
    attached = [file for file in evidence.files.all() if file.is_attached]
    files = _each(FileContent, attached)
    return _filled(ShownEvidence, evidence, source=_source(evidence.source), files=files)


def amendment(row: Amending) -> AmendmentContent | None:
    """As what a later publication is made, and why; None for a first one."""
    if not row.amendment_kind:
        return None
    return AmendmentContent(
        kind=row.amendment_kind,
        reason=row.amendment_reason,
        translations=_said(row.amendment_translations),
    )


def _earlier(claim: Claim) -> EarlierReviewContent | None:
    if not claim.earlier_url:
        return None
    return EarlierReviewContent(
        url=claim.earlier_url,
        published_on=_plain(claim.earlier_published_on),
        author=claim.earlier_author,
        rating=claim.earlier_rating,
    )


def _repeated(claim: Claim) -> RepeatedContent | None:
    if claim.same_as_id is None:
        return None
    repeated = Publication.objects.of_claim(claim.same_as_id).reviews().first()
    # The headline comes from the record: the desk may be working on another one.
    is_there = repeated is not None and repeated.content is not None
    headline = repeated.said.claim.headline if repeated and is_there else ""
    return RepeatedContent(id=claim.same_as_id, headline=headline)
