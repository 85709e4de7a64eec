"""What is asked of the background is done once, and whatever is not stands on the desk."""

from datetime import timedelta

import pytest
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck import backlog
from factcheck.models import ClaimExport, ClaimImport, User
from factcheck.tasks import EVERY_MINUTE, PERIODIC
from tests.admin.newsroom import signed_in
from tests.background import all_is_done, job, somebody_works, waiting
from tests.guards.intruder import serve_as_app
from tests.public.pages import read
from tests.workflow.newsroom import by_hand

pytestmark = pytest.mark.django_db
DESK = "/admin/"


def failures(client: Client) -> str:
    page = read(client.get(DESK).content.decode())
    return " ".join(each.words for each in page.all("section", class_="failures"))


def test_what_is_asked_twice_is_done_once() -> None:
    for _click in range(2):
        backlog.ask("take_out", "take-out-7", export_id=7)
    backlog.ask("take_out", "take-out-8", export_id=8)
    assert waiting() == [("take_out", {"export_id": 7}), ("take_out", {"export_id": 8})]


def test_what_failed_is_done_again_when_it_is_asked_for_again() -> None:
    backlog.ask("take_out", "take-out-7", export_id=7)
    by_hand("UPDATE procrastinate_jobs SET status = 'failed'")
    assert backlog.state("take-out-7") == backlog.FAILED
    backlog.ask("take_out", "take-out-7", export_id=7)
    assert waiting() == [("take_out", {"export_id": 7})]


def test_the_queue_works_under_the_role_that_production_is_told_to_use() -> None:
    serve_as_app()
    backlog.ask("take_out", "take-out-7", export_id=7)
    by_hand("SELECT procrastinate_fetch_job_v2(NULL, NULL)")
    assert backlog.state("take-out-7") == "doing"
    by_hand("SELECT procrastinate_finish_job_v1(max(id), 'failed', false) FROM procrastinate_jobs")
    assert backlog.run_again(ProcrastinateJob.objects.get().pk)
    app.check_connection()


def test_a_desk_editor_sees_that_nobody_works() -> None:
    fay = signed_in("fay")
    assert "Nobody works in the background" in failures(fay)
    somebody_works(timedelta(minutes=2))
    assert "Nobody works in the background" in failures(fay)
    all_is_done()
    assert failures(fay) == ""
    assert failures(signed_in("ana")) == ""


@pytest.mark.parametrize("task", PERIODIC)
def test_a_desk_editor_sees_what_was_not_done_for_minutes(task: str) -> None:
    all_is_done()
    by_hand(
        "UPDATE procrastinate_events SET at = now() - interval '11 minutes' FROM "
        "procrastinate_jobs job WHERE job.id = job_id AND task_name = %s",
        task,
    )
    assert backlog.overdue() == [task]
    assert "not done for minutes" in failures(signed_in("fay"))
    job(task, "failed", EVERY_MINUTE)
    assert backlog.overdue() == [task]
    job(task, "succeeded", EVERY_MINUTE)
    assert failures(signed_in("carla")) == ""
    assert backlog.overdue() == []


def test_a_desk_editor_has_a_job_that_failed_done_again() -> None:
    all_is_done()
    number = job("take_out", "failed", export_id=7)
    fay = signed_in("fay")
    assert "Taking claims out: failed." in failures(fay)

    page = fay.post(f"/admin/jobs/{number}/again/", follow=True)

    assert "It is done again." in page.content.decode()
    assert waiting() == [("take_out", {"export_id": 7})]
    assert failures(fay) == ""


def test_what_failed_says_what_it_was_about_and_leads_there() -> None:
    all_is_done()
    client = signed_in("fay")
    fay = User.objects.get(username="fay")
    whole = ClaimImport.objects.create(by=fay, name="spring.csv", format="csv")
    export = ClaimExport.objects.create(by=fay, format="csv", claims=1)
    job("bring_in", "failed", import_id=whole.pk, user_id=fay.pk)
    job("take_out", "failed", export_id=export.pk)
    page = read(client.get(DESK).content.decode())
    link = "Bringing claims in “spring.csv”: failed. The log of the workers says why."
    assert page.links[link] == f"/admin/factcheck/claim/import/{whole.pk}/"
    assert "Taking claims out for fay, " in page.words


def test_nobody_else_has_it_done_again() -> None:
    number = job("take_out", "failed", export_id=7)
    for name in ("ana", "carla", "eva", "gus"):
        assert signed_in(name).post(f"/admin/jobs/{number}/again/").status_code == 403
    assert waiting() == []


def test_a_job_that_did_not_fail_is_left_alone() -> None:
    number = job("take_out", "doing", export_id=7)
    page = signed_in("fay").post(f"/admin/jobs/{number}/again/", follow=True)
    assert "It is done again." not in page.content.decode()
    assert signed_in("admin").get(f"/admin/jobs/{number}/again/").status_code == 302
    assert waiting() == []
