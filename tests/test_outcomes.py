"""The reader is told of the outcome once, and their address is deleted with it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from factcheck import outcomes, tasks
from factcheck.models import ReaderReport, ReportSender
from tests.models.test_report import make_report

pytestmark = pytest.mark.django_db


class BrokenBackend(EmailBackend):
    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError


@pytest.fixture
def report() -> ReaderReport:
    return make_report(email="reader@example.org", language="en")


def reject(report: ReaderReport) -> None:
    seen = report.progress
    report.outcome, report.answer = ReaderReport.Outcome.REJECTED, "The report says 60, on page 4."
    outcomes.save(report, seen)


def test_with_the_outcome_the_reader_gets_one_message(report: ReaderReport, settings: Any) -> None:
    settings.SITE_URL = "https://facts.example.org"
    reject(report)
    report.answer += " And so does the ministry."
    outcomes.save(report, report.progress)
    (message,) = mail.outbox
    assert message.to == ["reader@example.org"]
    assert message.subject == "factcheck: your report"
    assert "Nothing is changed." in message.body
    assert "The report says 60, on page 4." in message.body
    assert f"https://facts.example.org/report/{report.token}/" in message.body


def test_with_the_outcome_the_address_is_deleted(report: ReaderReport) -> None:
    reject(report)
    report.refresh_from_db()
    assert (report.outcome, report.email) == ("rejected", "")


def test_without_an_outcome_nobody_is_written_to(report: ReaderReport) -> None:
    outcomes.save(report, report.progress)
    report.refresh_from_db()
    assert report.email == "reader@example.org"
    assert mail.outbox == []


def test_a_reader_who_gave_no_address_is_not_written_to() -> None:
    reject(make_report())
    assert mail.outbox == []


def test_a_reader_of_the_spanish_pages_is_led_to_them(report: ReaderReport) -> None:
    report.language = "es"
    reject(report)
    assert f"/es/report/{report.token}/" in mail.outbox[0].body


def test_where_the_message_cannot_be_sent_nothing_is_saved(
    report: ReaderReport, settings: Any
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    with pytest.raises(outcomes.NotSent, match="could not be sent, so the outcome was not saved"):
        reject(report)
    report.refresh_from_db()
    assert (report.outcome, report.email) == ("", "reader@example.org")


def test_who_sent_what_a_day_ago_is_forgotten() -> None:
    ReportSender.objects.create(sender="a", sent_at=timezone.now() - timedelta(hours=25))
    tasks.forget_senders()
    assert not ReportSender.objects.exists()
