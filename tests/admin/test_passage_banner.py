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
        f"{address}workbench/?claim={claim.pk}#claim-{claim.pk}",
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
