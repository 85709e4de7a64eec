"""Nothing that was sent is lost: where it cannot be taken, a page holds it and sends it again.

A refused token, a session that is over, a database that was away or too busy. What is held is sent
by a click on a page of ours that shows it, to the page that it was meant for, and only where
it came from a page of ours.
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
from django.contrib.messages import get_messages
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as django_csrf_failure

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
    request: HttpRequest, sent: QueryDict, *, to: str, why: str, status: int
) -> TemplateResponse:
    """Show what was sent, and offer to send it again; asks the database for nothing."""
    fields = [(name, value) for name, values in held(sent).lists() for value in values]
    context = {
        "title": _("Not saved yet"),
        "why": why,
        "to": to,
        "fields": fields,
        "shown": [(name, value) for name, value in fields if _is_typed(name, value)],
        "has_files": bool(request.FILES),
        "site_title": settings.SITE_NAME,
        "site_header": settings.SITE_NAME,
        "site_url": "/",
    }
    return TemplateResponse(request, "admin/send_again.html", context, status=status)


def _is_typed(name: str, value: str) -> bool:
    machine = ("_FORMS", "-id", "since", "version", "__prefix__")
    return bool(value.strip()) and not name.startswith("_") and not any(m in name for m in machine)


def sign_in_first(
    request: HttpRequest, context: dict[str, Any], *, to: str, kept: str
) -> TemplateResponse:
    """Let a person whose session is over sign in; then what they sent can be sent again."""
    context |= {
        "title": _("Sign in to save"),
        "app_path": f"{reverse('admin:login')}?{urlencode({'next': to})}",
        "next": to,
        "form": AdminAuthenticationForm(request),
        "held": kept,
        "has_files": bool(request.FILES),
    }
    return TemplateResponse(request, "admin/login.html", context, status=403)


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
    why = _("You signed in again, or your browser forgot this page, since you opened it.")
    return page(request, request.POST, to=to, why=why, status=403)


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
            for file in request.FILES.values():
                file.seek(0)  # type: ignore[union-attr]
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
