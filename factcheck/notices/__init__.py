"""What the staff are told by e-mail: at once if it names them, everything else once an hour.

`telling` says what there is to tell. A message is written first and then sent, so that none is lost
or sent twice, wherever the sender is stopped.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from factcheck.models import AuditEntry, Claim, Message, MessageLine, Move, User
from factcheck.models.in_the_making import is_one_in_the_making
from factcheck.notices import telling
from factcheck.notices.posting import post

DIGEST_EVERY = timedelta(hours=1)


def send() -> int:
    """Write to each of the staff what is new, and send what has not been sent yet.

    Returns how many messages were sent.
    """
    write()
    return post()


def write() -> None:
    moves = (Move.objects, Move.on_findings)
    last_move = max(rows.aggregate(last=Max("pk"))["last"] or 0 for rows in moves)
    last_entry = AuditEntry.objects.aggregate(last=Max("pk"))["last"] or 0
    if is_one_in_the_making(Move, AuditEntry):
        return
    now = timezone.now()
    new = Q(noticed_move__lt=last_move) | Q(noticed_entry__lt=last_entry)
    late = Exists(Claim.objects.late().filter(assignee=OuterRef("pk")))
    there = User.objects.with_address().filter(new | late)
    for user_id in list(there.values_list("pk", flat=True)):
        _write_to(user_id, now, last_move, last_entry)


@transaction.atomic
def _write_to(user_id: int, now: datetime, last_move: int, last_entry: int) -> None:
    # People to whom another sender is writing at this moment are passed over.
    rows = User.objects.with_address().select_for_update(skip_locked=True, no_key=True)
    user = rows.filter(pk=user_id).first()
    if user is None:
        return
    news = telling.News(user, last_move, last_entry)
    is_due = user.noticed_at is None or user.noticed_at <= now - DIGEST_EVERY
    lines = telling.everything(news) if is_due else telling.naming(news)
    if lines:
        message = Message.objects.create(user=user, made_at=now)
        for line in lines:
            line.message = message
        MessageLine.objects.bulk_create(lines)
    if is_due:
        user.noticed_move, user.noticed_entry = last_move, last_entry
        user.noticed_at = now if lines else user.noticed_at
        user.save(update_fields=["noticed_move", "noticed_entry", "noticed_at"])
