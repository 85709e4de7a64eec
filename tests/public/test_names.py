"""Filtering by one of thousands of names: what is frequent is offered, others are asked for."""

import pytest
from django.test import Client
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect

from factcheck import filters
from tests.public.pages import Visit

FREQUENT = ["Any", "Financial Times", "Marianela Navarro", "World Socialist Web Site"]


@pytest.fixture
def few_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "OFFERED", 3)


def found(client: Client, kind: str, words: str) -> list[str]:
    answer = client.get(f"/claims/names/{kind}/", {"q": words}).json()
    return [name["label"] for name in answer["names"]]


@pytest.mark.django_db
@pytest.mark.usefixtures("seeds", "few_offered")
def test_the_form_offers_what_the_newest_claims_name_most_often(visit: Visit) -> None:
    menu = visit("/claims/").one("select", id="id_speaker")
    assert [option.words for option in menu.all("option")] == FREQUENT


@pytest.mark.django_db
@pytest.mark.usefixtures("seeds", "few_offered")
def test_what_is_chosen_is_offered_however_rare(visit: Visit) -> None:
    menu = visit("/claims/?speaker=alberto-otarola").one("select", id="id_speaker")
    [chosen] = [option for option in menu.all("option") if "selected" in option.attributes]
    assert chosen.words == "Alberto Otárola"


@pytest.mark.django_db
@pytest.mark.usefixtures("seeds")
@pytest.mark.parametrize(
    ("kind", "words", "label"),
    [
        ("speaker", "otár", "Alberto Otárola"),
        ("speaker", "navarro maria", "Marianela Navarro"),
        ("source", "IDL", "IDL-Reporteros"),
        ("article", "boluarte", "US-backed Boluarte regime continues repression"),
    ],
)
def test_names_are_found_by_parts_of_their_words(
    client: Client, kind: str, words: str, label: str
) -> None:
    assert any(name.startswith(label) for name in found(client, kind, words))


@pytest.mark.django_db
@pytest.mark.usefixtures("seeds")
@pytest.mark.parametrize("words", ["nobody of that name", "%", "\0x"])
def test_what_nobody_is_called_finds_nothing(client: Client, words: str) -> None:
    assert found(client, "speaker", words) == []


def test_other_kinds_of_names_are_not_there(client: Client, db: None) -> None:
    assert client.get("/claims/names/status/").status_code == 404


def test_a_reader_finds_a_name_that_is_not_offered(
    seeded_site: str, page: Browser, few_offered: None
) -> None:
    page.goto(f"{seeded_site}/claims/")
    menu = page.get_by_role("combobox", name="Speaker")
    expect(menu.locator("option")).to_have_text(FREQUENT)

    page.get_by_label("Speaker: find by name").fill("otárola")
    expect(menu.locator("option")).to_have_text(["Any", "Alberto Otárola"])
    menu.select_option("Alberto Otárola")
    page.get_by_role("button", name="Show claims").click()

    expect(page.get_by_role("heading", name="1 claim", exact=True)).to_be_visible()
    assert "speaker=alberto-otarola" in page.url
