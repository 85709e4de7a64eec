"""The API's addresses, whose answers are kept as pages are, and its documentation."""

from collections.abc import Callable, Iterator
from functools import cache, wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, re_path, reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView

from factcheck.api.documentation import documentation
from factcheck.api.problems import answer as problem
from factcheck.api.problems import not_allowed, not_found
from factcheck.api.routes import api
from factcheck.models.reading_room.page_version import ANY, EVERYTHING
from factcheck.public.kept.keeping import kept
from factcheck.public.machines.answers import open_to_scripts
from factcheck.public.urls import to_read

View = Callable[..., HttpResponseBase]


def schema(_request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return JsonResponse(_schema())


def nothing(_request: HttpRequest) -> HttpResponse:
    return not_found()


def docs(request: HttpRequest) -> HttpResponse:
    return render(request, "api/docs.html", documentation(_schema()))


def _schema() -> dict[str, Any]:
    schema = api.get_openapi_schema(path_prefix=reverse("api-root"))
    if settings.LICENCE:
        schema["info"]["license"] = dict(zip(("name", "url"), settings.LICENCE, strict=True))
    return schema


def only_read(view: View) -> View:
    """Answer HEAD as GET, of which the server sends the head; refuse all else."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return not_allowed()
        request.method = "GET"
        return view(request, **parts)

    return answer


def understood(view: View, name: str) -> View:
    """Refuse parameters that the document does not name for an address: no filter is dropped."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        known = _parameters()[name]
        if unknown := [each for each in request.GET if each not in known]:
            there_are = f"There are: {', '.join(known)}." if known else "It takes none."
            errors = [
                {"parameter": each, "detail": f"There is no parameter “{each}” here."}
                for each in unknown
            ]
            detail = f"Some parameters are not known here. {there_are}"
            return problem(HTTPStatus.BAD_REQUEST, detail, errors=errors)
        return view(request, **parts)

    return answer


@cache
def _parameters() -> dict[str, list[str]]:
    """What may be asked of each address, by the address's name."""
    operations = (each for path in _schema()["paths"].values() for each in path.values())
    return {
        operation["operationId"]: [
            each["name"] for each in operation.get("parameters", []) if each["in"] == "query"
        ]
        for operation in operations
    }


def _addresses() -> Iterator[URLPattern]:
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            known = understood(pattern.callback, pattern.name or "")
            view = open_to_scripts(only_read(kept(known, EVERYTHING)))
            yield path(str(pattern.pattern), csrf_exempt(view), name=f"api-{pattern.name}")


urlpatterns = [
    to_read("", RedirectView.as_view(pattern_name="api-docs"), name="api-root"),
    *_addresses(),
    to_read("schema/", open_to_scripts(schema), name="api-schema", shows=ANY),
    to_read("docs/", docs, name="api-docs", shows=ANY),
    re_path(r"^[\s\S]*/$", csrf_exempt(only_read(nothing)), name="api-nothing"),
]
