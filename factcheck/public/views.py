"""The public pages. They read the record, the reading room, the scale and the newsroom's pages."""

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
    PublicFinding,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from factcheck.models.record import Publication
from factcheck.models.scale import Finding, VerificationStatus
from factcheck.public.article.article_page import article_page
from factcheck.public.chips import chips
from factcheck.public.claim.claim_page import claim_page
from factcheck.public.claim.findings import cited
from factcheck.public.front import front
from factcheck.public.indexes import index
from factcheck.public.paging import NEWEST_IN_RECORD, page_of
from factcheck.public.record.corrections import corrections, ledger
from factcheck.public.record.history import is_gone, revisions, revisions_of_finding
from factcheck.public.scale.balance import balance, with_balance
from factcheck.public.scale.charts import chart
from factcheck.public.scale.methodology import how_we_rate, steps_of_a_claim
from factcheck.public.searching import searched
from factcheck.public.similar import SHOWN, TextForm, similar_claims


def home(request: HttpRequest) -> HttpResponse:
    counts, scale = PublicClaim.objects.status_counts(), list(VerificationStatus.objects.all())
    lead, more, latest = front(scale)
    context = {
        "lead": lead,
        "more": more,
        "latest": latest,
        "corrections": corrections(Publication.objects.corrections()[:3], scale),
        "articles": with_balance(
            PublicArticle.objects.with_place().newest().defer("body")[:3], scale
        ),
        "balance": balance(counts, scale),
    }
    return render(request, "public/front/home.html", context)


def article_list(request: HttpRequest) -> HttpResponse:
    articles = PublicArticle.objects.defer("body")
    context = page_of(request, articles, Order(("sort_date", "slug"), descending=True))
    context["articles"] = with_balance(context["page"].rows, VerificationStatus.objects.all())
    return render(request, "public/article/list.html", context)


def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(PublicArticle, slug=slug)
    return render(request, "public/article/detail.html", article_page(article, request.GET))


def finding_history(request: HttpRequest, slug: str) -> HttpResponse:
    """All revisions of the finding on an article, even where its page is gone."""
    finding = PublicFinding.objects.on(slug)
    if finding is None:
        raise Http404
    newest_first = list(Publication.record.with_redaction().of_finding(finding.pk))
    shown = PublicArticle.objects.defer("body").filter(pk=slug).first()
    said = (each.said_of_article.finding.article for each in newest_first if each.content)
    article = next(said, shown)
    if article is None:
        raise Http404
    context = {
        "revisions": revisions_of_finding(newest_first),
        "shown": shown,
        "article": article,
    }
    return render(request, "public/record/finding.html", context)


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
    if search := filters.form.cleaned_data["q"]:
        context |= searched(filters, search, context["page"].rows)
    return render(request, "public/claim/list.html", context)


def similar(request: HttpRequest) -> HttpResponse:
    """Claims with a review that are like a text; one that is too long gets status 400."""
    form = TextForm(request.GET or None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        found = similar_claims(form.cleaned_data["text"])[:SHOWN]
        context["found"] = [each.claim for each in found]
    status = 400 if form.errors else 200
    return render(request, "public/claim/similar.html", context, status=status)


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
    context = page_of(request, Publication.record.corrections(), NEWEST_IN_RECORD)
    scale = VerificationStatus.objects.all()
    context["corrections"] = ledger(context["page"].rows, scale)
    return render(request, "public/record/corrections.html", context)


def speaker_list(request: HttpRequest) -> HttpResponse:
    return render(request, "public/speaker/list.html", index(request, PublicSpeaker))


def source_list(request: HttpRequest) -> HttpResponse:
    return render(request, "public/source/list.html", index(request, PublicSource))


def topic_list(request: HttpRequest) -> HttpResponse:
    return render(request, "public/topic/list.html", index(request, PublicTopic))


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


def steps(request: HttpRequest) -> HttpResponse:
    return render(request, "public/scale/steps.html", {"steps": steps_of_a_claim()})


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


def _claims_naming(request: HttpRequest, named: NamedByClaims) -> dict[str, Any]:
    statuses = VerificationStatus.objects.all()
    page = page_of(request, named.claims.for_list().with_publication(), ORDERS["newest"])
    return page | {
        "balance": balance(named.counted.status_counts(), statuses),
        "chart": chart(named.counted.with_verdict().status_months(), statuses),
    }
