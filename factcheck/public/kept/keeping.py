"""Serving what is kept: before all other middleware, or what a view finds in the store."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.middleware.gzip import GZipMiddleware

from factcheck.models.reading_room import snapshot
from factcheck.public.caching import PUBLIC
from factcheck.public.kept import store
from factcheck.public.kept.kept_page import KeptPage
from factcheck.public.kept.pages import PAGES
from factcheck.public.kept.shown import Shown, address_of, has_copy

View = Callable[..., HttpResponseBase]
Answer = Callable[[HttpRequest], HttpResponseBase]
# What the view says of its answer, for the middleware.
SHOWN = "shown"
TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS


def kept(view: View, subject: str) -> View:
    """Keep the pages of a view, which show what is on a subject and nothing else.

    `subject` is one of `PageVersion`, with the names of the address's parts: ``article:{slug}``.
    The view gets the same state of the same server as the tag.
    """

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if settings.DEBUG:
            return view(request, **parts)
        with snapshot():
            shown = Shown.now(address_of(request), subject.format(**parts))
            is_copied = has_copy(request, shown.tag)
            page = None if is_copied else store.get(shown.tag)
            if is_copied:
                response: HttpResponseBase = HttpResponseNotModified()
            else:
                response = HttpResponse() if page else view(request, **parts)
        if response.status_code in {200, 304}:
            vars(response)[SHOWN] = page or shown
        return response

    return answer


def keeping_middleware(answer: Answer) -> Answer:
    """Answer with pages that are kept, and keep others; the outermost of all middleware."""

    def answer_from_kept(request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return answer(request)
        page = PAGES.get(address_of(request))
        if page and page.answers(request) and page.is_true:
            return _answer(page, request)
        response = answer(request)
        page = _page_of(response)
        if page is None:
            return _briefly_cached(response, request)
        PAGES.keep(page)
        return _answer(page, request)

    return answer_from_kept


class CompressionMiddleware(GZipMiddleware):
    """Django's, which pads, so that the length gives no token away; kept pages have none."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if SHOWN in vars(response):
            return response
        return super().process_response(request, response)


def _page_of(response: HttpResponseBase) -> KeptPage | None:
    """The page that the view found in the store, has just rendered, or knows a true copy of."""
    shown = vars(response).get(SHOWN)
    # What somebody is known by, or what depends on that, is nobody else's.
    if response.cookies or "Vary" in response.headers:
        return None
    if isinstance(shown, Shown) and isinstance(response, HttpResponse):
        page = KeptPage.of(response, shown)
        if page.bodies:
            store.keep(page)
        return page
    return shown if isinstance(shown, KeptPage) else None


def _answer(page: KeptPage, request: HttpRequest) -> HttpResponseBase:
    before = page.size
    response = page.answer(request)
    if page.size != before:
        PAGES.keep(page)
    return response


def _briefly_cached(response: HttpResponseBase, request: HttpRequest) -> HttpResponseBase:
    """Let what is public besides the pages that are kept be cached as long as these."""
    match = request.resolver_match
    is_public = match is not None and "admin" not in match.app_names
    # What one network is told of its limit is not for all who share a copy.
    is_same_for_all = response.status_code < 500 and response.status_code != TOO_MANY
    if is_public and is_same_for_all and not response.cookies:
        response.headers.setdefault("Cache-Control", PUBLIC)
    return response
