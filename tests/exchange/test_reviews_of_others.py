"""Reviews that others made come in as theirs, never as ours."""

import json
from pathlib import Path

import pytest
from django.test import Client

from factcheck import workflow
from factcheck.models import (
    Claim,
    ExternalReview,
)
from factcheck.models.vocabulary import Stage
from tests.exchange.earlier import EARLIER, THEIRS, earlier, file, newsroom, page_of
from tests.exchange.sheets import ARTICLE, brought_in, faults, row, sheet, staged
from tests.workflow.newsroom import Newsroom

__all__ = ["file", "newsroom"]

pytestmark = pytest.mark.django_db


def test_a_review_of_others_is_theirs_and_no_verdict_of_ours(
    newsroom: Newsroom, file: Path
) -> None:
    claim = earlier(file, newsroom.fay, **THEIRS | {"status": "Mostly nonsense"})
    review = ExternalReview.objects.get()
    assert (claim.status_id, claim.summary, claim.earlier_url) == ("unverified", "", "")
    assert (review.publisher, review.rating, review.url, str(review.published_on)) == (
        "Snopes",
        "Pants on fire",
        EARLIER["earlier_url"],
        "2019-03-04",
    )
    assert claim.stage == Stage.OPEN


def test_what_others_say_beside_their_rating_is_noted_for_the_desk(
    newsroom: Newsroom, file: Path
) -> None:
    assert earlier(file, newsroom.fay, **THEIRS).note == "Snopes: Nothing supports it."


@pytest.mark.parametrize("name", ["", "factcheck", "FACTCHECK"])
def test_under_our_own_name_it_is_ours(newsroom: Newsroom, file: Path, name: str) -> None:
    assert earlier(file, newsroom.fay, reviewed_by=name).is_reviewed_earlier


def test_a_former_name_is_ours_where_the_mapping_says_so(newsroom: Newsroom, file: Path) -> None:
    cells = EARLIER | {"reviewed_by": "Old Desk"}
    sheet(file, [row(**cells)])
    brought_in(
        file,
        newsroom.fay,
        columns={name: name for name in row(**cells)},
        values={"reviewed_by": {"Old Desk": "factcheck"}},
    )
    assert Claim.objects.get().is_reviewed_earlier


def test_readers_see_it_as_theirs(newsroom: Newsroom, file: Path, client: Client) -> None:
    claim = earlier(file, newsroom.fay, **THEIRS)
    workflow.list_claim(claim.pk, newsroom.eva)
    page = page_of(claim, client)
    assert "our verdict does not rest on them" in page.words
    assert page.links["“Pants on fire”"] == EARLIER["earlier_url"]


@pytest.mark.parametrize("missing", ["earlier_url", "earlier_rating"])
def test_a_review_of_others_needs_its_address_and_rating(
    newsroom: Newsroom, file: Path, missing: str
) -> None:
    sheet(file, [row(**THEIRS | {"status": "", missing: ""})])
    said = faults(staged(file, newsroom.fay))
    assert [(line, column) for line, column, *_ in said] == [(2, missing)]


def claim_review(**values: object) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://snopes.example.org/1",
        "datePublished": "2020-05-06",
        "claimReviewed": "It cost ten million",
        "author": {"@type": "Organization", "name": "Snopes"},
        "reviewRating": {"@type": "Rating", "alternateName": "Mixture"},
        "itemReviewed": {
            "@type": "Claim",
            "appearance": {
                "@type": "Article",
                "headline": ARTICLE["article_title"],
                "publisher": {"@type": "Organization", "name": ARTICLE["article_publisher"]},
                "datePublished": ARTICLE["article_published_on"],
            },
        },
    } | values


def test_a_claim_review_of_others_is_theirs(newsroom: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "snopes.json"
    path.write_text(json.dumps(claim_review()))
    brought_in(path, newsroom.fay)
    review = ExternalReview.objects.get()
    assert (review.publisher, review.rating) == ("Snopes", "Mixture")
    assert review.claim.status_id == "unverified"


def test_a_claim_review_of_our_former_site_is_ours(newsroom: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    author = {"@type": "Person", "name": "Rosa Vidal"}
    publisher = {"@type": "Organization", "name": "factcheck"}
    rating = {"@type": "Rating", "alternateName": "False"}
    path.write_text(
        json.dumps(claim_review(author=author, publisher=publisher, reviewRating=rating))
    )
    brought_in(path, newsroom.fay)
    claim = Claim.objects.get()
    assert claim.is_reviewed_earlier
    assert (claim.earlier_author, claim.earlier_rating, claim.stage) == (
        "Rosa Vidal",
        "False",
        Stage.IN_REVIEW,
    )
