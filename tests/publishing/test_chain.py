"""One chain of publications, without a gap, whoever publishes and whatever goes wrong."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from factcheck.models import Claim, Publication, PublicClaim
from factcheck.models.content.canonical import link, sha256
from factcheck.publishing import record_verification
from tests.models.factories import make_article, make_claim
from tests.publishing.conftest import content_of, make_public, publish_review
from tests.record import json_of


@pytest.fixture
def claims(db: None) -> list[Claim]:
    article = make_article()
    return [make_claim(article), make_claim(article, "49 deaths")]


def test_the_first_publication_follows_nothing(claims: list[Claim]) -> None:
    publication = make_public(claims[0])

    assert (publication.serial, publication.number) == (1, 1)
    assert publication.previous_link == "0" * 64


def test_each_publication_follows_the_one_before_it_of_whichever_claim(
    claims: list[Claim],
) -> None:
    first, second = (make_public(claim) for claim in claims)

    assert (second.serial, second.number) == (2, 1)
    assert second.previous_link == first.link


def test_revisions_are_numbered_within_their_claim(claims: list[Claim]) -> None:
    for claim in (claims[0], claims[1], claims[0]):
        publish_review(claim)

    chain = Publication.objects.in_chain()
    assert [(row.claim_id, row.number) for row in chain] == [
        (claims[0].pk, 1),
        (claims[1].pk, 1),
        (claims[0].pk, 2),
    ]


def test_a_link_holds_the_digest_of_the_content_and_the_link_before(claims: list[Claim]) -> None:
    make_public(claims[0])
    second = make_public(claims[1])

    second.refresh_from_db()
    assert second.content_sha256 == sha256(content_of(second))
    assert second.link == link(second.previous_link, 2, second.content_sha256)


def test_the_column_and_the_content_say_the_same_time_in_utc(claims: list[Claim]) -> None:
    publication = make_public(claims[0])

    stated = json_of(publication)["publication"]["published_at"]
    assert datetime.strptime(stated, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC) == (
        publication.published_at
    )


def test_a_publication_that_is_rolled_back_leaves_no_gap_and_no_trace(claims: list[Claim]) -> None:
    make_public(claims[0])
    with transaction.atomic():
        make_public(claims[1])
        transaction.set_rollback(True)

    assert not PublicClaim.objects.filter(pk=claims[1].pk).exists()
    assert make_public(claims[1]).serial == 2
    assert isinstance(record_verification.verify(), record_verification.Head)


def test_the_latest_publication_of_each_claim_is_known(claims: list[Claim]) -> None:
    for claim in (claims[0], claims[1], claims[0]):
        make_public(claim)

    latest = Publication.objects.latest_of_each_claim().in_chain()
    assert [row.serial for row in latest] == [2, 3]
