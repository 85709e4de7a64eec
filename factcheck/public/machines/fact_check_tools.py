"""Search in the form of Google's Fact Check Tools API, for clients that were written for it.

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search
"""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import translation

from factcheck import language_tags
from factcheck.filters import ORDERS, ClaimFilter
from factcheck.keyset import CursorError, paginate
from factcheck.models.content import ReviewedClaim
from factcheck.models.reading_room import PublicClaim, PublicClaimQuerySet
from factcheck.models.translated import languages
from factcheck.public.claim.review import Review
from factcheck.public.machines.answers import open_to_scripts
from factcheck.templatetags.public import absolute

SIZE, MOST = 10, 100
AT_LEAST_ONE = "Give a query, or a reviewPublisherSiteFilter."
# What clients made by Google send to every one of its addresses; it changes no answer here.
EVERYWHERE = {
    *("$.xgafv", "access_token", "alt", "key", "oauth_token", "prettyPrint", "quotaUser"),
    *("uploadType", "upload_protocol"),
}
NO_SUCH_PAGE = "No search that was made here gave this pageToken."


class SearchForm(forms.Form):
    """The parameters, named as they are in the API."""

    query = forms.CharField(required=False, max_length=500)
    languageCode = forms.CharField(required=False, max_length=35)  # noqa: N815
    reviewPublisherSiteFilter = forms.CharField(required=False, max_length=253)  # noqa: N815
    maxAgeDays = forms.IntegerField(required=False, min_value=0, max_value=36_500)  # noqa: N815
    pageSize = forms.IntegerField(required=False, min_value=0)  # noqa: N815
    pageToken = forms.CharField(required=False)  # noqa: N815

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not self.errors and not (given["query"] or given["reviewPublisherSiteFilter"]):
            raise forms.ValidationError(AT_LEAST_ONE)
        return given

    def clean_languageCode(self) -> str:  # noqa: N802
        code: str = self.cleaned_data["languageCode"]
        if code and not language_tags.canonical(code):
            raise forms.ValidationError("This is no tag of a language (BCP 47).")
        return code


@open_to_scripts
def claims_search(request: HttpRequest) -> HttpResponse:
    """Claims with a verdict, the best match first; without a query, the newest review first."""
    form = SearchForm(request.GET)
    known = [*form.fields]
    problems = [
        f"Unknown name “{name}”: there are {', '.join(known)}."
        for name in request.GET
        if name not in EVERYWHERE.union(known)
    ]
    problems += [
        str(message) if name == NON_FIELD_ERRORS else f"{name}: {message}"
        for name, messages in form.errors.items()
        for message in messages
    ]
    if problems:
        return _invalid(" ".join(problems))
    asked = form.cleaned_data
    code = language_tags.primary(asked["languageCode"])
    with translation.override(code if code in languages() else settings.LANGUAGE_CODE):
        return _found(asked, code)


def _found(asked: dict[str, Any], code: str) -> HttpResponse:
    filters = _filters(asked["query"])
    rows = filters.listed.with_own_verdict()
    order = ORDERS["relevance" if asked["query"] else "reviewed"]
    size = min(asked["pageSize"] or SIZE, MOST)
    try:
        rows = _narrowed(rows if asked["query"] else rows.reviewed(), asked, code)
        page = paginate(rows.for_list().with_publication(), order, size, asked["pageToken"])
    except CursorError:
        return _invalid(NO_SUCH_PAGE)
    answer: dict[str, Any] = {"claims": [_claim(claim) for claim in page.rows]}
    if page.next:
        answer["nextPageToken"] = page.next
    return JsonResponse(answer)


def _filters(query: str) -> ClaimFilter:
    sort = "relevance" if query else "newest"
    filters = ClaimFilter(QueryDict(urlencode({"q": query, "sort": sort})))
    filters.form.is_valid()
    return filters


def _narrowed(rows: PublicClaimQuerySet, asked: dict[str, Any], code: str) -> PublicClaimQuerySet:
    if asked["languageCode"]:
        rows = rows.in_language(code)
    if asked["maxAgeDays"] is not None:
        rows = rows.reviewed_within(asked["maxAgeDays"])
    site = asked["reviewPublisherSiteFilter"].lower().removeprefix("www.")
    return rows.none() if site and site != _site().removeprefix("www.") else rows


def _site() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""


def _claim(claim: PublicClaim) -> dict[str, Any]:
    review = Review.of(claim)
    said = review.claim
    speakers = ", ".join(speaker.name for speaker in said.speakers)
    # Where it is filed is not where the claim was made.
    is_filed = isinstance(said, ReviewedClaim) and said.is_only_filed
    dated = said.said_on or not is_filed
    return {
        "text": str(review.headline),
        **({} if is_filed and not speakers else {"claimant": speakers or said.article.publisher}),
        **({"claimDate": f"{claim.sort_date}T00:00:00Z"} if dated else {}),
        "claimReview": [
            {
                "publisher": {"name": settings.SITE_NAME, "site": _site()},
                "url": absolute(claim.get_absolute_url()),
                "title": review.title,
                "reviewDate": claim.reviewed_at,
                # As in the ClaimReview, from which Google takes it.
                "textualRating": review.earlier.rating if review.earlier else review.verdict,
                "languageCode": review.headline.language,
            }
        ],
    }


def _invalid(message: str) -> JsonResponse:
    error = {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}
    return JsonResponse({"error": error}, status=400)
