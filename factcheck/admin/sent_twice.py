"""A form that is sent twice, as a double click does, is taken once.

Its second sending waits for the first, and is led to where that one led.
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

KEY = "sent"
# Seconds within which the same is a double click, and not meant again.
JUST_BEFORE = 10
# Masked anew for each copy of a page.
MASKED = {"csrfmiddlewaretoken"}


def once(request: Any, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Call the view of a POST, within its transaction, unless the same was sent just before."""
    sessions = Session.objects.filter(pk=request.session.session_key)
    return _once(request, sessions.select_for_update().first(), view)


def once_part_by_part(request: Any, view: Callable[[], HttpResponse]) -> HttpResponse:
    """The same for a view that commits one part after the other, in no transaction of its own."""
    key = request.session.session_key
    with _alone(f"{KEY} {key}"):
        return _once(request, Session.objects.filter(pk=key).first(), view)


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Hold a lock of this connection, which outlives its transactions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [name])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])


def _once(request: Any, session: Session | None, view: Callable[[], HttpResponse]) -> HttpResponse:
    digest = _digest(request)
    before = session.get_decoded().get(KEY) if session else None
    if before and before["digest"] == digest and time.time() - before["at"] < JUST_BEFORE:
        messages.info(request, _("You sent this twice: it was done once."))
        return redirect(before["address"])
    response = view()
    is_done = response.status_code == 302 and not getattr(request, "is_refused", False)
    if session and is_done:
        sent = {"digest": digest, "address": response.headers["Location"], "at": time.time()}
        request.session[KEY] = sent
        request.session.save()
    return response


def _digest(request: Any) -> str:
    sent = sorted(item for item in request.POST.lists() if item[0] not in MASKED)
    files = sorted(
        (name, each.name, each.size) for name, all_of in request.FILES.lists() for each in all_of
    )
    return hashlib.sha256(repr((request.get_full_path(), sent, files)).encode()).hexdigest()
