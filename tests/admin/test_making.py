"""A new speaker or source is made in the field that looks for one."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoAssertNumQueries

from factcheck.models import Claim, Source, Speaker, SpeakerAlias
from tests.admin.newsroom import address_of, member
from tests.admin.test_workbench import TEXT, bench
from tests.models.factories import make_article, make_claim, make_source, make_speaker
from tests.screens import sign_in

SOURCES = "/admin/factcheck/source/make/"
SPEAKERS = "/admin/factcheck/speaker/make/"
POLL = {"title": "Reuters poll", "kind": "poll", "publisher": "Reuters", "published_on": "2023-02"}
RUIZ = {"name": "Ada Ruiz", "kind": "person", "role": "Minister"}


def errors(response: Any) -> dict[str, Any]:
    assert response.status_code == 200, "It was not refused."
    return dict(response.context["form"].errors)


def test_what_was_typed_names_the_new_row(ana: Client) -> None:
    assert ana.get(SPEAKERS, {"words": "Ada Ruiz"}).context["form"]["name"].value() == "Ada Ruiz"
    assert ana.get(SOURCES, {"words": "A poll"}).context["form"]["title"].value() == "A poll"
    address = {"words": "https://example.org/poll"}
    assert ana.get(SOURCES, address).context["form"]["url"].value() == "https://example.org/poll"


def test_a_speaker_is_made_with_an_address_of_their_own(ana: Client) -> None:
    make_speaker("Somebody else", slug="ada-ruiz")

    response = ana.post(SPEAKERS, RUIZ)

    made = Speaker.objects.get(name="Ada Ruiz")
    assert (response.status_code, response.json()) == (
        201,
        {"id": made.pk, "text": "Ada Ruiz", "dropped": []},
    )
    assert (made.slug, made.kind, made.role) == ("ada-ruiz-2", "person", "Minister")


def test_a_source_is_made(ana: Client) -> None:
    response = ana.post(SOURCES, POLL | {"url": "https://example.org/poll"})

    made = Source.objects.get()
    assert response.json()["text"] == "Reuters poll, Reuters"
    assert (made.slug, made.published_on) == ("reuters-reuters-poll", "2023-02")


def test_what_is_left_out_of_a_pasted_name_is_said(ana: Client) -> None:
    made = ana.post(SPEAKERS, RUIZ | {"name": "<b>Ada</b> Ru\u00adiz"}).json()

    assert made["text"] == "Ada Ruiz"
    assert made["dropped"] == ["Name: left out markup (b); 1 soft hyphen."]


def test_a_name_in_another_script_gets_an_address_too(ana: Client) -> None:
    ana.post(SPEAKERS, RUIZ | {"name": "عادة"})
    ana.post(SPEAKERS, RUIZ | {"name": "غادة"})

    slugs = Speaker.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["عادة", "غادة"]


def test_a_new_source_is_refused_with_what_was_typed(ana: Client) -> None:
    response = ana.post(SOURCES, POLL | {"published_on": "2023-13", "publisher": "Typed at length"})

    assert "published_on" in errors(response)
    assert "Typed at length" in response.text
    assert not Source.objects.exists()


def test_a_speaker_without_a_kind_is_refused(ana: Client) -> None:
    assert "kind" in errors(ana.post(SPEAKERS, {"name": "Ada Ruiz"}))


@pytest.mark.parametrize("name", ["ada ruiz", "Ada Ruíz", "Ada Ruis"])
def test_a_speaker_with_a_like_name_is_shown_first(ana: Client, name: str) -> None:
    there = make_speaker("Ada Ruiz")

    assert ana.get(SPEAKERS, {"words": name}).context["like"] == [there]


def test_a_like_alias_counts_too_and_a_merged_speaker_does_not(ana: Client) -> None:
    there = make_speaker("Police of Peru")
    SpeakerAlias.objects.create(speaker=there, name="Policía Nacional")
    make_speaker("Policía Nacional", merged_into=there)

    assert ana.get(SPEAKERS, {"words": "Policia Nacional"}).context["like"] == [there]


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "Counts of the dead"},
        {"title": "", "url": "http://example.org/count/"},
    ],
)
def test_a_source_with_a_like_title_or_the_same_address_is_shown_first(
    ana: Client, typed: dict[str, str]
) -> None:
    there = make_source("Count of the dead", url="https://example.org/count")

    response = ana.post(SOURCES, POLL | typed)

    assert response.status_code == 200
    assert response.context["like"] == [there]
    assert Source.objects.count() == 1


def test_who_has_seen_the_like_ones_makes_another(ana: Client) -> None:
    make_speaker("Ada Ruiz")
    response = ana.post(SPEAKERS, RUIZ)
    assert response.status_code == 200

    response = ana.post(SPEAKERS, RUIZ | {"seen": response.context["seen"]})

    assert response.status_code == 201
    assert Speaker.objects.count() == 2


def test_the_same_address_twice_is_refused(ana: Client) -> None:
    there = make_source("Count of the dead", url="https://example.org/count")

    response = ana.post(SOURCES, POLL | {"url": there.url, "seen": there.pk})

    assert "There is a source with this address already." in str(errors(response))


def test_only_who_may_add_rows_makes_them(carla: Client, eva: Client, client: Client) -> None:
    for address, values in ((SPEAKERS, RUIZ), (SOURCES, POLL)):
        for other in (carla, eva):
            assert other.get(address).status_code == 403
            assert other.post(address, values).status_code == 403
        signed_out = client.post(address, values)
        assert signed_out.status_code == 403
        assert "/login/" in signed_out.context["app_path"]
    assert not Speaker.objects.exists()


def test_looking_for_like_ones_takes_one_query(
    ana: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ana.get(SPEAKERS, {"words": "Ada Ruiz"})
    with django_assert_num_queries(QUERIES):
        ana.get(SPEAKERS, {"words": "Ada Ruiz"})
    for _ in range(9):
        make_speaker("Ada Ruiz")
    with django_assert_num_queries(QUERIES):
        ana.get(SPEAKERS, {"words": "Ada Ruiz"})


# Session, person, rights of the person and of the groups; rows that are like it.
QUERIES = 5


def look_for(page: Page, field: str, words: str) -> None:
    """Type in a field from the keyboard alone, and wait for what is found."""
    if not page.locator(".select2-container--open").count():
        page.locator(f"#id_{field} + .select2 .select2-selection").focus()
    page.keyboard.type(words)
    expect(page.get_by_role("option", name=f"Add “{words}”")).to_be_visible()


def chosen(page: Page, field: str) -> str:
    return page.locator(f"#id_{field} + .select2 .select2-selection__rendered").inner_text()


@pytest.mark.system
def test_a_speaker_is_made_while_a_claim_is_marked(desk: Page, live_site: str) -> None:
    member("ana")
    article = make_article(TEXT)
    sign_in(desk, live_site, "ana", f"{bench(article)}?start=4&end=12")
    look_for(desk, "speaker", "Ada Ruiz")
    desk.keyboard.press("Enter")
    new = desk.get_by_role("group", name="New speaker")
    expect(new.get_by_label("Name")).to_have_value("Ada Ruiz")
    expect(new.get_by_label("Kind")).to_be_focused()
    new.get_by_role("button", name="Add").click()
    expect(new.get_by_text("This field is required.")).to_be_visible()
    expect(new.get_by_label("Name")).to_have_value("Ada Ruiz")
    new.get_by_label("Kind").select_option("person")
    new.get_by_role("button", name="Add").click()
    expect(new).to_have_count(0)
    assert "Ada Ruiz" in chosen(desk, "speaker")
    desk.get_by_label("Headline").first.fill("The minister")
    desk.get_by_role("button", name="Save new claim").click()

    expect(desk.locator(".bench-panel h2").first).to_have_text("The minister")
    speaker = Claim.objects.get().speaker
    assert speaker
    assert (speaker.name, speaker.kind) == ("Ada Ruiz", "person")


@pytest.mark.system
def test_a_new_source_of_evidence_takes_two_clicks(desk: Page, live_site: str) -> None:
    member("ana")
    claim = make_claim(make_article())
    sign_in(desk, live_site, "ana", address_of(claim))
    # The first click opens the row and its field, the second adds; all between is typing.
    desk.get_by_role("button", name="Add evidence").click()
    desk.keyboard.type("Reuters poll")
    expect(desk.get_by_role("option", name="Add “Reuters poll”")).to_be_visible()
    desk.keyboard.press("Enter")
    new = desk.get_by_role("group", name="New source")
    expect(new.get_by_label("Title")).to_have_value("Reuters poll")
    new.get_by_label("Publisher").fill("Reuters")
    new.get_by_role("button", name="Add").click()
    expect(new).to_have_count(0)
    assert "Reuters poll, Reuters" in chosen(desk, "evidence-0-source")


@pytest.mark.system
def test_one_click_takes_the_source_that_is_there(desk: Page, live_site: str) -> None:
    member("ana")
    claim = make_claim(make_article())
    there = make_source("Count of the dead")
    sign_in(desk, live_site, "ana", address_of(claim))
    desk.get_by_role("button", name="Add a cited source").click()
    look_for(desk, "citations-0-source", "Count of the deed")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Did you mean …?")).to_be_visible()
    expect(desk.get_by_role("button", name=there.title)).to_be_focused()
    desk.get_by_role("button", name=there.title).click()

    assert there.title in chosen(desk, "citations-0-source")
    assert desk.locator("#id_citations-0-source").input_value() == str(there.pk)


@pytest.mark.system
def test_what_is_found_comes_before_what_would_be_new(desk: Page, live_site: str) -> None:
    member("ana")
    make_speaker("Ada Ruiz")
    sign_in(desk, live_site, "ana", "/admin/factcheck/claim/add/")
    look_for(desk, "speaker", "Ruiz")

    expect(desk.locator(".select2-results__option")).to_have_text(["Ada Ruiz", "Add “Ruiz” …"])


@pytest.mark.system
def test_several_speakers_are_chosen_and_made(desk: Page, live_site: str) -> None:
    member("ana")
    sign_in(desk, live_site, "ana", "/admin/factcheck/claim/add/")
    field = desk.locator("#id_co_speakers + .select2")
    field.click()
    desk.keyboard.type("Ada Ruiz")
    desk.get_by_role("option", name="Add “Ada Ruiz”").click()
    new = desk.get_by_role("group", name="New speaker")
    new.get_by_label("Kind").select_option("person")
    new.get_by_role("button", name="Add").click()

    expect(field.locator(".select2-selection__choice")).to_contain_text("Ada Ruiz")


@pytest.mark.system
def test_the_plus_opens_the_same_fields_and_escape_closes_them(desk: Page, live_site: str) -> None:
    member("ana")
    sign_in(desk, live_site, "ana", "/admin/factcheck/claim/add/")
    desk.get_by_role("link", name="Add another speaker").first.click()
    new = desk.get_by_role("group", name="New speaker")
    expect(new.get_by_label("Name")).to_be_focused()
    desk.keyboard.press("Escape")

    expect(new).to_have_count(0)
    expect(desk.locator("#id_speaker + .select2 .select2-selection")).to_be_focused()


@pytest.mark.system
def test_who_may_not_add_speakers_is_offered_none(desk: Page, live_site: str) -> None:
    """Fay changes claims; without the right to add speakers she only chooses."""
    fay = member("fay")
    group = fay.groups.get()
    group.permissions.remove(group.permissions.get(codename="add_speaker"))
    sign_in(desk, live_site, "fay", "/admin/factcheck/claim/add/")
    desk.locator("#id_speaker + .select2 .select2-selection").focus()
    desk.keyboard.type("Ruiz")

    expect(desk.get_by_text("No results found")).to_be_visible()


@pytest.mark.system
def test_what_is_typed_survives_a_desk_that_does_not_answer(
    browser: Browser, live_site: str
) -> None:
    member("ana")
    desk = browser.new_page()
    sign_in(desk, live_site, "ana", "/admin/factcheck/claim/add/")
    look_for(desk, "speaker", "Ada Ruiz")
    desk.keyboard.press("Enter")
    new = desk.get_by_role("group", name="New speaker")
    new.get_by_label("Kind").select_option("person")
    expect(new.get_by_role("alert")).to_be_hidden()
    desk.context.clear_cookies(name="sessionid")
    new.get_by_role("button", name="Add").click()

    expect(new.get_by_role("alert")).to_contain_text("It could not be added")
    expect(new.get_by_label("Name")).to_have_value("Ada Ruiz")
    desk.close()


@pytest.mark.system
def test_without_javascript_the_plus_leads_to_the_page(browser: Browser, live_site: str) -> None:
    member("ana")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_site, "ana", "/admin/factcheck/claim/add/")
    page.get_by_role("link", name="Add another speaker").first.click()

    expect(page.get_by_label("Name:", exact=True)).to_be_visible()
    context.close()
