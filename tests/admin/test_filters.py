"""The list of claims: one row of filters with counts, what is chosen, and views that are kept."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from factcheck.admin.claim import facets
from factcheck.models import Claim, SavedView, Topic, User
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import at_work
from tests.public.pages import read
from tests.screens import sign_in
from tests.workflow.newsroom import Newsroom

CLAIMS = "/admin/factcheck/claim/"
VIEWS = f"{CLAIMS}views/"


def counts(client: Client, query: str = "") -> dict[str, dict[str, str]]:
    """What the menus offer: by filter, the choices with their counts."""
    menus = client.get(f"{CLAIMS}?{query}").context["cl"].menus
    return {menu.name: {choice.label: choice.count for choice in menu.choices} for menu in menus}


def chips(client: Client, query: str) -> list[str]:
    chosen = client.get(f"{CLAIMS}?{query}").context["cl"].chips
    return [f"{chip.title}: {chip.label}" for chip in chosen]


def found(client: Client, query: str) -> list[Claim]:
    return list(client.get(f"{CLAIMS}?{query}").context["cl"].result_list)


@pytest.fixture
def three(newsroom: Newsroom) -> list[Claim]:
    """Ana checks one with a date that is past, Carla is to sign off one, and one is free."""
    checked, submitted = newsroom.claim_in(Stage.CHECKING), newsroom.claim_in(Stage.IN_REVIEW)
    free = newsroom.bare_claim()
    newsroom.change(checked, due_on=timezone.localdate() - timedelta(days=1), priority=1)
    newsroom.change(submitted, reviewer=newsroom.carla)
    with acting_as(newsroom.ana):
        free.topics.add(newsroom.topic)
    return [checked, submitted, free]


def test_each_menu_counts_what_its_choices_leave(newsroom: Newsroom, three: list[Claim]) -> None:
    offered = counts(at_work(newsroom.fay))
    assert offered["stage"] == {"open": "1", "checking": "1", "in review": "1"}
    assert offered["assignee"] == {"ana": "2", "nobody": "1"}
    assert offered["reviewer"] == {"nobody": "2", "carla": "1"}
    assert offered["due"] == {"late": "1", "no date": "2"}
    assert offered["topic"] == {"no topic": "2", "Roads": "1"}
    assert offered["evidence"] == {"Yes": "2", "No": "1"}


def test_the_counts_heed_the_other_filters_and_not_their_own(
    newsroom: Newsroom, three: list[Claim]
) -> None:
    offered = counts(at_work(newsroom.fay), f"stage=checking&assignee={newsroom.ana.pk}")
    assert offered["stage"] == {"checking": "1", "in review": "1"}
    # One choice would tell nothing; what is chosen can be changed.
    assert offered["assignee"] == {"ana": "1"}
    assert "due" not in offered


def test_a_menu_with_one_choice_is_left_out(newsroom: Newsroom, three: list[Claim]) -> None:
    assert "article" not in counts(at_work(newsroom.fay))
    assert "passage" not in counts(at_work(newsroom.fay))


def test_every_choice_leads_to_as_many_claims_as_it_counts(
    newsroom: Newsroom, three: list[Claim]
) -> None:
    client = at_work(newsroom.fay)
    for menu in client.get(CLAIMS).context["cl"].menus:
        for choice in menu.choices:
            query = choice.url.removeprefix("?")
            assert len(found(client, query)) == int(choice.count), query


def test_what_is_chosen_stands_as_chips_that_take_it_away(
    newsroom: Newsroom, three: list[Claim]
) -> None:
    client = at_work(newsroom.fay)
    query = f"stage=checking&assignee={newsroom.ana.pk}&due=late&with={newsroom.ana.pk}"
    shown = ["Stage: checking", "Assignee: ana", "Due: late", "With: ana"]
    assert chips(client, query) == shown
    first = client.get(f"{CLAIMS}?{query}").context["cl"].chips[0]
    assert first.url == f"?assignee={newsroom.ana.pk}&due=late&with={newsroom.ana.pk}"
    assert chips(client, "assignee=none&due=2026-01-02") == ["Assignee: nobody", "Due: 2 Jan 2026"]


@pytest.mark.parametrize(
    "query",
    [
        *("stage=nowhere", "due=yesterday", "assignee=ana", "assignee=0x1", "article=none"),
        *("priority=9", "with=99999999", "with=x", "evidence=maybe"),
    ],
)
def test_a_choice_that_does_not_exist_is_refused(newsroom: Newsroom, query: str) -> None:
    response = at_work(newsroom.fay).get(f"{CLAIMS}?{query}")
    assert response.headers["Location"] == f"{CLAIMS}?e=1"


def test_with_whom_a_claim_is_goes_by_its_stage(newsroom: Newsroom, three: list[Claim]) -> None:
    checked, submitted, free = three
    client = at_work(newsroom.fay)
    assert found(client, f"with={newsroom.ana.pk}") == [checked]
    assert found(client, f"with={newsroom.carla.pk}") == [submitted]
    assert found(client, "with=none") == [free]


def keep(user: User, **values: str) -> str:
    page = at_work(user).post(VIEWS, values, follow=True)
    return page.content.decode()


def test_a_combination_is_kept_for_oneself_with_known_filters_only(
    newsroom: Newsroom, three: list[Claim]
) -> None:
    query = "stage=checking&due=late&p=3&e=1&o=2&nonsense=1&q=bridge"
    assert "“Mine, late” is kept." in keep(newsroom.ana, name="Mine, late", query=query)
    view = SavedView.objects.get()
    assert (view.owner, view.is_shared) == (newsroom.ana, False)
    assert view.query == "due=late&q=bridge&stage=checking"
    assert "Mine, late" in at_work(newsroom.ana).get(CLAIMS).content.decode()
    assert "Mine, late" not in at_work(newsroom.ben).get(CLAIMS).content.decode()


def test_only_who_may_keeps_a_combination_for_all(newsroom: Newsroom) -> None:
    keep(newsroom.ana, name="Late", query="due=late", is_shared="on")
    assert not SavedView.objects.get().is_shared
    keep(newsroom.fay, name="Late", query="due=late", is_shared="on")
    assert SavedView.objects.get(is_shared=True).owner == newsroom.fay
    assert "Late" in at_work(newsroom.dan).get(CLAIMS).content.decode()


def test_nothing_is_kept_twice_under_a_name_nor_without_filters(newsroom: Newsroom) -> None:
    keep(newsroom.ana, name="Late", query="due=late")
    again = keep(newsroom.ana, name="Late", query="due=today")
    assert "You have a view of this name already." in again
    assert "Choose at least one filter first." in keep(newsroom.ana, name="All", query="p=2")
    assert SavedView.objects.get().query == "due=late"


def test_a_name_that_is_refused_still_stands_there(newsroom: Newsroom) -> None:
    keep(newsroom.ana, name="Late", query="due=late")
    again = read(keep(newsroom.ana, name="Late", query="due=today"))
    assert again.one("input", name="query", value="due=today")
    # The one that there is, and the one that was to be kept.
    assert len(again.all("input", name="name", value="Late")) == 2
    long = "Late and important, and not yet given to anybody at the whole desk"
    view = SavedView.objects.get()
    page = keep(newsroom.ana, view=str(view.pk), name=long)
    assert "6 characters too many" in page
    assert f'value="{long}"' in page


def test_views_are_renamed_and_deleted_by_whom_they_are_of(newsroom: Newsroom) -> None:
    view = SavedView.objects.create(name="Late", owner=newsroom.ana, query="due=late")
    change = {"view": str(view.pk), "name": "Overdue"}
    assert at_work(newsroom.ben).post(VIEWS, change).status_code == 404
    assert "“Overdue” is kept." in keep(newsroom.ana, **change)
    assert "“Overdue” is deleted." in keep(newsroom.ana, view=str(view.pk), delete="1")
    assert not SavedView.objects.exists()


def test_a_view_for_all_is_changed_by_whoever_may_share(newsroom: Newsroom) -> None:
    view = SavedView.objects.create(name="Late", owner=newsroom.sam, query="due=late")
    SavedView.objects.update(is_shared=True)
    keep(newsroom.fay, view=str(view.pk), name="Overdue", is_shared="on")
    view.refresh_from_db()
    assert (view.name, view.owner, view.is_shared) == ("Overdue", newsroom.sam, True)


@pytest.mark.system
def test_the_filters_work_without_scripts_on_a_narrow_screen(live_site: str, page: Page) -> None:
    newsroom = Newsroom()
    claim = newsroom.claim_in(Stage.CHECKING)
    newsroom.bare_claim(headline="The bridge is closed")
    Topic.objects.create(slug="rivers", name={"en": "Rivers"})
    browser = page.context.browser
    assert browser
    narrow = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    screen = narrow.new_page()
    sign_in(screen, live_site, "fay", CLAIMS)
    screen.locator(".menu summary", has_text="Stage").click()
    screen.get_by_role("link", name="checking 1").click()
    expect(screen.locator("#result_list tbody tr")).to_have_count(1)
    screen.get_by_role("link", name=f"Arrange: {claim}").click()
    screen.get_by_label("Priority").select_option("high")
    screen.get_by_label("Due on").fill("2031-05-01")
    screen.get_by_role("button", name="Save").click()
    expect(screen.locator(".arranged__due")).to_have_text("high · 1 May 2031")
    assert "stage=checking" in screen.url
    screen.get_by_role("link", name="Without the filter Stage: checking").click()
    expect(screen.locator("#result_list tbody tr")).to_have_count(2)
    narrow.close()


def test_a_claim_that_moved_is_not_on_the_list_of_its_former_stage(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    newsroom.move(claim, Verb.SUBMIT, newsroom.ana)
    assert found(at_work(newsroom.fay), "stage=checking") == []


def test_counts_stop_at_the_newest_claims_and_say_so(
    newsroom: Newsroom, three: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "WINDOW", 2)
    page = at_work(newsroom.fay).get(CLAIMS)
    assert "Counts are of the newest 10,000 claims." in page.content.decode()
    stages = next(menu for menu in page.context["cl"].menus if menu.name == "stage")
    assert {choice.label for choice in stages.choices} == {"in review", "open"}
