"""What the staff is told by e-mail: derived from the moves, one message an hour at most."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Max, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck.models import Claim, Move, User
from factcheck.models.staff import Notice

AT_MOST_EVERY = timedelta(hours=1)
Verb = Move.Verb


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to be told of: what, and where to go."""

    what: str
    claim: Claim
    comment: str = ""

    @property
    def url(self) -> str:
        return settings.SITE_URL + reverse("admin:factcheck_claim_change", args=[self.claim.pk])


def send() -> int:
    """Send each user what has come since their last message; returns the number of messages."""
    now = timezone.now()
    due = Q(noticed_at=None) | Q(noticed_at__lte=now - AT_MOST_EVERY)
    users = User.objects.filter(due, is_active=True, is_staff=True).exclude(email="")
    latest = Move.objects.aggregate(latest=Max("pk"))["latest"] or 0
    sent = 0
    for user in users:
        if lines := list(_lines(user, latest)):
            _send(user, lines)
            User.objects.filter(pk=user.pk).update(noticed_at=now, noticed_move=latest)
            sent += 1
    return sent


def _lines(user: User, latest: int) -> Iterable[Line]:
    new = Move.objects.filter(pk__gt=user.noticed_move, pk__lte=latest).exclude(actor=user.pk)
    new = new.select_related("claim").order_by("pk")
    mine = Q(claim__assignee=user)
    watched: dict[str, tuple[QuerySet[Move], str]] = {
        Notice.ASSIGNED: (
            new.filter(mine, verb__in=[Verb.ASSIGN, Verb.REASSIGN]),
            _("Assigned to you"),
        ),
        Notice.SENT_BACK: (new.filter(mine, verb=Verb.SEND_BACK), _("Sent back to you")),
        Notice.WAITING: (
            new.filter(
                Q(claim__reviewer=user) | Q(claim__reviewer=None),
                verb__in=[Verb.SUBMIT, Verb.VOID],
                claim__stage=Claim.Stage.IN_REVIEW,
            )
            if user.has_perm("factcheck.review_claim")
            else new.none(),
            _("Waits for your sign-off"),
        ),
        Notice.VOID: (
            new.filter(mine | Q(claim__reviewer=user), verb=Verb.VOID),
            _("The sign-off is void"),
        ),
    }
    for notice, (moves, what) in watched.items():
        if notice in user.notices:
            yield from (Line(what, move.claim, move.comment) for move in moves)
    if Notice.OVERDUE in user.notices and _is_new_day(user):
        yield from (Line(_("Overdue"), claim) for claim in Claim.objects.overdue(user))


def _is_new_day(user: User) -> bool:
    """Overdue claims are told of once a day, not once an hour."""
    return user.noticed_at is None or (timezone.localdate(user.noticed_at) < timezone.localdate())


def _send(user: User, lines: list[Line]) -> None:
    send_mail(
        subject=_("%(site)s: %(number)s for you")
        % {"site": settings.SITE_NAME, "number": len(lines)},
        message=render_to_string("factcheck/mail/notices.txt", {"user": user, "lines": lines}),
        from_email=None,
        recipient_list=[user.email],
    )
