"""Merging speakers and sources at the desk: shown first, then done, then gone from the lists."""

from typing import Any

import pytest
from django.test import Client

from factcheck.models import Claim, Speaker
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import Stage
from tests.models.factories import (
    make_article,
    make_citation,
    make_claim,
    make_source,
    make_speaker,
    person,
)
from tests.public.pages import read
from tests.publishing.conftest import make_public, sign_off

SPEAKERS = "/admin/factcheck/speaker/"
FIELD = {"app_label": "factcheck", "model_name": "claim", "field_name": "speaker"}


@pytest.fixture
def pair(db: None) -> tuple[Speaker, Speaker]:
    """Two who are one and the same."""
    return make_speaker("A. Ruiz", slug="a-ruiz"), make_speaker("Ada Ruiz", slug="ada-ruiz")


def address_of(row: Any, page: str = "merge") -> str:
    return f"/admin/factcheck/{row._meta.model_name}/{row.pk}/{page}/"


def preview(client: Client, row: Any, into: Any) -> Any:
    return client.get(address_of(row), {"into": into.pk})


def merge(client: Client, row: Any, into: Any) -> Any:
    return client.post(address_of(row), {"into": into.pk}, follow=True)


def words_of(response: Any) -> str:
    assert response.status_code == 200
    return str(read(response.content.decode()).words)


def test_a_desk_editor_is_led_to_the_merge(fay: Client, pair: tuple[Speaker, Speaker]) -> None:
    page = read(fay.get(address_of(pair[0], "change")).content.decode())
    assert page.links["Merge into another…"] == address_of(pair[0])


def test_the_preview_says_all_that_will_be_linked_again(
    fay: Client, pair: tuple[Speaker, Speaker]
) -> None:
    article = make_article()
    for number in range(12):
        make_claim(article, speaker=pair[0], headline=f"Claim {number}")
    for claim in (Claim.objects.earliest("pk"), make_claim(article, speaker=pair[1])):
        make_public(claim)
    response = preview(fay, *pair)
    words = words_of(response)
    assert "12 linked to Ada Ruiz" in words
    assert "“A. Ruiz” is kept as an alias of Ada Ruiz" in words
    assert "readers of “a-ruiz” are led on to “ada-ruiz”" in words
    assert "1 public, without reopening" in words
    assert "12 claims, the newest first" in words
    assert "Claim 11" in words
    assert "Claim 1 " not in words
    assert not Speaker.objects.merged().exists()


def test_the_preview_says_which_sign_offs_become_void(
    fay: Client, pair: tuple[Speaker, Speaker]
) -> None:
    claim = make_claim(make_article(), speaker=pair[0])
    sign_off(claim)
    assert "1 claim is approved: its sign-off becomes void" in words_of(preview(fay, *pair))
    merge(fay, *pair)
    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW


def test_the_preview_promises_only_the_aliases_that_a_merge_makes(
    fay: Client, pair: tuple[Speaker, Speaker]
) -> None:
    one, into = pair
    Speaker.objects.filter(pk=one.pk).update(name=into.name)
    for name in ("The minister", "Minister Ruiz", into.name):
        one.aliases.create(name=name)
    into.aliases.create(name="The minister")
    one.refresh_from_db()
    words = words_of(preview(fay, one, into))
    assert words.count("is kept as an alias") == 1
    assert "“Minister Ruiz” is kept as an alias of Ada Ruiz" in words
    merge(fay, one, into)
    assert {alias.name for alias in into.aliases.all()} == {"The minister", "Minister Ruiz"}


def test_a_merge_is_made_and_said(fay: Client, pair: tuple[Speaker, Speaker]) -> None:
    claim = make_claim(make_article(), speaker=pair[0])
    response = merge(fay, *pair)
    assert response.redirect_chain[-1][0] == address_of(pair[1], "change")
    assert "A. Ruiz became Ada Ruiz." in words_of(response)
    claim.refresh_from_db()
    assert claim.speaker == pair[1]


def test_sources_are_merged_likewise(fay: Client, db: None) -> None:
    source, into = make_source("Count of dead"), make_source("Count of the dead, 2023")
    citation = make_citation(make_claim(make_article()), source=source)
    assert "1 linked to Count of the dead, 2023" in words_of(preview(fay, source, into))
    assert "alias" not in words_of(preview(fay, source, into))
    merge(fay, source, into)
    citation.refresh_from_db()
    assert citation.source == into


def test_two_that_one_claim_names_are_not_merged_and_the_claim_is_linked(
    fay: Client, pair: tuple[Speaker, Speaker]
) -> None:
    claim = make_claim(make_article(), speaker=pair[0], headline="Said by both")
    with acting_as(person("ana")):
        claim.co_speakers.add(pair[1])
    for response in (preview(fay, *pair), merge(fay, *pair)):
        page = read(response.content.decode())
        assert "These claims name both" in page.words
        assert page.links["Said by both"] == f"/admin/factcheck/claim/{claim.pk}/change/"
        assert "submit-row" not in response.content.decode()
    assert not Speaker.objects.merged().exists()


def test_one_is_not_merged_into_itself_or_into_nothing(
    fay: Client, pair: tuple[Speaker, Speaker]
) -> None:
    assert "Choose another one to merge it into." in words_of(preview(fay, pair[0], pair[0]))
    assert "Choose the one that stays." in words_of(fay.post(address_of(pair[0]), {}))


def test_the_merged_one_is_in_no_list_and_cannot_be_chosen(
    fay: Client, pair: tuple[Speaker, Speaker]
) -> None:
    merge(fay, *pair)
    listed = read(fay.get(SPEAKERS).content.decode()).links
    assert "Ada Ruiz" in listed
    assert "A. Ruiz" not in listed
    found = fay.get("/admin/autocomplete/", FIELD | {"term": "A. Ruiz"}).json()["results"]
    assert [result["text"] for result in found] == ["Ada Ruiz"]


def test_the_merged_one_says_what_it_became_and_is_only_read(
    fay: Client, pair: tuple[Speaker, Speaker]
) -> None:
    merge(fay, *pair)
    response = fay.get(address_of(pair[0], "change"))
    page = read(response.content.decode())
    assert "This was merged. It became: Ada Ruiz" in page.words
    assert page.links["Ada Ruiz"] == address_of(pair[1], "change")
    assert "Save" not in page.words
    assert fay.post(address_of(pair[0], "change"), {"name": "Another"}).status_code == 403
    assert fay.get(address_of(pair[0])).status_code == 403


def test_only_desk_editors_merge(ana: Client, carla: Client, pair: tuple[Speaker, Speaker]) -> None:
    for client in (ana, carla):
        assert "Merge into" not in client.get(address_of(pair[0], "change")).content.decode()
        assert preview(client, *pair).status_code == 403
        assert merge(client, *pair).status_code == 403


def test_a_slug_stays_once_it_was_chosen(fay: Client, pair: tuple[Speaker, Speaker]) -> None:
    for row in (pair[0], make_source()):
        page = fay.get(address_of(row, "change")).content.decode()
        assert 'name="slug"' not in page
        assert row.slug in page
