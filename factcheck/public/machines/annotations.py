"""An article's claims as annotations of its text (https://www.w3.org/TR/annotation-model/).

A client finds each place by its words, in the publisher's page and in ours.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from factcheck.models.content import QuoteContent
from factcheck.models.reading_room import PublicArticle, PublicClaim
from factcheck.public.claim.review import Review
from factcheck.public.machines.answers import open_to_scripts
from factcheck.templatetags.public import absolute

PROFILE = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{PROFILE}"'


@open_to_scripts
def annotations(request: HttpRequest, slug: str) -> HttpResponse:
    """All of an article's claims that stand in its text, as one page of a collection."""
    article = get_object_or_404(PublicArticle.objects.defer("body"), slug=slug)
    claims = article.claims.in_text().for_list().with_publication().in_text_order()
    items = [_annotation(claim, article) for claim in claims]
    address = absolute(request.path)
    page = {"id": f"{address}#page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": PROFILE,
        "id": address,
        "type": "AnnotationCollection",
        "label": article.title,
        "total": len(items),
        **({"rights": settings.LICENCE[1]} if settings.LICENCE else {}),
        "first": page,
    }
    return JsonResponse(collection, content_type=MEDIA_TYPE)


def _annotation(claim: PublicClaim, article: PublicArticle) -> dict[str, Any]:
    review = Review.of(claim)
    page = absolute(claim.get_absolute_url())
    quote = review.claim.quote
    assert quote is not None
    sources = filter(None, [article.url, absolute(article.get_absolute_url())])
    return {
        "id": f"{page}#annotation",
        "type": "Annotation",
        "motivation": "assessing",
        "created": claim.reviewed_at or claim.published_at,
        "modified": claim.published_at,
        "body": [
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "language": review.headline.language,
                "value": "\n\n".join(filter(None, [review.title, str(review.summary)])),
            },
            {"type": "TextualBody", "purpose": "tagging", "value": claim.badge.slug},
            {"type": "SpecificResource", "purpose": "linking", "source": page},
        ],
        "target": [{"source": source, "selector": _selector(quote)} for source in sources],
    }


def _selector(quote: QuoteContent) -> dict[str, str]:
    return {
        "type": "TextQuoteSelector",
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
    }
