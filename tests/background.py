"""The background of the tests: no worker runs, unless a test starts one."""

import json
from datetime import timedelta

from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck.tasks import EVERY_MINUTE, ON_DEMAND, PERIODIC
from tests.workflow.newsroom import by_hand


def somebody_works(ago: timedelta = timedelta()) -> None:
    by_hand("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s)", ago)


def job(task: str, status: str, queue: str = ON_DEMAND, **arguments: int) -> int:
    """Put a job into the queue that has come so far; returns its number."""
    by_hand(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) "
        "VALUES (%s, %s, %s, 'doing')",
        *(queue, task, json.dumps(arguments)),
    )
    number: int = ProcrastinateJob.objects.latest("pk").pk
    by_hand(
        "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s",
        *(status, number),
    )
    return number


def all_is_done() -> None:
    """Have a worker run that did all that is due each minute just now."""
    somebody_works()
    for task in PERIODIC:
        job(task, "succeeded", EVERY_MINUTE)


def waiting() -> list[tuple[str, dict[str, int]]]:
    """The jobs that wait for a worker."""
    rows = ProcrastinateJob.objects.filter(status="todo").order_by("pk")
    return list(rows.values_list("task_name", "args"))
