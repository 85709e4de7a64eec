"""A search finds words however they are written, says where they stand, and leads beside claims."""

import pytest
from django.test import Client

from factcheck.models.content import ReviewedClaim, ShownEvidence
from factcheck.models.reading_room import PublicArticle, PublicClaim, PublicSpeaker
from factcheck.publishing import reading_room, search_vectors
from tests.public.pages import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def found(search: str) -> set[str]:
    return {claim.headline for claim in PublicClaim.objects.matching(search)}


@pytest.mark.parametrize(
    ("search", "same"),
    [
        ("Otárola", "otarola"),
        ("Otárola", "OTA\u0301ROLA"),
        ("protest", "protests"),
        ("“state of emergency”", '"state-of-emergency"'),
        ("state of emergency", "«state» of emergency"),
        ("emergencia", "emergencias"),
    ],
)
def test_words_are_found_however_they_are_written(search: str, same: str) -> None:
    assert found(search)
    assert found(search) == found(same)


def test_a_phrase_an_alternative_and_what_is_left_out() -> None:
    both = found("genocide or emergency")
    assert both == found("genocide") | found("emergency")
    assert found("genocide or emergency -genocide") == both
    assert found("emergency -genocide") == found("emergency") - found("genocide")
    assert found('"emergency of state"') == set()


def test_the_titles_of_evidence_are_found() -> None:
    claim = PublicClaim.objects.exclude(publication=None).with_verdict()[0]
    said = claim.publication.said.claim
    assert isinstance(said, ReviewedClaim)
    titles = (each.source.title for each in said.evidence if isinstance(each, ShownEvidence))
    title = next(filter(None, titles))
    assert claim.headline in found(f'"{title}"')


def test_the_place_of_the_words_is_marked(visit: Visit) -> None:
    marks = visit("/claims/?q=genocides").all("mark", class_="found")
    assert {mark.text.casefold() for mark in marks} == {"genocide"}


def test_a_list_without_a_search_marks_nothing(visit: Visit) -> None:
    assert visit("/claims/").all("mark", class_="found") == []


def test_articles_speakers_sources_and_topics_are_found_beside_claims(visit: Visit) -> None:
    links = visit("/claims/?q=otarola").links
    assert (
        links["Alberto Otárola"]
        == PublicSpeaker.objects.get(name="Alberto Otárola").get_absolute_url()
    )
    article = PublicArticle.objects.get()
    links = visit("/claims/?q=Boluarte+regime").links
    assert links[article.title] == article.get_absolute_url()


def test_what_a_misspelt_search_may_mean_is_shown_and_said(visit: Visit) -> None:
    page = visit("/claims/?q=genocidde")
    assert "No claim matches “genocidde”." in page.words
    assert "These match “genocide”:" in page.words
    assert page.links["genocide"] == "/claims/?q=genocide"
    assert {mark.text.casefold() for mark in page.all("mark", class_="found")} == {"genocide"}


def test_a_text_in_japanese_is_found_by_a_part_of_it() -> None:
    claim = PublicClaim.objects.all()[0]
    PublicClaim.objects.filter(pk=claim.pk).update(
        search=search_vectors.of_claim(
            claim.publication.said.claim,
            {"ja": {"headline": "東京都で緊急事態宣言", "summary": "スーパーマーケットも閉まった"}},
        )
    )
    for search in ("緊急事態", "東京", "マーケット"):
        assert found(search) == {claim.headline}
    assert found("京東") == set()


def test_a_rebuilt_reading_room_is_found_the_same() -> None:
    before = found("otarola")
    reading_room.rebuild()
    assert found("otarola") == before != set()


@pytest.mark.parametrize("search", ["'", "\\", "a:*", "!", "& |", "<->", "(", "%", "“", "-"])
def test_no_search_is_an_error(client: Client, search: str) -> None:
    assert client.get("/claims/", {"q": search}).status_code == 200
