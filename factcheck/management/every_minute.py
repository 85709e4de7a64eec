"""What cron does every minute in production: end embargoes, send notices, forget and sweep."""

import logging
import os
import signal
import time
from collections.abc import Callable
from functools import partial

from django.db import Error, connections

from factcheck.management import jobs
from factcheck.models.job import Job

SECONDS = 60
log = logging.getLogger(__name__)


def start() -> None:
    """Do these jobs in a process of their own, which ends within a second of this one."""
    parent = os.getpid()
    if os.fork() == 0:
        try:
            _run(parent)
        finally:
            os._exit(0)


def _run(parent: int) -> None:
    for sign in (signal.SIGINT, signal.SIGTERM):
        # Silently, so that the server does not take it for a worker that died.
        signal.signal(sign, lambda _sign, _frame: os._exit(0))
    while True:
        for job in Job:
            _do(job, partial(jobs.run, job), parent)
        for _second in range(SECONDS):
            if os.getppid() != parent:
                return
            time.sleep(1)


def _do(name: str, job: Callable[[], object], parent: int) -> None:
    """Do a job; its failure is logged, and stops neither the other jobs nor the next minute's."""
    try:
        job()
    except (Error, OSError):
        # When the demo ends, the database may go first.
        if os.getppid() == parent:
            log.exception("%s failed; it is tried again in a minute.", name)
    finally:
        connections.close_all()
