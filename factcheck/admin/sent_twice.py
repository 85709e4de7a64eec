"""A form that is sent twice, as a double click does, is taken once.

Its second sending waits for the first, and is led to where that one led.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

KEY = "sent"
# Masked anew for each copy of a page.
MASKED = {"csrfmiddlewaretoken"}


def once(request: Any, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Call the view of a POST, within its transaction, unless the same was sent just before."""
    sessions = Session.objects.filter(pk=request.session.session_key)
    session = sessions.select_for_update().first()
    digest = _digest(request)
    before = session.get_decoded().get(KEY) if session else None
    if before and before["digest"] == digest:
        messages.info(request, _("You sent this twice: it was done once."))
        return redirect(before["address"])
    response = view()
    if session and response.status_code == 302:
        request.session[KEY] = {"digest": digest, "address": response.headers["Location"]}
        request.session.save()
    return response


def _digest(request: Any) -> str:
    sent = sorted(item for item in request.POST.lists() if item[0] not in MASKED)
    files = sorted((name, each.name, each.size) for name, each in request.FILES.items())
    return hashlib.sha256(repr((request.get_full_path(), sent, files)).encode()).hexdigest()
