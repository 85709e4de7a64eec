"""Who is told of what is published, and what became of each message to them.

The record is the outbox: of each of its entries, and each redaction, a receiver gets one delivery
and never two. What it says is read from the record when it is sent, and kept nowhere else.
"""

import base64
import secrets
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Max, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck import outgoing
from factcheck.models.record import Publication, Redaction


class Event(models.TextChoices):
    PUBLISHED = "review.published", _("a review is published")
    CORRECTED = "review.corrected", _("a review is corrected, updated, or mended in its typing")
    WITHDRAWN = "review.withdrawn", _("a review is withdrawn")
    FINDING_PUBLISHED = "finding.published", _("a finding on an article is published")
    FINDING_CORRECTED = "finding.corrected", _("a finding on an article is corrected or updated")
    FINDING_WITHDRAWN = "finding.withdrawn", _("a finding on an article is withdrawn")


# Told to every receiver, whatever it chose: its copies must go, too.
REDACTED = "publication.redacted"
TEST = "test"
FORGETTING = {REDACTED, Event.WITHDRAWN, Event.FINDING_WITHDRAWN}


def new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def last_serial() -> int:
    """The end of the record: what is before it is told to nobody who comes now."""
    return Publication.record.aggregate(last=Max("serial"))["last"] or 0


def all_events() -> list[str]:
    return list(Event.values)


def check_address(value: str) -> None:
    try:
        outgoing.check(value)
    except outgoing.NotReached as refusal:
        raise ValidationError(str(refusal)) from None


class WebhookEndpointQuerySet(models.QuerySet["WebhookEndpoint"]):
    def active(self) -> Self:
        return self.filter(is_active=True)


class WebhookEndpoint(models.Model):
    """An address that is told of what is published, as https://www.standardwebhooks.com/ says."""

    PATIENCE: ClassVar = timedelta(minutes=5)

    url = models.CharField(_("address"), max_length=500, validators=[check_address])
    events = ArrayField(
        models.CharField(max_length=30, choices=Event),
        verbose_name=_("is told when"),
        default=all_events,
        help_text=_("Of a redaction it is told in any case, so that it forgets what was redacted."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    secret = models.CharField(max_length=100, default=new_secret, editable=False)
    # While receivers change over, messages are signed with both.
    earlier_secret = models.CharField(max_length=100, blank=True, editable=False)
    since = models.BigIntegerField(default=last_serial, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    # When it said that it wants no more.
    gone_at = models.DateTimeField(null=True, editable=False)

    objects = WebhookEndpointQuerySet.as_manager()

    class Meta:
        verbose_name = _("receiver")
        verbose_name_plural = _("receivers")
        ordering = ["url", "pk"]

    def __str__(self) -> str:
        return self.url

    @property
    def is_slow(self) -> bool:
        """Whether it did not answer in time a moment ago."""
        since = timezone.now() - self.PATIENCE
        tried = self.deliveries.filter(tried_at__gt=since)
        return tried.filter(why=outgoing.Why.TOO_SLOW).exists()

    def rotate(self) -> None:
        """Sign with a new secret, and with the one before for as long as receivers need it."""
        self.earlier_secret, self.secret = self.secret, new_secret()
        self.save(update_fields=["earlier_secret", "secret"])

    def forget_earlier(self) -> None:
        self.earlier_secret = ""
        self.save(update_fields=["earlier_secret"])


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def waiting(self) -> Self:
        """Those that are to be sent, or sent again."""
        return self.filter(state=WebhookDelivery.State.WAITING, endpoint__is_active=True)

    def given_up(self) -> Self:
        return self.filter(state=WebhookDelivery.State.GIVEN_UP)


class WebhookDelivery(models.Model):
    """One message to one receiver: of an entry of the record, a redaction, or a test."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        GIVEN_UP = "given-up", _("given up")

    ANSWER: ClassVar = 300

    endpoint = models.ForeignKey(
        WebhookEndpoint, models.CASCADE, verbose_name=_("receiver"), related_name="deliveries"
    )
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="+")
    redaction = models.ForeignKey(Redaction, models.PROTECT, null=True, related_name="+")
    event = models.CharField(_("event"), max_length=30)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    made_at = models.DateTimeField(_("at"), auto_now_add=True)
    tried_at = models.DateTimeField(_("tried at"), null=True)
    # What the receiver answered last, or why it did not.
    status = models.PositiveIntegerField(_("status"), null=True)
    answer = models.CharField(_("answer"), max_length=ANSWER, blank=True)
    why = models.CharField(_("reason"), max_length=20, choices=outgoing.Why, blank=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "publication"], name="webhook_once_for_each_entry"
            ),
            models.UniqueConstraint(
                fields=["endpoint", "redaction"], name="webhook_once_for_each_redaction"
            ),
        ]
        indexes = [
            # Which are to be sent?
            models.Index(
                fields=["state"], name="webhook_undelivered", condition=~Q(state="delivered")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}, {self.endpoint_id}"

    @property
    def message_id(self) -> str:
        """The same each time that it is sent: receivers tell by it what they have already."""
        return f"msg_{self.pk}"

    def came(self, status: int, answer: str, state: str) -> None:
        """Note what the receiver answered."""
        self._tried(status=status, answer=answer[: self.ANSWER], why="", state=state)

    def failed(self, why: outgoing.Why, state: str) -> None:
        """Note why the receiver was not reached."""
        self._tried(status=None, answer="", why=why, state=state)

    def _tried(self, **outcome: Any) -> None:
        own = WebhookDelivery.objects.filter(pk=self.pk)
        own.update(attempts=F("attempts") + 1, tried_at=Now(), **outcome)
