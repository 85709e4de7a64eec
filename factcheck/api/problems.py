"""What goes wrong, as problem details (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import Throttled, ValidationError

MEDIA_TYPE = "application/problem+json"
_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
# What the OpenAPI document says of each address.
RESPONSES = {
    status.value: {"description": status.phrase, "content": {MEDIA_TYPE: {"schema": _SCHEMA}}}
    for status in (
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.TOO_MANY_REQUESTS,
    )
}


class Problem(Exception):
    """A status with a sentence that says what to do, and more about single parameters."""

    def __init__(self, status: HTTPStatus, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.more = status, detail, more


def answer(status: HTTPStatus, detail: str, **more: Any) -> JsonResponse:
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    return JsonResponse(body | more, status=status, content_type=MEDIA_TYPE)


def not_found() -> JsonResponse:
    return answer(HTTPStatus.NOT_FOUND, "There is nothing public at this address.")


def not_allowed() -> JsonResponse:
    response = answer(HTTPStatus.METHOD_NOT_ALLOWED, "This API is only read: use GET.")
    response["Allow"] = "GET, HEAD"
    return response


def let_answer(api: NinjaAPI) -> None:
    """Have an API answer with problem details whatever is raised."""

    @api.exception_handler(Problem)
    def problem(_request: HttpRequest, error: Problem) -> HttpResponse:
        return answer(error.status, error.detail, **error.more)

    @api.exception_handler(ValidationError)
    def invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = [
            {"parameter": str(each["loc"][-1]), "detail": each["msg"]} for each in error.errors
        ]
        return answer(HTTPStatus.BAD_REQUEST, "Some parameters are not understood.", errors=errors)

    @api.exception_handler(Http404)
    def missing(_request: HttpRequest, _error: Http404) -> HttpResponse:
        return not_found()

    @api.exception_handler(Throttled)
    def throttled(_request: HttpRequest, _error: Throttled) -> HttpResponse:
        detail = (
            "Too many requests: wait for a minute, or read /record.jsonl, which is all there is."
        )
        return answer(HTTPStatus.TOO_MANY_REQUESTS, detail)
