"""Nothing that was sent is lost: where it cannot be taken, a page holds it and sends it again.

A refused token, a session that is over, a database that was away or too busy, a fault of ours.
What is held is sent by a click on a page of ours that shows it, to the page that it was meant for,
and only where it came from a page of ours.
"""

import logging
import time
from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as django_csrf_failure
from django.views.defaults import server_error as django_server_error

from factcheck.admin.sent_words import written

logger = logging.getLogger("django.request")

# Of the machine, or of one page only, or secret.
NOT_HELD = {"csrfmiddlewaretoken", "held"}
# A server that restarts, and a transaction that held a lock, need a moment.
PAUSE = 0.5
# How long a save waits for a lock; twice, and the server's own patience is not at its end.
LOCK_TIMEOUT = "5s"

View = Callable[..., HttpResponse]


def held(sent: QueryDict) -> QueryDict:
    """What is worth sending again; passwords are typed again."""
    kept = QueryDict(mutable=True)
    for name, values in sent.lists():
        if name not in NOT_HELD and "password" not in name:
            kept.setlist(name, values)
    return kept


def page(
    request: HttpRequest, sent: QueryDict, *, to: str, why: str, status: int, person: str = ""
) -> TemplateResponse:
    """Show what was sent, and offer to send it again; asks the database for nothing.

    `person` is who would send it, which may be somebody else by now.
    """
    fields = [(name, value) for name, values in held(sent).lists() for value in values]
    context = {
        "title": _("Not saved yet") if fields else _("This did not work"),
        "why": why,
        "person": person,
        "to": to,
        "fields": fields,
        "shown": written(to, fields),
        "has_files": _has_files(request),
        # The templates of the admin ask for one, whom the session would have to name.
        "user": AnonymousUser(),
        "site_title": settings.SITE_NAME,
        "site_header": settings.SITE_NAME,
        "site_url": "/",
    }
    response = TemplateResponse(request, "admin/send_again.html", context, status=status)
    add_never_cache_headers(response)
    return response


def sign_in_first(
    request: HttpRequest, context: dict[str, Any], *, to: str, kept: str
) -> TemplateResponse:
    """Let a person whose session is over sign in; then what they sent can be sent again."""
    speak_as_the_browser_asks(request)
    context |= {
        "title": _("Sign in to save"),
        "app_path": f"{reverse('admin:login')}?{urlencode({'next': to})}",
        "next": to,
        "form": AdminAuthenticationForm(request),
        "held": kept,
        "has_files": _has_files(request),
    }
    response = TemplateResponse(request, "admin/login.html", context, status=403)
    add_never_cache_headers(response)
    return response


def speak_as_the_browser_asks(request: HttpRequest) -> None:
    """Nobody knows yet whose language it is to be; what is shown so is kept in no cache."""
    translation.activate(translation.get_language_from_request(request))


def _has_files(request: HttpRequest) -> bool:
    return bool(request.FILES) or getattr(request, "has_skipped_files", False)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Lead on from a refused token at the desk, if the form was one of our own pages."""
    from factcheck.admin.site import site

    desk = reverse("admin:index")
    if not (request.path.startswith(desk) and _is_ours(request)):
        return django_csrf_failure(request, reason)
    if request.path == reverse("admin:login"):
        to = request.GET.get("next", desk)
        kept = request.POST.get("held", "")
        return sign_in_first(request, site.each_context(request), to=to, kept=kept)
    to = request.get_full_path()
    if not site.has_permission(request):
        kept = held(request.POST).urlencode()
        return sign_in_first(request, site.each_context(request), to=to, kept=kept)
    # No view has spoken yet.
    translation.activate(getattr(request.user, "language", settings.LANGUAGE_CODE))
    why = _("You signed in again, or your browser forgot this page, since you opened it.")
    person = request.user.get_username()
    return page(request, request.POST, to=to, why=why, status=403, person=person)


def server_error(request: HttpRequest) -> HttpResponse:
    """Hold what was sent to the desk while something broke that nobody had foreseen."""
    if not (request.path.startswith(reverse("admin:index")) and held(request.POST)):
        return django_server_error(request)
    why = _("Something went wrong on our side, and has been noted. Try again in a moment.")
    return page(request, request.POST, to=request.get_full_path(), why=why, status=500)


def wait_for_no_lock_too_long() -> None:
    """Let this transaction give up a lock that it cannot have."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])


def tried_once_more(view: View) -> View:
    """Try a page again where the database was away or a lock was not to be had; then say so."""

    @wraps(view)
    def trying(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = request.POST
        for pause in (PAUSE, 0):
            # What a try leaves on its request is not there for the next one.
            attempt = copy(request)
            try:
                response = view(attempt, *args, **kwargs)
                return response.render() if isinstance(response, TemplateResponse) else response
            except (OperationalError, InterfaceError) as failure:
                logger.warning("Not done, %s: %s", request.path, failure)
                get_messages(request)._queued_messages.clear()  # type: ignore[union-attr]
                if not connection.in_atomic_block:
                    connection.close()
                time.sleep(pause)
        why = _("The database was away or too busy, twice. Try again in a moment.")
        return page(request, sent, to=request.get_full_path(), why=why, status=503)

    return trying


def _is_ours(request: HttpRequest) -> bool:
    """Whether a browser says that the form stood on a page of this site."""
    ours = {request.get_host(), urlsplit(settings.SITE_URL).netloc}
    ours |= {urlsplit(origin).netloc for origin in settings.CSRF_TRUSTED_ORIGINS}
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc in ours
