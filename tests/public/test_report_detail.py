"""The page under which a reader follows a report, and nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from factcheck.models import Claim, PublicClaim
from factcheck.publishing import redacting
from tests.admin.newsroom import member
from tests.models.factories import make_claim, person
from tests.models.test_report import make_report
from tests.public.conftest import visit
from tests.public.pages import Page
from tests.publishing.conftest import at_the_desk, claim, edit, make_public, publish_review

__all__ = ["at_the_desk", "claim", "visit"]

pytestmark = pytest.mark.django_db


def test_a_new_report_is_thanked_for_with_its_link(
    visit: Callable[..., Page], settings: Any
) -> None:
    settings.SITE_URL = "https://facts.example.org"
    report = make_report(links=["https://example.org/a"], email="reader@example.org")
    page = visit(report.get_absolute_url())
    assert "Thank you. We have your report." in page.words
    assert f"https://facts.example.org/report/{report.token}/" in page.words
    assert "49 died." in page.words
    assert "We will also write to the address that you gave" in page.words


def test_what_a_stranger_wrote_is_text_without_a_link(visit: Callable[..., Page]) -> None:
    report = make_report(message="49 < 60 & 1 > 0.", links=["https://phishing.example.org/"])
    page = visit(report.get_absolute_url())
    assert "49 < 60 & 1 > 0." in page.words
    assert "https://phishing.example.org/" in page.words
    assert not page.all("a", href="https://phishing.example.org/")


def test_the_address_of_the_reader_is_never_shown(visit: Callable[..., Page]) -> None:
    report = make_report(email="reader@example.org")
    assert "reader@example.org" not in visit(report.get_absolute_url()).words


def test_the_secret_link_gets_nowhere(client: Client) -> None:
    response = client.get(make_report().get_absolute_url())
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]


def test_without_the_link_there_is_nothing(visit: Callable[..., Page]) -> None:
    make_report()
    visit("/report/guessed/", 404)


def test_a_report_that_somebody_looks_at_says_so(visit: Callable[..., Page]) -> None:
    report = make_report(assignee=person("gus"))
    page = visit(report.get_absolute_url())
    assert "An editor is looking at it" in page.words
    assert "gus" not in page.words


def test_a_rejected_report_says_why(visit: Callable[..., Page]) -> None:
    report = make_report(outcome="rejected", answer="The report says 60.")
    page = visit(report.get_absolute_url())
    assert "Nothing is changed" in page.words
    assert "The report says 60." in page.words


def test_what_a_report_changed_is_linked(claim: Claim, visit: Callable[..., Page]) -> None:
    make_public(claim)
    publish_review(claim)
    edit(claim, summary="They say 49.")
    change = publish_review(claim)
    values = {"outcome": "corrected", "answer": "You are right.", "publication": change}
    report = make_report(claim=claim, **values)
    page = visit(report.get_absolute_url())
    assert "A review was changed" in page.words
    assert page.links["What we changed"] == f"/claims/{claim.pk}/history/#revision-3"
    assert page.links[claim.headline] == PublicClaim.objects.get().get_absolute_url()
    visit(page.links["What we changed"])

    redacting.agree(
        redacting.ask(claim, [change], "A court’s order.", member("eva")), member("admin")
    )
    assert "What we changed" in visit(report.get_absolute_url()).links


def test_a_claim_that_was_added_is_linked_once_it_is_listed(
    claim: Claim, visit: Callable[..., Page]
) -> None:
    report = make_report(kind="claim", outcome="added", answer="We will.", added=claim)
    page = visit(report.get_absolute_url())
    assert "The claim will be linked here as soon as it is public." in page.words
    assert claim.headline not in page.words

    make_public(claim)
    page = visit(report.get_absolute_url())
    assert page.links[claim.headline] == PublicClaim.objects.get().get_absolute_url()
    assert "will be linked" not in page.words


def test_a_duplicate_shows_what_came_of_the_other_and_not_its_words(
    claim: Claim, visit: Callable[..., Page]
) -> None:
    make_public(claim)
    other = make_report(message="My secret.", outcome="added", answer="Dear Zoe.", added=claim)
    report = make_report(outcome="duplicate", answer="Others wrote too.", duplicate_of=other)
    page = visit(report.get_absolute_url())
    assert "Somebody reported the same before" in page.words
    assert claim.headline in page.links
    assert "My secret." not in page.words
    assert "Dear Zoe." not in page.words
    assert other.token not in str(page.links)


def test_a_claim_that_is_no_longer_public_is_not_named(
    claim: Claim, visit: Callable[..., Page]
) -> None:
    report = make_report(claim=claim)
    assert claim.headline not in visit(report.get_absolute_url()).words


def test_it_costs_three_queries_at_most(
    claim: Claim, client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    make_public(claim)
    added = make_claim(claim.article, "49 deaths")
    other = make_report(article=claim.article, outcome="added", answer="Yes.", added=added)
    for report in (
        make_report(),
        make_report(claim=claim, outcome="duplicate", answer="Yes.", duplicate_of=other),
        other,
    ):
        with django_assert_max_num_queries(3):
            client.get(report.get_absolute_url())
