"""What is done in the background, by any number of `manage.py worker` on any number of machines.

The queue lies in the database (Procrastinate). What is due each minute is done by one worker, and
not again before it has come to its end. A job whose worker died is taken up by another, so each
must bear to be done again: none here does anything twice.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import ClassVar

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job, Status

from factcheck import file_store, finding, notices, webhooks, workflow
from factcheck.exchange import applying, exporting, staging
from factcheck.models import (
    ClaimImport,
    EvidenceFile,
    LargeExport,
    ReportSender,
    User,
    WebhookDelivery,
)
from factcheck.models.webhook import FORGETTING, TEST

EVERY_MINUTE, ON_DEMAND, DELIVERIES = "every-minute", "on-demand", "deliveries"
# The order of most messages, after all other work.
DELIVERY = -1
# Hours after which a job that was done is forgotten, and one that failed.
DONE, FAILED = 1, 30 * 24

# What each task does, for people.
LABELS: dict[str, Promise] = {
    "read_in": _("reading a file of claims"),
    "bring_in": _("bringing claims in"),
    "take_out": _("taking claims out"),
    "deliver": _("telling a receiver"),
}
PERIODIC: list[str] = []


def every_minute(label: Promise) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Have a function called each minute, by one worker at a time."""

    def register(work: Callable[[], object]) -> Callable[[], object]:
        name = work.__name__
        LABELS[name] = label
        PERIODIC.append(name)
        # Whoever waits longest may wait for an import of others, but never for two.
        task = app.task(name=name, queue=EVERY_MINUTE, lock=name, queueing_lock=name, priority=1)
        app.periodic(cron="* * * * *")(task(_without_time(work)))
        return work

    return register


def _without_time(work: Callable[[], object]) -> Callable[[int], None]:
    def run(timestamp: int) -> None:
        work()

    return run


@every_minute(_("publishing at the end of an embargo"))
def publish_due() -> None:
    workflow.publish_due()


@every_minute(_("sending notices by e-mail"))
def send_notices() -> None:
    notices.send()


@every_minute(_("reading words of changed rows, for searches"))
def read_words() -> None:
    finding.read_all()


@every_minute(_("forgetting who sent reports"))
def forget_senders() -> None:
    ReportSender.objects.forget()


@every_minute(_("removing files of forms that were never saved"))
def sweep_files() -> None:
    ClaimImport.objects.forget()
    ClaimImport.objects.sweep(file_store.part_of_minute())
    LargeExport.objects.forget()
    EvidenceFile.objects.sweep()


@app.periodic(cron="* * * * *")
@app.task(
    name="take_up_stalled", queue=EVERY_MINUTE, queueing_lock="take_up_stalled", pass_context=True
)
async def take_up_stalled(context: JobContext, timestamp: int) -> None:
    """Let jobs be done again whose worker is gone; it has no lock, which could be left behind.

    Those of each minute are let go: the next ones wait already.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        if job.queue == EVERY_MINUTE:
            await manager.finish_job(job, Status.FAILED, delete_job=True)
        else:
            await manager.retry_job(job)


@app.periodic(cron="* * * * *")
@app.task(name="forget_jobs", queue=EVERY_MINUTE, queueing_lock="forget_jobs", pass_context=True)
async def forget_jobs(context: JobContext, timestamp: int) -> None:
    manager = context.app.job_manager
    await manager.delete_old_jobs(nb_hours=DONE, queue=EVERY_MINUTE, include_failed=True)
    await manager.delete_old_jobs(nb_hours=DONE)
    await manager.delete_old_jobs(
        nb_hours=FAILED, include_failed=True, include_cancelled=True, include_aborted=True
    )


@every_minute(_("telling receivers what was published"))
def tell_receivers() -> None:
    """Make deliveries of what is new, and have those sent that wait, and of which no job knows.

    Each publication asks for this, too (publishing/receivers.py).
    """
    webhooks.collect()
    waiting = dict(WebhookDelivery.objects.waiting().values_list("pk", "event"))
    jobs = ProcrastinateJob.objects.filter(task_name="deliver")
    known = jobs.filter(status__in=["todo", "doing", "failed"])
    for pk in sorted(waiting.keys() - set(known.values_list("args__delivery_id", flat=True))):
        # What receivers must forget waits for nothing that they may also know.
        order = 0 if waiting[pk] in FORGETTING else DELIVERY
        with suppress(AlreadyEnqueued):
            job = deliver.configure(queueing_lock=key_of_delivery(pk), priority=order)
            job.defer(delivery_id=pk)


class NotDelivered(Exception):
    """It is tried again."""


class BackOff(BaseRetryStrategy):
    """Try again for three days, ever more seldom, as the specification of webhooks proposes."""

    SECONDS: ClassVar = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if not isinstance(exception, NotDelivered):
            return None
        return RetryDecision(retry_in={"seconds": self.SECONDS[job.attempts]})


# Which receivers are being told by a thread of this process, and how many seconds another one waits
# for its turn: those who answer at once are told as fast as they can listen.
_TURNS: dict[int, Lock] = {}
A_TURN = 1.0


def turn_of(receiver: int) -> Lock:
    return _TURNS.setdefault(receiver, Lock())


def key_of_delivery(delivery_id: int) -> str:
    return f"deliver-{delivery_id}"


@app.task(name="deliver", queue=DELIVERIES, priority=DELIVERY, retry=BackOff(), pass_context=True)
def deliver(context: JobContext, delivery_id: int) -> None:
    """Send a message to a receiver, once; the queue tries again what did not arrive.

    Whoever let a message wait too long a moment ago is not waited for again: others are told first.
    Nor does one that answers slowly get more than one of a worker's threads at a time.
    """
    waiting = WebhookDelivery.objects.waiting().select_related("endpoint")
    delivery = waiting.filter(pk=delivery_id).first()
    is_last = context.job.attempts >= len(BackOff.SECONDS)
    if delivery is None:
        return
    if delivery.endpoint.is_slow and delivery.event != TEST and not is_last:
        raise NotDelivered
    turn = turn_of(delivery.endpoint_id)
    has_turn = turn.acquire(timeout=A_TURN)
    if not has_turn and not is_last:
        raise NotDelivered
    try:
        is_over = webhooks.attempt(delivery, is_last=is_last)
    finally:
        if has_turn:
            turn.release()
    if not is_over:
        raise NotDelivered


# One after the other, so that what is due each minute finds a worker that is free.
@app.task(name="read_in", queue=ON_DEMAND, lock="read_in")
def read_in(import_id: int, user_id: int) -> None:
    """Read an upload, and say what is wrong with it in the language of whoever asked."""
    whole = ClaimImport.objects.filter(pk=import_id).first()
    if whole:
        with translation.override(User.objects.get(pk=user_id).language):
            staging.read_kept(whole)


@app.task(name="bring_in", queue=ON_DEMAND, lock="bring_in")
def bring_in(import_id: int, user_id: int) -> None:
    """Apply the good rows of a file, in the name and the language of whoever gave the word."""
    whole = ClaimImport.objects.filter(pk=import_id).first()
    if whole:
        user = User.objects.get(pk=user_id)
        with translation.override(user.language):
            applying.apply(whole, user)


@app.task(name="take_out", queue=ON_DEMAND, lock="take_out")
def take_out(export_id: int) -> None:
    """Write the claims of a large export to a file that can then be downloaded."""
    large = LargeExport.objects.select_related("export__by").filter(pk=export_id).first()
    if large and large.export.by:
        with translation.override(large.export.by.language):
            exporting.write_large(large)
