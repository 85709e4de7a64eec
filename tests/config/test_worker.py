"""`manage.py worker`: any number of them, none of which loses a job or does one twice."""

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinateWorker,
)
from standardwebhooks import Webhook

from factcheck import backlog, workflow
from factcheck.exchange import mapping, staging
from factcheck.exchange.reading import open_file
from factcheck.models import Claim, ClaimImport, User, WebhookEndpoint
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import member
from tests.config.processes import wait_until
from tests.exchange.commands import many_rows, started
from tests.receiving import receiver
from tests.screens import at_a_screen, sign_in
from tests.workflow.newsroom import Newsroom, by_hand, end_embargoes

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("own_database")]
ROWS = 2_000


@contextmanager
def worker() -> Iterator["subprocess.Popen[bytes]"]:
    process = started("worker", stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def staged(path: Path, rows: int) -> ClaimImport:
    """A file that waits for the word."""
    file = open_file(many_rows(path / "many.csv", rows))
    return staging.stage(file, mapping.propose(file), member("fay"), name="many.csv")


def ask(whole: ClaimImport) -> None:
    user = User.objects.get(username="fay")
    backlog.ask("bring_in", f"bring-in-{whole.pk}", import_id=whole.pk, user_id=user.pk)


def job() -> Any:
    return ProcrastinateJob.objects.get(task_name="bring_in")


def is_being_done() -> bool:
    return bool(job().status == "doing")


def is_done() -> bool:
    return bool(job().status == "succeeded")


def let_the_minute_begin() -> None:
    """Have the next worker do at once what is due each minute."""
    by_hand("DELETE FROM procrastinate_periodic_defers")


def test_what_is_due_each_minute_is_done() -> None:
    newsroom = Newsroom()
    claim = newsroom.claim_in(Stage.APPROVED)
    until = timezone.now() + timedelta(days=1)
    workflow.perform(claim.pk, Verb.PUBLISH, newsroom.eva, embargo=until)
    end_embargoes()
    with worker():
        wait_until(claim.publications.exists)
        wait_until(lambda: backlog.overdue() == [])
        assert backlog.is_worked()


def test_what_a_worker_publishes_is_told_and_what_did_not_arrive_is_told_again(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setenv("OUTGOING_NETWORKS", "127.0.0.0/8")
    newsroom = Newsroom()
    claim = newsroom.claim_in(Stage.APPROVED)
    until = timezone.now() + timedelta(days=1)
    workflow.perform(claim.pk, Verb.PUBLISH, newsroom.eva, embargo=until)
    end_embargoes()
    with receiver(settings) as there:
        there.answers = [(503, b"Soon.")]
        endpoint = WebhookEndpoint.objects.create(url=there.url)
        with worker() as process:
            # Without the look of each minute, which comes too late.
            wait_until(lambda: len(there.got) == 2)
            wait_until(lambda: endpoint.deliveries.filter(state="delivered").exists())
            process.send_signal(signal.SIGTERM)
            _out, errors = process.communicate(timeout=20)
    assert errors == b""
    assert endpoint.deliveries.get().attempts == 2
    first, second = (Webhook(endpoint.secret).verify(got.body, got.headers) for got in there.got)
    assert first == second
    assert first["type"] == "review.published"


def test_three_workers_do_each_job_once(tmp_path: Path) -> None:
    wholes = [staged(tmp_path, 100)]
    for number in range(9):
        by_hand(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) "
            "VALUES ('on-demand', 'take_out', jsonb_build_object('export_id', %s::int))",
            number,
        )
    ask(wholes[0])
    asked = ProcrastinateJob.objects.filter(queue_name="on-demand")
    with worker(), worker(), worker():
        wait_until(lambda: ProcrastinateWorker.objects.count() == 3)
        wait_until(lambda: asked.filter(status="succeeded").count() == 10)
        wait_until(lambda: backlog.overdue() == [])
    assert Claim.objects.count() == 100
    starts = ProcrastinateEvent.objects.filter(type="started").values("job")
    assert {each["times"] for each in starts.annotate(times=Count("pk"))} == {1}
    minutes = ProcrastinateJob.objects.filter(queue_name="every-minute")
    same = minutes.values("task_name", "args__timestamp").annotate(times=Count("pk"))
    assert {each["times"] for each in same} == {1}


@contextmanager
def being_done(whole: ClaimImport) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker that brings a file in, and cannot go on before the block is left."""
    ask(whole)
    with transaction.atomic():
        # The job waits for this row.
        ClaimImport.objects.select_for_update().get()
        process = started("worker", stderr=subprocess.PIPE)
        try:
            wait_until(is_being_done)
            yield process
        except BaseException:
            process.kill()
            raise


def test_a_worker_that_is_told_to_stop_ends_what_it_does(tmp_path: Path) -> None:
    with being_done(staged(tmp_path, 100)) as process:
        for _time in range(2):
            process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)
    _out, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, b"")
    assert is_done()
    assert Claim.objects.count() == 100
    assert not ProcrastinateWorker.objects.exists()


def test_what_a_killed_worker_did_is_taken_up_by_another(tmp_path: Path) -> None:
    with being_done(staged(tmp_path, 100)) as process:
        process.kill()
        process.communicate()
    assert is_being_done()
    by_hand("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes'")
    assert not backlog.is_worked()
    let_the_minute_begin()
    with worker():
        wait_until(is_done)
    assert Claim.objects.count() == 100


def test_a_worker_outlives_the_loss_of_its_database_sessions(tmp_path: Path) -> None:
    whole = staged(tmp_path, 100)
    with worker():
        wait_until(backlog.is_worked)
        by_hand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        ask(whole)
        wait_until(is_done)


def test_a_failure_is_kept_and_logged_and_its_job_can_be_done_again(tmp_path: Path) -> None:
    whole = staged(tmp_path, 100)
    backlog.ask("bring_in", "of nobody", import_id=whole.pk, user_id=0)
    with worker() as process:
        wait_until(lambda: job().status == "failed")
        process.send_signal(signal.SIGTERM)
        _out, errors = process.communicate(timeout=20)
    assert b"DoesNotExist" in errors
    assert [each.task_name for each in backlog.failed()] == ["bring_in"]
    by_hand(
        "UPDATE procrastinate_jobs SET args = args || jsonb_build_object('user_id', %s::int)",
        User.objects.get(username="fay").pk,
    )
    assert backlog.run_again(job().pk)
    with worker():
        wait_until(is_done)
    assert Claim.objects.count() == 100


def test_many_rows_are_seen_coming_in(
    tmp_path: Path, live_site: str, browser: Browser, plain: Page
) -> None:
    address = f"/admin/factcheck/claim/import/{staged(tmp_path, ROWS).pk}/"
    with at_a_screen(browser) as page:
        for each in (page, plain):
            sign_in(each, live_site, "fay", address)
        page.get_by_role("button", name="Bring the good rows in").click()
        plain.reload()
        with worker():
            # The page looks again by itself.
            bar = expect(page.get_by_role("progressbar"))
            bar.to_have_attribute("value", re.compile("[1-9]"), timeout=60_000)
            bar.to_have_count(0, timeout=120_000)
            expect(page.locator("dl.counts")).to_contain_text(f"came in already{ROWS}")
    plain.get_by_role("link", name="Look again").click()
    expect(plain.locator("dl.counts")).to_contain_text(f"came in already{ROWS}")
    assert Claim.objects.count() == ROWS
