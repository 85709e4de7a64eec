"""The public pages. They read the record, the reading room, the scale and the newsroom's pages."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from factcheck.filters import ORDERS, RANKED, ClaimFilter
from factcheck.keyset import Order
from factcheck.models.counting import COUNTED_UP_TO
from factcheck.models.page import Page
from factcheck.models.reading_room import (
    NamedByClaims,
    PublicArticle,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from factcheck.models.record import Publication
from factcheck.models.scale import Finding, VerificationStatus
from factcheck.public.annotation import annotated, numbered
from factcheck.public.chips import chips
from factcheck.public.claim.claim_page import claim_page
from factcheck.public.claim.findings import cited
from factcheck.public.paging import NEWEST_IN_RECORD, ORDER_BY_SLUG, page_of
from factcheck.public.record.corrections import corrections
from factcheck.public.record.history import is_gone, revisions
from factcheck.public.scale.balance import balance, with_balance
from factcheck.public.scale.charts import chart
from factcheck.public.scale.methodology import how_we_rate


def home(request: HttpRequest) -> HttpResponse:
    counts, scale = PublicClaim.objects.status_counts(), VerificationStatus.objects.all()
    context = {
        "latest": PublicClaim.objects.reviewed().for_list()[:7],
        "corrections": corrections(Publication.objects.corrections()[:3], scale),
        "articles": with_balance(PublicArticle.objects.newest().defer("body")[:3], scale),
        "balance": balance(counts, scale),
    }
    return render(request, "public/home.html", context)


def article_list(request: HttpRequest) -> HttpResponse:
    articles = PublicArticle.objects.defer("body")
    context = page_of(request, articles, Order(("sort_date", "slug"), descending=True))
    context["articles"] = with_balance(context["page"].rows, VerificationStatus.objects.all())
    return render(request, "public/article/list.html", context)


def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The text with its claims marked; with ``?view=table``, the claims alone.

    ``?status=`` shows the claims of one status only or, if there are none, all of them.
    """
    article = get_object_or_404(PublicArticle, slug=slug)
    rows = list(article.claims.for_list().with_publication().in_text_order())
    spread = balance(Counter(row.status_id for row in rows), VerificationStatus.objects.all())
    chosen = spread.share_of(request.GET.get("status", ""))
    claims = numbered(rows, chosen.status.slug if chosen else "")
    paragraphs = annotated(article, claims)
    begins_with_title = paragraphs and paragraphs[0].text.strip() == article.title
    context = {
        "article": article,
        "balance": spread,
        "chosen": chosen,
        "claims": claims,
        "title": paragraphs.pop(0) if begins_with_title else None,
        "paragraphs": paragraphs,
        "as_table": not paragraphs or request.GET.get("view") == "table",
        "first": next((row for row in claims if row.is_shown and row.is_in_text), None),
        "apart": [row for row in claims if not row.is_in_text],
    }
    return render(request, "public/article/detail.html", context)


def claim_list(request: HttpRequest) -> HttpResponse:
    """A bad value gets status 400 and a message beside its field."""
    filters = ClaimFilter(request.GET)
    context: dict[str, Any] = {"filters": filters, "chips": chips(filters, request.GET)}
    if not filters.is_valid():
        return render(request, "public/claim/list.html", context, status=400)
    context |= page_of(request, filters.listed.for_list(), filters.order)
    context["count"] = filters.claims.capped_count()
    if filters.is_ranked and context["count"] > COUNTED_UP_TO:
        context["ranked"] = RANKED
    return render(request, "public/claim/list.html", context)


def claim_detail(request: HttpRequest, claim_id: int, slug: str = "") -> HttpResponse:
    """A bare id redirects permanently, a wrong slug temporarily: headlines may be corrected."""
    claim = PublicClaim.objects.for_list().with_publication().filter(pk=claim_id).first()
    if claim is None:
        return _claim_gone(request, claim_id)
    if slug != claim.slug:
        return redirect(claim, permanent=not slug)
    return render(request, "public/claim/detail.html", claim_page(claim))


def claim_history(request: HttpRequest, claim_id: int) -> HttpResponse:
    """All revisions, even those of a claim that is no longer public."""
    publications = list(Publication.objects.with_redaction().of_claim(claim_id))
    if not publications:
        raise Http404
    context = {
        "claim_id": claim_id,
        "claim": PublicClaim.objects.filter(pk=claim_id).first(),
        "revisions": revisions(publications, VerificationStatus.objects.all()),
    }
    return render(request, "public/record/history.html", context)


def correction_list(request: HttpRequest) -> HttpResponse:
    context = page_of(request, Publication.objects.corrections(), NEWEST_IN_RECORD)
    scale = VerificationStatus.objects.all()
    context["corrections"] = corrections(context["page"].rows, scale)
    return render(request, "public/record/corrections.html", context)


def speaker_list(request: HttpRequest) -> HttpResponse:
    return _named_list(request, PublicSpeaker, "public/speaker/list.html")


def source_list(request: HttpRequest) -> HttpResponse:
    return _named_list(request, PublicSource, "public/source/list.html")


def topic_list(request: HttpRequest) -> HttpResponse:
    return _named_list(request, PublicTopic, "public/topic/list.html")


def speaker_detail(request: HttpRequest, slug: str) -> HttpResponse:
    speaker = PublicSpeaker.objects.filter(slug=slug).first()
    if speaker is None:
        return _what_became_of(PublicSpeaker, slug)
    context = {"speaker": speaker} | _claims_naming(request, speaker)
    return render(request, "public/speaker/detail.html", context)


def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    source = PublicSource.objects.filter(slug=slug).first()
    if source is None:
        return _what_became_of(PublicSource, slug)
    context = {"source": source} | _claims_naming(request, source)
    context |= {
        "cited": cited(context["page"].rows, source),
        "findings": chart(source.claims.finding_months(source.slug), Finding.objects.all()),
    }
    return render(request, "public/source/detail.html", context)


def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(PublicTopic, slug=slug)
    context = {"topic": topic} | _claims_naming(request, topic)
    return render(request, "public/topic/detail.html", context)


def methodology(request: HttpRequest) -> HttpResponse:
    return render(request, "public/scale/methodology.html", how_we_rate())


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about/about.html", {"pages": Page.objects.all()})


def _claim_gone(request: HttpRequest, claim_id: int) -> HttpResponse:
    latest = Publication.objects.with_redaction().of_claim(claim_id).first()
    if latest is None or not is_gone(latest):
        raise Http404
    return render(request, "public/claim/gone.html", {"publication": latest}, status=410)


def _what_became_of(model: type[PublicSpeaker | PublicSource], slug: str) -> HttpResponse:
    """Redirect permanently from a name that was merged into another."""
    return redirect(get_object_or_404(model.objects.once_called(slug)), permanent=True)


def _named_list(request: HttpRequest, model: type[NamedByClaims], template: str) -> HttpResponse:
    rows = model.objects.with_claim_count()
    return render(request, template, page_of(request, rows, ORDER_BY_SLUG, size=50))


def _claims_naming(request: HttpRequest, named: NamedByClaims) -> dict[str, Any]:
    statuses = VerificationStatus.objects.all()
    page = page_of(request, named.claims.for_list().with_publication(), ORDERS["newest"])
    return page | {
        "balance": balance(named.claims.status_counts(), statuses),
        "chart": chart(named.counted.status_months(), statuses),
    }
