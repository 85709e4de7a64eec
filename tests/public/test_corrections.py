"""The ledger: whatever became of a review after it was published, with what it said before."""

from collections.abc import Callable
from typing import Any

import pytest

from factcheck import workflow
from factcheck.models import Publication, VerificationStatus
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.public.scale.badges import Badges
from tests.public.amending import amend, redact, taken_back, withdraw
from tests.public.pages import Element, Visit
from tests.workflow.newsroom import Newsroom


def entries(visit: Visit) -> list[Element]:
    return visit("/corrections/").all("article", class_="correction")


def statuses(entry: Element) -> str:
    return " ".join(entry.one(class_="correction__statuses").text.split())


def test_a_correction_says_what_it_was_what_it_is_and_why(visit: Visit, desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    amend(desk, claim, "We had misread the audit.", status_id="false", summary="It did not.")
    [entry] = entries(visit)
    assert entry.one("strong").text == "Correction"
    assert statuses(entry) == "was True now False"
    assert entry.one(class_="correction__reason").text == "We had misread the audit."
    assert entry.all("a")[0].text == "The bridge cost ten million"
    visit(entry.all("a")[0].attributes["href"]).one("section", class_="verdict")
    address, target = entry.all("a")[1].attributes["href"].split("#")
    visit(address).one("li", id=target)


def test_an_update_that_keeps_the_status_says_so(visit: Visit, desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    amend(
        desk,
        claim,
        "A new audit.",
        PublicationKind.UPDATE,
        summary="It did, says the new audit too.",
    )
    [entry] = entries(visit)
    assert entry.one("strong").text == "Update"
    assert statuses(entry) == "still True"


def test_a_withdrawn_review_reads_withdrawn(visit: Visit, desk: Newsroom) -> None:
    withdraw(desk, desk.claim_in(Stage.PUBLISHED), "The audit was forged.")
    [entry] = entries(visit)
    assert entry.one("strong").text == "Retraction"
    assert statuses(entry) == "was True now Withdrawn"
    assert entry.one(class_="correction__reason").text == "The audit was forged."


def test_the_latest_stand_first(visit: Visit, desk: Newsroom) -> None:
    for number in range(3):
        amend(desk, desk.claim_in(Stage.PUBLISHED), f"Slip {number}.", summary="It did not.")
    reasons = [entry.one(class_="correction__reason").text for entry in entries(visit)]
    assert reasons == ["Slip 2.", "Slip 1.", "Slip 0."]


def test_listings_and_first_reviews_are_no_corrections(visit: Visit, desk: Newsroom) -> None:
    workflow.list_claim(desk.claim().pk, desk.eva)
    desk.claim_in(Stage.PUBLISHED)
    taken_back(desk, "It is no claim.")
    page = visit("/corrections/")
    assert not page.all("article")
    assert "No review has been changed or withdrawn since it was published." in page.words


def test_of_what_was_redacted_the_ledger_says_nothing(visit: Visit, desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    first = amend(desk, claim, "A slip with a name in it.", summary="It did not.")
    amend(desk, claim, "Another slip.", summary="It did not, after all.")
    redact(desk, first)
    [entry] = entries(visit)
    assert statuses(entry) == "what it was is removed from the record; now True"
    assert entry.one(class_="correction__reason").text == "Another slip."


@pytest.fixture
def long_ledger(desk: Newsroom) -> list[str]:
    """The reasons of thirty corrections, the latest first."""
    claim = desk.claim_in(Stage.PUBLISHED)
    for number in range(30):
        amend(desk, claim, f"Slip {number}.", summary=f"It did {number}.")
    return [f"Slip {number}." for number in reversed(range(30))]


def test_a_long_ledger_has_pages_which_cost_the_same(
    visit: Visit, long_ledger: list[str], django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(3):
        first = visit("/corrections/")
    address = "/corrections/" + first.links["Next page"]
    with django_assert_num_queries(3):
        second = visit(address)
    reasons = [e.text for page in (first, second) for e in page.all(class_="correction__reason")]
    assert reasons == long_ledger


def test_a_broken_page_is_the_first_one_and_says_so(visit: Visit, desk: Newsroom) -> None:
    page = visit("/corrections/?cursor=broken")
    assert "The address named a page that does not exist" in page.words


def test_the_front_page_shows_the_latest_three(
    visit: Visit, desk: Newsroom, django_assert_num_queries: Callable[[int], Any]
) -> None:
    assert "No review has been changed or withdrawn since it was published." in visit("/").words
    claim = desk.claim_in(Stage.PUBLISHED)
    for number in range(4):
        amend(desk, claim, f"Slip {number}.", summary=f"It did {number}.")
    with django_assert_num_queries(9):
        page = visit("/")
    reasons = [reason.text for reason in page.all(class_="correction__reason")]
    assert reasons == ["Slip 3.", "Slip 2.", "Slip 1."]
    assert page.links["All corrections"] == "/corrections/"


def test_a_status_that_the_scale_has_lost_still_has_its_name(visit: Visit, desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    said = Publication.objects.get(claim=claim).said
    badge = Badges(VerificationStatus.objects.exclude(pk="true")).of(said)
    assert (str(badge), badge.colour) == ("True", "grey")


def test_every_page_leads_to_the_ledger(visit: Visit, desk: Newsroom) -> None:
    navigation = visit("/claims/").one("nav", aria_label="Main")
    assert navigation.one("a", href="/corrections/").text == "Corrections"
