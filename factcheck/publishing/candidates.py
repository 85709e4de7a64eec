"""What a publication says: a claim of the desk as plain JSON content.

The content of a publication, schema version 1::

    claim          the candidate: all that the desk decides and somebody signs
    nonce          32 random hexadecimal digits, so that a digest gives nothing away
    publication    claim_id, number, kind, reason, published_at (UTC, ISO 8601), bylines
                   (checked_by, signed_off_by)
    schema_version 1

The candidate of a *listing*::

    headline, statement, kind, subject, question, language
    quote          exact, prefix, suffix, start, end, paragraph; or null
    article        slug, title, publisher, author, url, published_on, language, body_display,
                   notice (by language), revision (number, sha256; or null)
    speakers       slug, name, kind, role (of the time), usual_role, country; the first one is
                   the speaker
    attribution_ambiguous
    said_on, happened_on (partial ISO 8601 dates, empty where unknown), date_as_given
    topics         slug, name (by language)
    citations      source, as_cited, place
    status         slug, name, definition (by language), rating_value

A *review* adds ``finding`` and ``evidence`` (references) to each of the citations, and::

    summary, reasoning
    evidence       ref, stance, method, confidential; and unless it is confidential
                   source, summary, excerpt, place, origin, accessed_on, extent;
                   if it is, only the reason
    replies        asked, asked_on, channel, answer, answered_on (or null), unanswered
    search_log     place, query, searched_on
    same_as        id and published headline of the claim that it repeats; or null
    translations   by language: headline, summary, reasoning

A *source* is slug, title, kind, description, publisher, published_on, url, archive_url.
Notes of the desk, people's names and accounts are never part of it.
"""

from typing import Any

from factcheck import anchoring
from factcheck.models import (
    Article,
    Citation,
    Claim,
    Evidence,
    Publication,
    ReplyRequest,
    Source,
    Speaker,
    VerificationStatus,
)

Content = dict[str, Any]
SCHEMA_VERSION = 1


def listing(claim: Claim, unverified: VerificationStatus) -> Content:
    """The candidate without a verdict. Load the claim with `for_candidate`."""
    return _claim(claim) | {
        "citations": [_citation(citation) for citation in claim.citations.all()],
        "status": unverified.as_content(),
    }


def review(claim: Claim) -> Content:
    """The candidate with the desk's verdict as it stands. Load the claim with `for_candidate`."""
    return _claim(claim) | {
        "citations": [
            _citation(citation)
            | {
                "finding": citation.finding.as_content(),
                "evidence": [evidence.ref for evidence in citation.evidence.all()],
            }
            for citation in claim.citations.all()
        ],
        "status": claim.status.as_content(),
        "summary": claim.summary,
        "reasoning": claim.reasoning,
        "evidence": [_evidence(evidence) for evidence in claim.evidence.all()],
        "replies": [_reply(reply) for reply in claim.replies.all()],
        "same_as": _same_as(claim),
        "search_log": [
            {
                "place": entry.place,
                "query": entry.query,
                "searched_on": entry.searched_on.isoformat(),
            }
            for entry in claim.search_log.all()
        ],
        "translations": {
            translation.language: {
                "headline": translation.headline,
                "summary": translation.summary,
                "reasoning": translation.reasoning,
            }
            for translation in claim.translations.all()
        },
    }


VERDICT = (
    "summary",
    "reasoning",
    "evidence",
    "replies",
    "same_as",
    "search_log",
    "translations",
)


def without_verdict(candidate: Content, unverified: VerificationStatus) -> Content:
    """What a retraction leaves of a published candidate: what its listing said."""
    listed = {name: value for name, value in candidate.items() if name not in VERDICT}
    listed["citations"] = [
        {name: value for name, value in citation.items() if name not in ("finding", "evidence")}
        for citation in candidate["citations"]
    ]
    return listed | {"status": unverified.as_content()}


def _claim(claim: Claim) -> Content:
    return {
        "headline": claim.headline,
        "statement": claim.statement,
        "kind": claim.kind,
        "subject": claim.subject,
        "question": claim.question,
        "language": claim.language,
        "quote": _quote(claim),
        "article": _article(claim.article) | {"revision": _revision(claim)},
        "speakers": [
            *([speaker_content(claim.speaker, claim.speaker_role)] if claim.speaker else []),
            *(speaker_content(speaker) for speaker in claim.co_speakers.all()),
        ],
        "attribution_ambiguous": claim.attribution_ambiguous,
        "said_on": claim.said_on,
        "happened_on": claim.happened_on,
        "date_as_given": claim.date_as_given,
        "topics": [{"slug": topic.slug, "name": dict(topic.name)} for topic in claim.topics.all()],
    }


def _same_as(claim: Claim) -> Content | None:
    if claim.same_as_id is None:
        return None
    review = Publication.objects.of_claim(claim.same_as_id).reviews().first()
    # From the record: the desk may be at work on another headline.
    known = review is not None and review.content is not None
    return {
        "id": claim.same_as_id,
        "headline": review.data["claim"]["headline"] if review and known else "",
    }


def _quote(claim: Claim) -> Content | None:
    if claim.revision is None or claim.start is None or claim.end is None:
        return None
    return {
        "exact": claim.quote,
        "prefix": claim.prefix,
        "suffix": claim.suffix,
        "start": claim.start,
        "end": claim.end,
        "paragraph": anchoring.paragraph_at(claim.revision.body, claim.start, claim.end).text,
    }


def _revision(claim: Claim) -> Content | None:
    if claim.revision is None:
        return None
    return {"number": claim.revision.number, "sha256": claim.revision.sha256}


def _article(article: Article) -> Content:
    return {
        "slug": article.slug,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "url": article.url,
        "published_on": article.published_on,
        "language": article.language,
        "body_display": article.body_display,
        "notice": dict(article.notice),
    }


def speaker_content(speaker: Speaker, role: str = "") -> Content:
    return {
        "slug": speaker.slug,
        "name": speaker.name,
        "kind": speaker.kind,
        "role": role or speaker.role,
        "usual_role": speaker.role,
        "country": speaker.country,
    }


def source_content(source: Source) -> Content:
    return {
        "slug": source.slug,
        "title": source.title,
        "kind": source.kind,
        "description": source.description,
        "publisher": source.publisher,
        "published_on": source.published_on,
        "url": source.url,
        "archive_url": source.archive_url,
    }


def _citation(citation: Citation) -> Content:
    return {
        "source": source_content(citation.source),
        "as_cited": citation.as_cited,
        "place": citation.place,
    }


def _reply(reply: ReplyRequest) -> Content:
    return {
        "asked": reply.asked,
        "asked_on": reply.asked_on.isoformat(),
        "channel": reply.channel,
        "answer": reply.answer,
        "answered_on": reply.answered_on.isoformat() if reply.answered_on else None,
        "unanswered": reply.unanswered,
    }


def _evidence(evidence: Evidence) -> Content:
    head = {
        "ref": evidence.ref,
        "stance": evidence.stance,
        "method": evidence.method,
        "confidential": evidence.confidential,
    }
    if evidence.confidential:
        return head | {"confidential_reason": evidence.confidential_reason}
    return head | {
        "source": source_content(evidence.source),
        "summary": evidence.summary,
        "excerpt": evidence.excerpt,
        "place": evidence.place,
        "origin": evidence.origin,
        "accessed_on": evidence.accessed_on.isoformat(),
        "extent": evidence.extent,
    }
