"""What lies in the queue: whether anybody works, what failed, how far a job of somebody's is."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinateWorker,
)
from procrastinate.exceptions import AlreadyEnqueued

from factcheck.tasks import EVERY_MINUTE, PERIODIC

# Claims from which on the desk leaves an import or an export to a worker.
LARGE = 500
# Bytes from which on it leaves reading a file to a worker: some two thousand rows as text.
LARGE_FILE = 512 * 1024
# A worker says each ten seconds that it lives; what is due each minute may wait for an import.
ALIVE, PATIENCE = timedelta(minutes=1), timedelta(minutes=10)
# The order of what somebody asked for to be done before all else.
NOW = 2
UNDONE = {"todo", "doing"}
FAILED = "failed"


def ask(task: str, key: str, priority: int = 0, **arguments: int) -> None:
    """Have a task done once for this key: it is not asked for again while it waits or is done.

    One that failed is done again.
    """
    own = ProcrastinateJob.objects.filter(queueing_lock=key)
    if own.filter(status__in=UNDONE).exists():
        return
    failed = own.filter(status=FAILED).order_by("pk").last()
    if failed:
        run_again(failed.pk, priority)
        return
    try:
        with transaction.atomic():
            asked = app.configure_task(
                task, queueing_lock=key, priority=priority, allow_unknown=False
            )
            asked.defer(**arguments)
    except AlreadyEnqueued:
        pass


def ask_now(task: str, key: str, **arguments: int) -> None:
    """Have a task done before all others that may wait for its time: somebody looks on."""
    for job in ProcrastinateJob.objects.filter(queueing_lock=key, status="todo"):
        app.job_manager.cancel_job_by_id(job.pk, delete_job=True)
    ask(task, key, NOW, **arguments)


def state(key: str) -> str:
    """How it is with what was asked for last under this key; empty where nothing is known."""
    statuses = ProcrastinateJob.objects.filter(queueing_lock=key).order_by("pk")
    return str(statuses.values_list("status", flat=True).last() or "")


def is_worked() -> bool:
    """Whether any worker runs."""
    since = timezone.now() - ALIVE
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=since).exists()


def overdue() -> list[str]:
    """The tasks of each minute that have not come to their end for some minutes."""
    done = ProcrastinateEvent.objects.filter(type="succeeded", job__queue_name=EVERY_MINUTE)
    ended: dict[str, datetime] = dict(
        done.values_list("job__task_name").annotate(last=Max("at")).order_by()
    )
    since = timezone.now() - PATIENCE
    return [name for name in PERIODIC if name not in ended or ended[name] < since]


def failed() -> list[ProcrastinateJob]:
    """The jobs that failed, and that nobody else will do again."""
    rows = ProcrastinateJob.objects.filter(status=FAILED)
    return list(rows.exclude(queue_name=EVERY_MINUTE).order_by("-pk"))


def run_again(job_id: int, priority: int | None = None) -> bool:
    """Have a job that failed done again; False where it did not, or waits already."""
    if not ProcrastinateJob.objects.filter(pk=job_id, status=FAILED).exists():
        return False
    app.job_manager.retry_job_by_id(job_id, retry_at=timezone.now(), priority=priority)
    return True
