"""A reader pastes what somebody says, and sees the claims like it that were checked."""

import pytest
from django.test import Client

from factcheck.models import similar
from factcheck.models.reading_room import PublicClaim
from factcheck.models.searched import vector
from factcheck.words import Weighted, asked
from tests.public.pages import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

ADDRESS = "/claims/similar/"


def reviewed() -> PublicClaim:
    claim = PublicClaim.objects.reviewed().standing().first()
    assert claim
    return claim


def test_a_review_is_found_by_other_words_around_its_own(visit: Visit) -> None:
    claim = reviewed()
    page = visit(f"{ADDRESS}?text=RT+@somebody:+{claim.headline}!!+%23unbelievable")

    assert page.all("h3")[0].words == claim.headline


def test_what_is_like_nothing_may_be_suggested(visit: Visit) -> None:
    page = visit(f"{ADDRESS}?text=It+rained+frogs")

    assert "We have checked no claim like this one." in page.words
    assert (
        page.links["Suggest this claim to us"] == "/report/?kind=claim&message=It%20rained%20frogs"
    )


def test_before_anything_is_asked_there_is_only_the_form(visit: Visit) -> None:
    page = visit(ADDRESS)

    assert page.one("textarea", name="text")
    assert not page.all(class_="empty")


def test_a_text_that_is_too_long_is_refused_with_a_message(client: Client) -> None:
    response = client.get(ADDRESS, {"text": "x" * 2_001})

    assert response.status_code == 400
    assert "2000" in response.content.decode()


def test_a_search_without_a_result_leads_here(visit: Visit) -> None:
    links = visit("/claims/?q=xyzzy").links

    assert links["Similar claims that were checked"] == f"{ADDRESS}?text=xyzzy"


def test_a_translation_is_found_in_its_language(client: Client) -> None:
    claim = reviewed()
    claim.translations = {"es": {"headline": "Llovieron ranas sobre Juliaca", "summary": ""}}
    claim.search = vector([Weighted("Llovieron ranas sobre Juliaca", "A", ("es",))])
    claim.save()

    found = client.get(ADDRESS, {"text": "¿Llovió una rana en Juliaca?"}).context["found"]

    assert found == [claim]


def test_a_word_that_too_many_claims_have_fetches_none(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = PublicClaim.objects.all()
    keys, counts = similar.fetched(rows, "pk", asked("Peru genocide"))
    monkeypatch.setattr(similar, "COMMON", counts.by_term["genocide"])
    rare, _counts = similar.fetched(rows, "pk", asked("Peru genocide"))

    assert counts.total == similar.AT_LEAST
    assert 0 < len(rare) == counts.by_term["genocide"] < len(keys)
