"""Who has how much, and when: by person and day, each number with its claims."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from playwright.sync_api import Page, expect

from factcheck.admin.workload import Row
from factcheck.models import Claim, User
from factcheck.models.vocabulary import Stage
from tests.accessibility.test_axe import WCAG, faults
from tests.admin.newsroom import at_work
from tests.screens import sign_in
from tests.workflow.newsroom import Newsroom

WORKLOAD = "/admin/workload/"


def rows(client: Client, query: str = "") -> list[Row]:
    shown: list[Row] = client.get(f"{WORKLOAD}?{query}").context["rows"]
    return shown


def numbers(client: Client, query: str = "") -> dict[str, dict[str, int]]:
    """What is not zero, by person."""
    return {
        row.name: {c.column.title: c.count for c in [row.total, *row.cells] if c.count}
        for row in rows(client, query)
    }


@pytest.fixture
def busy(newsroom: Newsroom) -> Newsroom:
    """Ana checks three, Dan is to sign off one, nobody has two."""
    today = timezone.localdate()
    for days in (-3, 0, None):
        claim = newsroom.claim_in(Stage.CHECKING)
        newsroom.change(claim, due_on=None if days is None else today + timedelta(days=days))
    submitted = newsroom.claim_in(Stage.IN_REVIEW)
    newsroom.change(submitted, reviewer=newsroom.dan, due_on=today + timedelta(days=2))
    free, unnamed = newsroom.bare_claim(), newsroom.claim_in(Stage.IN_REVIEW)
    newsroom.change(free, due_on=today + timedelta(days=30))
    newsroom.change(unnamed, due_on=today - timedelta(days=1))
    newsroom.claim_in(Stage.APPROVED)
    newsroom.claim_in(Stage.PUBLISHED)
    return newsroom


def test_each_persons_open_claims_are_counted_by_stage_and_day(busy: Newsroom) -> None:
    shown = numbers(at_work(busy.ben))
    assert shown["ana"] == {"All": 3, "Checking": 3, "Late": 1, "Today": 1, "No date": 1}
    in_two_days = (timezone.localdate() + timedelta(days=2)).strftime("%a %-d")
    assert shown["dan"] == {"All": 1, "In review": 1, in_two_days: 1}
    assert shown["nobody"] == {"All": 2, "Open": 1, "In review": 1, "Late": 1, "Later": 1}
    assert shown["ben"] == shown["carla"] == {}
    assert "eva" not in shown
    assert list(shown)[-1] == "nobody"


@pytest.mark.system
def test_every_number_leads_to_as_many_claims(busy: Newsroom) -> None:
    client = at_work(busy.ben)
    for row in rows(client):
        for cell in [row.total, *row.cells]:
            listed = client.get(cell.url).context["cl"].result_list
            assert len(listed) == cell.count, (row.name, cell)


def test_the_view_is_narrowed_to_a_group(busy: Newsroom) -> None:
    group = Group.objects.get(name="Reviewers")
    assert set(numbers(at_work(busy.ben), f"group={group.pk}")) == {"carla", "dan"}
    assert "nobody" in numbers(at_work(busy.ben), "group=none")


def test_who_left_is_shown_while_they_still_have_something(busy: Newsroom) -> None:
    User.objects.filter(pk__in=[busy.ana.pk, busy.ben.pk]).update(is_active=False)
    shown = numbers(at_work(busy.fay))
    assert shown["ana"]["All"] == 3
    assert "ben" not in shown


@pytest.mark.parametrize("name", ["ana", "carla", "eva", "fay"])
def test_whoever_works_at_the_desk_sees_it(newsroom: Newsroom, name: str) -> None:
    client = at_work(newsroom.person(name))
    assert WORKLOAD in client.get("/admin/").content.decode()
    assert client.get(WORKLOAD).status_code == 200


def test_an_account_without_a_part_does_not(newsroom: Newsroom) -> None:
    assert at_work(newsroom.olga).get(WORKLOAD).status_code == 403


def test_the_view_costs_the_same_for_one_claim_and_for_many(newsroom: Newsroom) -> None:
    client, counts = at_work(newsroom.fay), []
    for number in (1, 6):
        for _ in range(number):
            newsroom.claim_in(Stage.CHECKING)
        client.get(WORKLOAD)
        with CaptureQueriesContext(connection) as queries:
            client.get(WORKLOAD)
        counts.append(len(queries))
    assert counts[0] == counts[1] < 10


@pytest.mark.system
def test_a_number_is_followed_on_a_narrow_screen(live_site: str, page: Page) -> None:
    newsroom = Newsroom()
    late = newsroom.claim_in(Stage.CHECKING)
    newsroom.change(late, due_on=timezone.localdate() - timedelta(days=1))
    newsroom.claim_in(Stage.CHECKING)
    page.set_viewport_size({"width": 360, "height": 800})
    sign_in(page, live_site, "ben", WORKLOAD)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert faults(page, WCAG) == []
    page.get_by_role("link", name="ana, Late: 1").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    expect(page.locator("#result_list")).to_contain_text(Claim.objects.get(pk=late.pk).headline)
    assert parse_qs(urlsplit(page.url).query)["due"] == ["late"]
