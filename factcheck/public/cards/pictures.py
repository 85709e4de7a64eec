"""The addresses of the cards. A card that did not change is neither drawn nor sent again."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from factcheck.models.reading_room import PublicArticle, PublicClaim
from factcheck.models.scale import VerificationStatus
from factcheck.public.caching import briefly_cached
from factcheck.public.cards import article_card, claim_card
from factcheck.public.claim.review import Review
from factcheck.public.scale.balance import balance


@briefly_cached
def claim_picture(request: HttpRequest, claim_id: int) -> HttpResponseBase:
    found = get_object_or_404(PublicClaim.objects.for_list().with_publication(), pk=claim_id)
    card = claim_card.claim_card(found, Review(found.publication))
    return _picture(request, repr(card), lambda: claim_card.draw(card))


@briefly_cached
def article_picture(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = get_object_or_404(PublicArticle.objects.defer("body"), slug=slug)
    spread = balance(found.claims.status_counts(), VerificationStatus.objects.all())
    card = article_card.article_card(found, spread)
    return _picture(request, repr(card), lambda: article_card.draw(card))


def _picture(request: HttpRequest, shown: str, draw: Callable[[], bytes]) -> HttpResponseBase:
    etag = quote_etag(hashlib.sha256((shown + _build()).encode()).hexdigest())
    answer = get_conditional_response(request, etag=etag)
    return answer or HttpResponse(draw(), content_type="image/png", headers={"ETag": etag})


@cache
def _build() -> str:
    """A number that changes whenever the code that draws does."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
