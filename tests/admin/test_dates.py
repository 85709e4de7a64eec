"""Dates on the forms of the desk: taken as people write them, shown as they were understood."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, Route, expect

from factcheck.models import Claim
from tests.admin.newsroom import PASSWORD, add_to, address_of, form_of, member, problems_of, save
from tests.models.factories import make_article, make_claim


def understood(response: Any) -> list[str]:
    """What stands beside the dates of a form."""
    html = response.content.decode()
    return [part.split("</output>")[0] for part in html.split('class="understood"')[1:]]


def test_a_date_is_kept_as_iso_8601_and_shown_in_full(ana: Client, db: None) -> None:
    save(ana, add_to(make_article("")), headline="A claim", said_on="12 Feb 2024")
    claim = Claim.objects.get()
    assert claim.said_on == "2024-02-12"
    page = ana.get(address_of(claim))
    assert form_of(page)["said_on"] == "2024-02-12"
    assert any("12 February 2024" in each for each in understood(page))


def test_a_refused_form_shows_how_the_other_dates_were_understood(ana: Client, db: None) -> None:
    response = save(
        ana,
        add_to(make_article("")),
        headline="A claim",
        said_on="12/02/2024",
        happened_on="feb. 2024",
    )
    assert "12 February 2024 or 2 December 2024" in problems_of(response)
    assert form_of(response)["said_on"] == "12/02/2024"
    assert any("February 2024" in each for each in understood(response))


@pytest.mark.parametrize("date", ["2024-00-00", "31 February 2024", "0000", "2999"])
def test_a_day_that_cannot_have_been_is_refused(ana: Client, db: None, date: str) -> None:
    response = save(ana, add_to(make_article("")), headline="A claim", said_on=date)
    assert problems_of(response)
    assert not Claim.objects.exists()


def test_a_day_is_no_month(ana: Client, db: None) -> None:
    claim = make_claim(make_article(""), "")
    response = save(ana, address_of(claim), due_on="Feb 2027")
    assert "February 2027 is no single day: give the day, too." in problems_of(response)
    save(ana, address_of(claim), due_on="12 feb 2027")
    claim.refresh_from_db()
    assert str(claim.due_on) == "2027-02-12"


def test_how_a_date_is_understood_is_said_to_people_of_the_desk_alone(
    ana: Client, client: Client, db: None
) -> None:
    assert ana.get("/admin/dates/", {"text": "12/02/2024"}).json() == {
        "understood": "",
        "problem": "“12/02/2024” can be 12 February 2024 or 2 December 2024. "
        "Write the month as a word.",
        "readings": [
            {"iso": "2024-02-12", "words": "12 February 2024"},
            {"iso": "2024-12-02", "words": "2 December 2024"},
        ],
    }
    assert client.get("/admin/dates/", {"text": "2024"}).status_code == 302


def open_form(page: Page, site: str) -> None:
    member("ana")
    claim = make_claim(make_article(""), "")
    page.goto(f"{site}{address_of(claim)}")
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


@pytest.mark.system
def test_a_date_typed_before_the_scripts_came_is_understood(live_site: str, page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    # All scripts begin once the last of those at the head is there.
    page.route("**/unsaved.js", hold)
    open_form(page, live_site)
    page.get_by_label("Said on:").fill("12 feb 2024")
    [script] = held
    script.continue_()
    beside = page.locator("output.understood[for=id_said_on]")
    expect(beside).to_have_text("12 February 2024")


@pytest.mark.system
def test_a_date_is_understood_as_it_is_typed(live_site: str, page: Page) -> None:
    open_form(page, live_site)
    said_on = page.get_by_label("Said on:")
    beside = page.locator("output.understood[for=id_said_on]")
    said_on.fill("12 feb 2024")
    expect(beside).to_have_text("12 February 2024")
    said_on.fill("12/02/2024")
    beside.get_by_role("button", name="2 December 2024").click()
    expect(said_on).to_have_value("2024-12-02")
    expect(beside).to_have_text("2 December 2024")
