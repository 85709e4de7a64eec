"""How many reports came from one network today, without keeping which network it was."""

from datetime import timedelta
from typing import ClassVar

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

# Not the name of any module: with another one, every network could send a day's worth anew.
SALT = "factcheck.reports"


class ReportSenderQuerySet(models.QuerySet["ReportSender"]):
    def admit(self, network: str) -> bool:
        """Note that a report comes from a network; False if it has sent a day's worth of them."""
        sender = salted_hmac(SALT, network, algorithm="sha256").hexdigest()
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [sender])
            sent = self.filter(sender=sender, sent_at__gt=timezone.now() - ReportSender.KEPT)
            if sent.count() >= ReportSender.A_DAY:
                return False
            self.create(sender=sender)
            return True

    def forget(self) -> int:
        """Forget who sent what a day ago; returns the number of rows."""
        return self.filter(sent_at__lte=timezone.now() - ReportSender.KEPT).delete()[0]


class ReportSender(models.Model):
    """A report came from a network, of which only a keyed hash is kept, and only for a day."""

    KEPT: ClassVar = timedelta(days=1)
    A_DAY: ClassVar = 10

    sender = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=timezone.now)

    objects = ReportSenderQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["sender", "sent_at"], name="sender_of_today")]

    def __str__(self) -> str:
        return self.sender
