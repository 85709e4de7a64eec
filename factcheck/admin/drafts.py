"""What is typed at the desk is kept on the device until it is saved (static: drafts.js).

It lies there encrypted, under a key that the site gives to nobody but the person who typed it.
"""

import base64
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac

from factcheck.models import User

# The name of a draft, with the form that it is of; and what a form of our own may call one.
FIELD = "_draft"
SAVED = "draft_saved_"
# Seconds for the page that comes next to hear of it.
HEARD_WITHIN = 60


def key_of(user: User) -> str:
    """The key of a person's drafts: 256 bits for AES, as base64; always the same."""
    digest = salted_hmac("factcheck.drafts", str(user.pk), algorithm="sha256").digest()
    return base64.b64encode(digest).decode()


def let_go_if_saved(request: Any, response: HttpResponse) -> HttpResponse:
    """Tell the browser that it need not keep a draft any longer that came with a form.

    What leads on was saved, unless it was refused; so was what a view says by `has_saved` of its
    request.
    """
    leads_on = response.status_code == 302 and not getattr(request, "is_refused", False)
    if not (leads_on or getattr(request, "has_saved", False)):
        return response
    draft = request.POST.get(FIELD, "")
    if draft.isalnum() and draft.isascii() and len(draft) <= len("0" * 32):
        response.set_cookie(
            SAVED + draft,
            max_age=HEARD_WITHIN,
            path=reverse("admin:index"),
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response
