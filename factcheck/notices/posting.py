"""Sending the messages that were written."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from factcheck.models import Message, MessageLine

LINES = 50
log = logging.getLogger(__name__)


def post() -> int:
    """Send what is waiting to be sent; returns the number of messages.

    One that cannot be sent is logged, holds up nobody else's, and is tried again later.
    """
    waiting = Message.objects.to_send(timezone.now()).order_by("pk")
    return sum(_post(pk) for pk in list(waiting.values_list("pk", flat=True)))


def _post(pk: int) -> bool:
    # Noted before it is sent: if we are stopped in between, it is sent once or not at all.
    now = timezone.now()
    own = Message.objects.filter(pk=pk)
    if not own.to_send(now).update(tried_at=now, failure=""):
        return False
    message = own.select_related("user").with_lines().get()
    try:
        with translation.override(message.user.language):
            _mail(message).send()
    except OSError as error:
        log.exception("The notices for %s could not be sent; they are tried again.", message.user)
        own.update(failure=f"{type(error).__name__}: {error}"[:300])
        return False
    own.update(sent_at=timezone.now())
    return True


def _mail(message: Message) -> EmailMessage:
    lines = list(message.lines.all())
    context = {
        "user": message.user,
        "lines": lines[:LINES],
        "more": len(lines) - LINES,
        "site": settings.SITE_URL,
        "desk": settings.SITE_URL + reverse("admin:index"),
        "account": settings.SITE_URL + reverse("admin:account"),
    }
    return EmailMessage(
        subject=_subject(lines),
        body=render_to_string("factcheck/mail/notices.txt", context),
        to=[message.user.email],
        # The same on each try: mail programs show it only once.
        headers={"Message-ID": f"<notices-{message.pk}@{settings.SITE_URL.split('//')[1]}>"},
    )


def _subject(lines: list[MessageLine]) -> str:
    """The subject on one line, whatever a headline holds."""
    if len(lines) == 1:
        about = str(lines[0])
    else:
        about = ngettext("%s notice", "%s notices", len(lines)) % len(lines)
    return " ".join(f"{settings.SITE_NAME}: {about}".split())
