"""A claim's page as readers would see it, before they do."""

import pytest
from django.test import Client

from factcheck.models import AuditEntry, Claim, Move, Publication, PublicClaim, User
from factcheck.models.vocabulary import Stage
from tests.admin.cast import at_the_desk, newsroom
from tests.workflow.newsroom import Newsroom

__all__ = ["at_the_desk", "newsroom"]


def preview(user: User | None, claim: Claim) -> tuple[int, str]:
    client = Client()
    if user:
        client.force_login(user)
    response = client.get(f"/admin/factcheck/claim/{claim.pk}/preview/")
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("stage", list(Stage))
def test_every_claim_has_a_preview_that_says_what_it_is(newsroom: Newsroom, stage: Stage) -> None:
    status, page = preview(newsroom.ana, newsroom.claim_in(stage))
    assert status == 200
    assert "This is how readers would see the claim" in page
    assert "The bridge cost ten million" in page
    assert "The audit says so" in page


def test_a_claim_of_nothing_but_words_has_one_too(newsroom: Newsroom) -> None:
    claim = newsroom.bare_claim()
    newsroom.change(claim, speaker=None)
    status, page = preview(newsroom.ana, claim)
    assert status == 200
    assert "The bridge cost ten million" in page


def test_it_shows_what_is_not_published_yet(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING, reviewed=True)
    newsroom.change(claim, summary="It cost eleven.")
    assert "It cost eleven." in preview(newsroom.ana, claim)[1]
    public = PublicClaim.objects.get(pk=claim.pk).get_absolute_url()
    assert "It cost eleven." not in Client().get(public).content.decode()


def test_it_writes_nothing(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    models = (Publication, PublicClaim, AuditEntry, Move)
    before = [model.objects.count() for model in models]
    preview(newsroom.ana, claim)
    assert [model.objects.count() for model in models] == before


def test_it_shows_no_note_of_the_desk(newsroom: Newsroom) -> None:
    claim = newsroom.claim(note="Ask the lawyer.")
    assert "Ask the lawyer." not in preview(newsroom.ana, claim)[1]


def test_it_is_for_the_desk_only(newsroom: Newsroom) -> None:
    claim = newsroom.claim()
    assert preview(None, claim)[0] == 302
    assert preview(newsroom.olga, claim)[0] == 403
