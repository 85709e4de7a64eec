"""The reader desk: what readers wrote in, who looks at it, what came of it."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.models import Claim, ReaderReport, User
from factcheck.publishing import redacting
from tests.admin.newsroom import form_of, problems_of, save
from tests.models.factories import make_article, make_claim, person
from tests.models.test_report import make_report
from tests.publishing.conftest import claim, edit, make_public, publish_review
from tests.test_outcomes import BrokenBackend

__all__ = ["claim"]

pytestmark = pytest.mark.django_db

LIST = "/admin/factcheck/readerreport/"


def address_of(report: ReaderReport) -> str:
    return f"{LIST}{report.pk}/change/"


def settle(client: Client, report: ReaderReport, outcome: str, **values: Any) -> Any:
    typed = {"outcome": outcome, "answer": "Thank you."} | values
    return save(client, address_of(report), **typed)


def publisher(name: str) -> User:
    user = person(name)
    user.groups.add(Group.objects.get(name="Publishers"))
    return user


def words(client: Client, address: str) -> str:
    return client.get(address).content.decode()


# The queue


def test_what_waits_stands_on_the_desk_of_who_sees_to_it(gus: Client, ana: Client) -> None:
    make_report(message="The report counts 49.")
    make_report(message="Settled.", outcome="rejected", answer="No.")
    page = words(gus, "/admin/")
    assert "The report counts 49." in page
    assert "Settled." not in page
    assert "The report counts 49." not in words(ana, "/admin/")


def test_what_somebody_else_looks_at_is_not_on_my_desk(gus: Client, fay: Client) -> None:
    make_report(message="Mine.", assignee=User.objects.get(username="gus"))
    assert "looked at by you" in words(gus, "/admin/")
    assert "Mine." not in words(fay, "/admin/")


def test_an_empty_reader_desk_says_so(gus: Client) -> None:
    assert "No report of a reader waits for you." in words(gus, "/admin/")


def test_the_desk_costs_the_same_for_one_report_and_for_many(gus: Client) -> None:
    counts = []
    for _ in range(2):
        for _ in range(6):
            make_report(claim=make_claim(make_article()))
        gus.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            gus.get("/admin/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_list_costs_the_same_for_one_report_and_for_many(gus: Client) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            make_report(claim=make_claim(make_article()))
            make_report(article=make_article(), assignee=User.objects.get(username="gus"))
        with CaptureQueriesContext(connection) as queries:
            gus.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("state", "shown"), [("new", "A new one"), ("looked-at", "Taken"), ("settled", "Settled")]
)
def test_the_list_is_filtered_by_state(gus: Client, state: str, shown: str) -> None:
    make_report(message="A new one")
    make_report(message="Taken", assignee=User.objects.get(username="gus"))
    make_report(message="Settled", outcome="rejected", answer="No.")
    rows = gus.get(f"{LIST}?state={state}").context["cl"].result_list
    assert [row.message for row in rows] == [shown]


def test_a_report_leads_to_its_claim_and_to_a_new_one_in_its_article(
    gus: Client, claim: Claim
) -> None:
    page = words(gus, address_of(make_report(claim=claim)))
    assert f'href="/admin/factcheck/claim/{claim.pk}/change/"' in page
    assert f'href="/admin/factcheck/article/{claim.article_id}/workbench/"' in page


def test_what_a_reader_wrote_is_text(gus: Client) -> None:
    report = make_report(message="1 < 2 & 3 > 2", links=["https://example.org/?a=1&b"])
    page = words(gus, address_of(report))
    assert "1 &lt; 2 &amp; 3 &gt; 2" in page
    assert 'href="https://example.org/?a=1&amp;b" rel="noopener noreferrer nofollow"' in page


def test_nothing_that_a_reader_wrote_is_changed(gus: Client) -> None:
    report = make_report(email="reader@example.org")
    save(gus, address_of(report), message="Forged.", email="gus@example.org", kind="claim")
    report.refresh_from_db()
    assert (report.message, report.email, report.kind) == (
        "49 died.",
        "reader@example.org",
        "error",
    )


# What comes of it


def test_who_takes_a_report_is_who_looks_at_it(gus: Client) -> None:
    report = make_report()
    response = save(gus, address_of(report), _take="1")
    report.refresh_from_db()
    assert response.headers["Location"] == address_of(report)
    assert report.assignee == User.objects.get(username="gus")
    assert 'name="_take"' not in words(gus, address_of(report))


def test_only_who_may_see_to_reports_can_be_given_one(gus: Client, ana: Client) -> None:
    opened = gus.get(address_of(make_report()))
    assignees = opened.context["adminform"].form.fields["assignee"].queryset
    assert [user.username for user in assignees] == ["gus"]


def test_a_rejection_reaches_the_reader_and_the_address_is_gone(gus: Client) -> None:
    report = make_report(email="reader@example.org", language="en")
    settle(gus, report, "rejected", answer="It says 60.")
    report.refresh_from_db()
    assert (report.outcome, report.answer, report.email) == ("rejected", "It says 60.", "")
    assert mail.outbox[0].to == ["reader@example.org"]
    assert "The reader was told" in words(gus, LIST)


def test_a_rejection_needs_words(gus: Client) -> None:
    response = settle(gus, make_report(), "rejected", answer="")
    assert "Tell the reader in the answer what came of it" in problems_of(response)


def test_where_the_reader_cannot_be_told_what_was_typed_stays(gus: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{BrokenBackend.__module__}.BrokenBackend"
    report = make_report(email="reader@example.org", language="en")
    response = settle(gus, report, "rejected", answer="It says 60.")
    assert "could not be sent, so the outcome was not saved" in problems_of(response)
    assert "It says 60." in response.content.decode()
    report.refresh_from_db()
    assert (report.outcome, report.email) == ("", "reader@example.org")


def test_a_correction_is_chosen_of_those_of_the_page_since(gus: Client, claim: Claim) -> None:
    make_public(claim)
    first = publish_review(claim)
    report = make_report(claim=claim)
    edit(claim, summary="They say 49.")
    change = publish_review(claim, reason="Miscounted.")
    page = words(gus, address_of(report))
    assert "60 people died: update, Miscounted." in page
    refused = settle(gus, report, "corrected", publication=first.pk)
    assert "Select a valid choice" in problems_of(refused)
    settle(gus, report, "corrected", publication=change.pk)
    report.refresh_from_db()
    assert report.publication == change


def test_a_change_whose_words_are_gone_stays_chosen(gus: Client, claim: Claim) -> None:
    publish_review(claim)
    report = make_report(claim=claim)
    edit(claim, summary="They say 49.")
    change = publish_review(claim, reason="Miscounted.")
    settle(gus, report, "corrected", publication=change.pk)
    asked = redacting.ask(claim, [change], "A court’s order.", publisher("eva"))
    redacting.agree(asked, publisher("gil"))
    save(gus, address_of(report), answer="Without the words.")
    report.refresh_from_db()
    assert (report.publication, report.answer) == (change, "Without the words.")


def test_a_claim_that_was_added_is_named(gus: Client, claim: Claim) -> None:
    report = make_report(kind="claim")
    assert "Choose the claim that was added" in problems_of(settle(gus, report, "added"))
    settle(gus, report, "added", added=claim.pk)
    report.refresh_from_db()
    assert report.added == claim


def test_a_duplicate_names_the_other(gus: Client) -> None:
    first, second = make_report(), make_report()
    assert "Choose the other report" in problems_of(settle(gus, second, "duplicate"))
    settle(gus, second, "duplicate", duplicate_of=first.pk)
    second.refresh_from_db()
    assert second.duplicate_of == first
    assert gus.get(f"{LIST}{first.pk}/delete/").status_code == 403


def test_a_later_save_does_not_undo_what_it_never_showed(gus: Client, fay: Client) -> None:
    report = make_report()
    opened = form_of(gus.get(address_of(report)))
    settle(fay, report, "rejected", answer="It says 60.")
    late = opened | {"outcome": "rejected", "answer": "Mine."}
    refused = gus.post(address_of(report), late)
    assert "fay saved this after you opened it" in problems_of(refused)
    assert "Mine." in refused.content.decode()
    report.refresh_from_db()
    assert report.answer == "It says 60."

    gus.post(address_of(report), form_of(refused) | {"choose-answer": "mine"})
    report.refresh_from_db()
    assert report.answer == "Mine."


def test_the_log_of_the_admin_holds_nothing_that_the_reader_wrote(gus: Client) -> None:
    from django.contrib.admin.models import LogEntry

    report = make_report(message="Call 555 0100.")
    settle(gus, report, "rejected")
    gus.post(f"{LIST}{report.pk}/delete/", {"post": "yes"})
    assert not ReaderReport.objects.exists()
    assert {entry.object_repr for entry in LogEntry.objects.all()} == {f"An error, no. {report.pk}"}
