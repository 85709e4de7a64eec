"""What each of the staff was told by e-mail."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.models.article_finding import ArticleFinding
from factcheck.models.audit import AuditEntry
from factcheck.models.claim import Claim
from factcheck.models.move import Move
from factcheck.models.vocabulary import Notice

_WHAT = {
    Notice.ASSIGNED: _("Assigned to you"),
    Notice.SENT_BACK: _("Sent back to you"),
    Notice.WAITING: _("Waits for your sign-off"),
    Notice.APPROVED: _("Waits to be published"),
    Notice.PUBLISHED: _("Published"),
    Notice.VOID: _("The sign-off is void"),
    Notice.EMBARGO: _("Your embargo is gone, and it was not published"),
    Notice.MENTIONED: _("You are mentioned"),
    Notice.ANSWERED: _("A new comment, after yours"),
    Notice.OVERDUE: _("Overdue"),
}
REMARK = "factcheck_remark"
# By the outcome that a remark got; empty when it is made.
_REMARKED = {
    "": _("A remark on a claim of yours"),
    "taken": _("The wording that you suggested was taken over"),
    "resolved": _("Your remark was resolved"),
}
# By the column that was changed: said to who is in it now, and to who was before.
_GIVEN = {
    "assignee_id": (_("Assigned to you"), _("Taken from you")),
    "reviewer_id": (_("Yours to sign off"), _("No longer yours to sign off")),
    "publisher_id": (_("Its embargo is yours now"), _("Its embargo is no longer yours")),
}


def remarked(entry: AuditEntry) -> str:
    """What the remark says that an entry of the audit is about, if it was made then."""
    said = [entry.changes.get(column, [None, None])[1] for column in ("text", "suggestion")]
    return " ".join(filter(None, said))


class MessageQuerySet(models.QuerySet["Message"]):
    def with_lines(self) -> Self:
        told = ("claim", "move__actor", "move__finding__article", "entry__actor")
        lines = MessageLine.objects.select_related(*told)
        return self.prefetch_related(models.Prefetch("lines", lines))

    def unsent(self) -> Self:
        return self.filter(sent_at=None, user__is_active=True).exclude(user__email="")

    def to_send(self, now: datetime) -> Self:
        """Those never tried, and those that failed, after as long again as they have waited.

        One that was tried and did not fail may have arrived: whoever sent it was stopped before
        they could say so. It is not sent twice.
        """
        waited = F("tried_at") - F("made_at")
        due = models.ExpressionWrapper(now - waited, models.DateTimeField())
        return self.unsent().filter(Q(tried_at=None) | ~Q(failure="") & Q(tried_at__lte=due))

    def failed(self) -> Self:
        """Those that could not be sent, or may not have arrived, for the desk to know."""
        late = timezone.now() - Message.PATIENCE
        return self.unsent().filter(Q(tried_at__lte=late) | ~Q(failure=""))


class Message(models.Model):
    """One e-mail to one person. What it says is not kept, but told again from its lines."""

    PATIENCE: ClassVar = timedelta(minutes=10)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="told", verbose_name=_("user")
    )
    made_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["user", "-id"], name="message_of_user"),
            models.Index(fields=["id"], name="message_unsent", condition=Q(sent_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.made_at}"


class MessageLine(models.Model):
    """One thing that somebody is told of: a claim, or the finding of a move, and what was done."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="lines")
    notice = models.CharField(max_length=20, choices=Notice)
    # None for a finding.
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, related_name="+")
    # What was done, if it was an act; and the change by which the claim was given or taken.
    move = models.ForeignKey(Move, models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(AuditEntry, models.PROTECT, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.what}: {self.subject}"

    @property
    def subject(self) -> Claim | ArticleFinding:
        """What it is about."""
        about = self.claim or (self.move and self.move.finding)
        assert about, "It is of a claim, or of a move of a finding."
        return about

    @property
    def url(self) -> str:
        """The address of the page that it leads to."""
        about = self.subject
        if isinstance(about, ArticleFinding):
            return reverse("admin:factcheck_article_finding", args=[about.article_id])
        page = "read" if self.is_new_remark else "change"
        address = reverse(f"admin:factcheck_claim_{page}", args=[about.pk])
        return f"{address}#remarks" if self.is_new_remark else address

    @property
    def what(self) -> str:
        """What it is, in a few words, to whom the message is for."""
        person = self.message.user_id
        for column, (given, taken) in _GIVEN.items() if self.notice == Notice.ASSIGNED else ():
            changed = self.entry.changes.get(column, [None, None]) if self.entry else []
            if person in changed:
                return str(given if changed[1] == person else taken)
        if self.notice == Notice.ANSWERED and self._is_of_remark and self.entry:
            outcome = self.entry.changes.get("outcome", ["", ""])[1]
            return str(_REMARKED[outcome or ""])
        return str(_WHAT[Notice(self.notice)])

    @property
    def words(self) -> str:
        """What was said with it."""
        if self._is_of_remark and self.entry:
            return remarked(self.entry)
        return self.move.words if self.move else ""

    @property
    def actor(self) -> str:
        """Who said it."""
        done = self.move or self.entry
        return done.actor_name if done else ""

    @property
    def is_new_remark(self) -> bool:
        """Whether it is read beside the words that it is about; the thread tells of the others."""
        operation = self.entry.operation if self.entry else ""
        return self._is_of_remark and operation == AuditEntry.Operation.INSERT

    @property
    def _is_of_remark(self) -> bool:
        return self.entry is not None and self.entry.table == REMARK
