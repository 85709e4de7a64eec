"""What the demo does every minute goes on, whatever fails."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import OperationalError
from django.utils import timezone

from factcheck.management import every_minute, jobs
from factcheck.models import JobRun
from factcheck.models.job import Job


def fails_for_want_of_a_database() -> None:
    raise OperationalError("the server is gone")


def fails_for_want_of_a_mail_server() -> None:
    EmailMessage("Notices", "Text", to=["ana@example.org"]).send()


@pytest.fixture
def no_mail_server(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1


@pytest.mark.usefixtures("no_mail_server")
@pytest.mark.parametrize("job", [fails_for_want_of_a_database, fails_for_want_of_a_mail_server])
def test_a_failure_is_logged_and_not_fatal(
    job: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    every_minute._do(job.__name__, job, os.getppid())
    assert f"{job.__name__} failed; it is tried again in a minute." in caplog.text


def test_what_fails_as_the_demo_ends_is_not_complained_of(caplog: pytest.LogCaptureFixture) -> None:
    ended = os.getpid()
    job = fails_for_want_of_a_database
    every_minute._do(job.__name__, job, ended)
    assert caplog.text == ""


@pytest.mark.django_db
@pytest.mark.parametrize("job", Job)
def test_a_job_that_came_to_its_end_is_noted(job: Job) -> None:
    assert job in JobRun.objects.overdue()
    jobs.run(job)
    assert job not in JobRun.objects.overdue()


@pytest.mark.django_db
def test_a_job_that_fails_is_overdue_after_some_minutes() -> None:
    with pytest.raises(OperationalError), JobRun.objects.noted(Job.SEND_NOTICES):
        fails_for_want_of_a_database()
    assert JobRun.objects.overdue()[Job.SEND_NOTICES] is None
    before = timezone.now() - JobRun.PATIENCE
    JobRun.objects.create(job=Job.SEND_NOTICES, ended_at=before)
    assert JobRun.objects.overdue()[Job.SEND_NOTICES] == before
