"""The palette and its page: words lead to whatever the desk has."""

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoAssertNumQueries

from factcheck import finding
from factcheck.models import SavedView, SpeakerAlias
from tests.admin.newsroom import address_of, member
from tests.admin.test_workbench import TEXT, bench
from tests.models.factories import make_article, make_claim, make_source, make_speaker, person
from tests.screens import sign_in

FIND = "/admin/find/"


def found(client: Client, words: str, **query: str | int) -> dict[str, list[str]]:
    """What is found, by the title of its group."""
    groups = client.get(FIND, {"q": words, **query}).context["groups"]
    return {group.title: [hit.label for hit in group.hits] for group in groups}


@pytest.fixture
def _rows(db: None) -> None:
    article = make_article(TEXT, title="Ruiz counts the dead")
    speaker = make_speaker("Ada Ruiz")
    make_claim(article, "49 died", headline="Ruiz says that 49 died", speaker=speaker)
    make_source("Diary of Ruiz")


@pytest.mark.usefixtures("_rows")
def test_words_find_rows_of_every_kind(ana: Client) -> None:
    assert found(ana, "ruiz") == {
        "Claims": ["Ruiz says that 49 died"],
        "Articles": ["Ruiz counts the dead"],
        "Speakers": ["Ada Ruiz"],
        "Sources": ["Diary of Ruiz"],
    }
    assert found(ana, "dead ruiz") == {"Articles": ["Ruiz counts the dead"]}


@pytest.mark.usefixtures("_rows")
def test_a_claim_is_found_by_its_number_and_leads_to_its_place_in_the_text(ana: Client) -> None:
    claim = make_claim(make_article(TEXT), "60 people")

    (group,) = ana.get(FIND, {"q": f"#{claim.pk}"}).context["groups"]

    assert [hit.label for hit in group.hits] == ["60 people"]
    assert group.hits[0].address == f"{bench(claim.article)}?claim={claim.pk}#claim-{claim.pk}"


def test_a_claim_without_a_text_leads_to_its_form(ana: Client) -> None:
    claim = make_claim(make_article(""), "", headline="Heard on the radio")

    (group,) = ana.get(FIND, {"q": "radio"}).context["groups"]

    assert group.hits[0].address == address_of(claim)


def test_an_alias_finds_its_speaker_and_a_merged_speaker_is_not_found(ana: Client) -> None:
    speaker = make_speaker("Police of Peru")
    SpeakerAlias.objects.create(speaker=speaker, name="Policía Nacional")
    make_speaker("Policía", merged_into=speaker)

    assert found(ana, "policía") == {"Speakers": ["Police of Peru"]}


def test_pages_are_found_by_their_names(ana: Client) -> None:
    assert found(ana, "claim") == {"Pages": ["Claims", "Add claim"]}
    assert found(ana, "my desk") == {"Pages": ["My desk"]}
    assert "My account" in found(ana, "")["Pages"]


def test_the_workload_what_one_was_told_and_kept_views_are_found(ana: Client) -> None:
    carla = person("carla")
    SavedView.objects.create(name="Late ones", owner=person("ana"), query="due=late")
    SavedView.objects.create(name="Late of Carla", owner=carla, query="due=late")
    SavedView.objects.create(name="Lately", owner=carla, query="due=today", is_shared=True)
    assert found(ana, "who has") == {"Pages": ["Who has how much, and when"]}
    assert found(ana, "told") == {"Pages": ["What I was told"]}
    assert found(ana, "late") == {"Kept views of the claims": ["Late ones", "Lately"]}
    (group,) = ana.get(FIND, {"q": "late ones"}).context["groups"]
    assert group.hits[0].address == "/admin/factcheck/claim/?due=late"


def test_the_acts_of_this_person_on_the_claim_at_hand_are_found(ana: Client, eva: Client) -> None:
    claim = make_claim(make_article())

    acts = found(ana, "", claim=claim.pk)["Acts on this claim"]

    assert "Take" in acts
    assert found(ana, "take", claim=claim.pk)["Acts on this claim"] == ["Take"]
    assert "Take" not in found(eva, "", claim=claim.pk).get("Acts on this claim", [])


def test_a_claim_that_is_not_there_has_no_acts(ana: Client) -> None:
    for claim in ("0", "99", "x", "9" * 30):
        assert "Acts on this claim" not in found(ana, "", claim=claim)


@pytest.mark.usefixtures("_rows")
def test_only_what_a_person_may_see_is_found(gus: Client, client: Client) -> None:
    person("gus").groups.clear()
    assert found(gus, "ruiz") == {}
    assert "/login/" in client.get(FIND, {"q": "ruiz"}).headers["Location"]


@pytest.mark.usefixtures("_rows")
def test_what_is_found_is_limited_and_takes_the_same_queries(
    ana: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = make_claim(make_article())
    finding.read_all()
    with django_assert_num_queries(QUERIES):
        found(ana, "ruiz", claim=claim.pk)
    for _ in range(9):
        article = make_article(TEXT, title="Ruiz again")
        make_claim(article, "49 died", headline="Ruiz", speaker=make_speaker("Ruiz"))
        make_source("Ruiz")
    finding.read_all()

    with django_assert_num_queries(QUERIES):
        groups = found(ana, "ruiz", claim=claim.pk)

    assert {len(hits) for hits in groups.values()} == {6}


# Session, person, two of rights; the claim at hand with its parts; what has changed, four kinds of
# rows, and views.
QUERIES = 20


@pytest.mark.system
def test_ctrl_k_a_few_words_and_enter_lead_there(desk: Page, live_site: str) -> None:
    member("ana")
    article = make_article(TEXT)
    claim = make_claim(article, "49 died")
    make_claim(article, "60 people")
    sign_in(desk, live_site, "ana")
    expect(desk.get_by_role("link", name="Find", exact=True)).to_be_visible()
    desk.keyboard.press("Control+k")
    field = desk.get_by_role("combobox")
    expect(field).to_be_focused()
    desk.keyboard.type("died")
    expect(desk.get_by_role("option", name="49 died")).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant")
    desk.keyboard.press("Enter")

    expect(desk.locator(".bench-panel h2").first).to_have_text("49 died")
    assert desk.url.endswith(f"?claim={claim.pk}#claim-{claim.pk}")


@pytest.mark.system
def test_enter_waits_for_what_was_typed(desk: Page, live_site: str) -> None:
    member("ana")
    make_claim(make_article(TEXT), "49 died")
    sign_in(desk, live_site, "ana")
    desk.get_by_role("link", name="Find", exact=True).click()
    expect(desk.get_by_role("option").first).to_be_visible()
    desk.keyboard.type("died")
    desk.keyboard.press("Enter")

    expect(desk.locator(".bench-panel h2").first).to_have_text("49 died")


@pytest.mark.system
def test_arrows_choose_and_escape_closes(desk: Page, live_site: str) -> None:
    member("ana")
    make_speaker("Ada Ruiz")
    make_source("Diary of Ruiz")
    sign_in(desk, live_site, "ana")
    desk.get_by_role("link", name="Find", exact=True).click()
    desk.keyboard.type("ruiz")
    expect(desk.get_by_role("option")).to_have_count(2)
    desk.keyboard.press("ArrowDown")
    expect(desk.get_by_role("option", name="Diary")).to_have_attribute("aria-selected", "true")
    desk.keyboard.press("ArrowDown")
    expect(desk.get_by_role("option", name="Ada")).to_have_attribute("aria-selected", "true")
    desk.keyboard.press("Escape")

    expect(desk.get_by_role("combobox")).to_be_hidden()


@pytest.mark.system
def test_an_act_on_the_claim_at_hand_is_led_to_beside_what_is_typed(
    desk: Page, live_site: str
) -> None:
    member("ana")
    claim = make_claim(make_article())
    sign_in(desk, live_site, "ana", address_of(claim))
    desk.locator("#id_summary").fill("Typed at length")
    desk.keyboard.press("Control+k")
    desk.keyboard.type("take")
    expect(desk.get_by_role("option", name="Take")).to_be_visible()
    desk.keyboard.press("Enter")

    expect(desk.locator(".move--take button").first).to_be_focused()
    expect(desk.locator("#id_summary")).to_have_value("Typed at length")


@pytest.mark.system
def test_the_palette_fits_a_phone(desk: Page, live_site: str) -> None:
    member("ana")
    make_speaker("An uncommonly long name of a speaker that fills more than one line of a phone")
    desk.set_viewport_size({"width": 360, "height": 640})
    sign_in(desk, live_site, "ana")
    desk.get_by_role("link", name="Find", exact=True).click()
    desk.keyboard.type("uncommonly")
    expect(desk.get_by_role("option", name="An uncommonly")).to_be_in_viewport()

    assert desk.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.system
@pytest.mark.usefixtures("live_site")
def test_without_javascript_a_page_finds_the_same(browser: Browser, live_site: str) -> None:
    member("ana")
    make_speaker("Ada Ruiz")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_site, "ana")
    page.get_by_role("link", name="Find", exact=True).click()
    page.get_by_role("main").get_by_role("searchbox").fill("ruiz")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    page.get_by_role("main").get_by_role("link", name="Ada Ruiz").click()

    expect(page.get_by_label("Name:", exact=True)).to_have_value("Ada Ruiz")
    context.close()
