import asyncio
import logging
import os
import signal
import sys
import threading
import time
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

# Jobs that one worker does at once.
AT_ONCE = 4
SECONDS_TO_WAIT = 5
STOPS = (signal.SIGINT, signal.SIGTERM)
log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Do in the background what is due each minute, and what the desk asks for, until stopped: "
        "then what is being done is brought to its end. Any number may run, on any machines."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--with-parent", type=int, metavar="PID", help="Stop soon after this parent has ended."
        )

    def handle(self, *, with_parent: int | None, **options: Any) -> None:
        if with_parent:
            threading.Thread(target=_leave_with, args=[with_parent], daemon=True).start()
        while not _work_until_told_to_stop():
            time.sleep(SECONDS_TO_WAIT)


def _work_until_told_to_stop() -> bool:
    """Work; False where the database was lost, so that it is to be tried again."""
    for sign in STOPS:
        signal.signal(sign, lambda _sign, _frame: sys.exit(0))
    try:
        with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
            return asyncio.run(_work())
    except (ConnectorException, DatabaseError, psycopg.Error) as error:
        log.error("The database cannot be reached; it is tried again. %s", error.__cause__ or error)
        return False


async def _work() -> bool:
    async with app.open_async():
        # Cancelled, it waits for the jobs that it does.
        worker = asyncio.create_task(
            app.run_worker_async(concurrency=AT_ONCE, install_signal_handlers=False)
        )
        for sign in STOPS:
            asyncio.get_running_loop().add_signal_handler(sign, _cancel_once, worker)
        try:
            await worker
        except asyncio.CancelledError:
            return True
        return False


def _cancel_once(worker: asyncio.Task[None]) -> None:
    """A second cancellation would break off what is being done."""
    if not worker.cancelling():
        worker.cancel()


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    # Nobody waits for a long job now; it is done again the next time.
    time.sleep(SECONDS_TO_WAIT)
    os._exit(0)
