"""Cards of claims and articles for other people's pages, and oEmbed (oembed.com), by which these
find them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import ResolverMatch, resolve, reverse
from django.utils import translation
from django.utils.translation import get_language_from_path
from django.views.decorators.clickjacking import xframe_options_exempt

from factcheck.models.reading_room import PublicArticle, PublicClaim
from factcheck.models.record import Publication
from factcheck.models.scale import VerificationStatus
from factcheck.public.caching import SECONDS
from factcheck.public.claim.review import Review
from factcheck.public.machines.answers import open_to_scripts
from factcheck.public.machines.feed_syntaxes import printable
from factcheck.public.record.history import is_gone
from factcheck.public.scale.balance import with_balance
from factcheck.templatetags.public import absolute

WIDTH, NARROW = 600, 480
HEIGHT = 300


@dataclass(frozen=True, slots=True)
class Card:
    """What a card is called, where it is framed from, and how high it is where it is narrow."""

    title: str
    address: str
    tall: int


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
def embedded_claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The verdict on a claim; one that is public no more says so in its place."""
    claim = PublicClaim.objects.for_list().with_publication().filter(pk=claim_id).first()
    if claim is not None:
        context = {"claim": claim, "review": Review.of(claim)}
        return render(request, "public/machines/embed.html", context)
    latest = Publication.objects.of_claim(claim_id).first()
    if latest is None or not is_gone(latest):
        raise Http404
    return render(request, "public/machines/embed.html", {"gone": latest}, status=410)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
def embedded_article(request: HttpRequest, slug: str) -> HttpResponse:
    """How many claims of an article are checked, and how they stand."""
    article = get_object_or_404(PublicArticle.objects.defer("body"), slug=slug)
    [(_article, balance)] = with_balance([article], VerificationStatus.objects.all())
    context = {"article": article, "balance": balance}
    return render(request, "public/machines/embed.html", context)


@open_to_scripts
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer 404 for what has no card, and 501 for a format that oEmbed does not know."""
    answer_in = FORMATS.get(request.GET.get("format", "json"))
    if answer_in is None:
        text = "Give format=json or format=xml."
        return HttpResponse(text, status=501, content_type="text/plain")
    try:
        limits = {name: _limit(request, name) for name in ("maxwidth", "maxheight")}
        url = request.GET["url"]
    except (KeyError, ValueError):
        text = "Give url=, and maxwidth= and maxheight= as whole numbers of pixels above 0."
        return HttpResponseBadRequest(text, content_type="text/plain")
    page, language = _page_at(url)
    with translation.override(language):
        return answer_in(_rich(_card_of(page), **limits))


def _page_at(url: str) -> tuple[ResolverMatch, str]:
    """The page of ours that a URL leads to, and its language. Raises Http404."""
    if not url.startswith(absolute("/")):
        raise Http404
    path = unquote(urlsplit(url).path)
    language = get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        return resolve(path), language


def _card_of(page: ResolverMatch) -> Card:
    """The card of a claim's or an article's page. Raises Http404 for any other."""
    if page.url_name in {"claim-redirect", "claim-detail"}:
        claim_id = page.kwargs["claim_id"]
        claim = get_object_or_404(PublicClaim.objects.with_publication(), pk=claim_id)
        return Card(Review.of(claim).title, reverse("claim-embed", args=[claim.pk]), 400)
    if page.url_name == "article-detail":
        article = get_object_or_404(PublicArticle.objects.defer("body"), slug=page.kwargs["slug"])
        return Card(article.title, reverse("article-embed", args=[article.slug]), 500)
    raise Http404


def _rich(card: Card, maxwidth: int | None, maxheight: int | None) -> dict[str, Any]:
    width = min(maxwidth or WIDTH, WIDTH)
    height = HEIGHT if width >= NARROW else card.tall
    height = min(maxheight or height, height)
    context = {"title": card.title, "embed": card.address, "width": width, "height": height}
    return {
        "version": "1.0",
        "type": "rich",
        "title": card.title,
        "provider_name": settings.SITE_NAME,
        "provider_url": absolute("/"),
        "cache_age": SECONDS,
        "html": render_to_string("public/machines/_iframe.html", context).strip(),
        "width": width,
        "height": height,
    }


def _xml(answer: dict[str, Any]) -> HttpResponse:
    root = ET.Element("oembed")
    for name, value in answer.items():
        ET.SubElement(root, name).text = printable(str(value))
    text = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(text, content_type="text/xml; charset=utf-8")


FORMATS: dict[str, Callable[[dict[str, Any]], HttpResponse]] = {"json": JsonResponse, "xml": _xml}


def _limit(request: HttpRequest, name: str) -> int | None:
    """Raises ValueError for anything but a whole number above 0."""
    value = request.GET.get(name)
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and int(value)):
        raise ValueError(value)
    return int(value)
