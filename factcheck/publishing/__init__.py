"""From the desk to the record to the reading room: the only way anything becomes public.

`factcheck.workflow` decides whether it may, and so does the database (guards/publication.sql).
"""

from dataclasses import dataclass

from django.db import transaction

from factcheck.models import Article, Claim, PublicArticle, Publication, PublicClaim
from factcheck.models.content import Bylines, without_verdict
from factcheck.models.content.canonical import canonical, sha256
from factcheck.models.vocabulary import PublicationKind
from factcheck.publishing import candidates, chain, public_rows, purging, reading_room


@dataclass(frozen=True, slots=True)
class Candidate:
    """Digest and size in bytes of the canonical candidate: what a sign-off signs."""

    sha256: str
    size: int


def candidate(claim: Claim) -> Candidate:
    """What would be published of a claim as it stands. Load the claim with `for_candidate`."""
    signed = canonical(candidates.review(claim))
    return Candidate(sha256(signed), len(signed))


@transaction.atomic
def list_claim(claim: Claim) -> Publication:
    """Make a claim public without a verdict: its status reads “Not yet checked”."""
    return _show(chain.append(claim, PublicationKind.LISTING, candidates.listing(claim)))


@transaction.atomic
def publish_review(claim: Claim, bylines: Bylines) -> Publication:
    """Make the desk's verdict on a claim public, as it stands and as what was signed off."""
    return _show(chain.append(claim, *candidates.review_as(claim), bylines))


@transaction.atomic
def retract(claim: Claim, reason: candidates.Reason) -> Publication:
    """Take back what is public of a claim: its verdict or, if it has none, its listing.

    The retraction repeats from the record what the listing said, and nothing of the desk's drafts.
    """
    latest = Publication.objects.of_claim(claim.pk)[0]
    kept = without_verdict(latest.said.claim, candidates.unverified())
    retraction = chain.append(claim, PublicationKind.RETRACTION, kept, reason)
    purging.purge()
    if latest.kind == PublicationKind.LISTING:
        reading_room.take_back(claim.pk)
        return retraction
    return _show(retraction)


def show_passages(article: Article) -> None:
    """Tell readers whether the publisher has since changed an article, and which passages."""
    claims = PublicClaim.objects.among(article.claims.all())
    for claim in claims.select_related("publication"):
        claim.passage_changed = reading_room.passage_changed(claim.publication)
        claim.save(update_fields=["passage_changed"])
    for public in PublicArticle.objects.filter(claims__in=claims).distinct():
        public.newer_text_on = public_rows.newer_text_on(public)
        public.save(update_fields=["newer_text_on"])


def show_as_reopened(claim_id: int) -> None:
    """Tell readers that a published review is being looked at again."""
    PublicClaim.objects.reviewed().standing().filter(pk=claim_id).update(reopened=True)


def _show(publication: Publication) -> Publication:
    reading_room.show(publication)
    return publication
