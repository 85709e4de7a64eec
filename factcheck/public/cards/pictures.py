"""The addresses of the cards."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from factcheck.models.reading_room import PublicArticle, PublicClaim
from factcheck.models.scale import VerificationStatus
from factcheck.public.cards import article_card, claim_card
from factcheck.public.cards.lettering import can_be_written
from factcheck.public.claim.review import Review
from factcheck.public.scale.balance import balance


def claim_picture(request: HttpRequest, claim_id: int) -> HttpResponse:
    found = get_object_or_404(PublicClaim.objects.for_list().with_publication(), pk=claim_id)
    review = Review.of(found)
    if not review.has_picture:
        raise Http404
    return _picture(claim_card.draw(claim_card.claim_card(found, review)))


def article_picture(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(PublicArticle.objects.defer("body"), slug=slug)
    if not can_be_written(found.title):
        raise Http404
    spread = balance(found.claims.status_counts(), VerificationStatus.objects.all())
    return _picture(article_card.draw(article_card.article_card(found, spread)))


def _picture(drawn: bytes) -> HttpResponse:
    return HttpResponse(drawn, content_type="image/png")
