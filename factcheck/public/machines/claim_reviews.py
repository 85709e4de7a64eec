"""Reviews for search engines and platforms: ClaimReview of one claim, and a feed of them all."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from factcheck import claimreview
from factcheck.filters import ORDERS, ClaimFilter
from factcheck.keyset import CursorError, paginate
from factcheck.models.reading_room import PublicClaim
from factcheck.public.machines.answers import leading_on, no_such_page, open_to_scripts, refused
from factcheck.published_reviews import claim_reviews

SIZE = 50
LD_JSON = "application/ld+json"


@open_to_scripts
def claim_review_json(request: HttpRequest, claim_id: int) -> HttpResponse:
    """A claim's ClaimReview; 404 for a claim without a verdict of its own."""
    found = claim_reviews(PublicClaim.objects.filter(pk=claim_id))
    if not found:
        raise Http404
    return JsonResponse(found[0], content_type=LD_JSON)


@open_to_scripts
def claim_review_feed(request: HttpRequest) -> HttpResponse:
    """The ClaimReviews of the claims that the filters find, the newest review first."""
    filters = ClaimFilter(request.GET)
    if refusal := refused(request, filters):
        return refusal
    rows = filters.claims.reviewed().with_own_verdict().defer("search")
    try:
        page = paginate(rows, ORDERS["reviewed"], SIZE, request.GET.get("cursor", ""))
    except CursorError:
        return no_such_page()
    found = claim_reviews(page.rows)
    modified = max((review["dateModified"] for review in found), default="")
    feed = claimreview.data_feed(found, settings.SITE_NAME, modified)
    response = JsonResponse(feed, content_type=LD_JSON)
    return leading_on(response, request, page.next)
