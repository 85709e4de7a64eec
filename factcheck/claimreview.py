"""A review as schema.org's ClaimReview, by which search engines and platforms find it.

https://schema.org/ClaimReview, and what of it Google asks for:
https://developers.google.com/search/docs/appearance/structured-data/factcheck
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.models.content import (
    EarlierReviewContent,
    PublicationContent,
    ReviewedClaim,
    ShownEvidence,
    SourceContent,
    SpeakerContent,
    StatusContent,
    outdated,
)
from factcheck.models.partial_date import bounds, display
from factcheck.models.scale import VerificationStatus
from factcheck.models.vocabulary import PublicationKind, SpeakerKind, Subject

SCHEMA = "https://schema.org"
BEST, WORST = 5, 1
# Of authors, by what Google asks for.
LONGEST_NAME = 100

Properties = dict[str, Any]


class ArticleOfClaim(Protocol):
    """An article as the record or the reading room has it; a date is ISO 8601, perhaps partial."""

    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def publisher(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def published_on(self) -> str: ...


def faults(claim: ReviewedClaim) -> list[str]:
    """What programs would refuse or miss in a ClaimReview: a sentence each, with its remedy.

    What the database and the forms hold already, as the length of a headline, is not looked at.
    """
    if not has_claim_review(claim):
        return []
    found = []
    today = timezone.localdate().isoformat()
    reviewed_on = claim.earlier.published_on if claim.earlier and claim.is_earlier else today
    said_on = claim.said_on or claim.article.published_on
    if bounds(said_on)[0] > bounds(reviewed_on)[0]:
        sentence = _("The claim is dated %(day)s, after its review: set right when it was said.")
        found.append(sentence % {"day": display(said_on)})
    if not claim.article.url:
        found.append(
            _("Nobody can follow the claim to where it stands: give the article’s address.")
        )
    sentence = _(
        "“%(name)s” is too long for a name, which has %(most)s characters at most: shorten it."
    )
    found += [
        sentence % {"name": name, "most": LONGEST_NAME}
        for name in (*(each.name for each in claim.speakers), claim.article.publisher)
        if len(name) > LONGEST_NAME
    ]
    return found


def is_claim_review(said: PublicationContent) -> bool:
    """Whether it has a verdict of its own: not withdrawn, of the claim itself, no repeat."""
    return isinstance(said.claim, ReviewedClaim) and has_claim_review(said.claim)


def has_claim_review(claim: ReviewedClaim) -> bool:
    """Whether a review of the claim has a verdict of its own."""
    return claim.status.slug != VerificationStatus.UNVERIFIED and claim.same_as is None


def claim_review(
    history: Sequence[PublicationContent],
    url: str,
    language: str,
    repeats: Iterable[ArticleOfClaim] = (),
) -> Properties | None:
    """A claim's ClaimReview as JSON-LD, in a language if it is translated; None if it has none.

    `history` is what its publications say, the newest first; `url` is the address of its page,
    `repeats` are other articles in which the same claim was found.
    """
    newest = history[0]
    claim = newest.claim
    if not (is_claim_review(newest) and isinstance(claim, ReviewedClaim)):
        return None
    is_older = outdated(history, language).keys() & {"headline", "summary"}
    translation = None if is_older else claim.translations.get(language)
    texts = translation or claim
    reviews = [said for said in history if isinstance(said.claim, ReviewedClaim)]
    summary = texts.summary or claim.summary
    earlier = claim.earlier if claim.is_earlier else None
    return _filled(
        {
            "@context": SCHEMA,
            "@type": "ClaimReview",
            "@id": url,
            "url": url,
            "sameAs": earlier and earlier.url,
            # Where it is filed is not where the claim appeared.
            "isPartOf": _article(claim.article) if claim.is_only_filed else None,
            "inLanguage": language if translation else claim.language,
            "claimReviewed": texts.headline or claim.headline,
            "reviewBody": summary,
            "reviewRating": _rating(claim.status, summary, earlier),
            "license": settings.LICENCE and settings.LICENCE[1],
            "author": (earlier and _named("Person", earlier.author)) or _newsroom(),
            "publisher": _newsroom(),
            "datePublished": (
                earlier.published_on if earlier else reviews[-1].publication.published_at
            ),
            "dateModified": newest.publication.published_at,
            "itemReviewed": _claim(claim, [claim.article, *repeats]),
            "isBasedOn": [_source(each.source) for each in _shown(claim) if each.source.url],
            "correction": [_correction(said) for said in reviews if _is_correction(said)],
        }
    )


def data_feed(reviews: Iterable[Properties], name: str, modified: str) -> Properties:
    """A DataFeed of ClaimReviews; `modified` is ISO 8601, empty where there are none."""
    items = [
        {
            "@type": "DataFeedItem",
            "dateCreated": review["datePublished"],
            "dateModified": review["dateModified"],
            "item": {name: value for name, value in review.items() if name != "@context"},
        }
        for review in reviews
    ]
    return _filled(
        {
            "@context": SCHEMA,
            "@type": "DataFeed",
            "name": name,
            "provider": _newsroom(),
            "dateModified": modified,
        }
    ) | {"dataFeedElement": items}


def _rating(
    status: StatusContent, explanation: str, earlier: EarlierReviewContent | None
) -> Properties:
    """On the scale; that of an earlier review in its own words."""
    scale = {} if status.rating_value is None else {"bestRating": BEST, "worstRating": WORST}
    return scale | {
        "@type": "Rating",
        "alternateName": earlier.rating if earlier else str(status.name),
        "ratingValue": status.rating_value,
        "ratingExplanation": explanation,
    }


def _claim(claim: ReviewedClaim, articles: Iterable[ArticleOfClaim]) -> Properties:
    several = [each for each in articles if not (claim.is_only_filed and each is claim.article)]
    published_on = "" if claim.is_only_filed else claim.article.published_on
    return {
        "@type": "Claim",
        "text": claim.statement or claim.headline,
        "author": _claimants(claim),
        "datePublished": claim.said_on or published_on,
        "appearance": [_article(article) for article in several],
        "claimInterpreter": _newsroom(),
    }


def _claimants(claim: ReviewedClaim) -> list[Properties]:
    """Whoever says it; where the rating is of the article's report, or nobody does, the article."""
    if claim.is_only_filed and not claim.speakers:
        return []
    if claim.subject == Subject.SAYING or not claim.speakers:
        return [_named("Organization", claim.article.publisher)]
    return [_speaker(speaker) for speaker in claim.speakers]


def _speaker(speaker: SpeakerContent) -> Properties:
    if speaker.kind != SpeakerKind.PERSON:
        return _named("Organization", speaker.name)
    return _named("Person", speaker.name) | {"jobTitle": speaker.role or speaker.usual_role}


def _article(article: ArticleOfClaim) -> Properties:
    return {
        "@type": "Article",
        "headline": article.title,
        "url": article.url,
        "datePublished": article.published_on,
        "author": _named("Person", article.author),
        "publisher": _named("Organization", article.publisher),
    }


def _shown(claim: ReviewedClaim) -> list[ShownEvidence]:
    return [each for each in claim.evidence if isinstance(each, ShownEvidence)]


def _source(source: SourceContent) -> Properties:
    return {
        "@type": "CreativeWork",
        "name": source.name,
        "url": source.url,
        "archivedAt": source.archive_url,
        "datePublished": source.published_on,
        "publisher": _named("Organization", source.publisher),
    }


def _is_correction(said: PublicationContent) -> bool:
    return said.publication.kind == PublicationKind.CORRECTION


def _correction(said: PublicationContent) -> Properties:
    return {
        "@type": "CorrectionComment",
        "text": said.publication.reason,
        "datePublished": said.publication.published_at,
    }


def _newsroom() -> Properties:
    return _named("Organization", settings.SITE_NAME) | {"url": f"{settings.SITE_URL}/"}


def _named(kind: str, name: str) -> Properties:
    return {"@type": kind, "name": name} if name else {}


def _filled(properties: Mapping[str, Any]) -> Properties:
    """Without what is empty."""
    filled = {name: _value(each) for name, each in properties.items()}
    return {name: each for name, each in filled.items() if each not in ("", None, [], {})}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return [_value(each) for each in value]
    return _filled(value) if isinstance(value, Mapping) else value
