"""The public pages. They read the record, the reading room and the scale, nothing else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from factcheck.filters import ClaimFilter
from factcheck.keyset import Order
from factcheck.models.reading_room import (
    NamedByClaims,
    PublicArticle,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from factcheck.models.scale import Finding, VerificationStatus
from factcheck.public.annotation import Numbered, annotated
from factcheck.public.balance import balance
from factcheck.public.chips import chips
from factcheck.public.findings import cited, finding_counts
from factcheck.public.pages import NEWEST, ORDER_BY_SLUG, page_of
from factcheck.public.review import Review


def home(request: HttpRequest) -> HttpResponse:
    counts = PublicClaim.objects.status_counts()
    context = {
        "latest": PublicClaim.objects.reviewed().for_list()[:7],
        "articles": PublicArticle.objects.newest().with_progress().defer("body")[:5],
        "balance": balance(counts, VerificationStatus.objects.all()),
    }
    return render(request, "public/home.html", context)


def article_list(request: HttpRequest) -> HttpResponse:
    articles = PublicArticle.objects.with_progress().defer("body")
    context = page_of(request, articles, Order(("sort_date", "slug"), descending=True))
    return render(request, "public/article_list.html", context)


def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(PublicArticle, slug=slug)
    in_order = article.claims.for_list().in_text_order()
    claims = [Numbered(number, claim) for number, claim in enumerate(in_order, 1)]
    counts: dict[str, int] = {}
    for numbered in claims:
        counts[numbered.claim.status_id] = counts.get(numbered.claim.status_id, 0) + 1
    paragraphs = annotated(article, claims)
    begins_with_title = paragraphs and paragraphs[0].text.strip() == article.title
    context = {
        "article": article,
        "title": paragraphs.pop(0) if begins_with_title else None,
        "paragraphs": paragraphs,
        "claims": claims,
        "balance": balance(counts, VerificationStatus.objects.all()),
    }
    return render(request, "public/article_detail.html", context)


def claim_list(request: HttpRequest) -> HttpResponse:
    """A bad value gets status 400 and a message beside its field."""
    filters = ClaimFilter(request.GET)
    context: dict[str, Any] = {"filters": filters, "chips": chips(filters, request.GET)}
    if not filters.is_valid():
        return render(request, "public/claim_list.html", context, status=400)
    context |= page_of(request, filters.claims.for_list(), filters.order)
    context["count"] = filters.claims.capped_count()
    return render(request, "public/claim_list.html", context)


def claim_detail(request: HttpRequest, claim_id: int, slug: str = "") -> HttpResponse:
    """A bare id redirects for good; another slug only for now, since headlines are corrected."""
    claims = PublicClaim.objects.for_list().with_publication()
    claim = get_object_or_404(claims, pk=claim_id)
    if slug != claim.slug:
        return redirect(claim, permanent=not slug)
    context = {"claim": claim, "review": Review(claim.publication)}
    return render(request, "public/claim_detail.html", context)


def speaker_list(request: HttpRequest) -> HttpResponse:
    return _named_list(request, PublicSpeaker, "public/speaker_list.html")


def source_list(request: HttpRequest) -> HttpResponse:
    return _named_list(request, PublicSource, "public/source_list.html")


def topic_list(request: HttpRequest) -> HttpResponse:
    return _named_list(request, PublicTopic, "public/topic_list.html")


def speaker_detail(request: HttpRequest, slug: str) -> HttpResponse:
    speaker = get_object_or_404(PublicSpeaker, slug=slug)
    context = {"speaker": speaker} | _claims_naming(request, speaker)
    return render(request, "public/speaker_detail.html", context)


def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(PublicSource, slug=slug)
    context = {"source": source} | _claims_naming(request, source)
    rows = cited(context["page"].rows, slug)
    context |= {"cited": rows, "findings": finding_counts(rows, Finding.objects.all())}
    return render(request, "public/source_detail.html", context)


def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(PublicTopic, slug=slug)
    context = {"topic": topic} | _claims_naming(request, topic)
    return render(request, "public/topic_detail.html", context)


def methodology(request: HttpRequest) -> HttpResponse:
    context = {"statuses": VerificationStatus.objects.all(), "findings": Finding.objects.all()}
    return render(request, "public/methodology.html", context)


def _named_list(request: HttpRequest, model: type[NamedByClaims], template: str) -> HttpResponse:
    rows = model.objects.with_claim_count()
    return render(request, template, page_of(request, rows, ORDER_BY_SLUG, size=50))


def _claims_naming(request: HttpRequest, named: NamedByClaims) -> dict[str, Any]:
    statuses = VerificationStatus.objects.all()
    page = page_of(request, named.claims.for_list().with_publication(), NEWEST)
    return page | {"balance": balance(named.claims.status_counts(), statuses)}
