"""What failed behind the desk's back, for its editors: work, orders to publish, messages."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck import backlog
from factcheck.bidi import isolated
from factcheck.models import (
    ClaimExport,
    ClaimImport,
    Embargo,
    Message,
    User,
    WebhookDelivery,
    WebhookEndpoint,
)
from factcheck.models.who import Who
from factcheck.tasks import LABELS

SHOWN = 10
PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Failure:
    """What was not done, where there is more of it, if anywhere, and the job to do again."""

    what: str
    url: str = ""
    job: int | None = None


def failures(user: Any) -> list[Failure]:
    """Everything that failed and has not been made good since, for desk editors."""
    if not Who.DESK_EDITOR.held_by(user):
        return []
    return [*_work(), *_orders(), *_lost_orders(), *_messages(), *_receivers(user)]


def _work() -> list[Failure]:
    if not backlog.is_worked():
        said = _(
            "Nobody works in the background: nothing is published at the end of an embargo, and no "
            "message is sent. Let manage.py worker run."
        )
        return [Failure(said)]
    late = _("%(job)s: not done for minutes. The log of the workers says why.")
    again = _("%(job)s: failed. The log of the workers says why.")
    return [
        *(Failure(late % {"job": _named(name)}) for name in backlog.overdue()),
        *(
            Failure(again % {"job": named}, url, job.pk)
            for job in backlog.failed()[:SHOWN]
            for named, url in [_with_subject(job)]
        ),
    ]


def _named(task: str) -> str:
    return capfirst(str(LABELS.get(task, task)))


def _with_subject(job: ProcrastinateJob) -> tuple[str, str]:
    """What a job is called, with what it is about, and where that stands, if it is not gone."""
    said, given = {"job": _named(job.task_name)}, job.args
    if whole := ClaimImport.objects.filter(pk=given.get("import_id")).first():
        named = _("%(job)s “%(file)s”") % (said | {"file": isolated(whole)})
        return named, reverse("admin:factcheck_claim_import_look", args=[whole.pk])
    if export := ClaimExport.objects.filter(pk=given.get("export_id")).first():
        asked = {"name": isolated(export.by), "when": _moment(export.at)}
        return _("%(job)s for %(name)s, %(when)s") % (said | asked), ""
    if told := WebhookDelivery.objects.filter(pk=given.get("delivery_id")).first():
        return f"{said['job']} ({isolated(told.endpoint)})", ""
    return said["job"], ""


def _orders() -> list[Failure]:
    due = Embargo.objects.due().filter(until__lte=timezone.now() - PATIENCE).select_related("claim")
    return [
        Failure(
            _("“%(claim)s” should have been published on %(when)s; it is still tried.")
            % {"claim": order.claim, "when": _moment(order.until)},
            reverse("admin:factcheck_claim_change", args=[order.claim_id]),
        )
        for order in due[:SHOWN]
    ]


def _lost_orders() -> list[Failure]:
    """Orders that cannot be carried out when their time comes, told while there is time."""
    publishers = User.objects.holding(Who.PUBLISHER)
    lost = Embargo.objects.exclude(publisher__in=publishers).select_related("claim", "publisher")
    said = _(
        "“%(claim)s” will not be published on %(when)s: %(name)s, who ordered it, is no publisher "
        "any more. Let a publisher cancel the embargo, and order it anew."
    )
    return [
        Failure(
            said % {"claim": each.claim, "when": _moment(each.until), "name": each.publisher},
            reverse("admin:factcheck_claim_change", args=[each.claim_id]),
        )
        for each in lost[:SHOWN]
    ]


def _messages() -> list[Failure]:
    return [
        Failure(
            (
                _("A message to %(name)s of %(when)s could not be sent; it is still tried: %(why)s")
                if message.failure
                else _("A message to %(name)s of %(when)s may not have arrived.")
            )
            % {"name": message.user, "when": _moment(message.made_at), "why": message.failure},
        )
        for message in Message.objects.failed().select_related("user")[:SHOWN]
    ]


def _receivers(user: Any) -> list[Failure]:
    """Receivers that want no more, and messages to the others that never arrived."""
    if not user.has_perm("factcheck.change_webhookendpoint"):
        return []
    lost = WebhookDelivery.objects.filter(endpoint=OuterRef("pk")).given_up()
    receivers = WebhookEndpoint.objects.filter(
        Q(is_active=True) & Exists(lost) | Q(is_active=False, gone_at__isnull=False)
    )
    wants_none = _("%(receiver)s answered that it wants no more messages, and was made inactive.")
    given_up = _("Messages to %(receiver)s never arrived, and are not tried any more.")
    return [
        Failure(
            (given_up if each.is_active else wants_none) % {"receiver": each},
            reverse("admin:factcheck_webhookendpoint_deliveries", args=[each.pk]),
        )
        for each in receivers[:SHOWN]
    ]


def _moment(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""
