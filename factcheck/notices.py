"""What the staff are told by e-mail: derived from the moves, at most one message an hour."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.models import AuditEntry, Claim, Move, User
from factcheck.models.acts import ACTS, Verb
from factcheck.models.vocabulary import Notice
from factcheck.models.who import Who

AT_MOST_EVERY = timedelta(hours=1)
LINES = 50
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a message: what happened, and to which claim."""

    what: str
    claim: Claim
    comment: str = ""

    @property
    def url(self) -> str:
        return settings.SITE_URL + reverse("admin:factcheck_claim_change", args=[self.claim.pk])


def send() -> int:
    """Send each user what has come since their last message; returns the number of messages.

    A message that cannot be sent is logged, holds up nobody else's, and is tried again next time.
    """
    now = timezone.now()
    latest = Move.objects.aggregate(latest=Max("pk"))["latest"] or 0
    # Moves are numbered before they are committed: while one is in the making, which may have a
    # lower number, it would be passed over for good.
    if Move.objects.is_one_in_the_making():
        return 0
    return sum(_tell(pk, now, latest) for pk in list(_due(now).values_list("pk", flat=True)))


def _due(now: datetime) -> QuerySet[User]:
    rested = Q(noticed_at=None) | Q(noticed_at__lte=now - AT_MOST_EVERY)
    return User.objects.filter(rested, is_active=True, is_staff=True).exclude(email="")


@transaction.atomic
def _tell(user_id: int, now: datetime, latest: int) -> bool:
    # Whom another sender is writing to at this moment is passed over.
    rows = _due(now).select_for_update(skip_locked=True, no_key=True)
    user = rows.filter(pk=user_id).first()
    if user is None:
        return False
    with translation.override(user.language):
        if not (lines := list(_lines(user, latest))):
            return False
        try:
            _send(user, lines)
        except OSError:
            log.exception("The notices for %s could not be sent; they are tried again.", user)
            return False
    User.objects.filter(pk=user.pk).update(noticed_at=now, noticed_move=latest)
    return True


def _lines(user: User, latest: int) -> Iterable[Line]:
    """What others did and still stands, each claim once; then what is overdue."""
    moves = Move.objects.exclude(verb=Verb.COMMENT)
    last = moves.filter(claim=OuterRef("claim")).order_by("-pk").values("pk")[:1]
    new = moves.filter(pk__gt=user.noticed_move, pk__lte=latest, pk=Subquery(last))
    new = new.exclude(actor=user.pk).select_related("claim").order_by("pk")
    told = set()
    for notice, (chosen, what) in _watched(user, new).items():
        for move in chosen if notice in user.notices else ():
            if move.pk not in told:
                told.add(move.pk)
                yield Line(what, move.claim, move.words)
    if Notice.OVERDUE in user.notices and _is_new_day(user):
        yield from (Line(_("Overdue"), claim) for claim in Claim.objects.overdue(user))


def _watched(user: User, new: QuerySet[Move]) -> dict[str, tuple[QuerySet[Move], str]]:
    mine = Q(claim__assignee=user)
    cancelled = AuditEntry.objects.filter(
        claim=OuterRef("claim"),
        table="factcheck_embargo",
        changes__publisher_id=[user.pk, None],
        at__gte=OuterRef("created_at"),
    )
    return {
        Notice.SENT_BACK: (_telling(new, Notice.SENT_BACK).filter(mine), _("Sent back to you")),
        Notice.VOID: (
            _telling(new, Notice.VOID).filter(mine | Q(claim__reviewer=user) | Exists(cancelled)),
            _("The sign-off is void"),
        ),
        Notice.ASSIGNED: (_telling(new, Notice.ASSIGNED).filter(mine), _("Assigned to you")),
        Notice.WAITING: (
            _telling(new, Notice.WAITING).filter(claim__in=Claim.objects.waiting_for(user))
            if Who.REVIEWER.held_by(user)
            else new.none(),
            _("Waits for your sign-off"),
        ),
    }


def _telling(moves: QuerySet[Move], notice: Notice) -> QuerySet[Move]:
    return moves.filter(verb__in=[act.verb for act in ACTS.values() if notice in act.notices])


def _is_new_day(user: User) -> bool:
    """Overdue claims are mentioned once a day, not once an hour."""
    return user.noticed_at is None or (timezone.localdate(user.noticed_at) < timezone.localdate())


def _send(user: User, lines: list[Line]) -> None:
    context = {
        "user": user,
        "lines": lines[:LINES],
        "more": len(lines) - LINES,
        "desk": settings.SITE_URL + reverse("admin:index"),
        "account": settings.SITE_URL + reverse("admin:account"),
    }
    send_mail(
        subject=_subject(lines),
        message=render_to_string("factcheck/mail/notices.txt", context),
        from_email=None,
        recipient_list=[user.email],
    )


def _subject(lines: list[Line]) -> str:
    """The subject on one line, whatever a headline holds."""
    if len(lines) == 1:
        about = f"{lines[0].what}: {lines[0].claim}"
    else:
        about = ngettext("%s notice", "%s notices", len(lines)) % len(lines)
    return " ".join(f"{settings.SITE_NAME}: {about}".split())
