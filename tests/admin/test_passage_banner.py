"""Whoever checks, reads or publishes a claim is told that its passage is to be settled."""

import pytest
from django.test import Client

from factcheck import text_versions
from factcheck.models import Claim
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, at_work
from tests.public.pages import read
from tests.workflow.newsroom import TEXT, Newsroom

OTHER_NUMBER = TEXT.replace("ten million", "twelve million")
REASON = "The publisher changed it after we asked."


def pages(claim: Claim) -> dict[str, str]:
    form = address_of(claim)
    return {
        "form": form,
        "read": f"{form[:-7]}read/",
        "preview": f"{form[:-7]}preview/",
        "workbench": f"/admin/factcheck/article/{claim.article_id}/workbench/?claim={claim.pk}",
    }


@pytest.mark.parametrize("page", ["form", "read", "preview", "workbench"])
@pytest.mark.parametrize("stage", [Stage.CHECKING, Stage.IN_REVIEW, Stage.APPROVED])
def test_it_stands_on_the_claim_its_review_and_its_publishing(
    newsroom: Newsroom, page: str, stage: Stage
) -> None:
    claim = newsroom.claim_in(stage)
    client = at_work(newsroom.sam)
    before = client.get(pages(claim)[page]).content.decode()
    text_versions.revise(newsroom.article, OTHER_NUMBER, newsroom.fay)

    banner = read(client.get(pages(claim)[page]).content.decode()).one(class_="passage-banner")

    assert "passage-banner" not in before
    assert "Changed in meaning: a number (ten → twelve)" in banner.words
    address = f"/admin/factcheck/article/{claim.article_id}/"
    links = {link.attributes["href"] for link in banner.all("a")}
    assert links == {
        f"{address}workbench/?claim={claim.pk}#again",
        f"{address}passages/#claim-{claim.pk}",
    }


def test_a_passage_is_kept_in_the_queue_and_readers_see_why(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    text_versions.revise(newsroom.article, OTHER_NUMBER, newsroom.fay)
    claim.refresh_from_db()
    queue = f"/admin/factcheck/article/{claim.article_id}/passages/"
    client, prefix = at_work(newsroom.ana), f"claim-{claim.pk}"
    sent = {f"{prefix}-version": claim.version, "claim": claim.pk, "keep": ""}

    refused = client.post(queue, sent).content.decode()
    assert "Say why it stays as quoted from an earlier text." in refused
    told = client.post(queue, sent | {f"{prefix}-kept_reason": REASON}, follow=True)

    assert "stays as quoted from the earlier text." in told.content.decode()
    newsroom.bring(claim, Stage.PUBLISHED)
    page = read(Client().get(f"/claims/{claim.pk}/", follow=True).content.decode())
    quote = page.one("section", aria_labelledby="quote").words
    assert f"Quoted from an earlier text of the article: {REASON}" in quote
    assert "It cost ten million" in quote


def test_who_cannot_settle_it_is_told_who_does(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    text_versions.revise(newsroom.article, OTHER_NUMBER, newsroom.fay)
    page = at_work(newsroom.carla).get(pages(claim)["read"]).content.decode()
    banner = read(page).one(class_="passage-banner")
    assert "before a researcher has settled this" in banner.words
    assert not list(banner.all("a"))


@pytest.mark.parametrize(
    ("stage", "offered"),
    [
        (Stage.CHECKING, "keep it as quoted, or drop it"),
        (Stage.IN_REVIEW, "or keep it as quoted"),
    ],
)
def test_only_what_can_be_dropped_is_said_to_be(
    newsroom: Newsroom, stage: Stage, offered: str
) -> None:
    claim = newsroom.claim_in(stage)
    text_versions.revise(newsroom.article, OTHER_NUMBER, newsroom.fay)
    page = at_work(newsroom.ana).get(pages(claim)["form"]).content.decode()
    banner = read(page).one(class_="passage-banner")
    assert offered in banner.words
    assert ("drop it" in banner.words) == (stage == Stage.CHECKING)


def test_settling_the_passage_of_a_signed_claim_says_that_the_sign_off_is_void(
    newsroom: Newsroom,
) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    text_versions.revise(newsroom.article, OTHER_NUMBER, newsroom.fay)
    claim.refresh_from_db()
    queue = f"/admin/factcheck/article/{claim.article_id}/passages/"
    client, prefix = at_work(newsroom.ana), f"claim-{claim.pk}"
    assert "settling this makes the sign-off void" in client.get(queue).content.decode()
    sent = {f"{prefix}-version": claim.version, "claim": claim.pk, "accept": ""}
    told = client.post(queue, sent, follow=True).content.decode()
    assert "Its sign-off is void: it waits for a reviewer again." in told
    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW
