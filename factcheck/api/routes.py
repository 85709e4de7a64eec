"""The addresses of the API, version 1: everything public, to be read by programs."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.shortcuts import get_object_or_404
from ninja import NinjaAPI, Query

from factcheck.api import problems
from factcheck.api.limits import A_MINUTE, ByNetwork
from factcheck.api.pages import AllOf, Fields, OfClaim, PageOf, Paging, Sought, only, page_of
from factcheck.api.problems import Problem
from factcheck.api.schemas import (
    ArticleOut,
    ArticleWithAnchorsOut,
    ClaimOut,
    ClaimWithContentOut,
    NamedOut,
    PublicationOut,
    ScaleOut,
    SimilarClaimOut,
    SourceOut,
    SpeakerOut,
    StatusOut,
    TopicOut,
)
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
from factcheck.models.record import Publication
from factcheck.models.scale import Finding, VerificationStatus
from factcheck.public.paging import NEWEST_IN_RECORD, ORDER_BY_SLUG
from factcheck.public.similar import similar_claims

View = Callable[..., HttpResponse]
ARTICLES = Order(("sort_date", "slug"), descending=True)
IN_CHAIN = Order(("serial",))


# The parameters of the list's filters, which the filters themselves understand or refuse.
FILTERS = [
    {
        "name": name,
        "in": "query",
        "description": str(each.label),
        "schema": {"type": "array", "items": {"type": "string"}},
    }
    for name, each in ClaimFilter.base_filters.items()
]

api = NinjaAPI(
    title="factcheck",
    version="1",
    description="What is public of claims, articles, speakers and sources, and the record.",
    docs_url=None,
    openapi_url=None,
    throttle=ByNetwork(A_MINUTE),
)
problems.let_answer(api)


def read(
    address: str,
    answers: Any,
    name: str,
    of: str,
    parameters: list[dict[str, Any]] | None = None,
    says: str | None = None,
) -> Callable[[View], View]:
    """Add an address; `of` is the group that it stands in, `says` stands for a docstring."""
    return api.get(
        address,
        response=answers,
        operation_id=name,
        description=says,
        url_name=name,
        tags=[of],
        openapi_extra={"parameters": parameters or [], "responses": problems.RESPONSES},
    )


@read("claims/", PageOf[ClaimOut], "claims", of="claims", parameters=FILTERS)
def claims(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Claims, by the filters of the list of claims."""
    chosen = ClaimFilter(request.GET)
    if not chosen.is_valid():
        errors = [
            {"parameter": name, "detail": str(message)}
            for name, messages in chosen.form.errors.items()
            for message in messages
        ]
        detail = "Some filters have values that there are not here."
        raise Problem(HTTPStatus.BAD_REQUEST, detail, errors=errors)
    rows = chosen.listed.with_publication().defer("search")
    return page_of(request, rows, chosen.order, paging, ClaimOut.of)


@read("claims/similar/", AllOf[SimilarClaimOut], "similar", of="claims")
def similar(request: HttpRequest, sought: Query[Sought]) -> HttpResponse:
    """Claims with a review that are like a text in any language of this site, the likest first."""
    found = similar_claims(sought.text, sought.language)[: sought.limit]
    rows = PublicClaim.objects.with_publication().defer("search")
    whole = rows.in_bulk([each.claim.pk for each in found])
    results = [
        only(SimilarClaimOut.of_likeness(whole[each.claim.pk], each.likeness), sought.fields)
        for each in found
    ]
    return JsonResponse({"results": results})


@read("claims/{int:claim_id}/", ClaimWithContentOut, "claim", of="claims")
def claim(request: HttpRequest, claim_id: int, asked: Query[Fields]) -> HttpResponse:
    """A claim, with what its latest publication says."""
    rows = PublicClaim.objects.with_publication().defer("search")
    found = get_object_or_404(rows, pk=claim_id)
    return JsonResponse(only(ClaimWithContentOut.of(found), asked.fields))


@read("articles/", PageOf[ArticleOut], "articles", of="articles")
def articles(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Articles with public claims, the newest first."""
    rows = PublicArticle.objects.defer("body")
    return page_of(request, rows, ARTICLES, paging, ArticleOut.of)


@read("articles/{slug:slug}/", ArticleWithAnchorsOut, "article", of="articles")
def article(request: HttpRequest, slug: str, asked: Query[Fields]) -> HttpResponse:
    """An article, with where its claims stand in its text."""
    found = get_object_or_404(PublicArticle, slug=slug)
    placed = found.claims.with_publication().in_text_order().defer("search")
    whole = ArticleWithAnchorsOut.of_all(found, list(placed))
    return JsonResponse(only(whole, asked.fields))


@read("statuses/", list[StatusOut], "statuses", of="scale")
def statuses(request: HttpRequest) -> HttpResponse:
    """The newsroom's scale as it stands: what a status means."""
    found = [StatusOut.of(each).model_dump() for each in VerificationStatus.objects.all()]
    return JsonResponse(found, safe=False)


@read("findings/", list[ScaleOut], "findings", of="scale")
def findings(request: HttpRequest) -> HttpResponse:
    """What looking up a cited source can find."""
    found = [ScaleOut.of(each).model_dump() for each in Finding.objects.all()]
    return JsonResponse(found, safe=False)


@read("publications/", PageOf[PublicationOut], "publications", of="record")
def publications(request: HttpRequest, paging: Query[OfClaim]) -> HttpResponse:
    """The record in the order of its chain, all of it or what was published of one claim.

    Entries that are of no claim, such as findings on whole articles, say so as their “entry”.
    """
    rows = Publication.record.all()
    if paging.claim is not None:
        rows = rows.filter(claim_id=paging.claim)
    return page_of(request, rows, IN_CHAIN, paging, PublicationOut.of)


@read("publications/{int:serial}/", PublicationOut, "publication", of="record")
def publication(request: HttpRequest, serial: int, asked: Query[Fields]) -> HttpResponse:
    """One entry of the record."""
    found = get_object_or_404(Publication.record.all(), pk=serial)
    return JsonResponse(only(PublicationOut.of(found), asked.fields))


@read("corrections/", PageOf[PublicationOut], "corrections", of="record")
def corrections(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Corrections, updates and retractions of claims, the newest first, as publications."""
    rows = Publication.objects.corrections()
    return page_of(request, rows, NEWEST_IN_RECORD, paging, PublicationOut.of)


def _let_list(kind: type[NamedByClaims], name: str, out: type[NamedOut]) -> None:
    """Add the list of a kind of thing that claims name, and the address of each."""

    @read(
        f"{name}s/",
        PageOf[out],  # type: ignore[valid-type]
        f"{name}s",
        of=f"{name}s",
        says=f"The {name}s that public claims name, each with its number of claims.",
    )
    def rows(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
        found = kind.objects.with_claim_count()
        return page_of(request, found, ORDER_BY_SLUG, paging, out.of)

    @read(
        f"{name}s/{{slug:slug}}/",
        out,
        name,
        of=f"{name}s",
        says=f"One {name}, with its number of claims.",
    )
    def row(request: HttpRequest, slug: str, asked: Query[Fields]) -> HttpResponse:
        found = kind.objects.with_claim_count().filter(slug=slug).first()
        if found is None:
            return _moved(request, kind, slug)
        return JsonResponse(only(out.of(found), asked.fields))


def _moved(request: HttpRequest, kind: type[NamedByClaims], slug: str) -> HttpResponse:
    """Lead on from a speaker or source that was merged into another. Raises Http404."""
    if not issubclass(kind, PublicSpeaker | PublicSource):
        raise Http404
    known = get_object_or_404(kind.objects.once_called(slug))
    here = request.path.removesuffix(f"/{slug}/")
    return HttpResponsePermanentRedirect(f"{here}/{known.slug}/")


_let_list(PublicSpeaker, "speaker", SpeakerOut)
_let_list(PublicSource, "source", SourceOut)
_let_list(PublicTopic, "topic", TopicOut)
