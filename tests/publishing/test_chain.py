"""One chain of publications, without a gap, whoever publishes and whatever goes wrong."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from factcheck import publishing
from factcheck.models import Claim, Publication, PublicClaim
from factcheck.publishing import record
from factcheck.publishing.canonical import link, sha256
from tests.models.factories import make_article, make_claim


@pytest.fixture
def claims(db: None) -> list[Claim]:
    article = make_article()
    return [make_claim(article), make_claim(article, "49 deaths")]


def test_the_first_publication_follows_nothing(claims: list[Claim]) -> None:
    publication = publishing.list_claim(claims[0].pk)

    assert (publication.serial, publication.number) == (1, 1)
    assert publication.previous_link == "0" * 64


def test_each_publication_follows_the_one_before_it_of_whichever_claim(
    claims: list[Claim],
) -> None:
    first, second = (publishing.list_claim(claim.pk) for claim in claims)

    assert (second.serial, second.number) == (2, 1)
    assert second.previous_link == first.link


def test_revisions_are_numbered_within_their_claim(claims: list[Claim]) -> None:
    for claim in (claims[0], claims[1], claims[0]):
        publishing.publish_review(claim.pk)

    chain = Publication.objects.in_chain()
    assert [(row.claim_id, row.number) for row in chain] == [
        (claims[0].pk, 1),
        (claims[1].pk, 1),
        (claims[0].pk, 2),
    ]


def test_a_link_holds_the_digest_of_the_content_and_the_link_before(claims: list[Claim]) -> None:
    publishing.list_claim(claims[0].pk)
    second = publishing.list_claim(claims[1].pk)

    second.refresh_from_db()
    assert second.content_sha256 == sha256(bytes(second.content))
    assert second.link == link(second.previous_link, 2, second.content_sha256)


def test_the_column_and_the_content_say_the_same_time_in_utc(claims: list[Claim]) -> None:
    publication = publishing.list_claim(claims[0].pk)

    stated = publication.data["publication"]["published_at"]
    assert datetime.strptime(stated, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC) == (
        publication.published_at
    )


def test_a_publication_that_is_rolled_back_leaves_no_gap_and_no_trace(claims: list[Claim]) -> None:
    publishing.list_claim(claims[0].pk)
    with transaction.atomic():
        publishing.list_claim(claims[1].pk)
        transaction.set_rollback(True)

    assert not PublicClaim.objects.filter(pk=claims[1].pk).exists()
    assert publishing.list_claim(claims[1].pk).serial == 2
    assert isinstance(record.verify(), record.Head)


def test_an_unknown_claim_is_not_published(db: None) -> None:
    with pytest.raises(Claim.DoesNotExist):
        publishing.list_claim(1)

    assert not Publication.objects.exists()


@pytest.mark.parametrize("field", ["link", "previous_link"])
def test_the_database_refuses_a_fork_of_the_chain(claims: list[Claim], field: str) -> None:
    first, second = (publishing.list_claim(claim.pk) for claim in claims)
    change = {field: getattr(first, field)}

    with pytest.raises(IntegrityError, match=field), transaction.atomic():
        Publication.objects.filter(serial=second.serial).update(**change)


def test_the_latest_publication_of_each_claim_is_known(claims: list[Claim]) -> None:
    for claim in (claims[0], claims[1], claims[0]):
        publishing.list_claim(claim.pk)

    latest = Publication.objects.latest_of_each_claim().in_chain()
    assert [row.serial for row in latest] == [2, 3]


@pytest.mark.usefixtures("own_database")
def test_people_who_publish_at_the_same_moment_leave_one_chain_without_a_gap() -> None:
    article = make_article()
    claims = [make_claim(article) for _ in range(4)]
    together = Barrier(8)

    def publish(claim: Claim) -> None:
        together.wait(timeout=30)
        try:
            for _ in range(3):
                publishing.list_claim(claim.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as people:
        list(people.map(publish, claims * 2))

    head = record.verify()
    assert isinstance(head, record.Head)
    assert head.serial == 24
    for claim in claims:
        numbers = Publication.objects.of_claim(claim.pk).values_list("number", flat=True)
        assert list(numbers) == [6, 5, 4, 3, 2, 1]
        assert PublicClaim.objects.get(pk=claim.pk).publication.number == 6
