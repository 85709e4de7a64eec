"""What the database holds of readers' reports, and of who sent them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.models import AuditEntry, Claim, ReaderReport, ReportSender
from tests.models.factories import make_article, make_claim
from tests.publishing.conftest import at_the_desk, claim, edit, make_public, publish_review

__all__ = ["at_the_desk", "claim"]

pytestmark = pytest.mark.django_db

Outcome = ReaderReport.Outcome


def make_report(**values: Any) -> ReaderReport:
    return ReaderReport.objects.create(**{"kind": "error", "message": "49 died."} | values)


def test_the_link_of_each_report_is_its_own_and_cannot_be_guessed() -> None:
    one, other = make_report(), make_report()
    assert one.token != other.token
    assert len(one.token) == 32
    assert one.get_absolute_url() == f"/report/{one.token}/"


def test_an_address_is_kept_only_while_there_is_no_outcome() -> None:
    report = make_report(email="reader@example.org")
    with pytest.raises(IntegrityError, match="report_address_until_outcome"):
        ReaderReport.objects.filter(pk=report.pk).update(outcome="rejected", answer="No.")


def test_it_is_about_one_page() -> None:
    claim = make_claim(make_article())
    with pytest.raises(IntegrityError, match="report_of_one_page"):
        make_report(claim=claim, article=claim.article)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"outcome": "rejected"}, "Tell the reader in the answer what came of it"),
        ({"answer": "Not yet."}, "without an outcome, leave the answer empty"),
        ({"outcome": "corrected", "answer": "Yes."}, "Choose the change that the report led to"),
        ({"outcome": "added", "answer": "Yes."}, "Choose the claim that was added"),
        ({"outcome": "duplicate", "answer": "Yes."}, "Choose the other report of the same"),
    ],
)
def test_an_outcome_says_what_it_is(values: dict[str, Any], message: str) -> None:
    report = make_report()
    for name, value in values.items():
        setattr(report, name, value)
    with pytest.raises(ValidationError, match=message):
        report.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save()


def test_an_outcome_names_nothing_of_another_outcome() -> None:
    report = make_report(outcome="rejected", answer="No.")
    report.added = make_claim(make_article())
    with pytest.raises(ValidationError, match="other outcomes have none"):
        report.full_clean()


def test_a_report_is_no_duplicate_of_itself() -> None:
    report = make_report()
    report.outcome, report.answer, report.duplicate_of = Outcome.DUPLICATE, "Yes.", report
    with pytest.raises(ValidationError, match="Choose the other report of the same"):
        report.full_clean()


def test_only_a_later_change_of_the_same_page_can_have_come_of_it(claim: Claim) -> None:
    other = make_claim(claim.article, "49 deaths")
    for each in (claim, other):
        make_public(each)
        publish_review(each)
    about_claim, about_article = make_report(claim=claim), make_report(article=claim.article)
    about_nothing = make_report(kind="claim")
    assert not about_claim.possible_publications().exists()

    edit(claim, summary="They say 60.")
    first = publish_review(claim)
    edit(other, summary="They say 49.")
    second = publish_review(other)

    assert [*about_claim.possible_publications()] == [first]
    assert [*about_article.possible_publications()] == [second, first]
    assert not about_nothing.possible_publications().exists()


def test_the_audit_holds_nothing_that_the_reader_wrote() -> None:
    report = make_report(email="reader@example.org", links=["https://example.org/secret"])
    ReaderReport.objects.filter(pk=report.pk).update(message="Call me: 555 0100.", email="a@b.org")
    report.delete()
    entries = AuditEntry.objects.filter(table="factcheck_readerreport")
    assert [entry.operation for entry in entries] == ["DELETE", "INSERT"]
    for entry in entries:
        assert not {"token", "message", "links", "email"} & set(entry.changes)
        assert "kind" in entry.changes


def test_the_audit_holds_what_the_desk_did() -> None:
    report = make_report()
    ReaderReport.objects.filter(pk=report.pk).update(outcome="rejected", answer="It says 60.")
    assert AuditEntry.objects.latest("pk").changes == {
        "outcome": ["", "rejected"],
        "answer": ["", "It says 60."],
    }


def test_a_network_sends_ten_reports_a_day() -> None:
    assert all(ReportSender.objects.admit("192.0.2.1") for _ in range(10))
    assert not ReportSender.objects.admit("192.0.2.1")
    assert ReportSender.objects.admit("192.0.2.2")

    ReportSender.objects.update(sent_at=timezone.now() - timedelta(hours=24, seconds=1))
    assert ReportSender.objects.admit("192.0.2.1")


def test_of_the_address_only_a_keyed_hash_is_kept(settings: Any) -> None:
    ReportSender.objects.admit("192.0.2.1")
    settings.SECRET_KEY = "another key"
    ReportSender.objects.admit("192.0.2.1")
    one, other = ReportSender.objects.values_list("sender", flat=True)
    assert one != other
    assert len(one) == 64


def test_the_hash_of_an_address_is_the_same_in_every_release(settings: Any) -> None:
    settings.SECRET_KEY = "a key"
    ReportSender.objects.admit("192.0.2.1")
    assert ReportSender.objects.get().sender == (
        "9796819b94b4c22bfa4b6059065559ab5964d3945135e9e374b8800c049fe3cd"
    )


def test_who_sent_what_is_forgotten_after_a_day() -> None:
    ReportSender.objects.admit("192.0.2.1")
    ReportSender.objects.update(sent_at=timezone.now() - timedelta(hours=24))
    ReportSender.objects.admit("192.0.2.2")
    assert ReportSender.objects.forget() == 1
    assert ReportSender.objects.count() == 1
