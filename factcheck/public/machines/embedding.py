"""A claim's card for other people's pages, and oEmbed (oembed.com), by which these find it."""

from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils import translation
from django.utils.translation import get_language_from_path
from django.views.decorators.clickjacking import xframe_options_exempt

from factcheck.models.reading_room import PublicClaim
from factcheck.models.record import Publication
from factcheck.public.caching import SECONDS, briefly_cached
from factcheck.public.claim.review import Review
from factcheck.public.record.history import is_gone
from factcheck.templatetags.public import absolute

WIDTH, NARROW = 600, 480
HEIGHT, TALL = 300, 400


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
@briefly_cached
def embedded_claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The only page that others may frame."""
    claim = PublicClaim.objects.for_list().with_publication().filter(pk=claim_id).first()
    if claim is not None:
        context = {"claim": claim, "review": Review(claim.publication)}
        return render(request, "public/machines/embed.html", context)
    latest = Publication.objects.of_claim(claim_id).first()
    if latest is None or not is_gone(latest):
        raise Http404
    return render(request, "public/machines/embed.html", {"gone": latest}, status=410)


def oembed(request: HttpRequest) -> HttpResponse:
    """Answer 404 for anything but a claim's page, and 501 for any format but JSON."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only format=json is there.", status=501, content_type="text/plain")
    try:
        limits = {name: _limit(request, name) for name in ("maxwidth", "maxheight")}
        url = request.GET["url"]
    except (KeyError, ValueError):
        text = "Give url=, and maxwidth= and maxheight= as whole numbers of pixels above 0."
        return HttpResponseBadRequest(text, content_type="text/plain")
    claim_id, language = _claim_at(url)
    claim = get_object_or_404(PublicClaim.objects.with_publication(), pk=claim_id)
    with translation.override(language):
        answer = _rich(Review(claim.publication), **limits)
    response = JsonResponse(answer)
    # The data are public: scripts of other sites may ask for them.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _claim_at(url: str) -> tuple[int, str]:
    """The claim whose page a URL is, and the language of that page. Raises Http404."""
    if not url.startswith(absolute("/")):
        raise Http404
    path = urlsplit(url).path
    language = get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        found = resolve(path)
    if found.url_name not in {"claim-redirect", "claim-detail"}:
        raise Http404
    return found.kwargs["claim_id"], language


def _rich(review: Review, maxwidth: int | None, maxheight: int | None) -> dict[str, Any]:
    width = min(maxwidth or WIDTH, WIDTH)
    height = HEIGHT if width >= NARROW else TALL
    height = min(maxheight or height, height)
    context = {"review": review, "width": width, "height": height}
    return {
        "version": "1.0",
        "type": "rich",
        "title": review.title,
        "provider_name": settings.SITE_NAME,
        "provider_url": absolute("/"),
        "cache_age": SECONDS,
        "html": render_to_string("public/machines/_iframe.html", context).strip(),
        "width": width,
        "height": height,
    }


def _limit(request: HttpRequest, name: str) -> int | None:
    """Raises ValueError for anything but a whole number above 0."""
    value = request.GET.get(name)
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and int(value)):
        raise ValueError(value)
    return int(value)
