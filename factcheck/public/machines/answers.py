"""What the answers to programs have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.filters import ClaimFilter
from factcheck.templatetags.public import absolute, with_query

View = Callable[..., HttpResponseBase]
PLAIN = "text/plain; charset=utf-8"
OPEN = "is_open_to_scripts"
ASKED_FIRST = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def open_to_scripts(view: View) -> View:
    """The data are public: scripts of other sites may ask for them, also whether they have them.

    A browser asks first, by OPTIONS, whether a script may name what it has.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=204, headers=ASKED_FIRST)
        else:
            response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
        return response

    answer.__dict__[OPEN] = True
    return answer


def is_open_to_scripts(view: View) -> bool:
    return OPEN in getattr(view, "__dict__", ())


def leading_on(response: HttpResponse, request: HttpRequest, cursor: str) -> HttpResponse:
    """Name the next page in a header (RFC 8288), if there is one."""
    if cursor:
        address = absolute(request.path + with_query(request.GET, cursor=cursor))
        response["Link"] = f'<{address}>; rel="next"'
    return response


def refused(request: HttpRequest, filters: ClaimFilter) -> HttpResponse | None:
    """Status 400, with what is wrong with each filter; None where nothing is.

    A page passes over what it does not know, which may be somebody's mark on a link. A program
    would take all claims for those that it asked for.
    """
    known = [*filters.filters, "cursor"]
    lines = [
        _("There is no parameter “%(name)s”; there are %(names)s.")
        % {"name": name, "names": ", ".join(known)}
        for name in request.GET
        if name not in known
    ]
    lines += [
        f"{filters.form.fields[name].label}: {message}"
        for name, messages in filters.form.errors.items()
        for message in messages
    ]
    if not lines:
        return None
    lines.append(_("The list of claims offers what there is: %s") % absolute(reverse("claim-list")))
    return HttpResponseBadRequest("\n".join(lines), content_type=PLAIN)


def no_such_page() -> HttpResponse:
    text = _("The cursor names a page that does not exist. Leave it out for the newest entries.")
    return HttpResponseBadRequest(text, content_type=PLAIN)
