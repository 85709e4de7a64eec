"""A database of a release, migrated, is what a fresh one is, and all that lay in it is sound."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from factcheck import publishing
from factcheck.models import Claim, Publication, PublicClaim, VerificationStatus
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.publishing import record_verification
from tests.publishing.conftest import room
from tests.upgrade.catalogue import QUERIES, Catalogue, catalogue

pytestmark = pytest.mark.system

REVIEWED = 40


@pytest.fixture(autouse=True)
def _in_the_upgraded(upgraded: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.mark.parametrize("kind", QUERIES)
def test_it_holds_what_a_fresh_database_holds(kind: str, fresh: Catalogue) -> None:
    # The configurations of the first releases went when words came to read for the search.
    assert fresh[kind] or kind == "text search configurations"
    assert catalogue()[kind] == fresh[kind]


def test_its_record_verifies() -> None:
    last = Publication.objects.in_chain().last()
    assert last
    assert record_verification.verify() == record_verification.Head(
        Publication.objects.count(), last.link
    )
    call_command("verify_record", stdout=StringIO())
    assert PublicClaim.objects.filter(reviewed_at__isnull=False).count() == REVIEWED


def test_its_reading_room_is_what_the_record_says() -> None:
    before = room_without_stems()
    call_command("rebuild_reading_room", stdout=StringIO())
    assert room_without_stems() == before


def room_without_stems() -> dict[str, list[dict[str, Any]]]:
    """Leave out what is searched in: versions of PostgreSQL stem some words differently."""
    return {
        table: [{key: row[key] for key in row if key != "search"} for row in rows]
        for table, rows in room().items()
    }


def test_its_claims_keep_the_numbers_that_they_were_shown_with() -> None:
    shown = PublicClaim.objects.in_text_order().values_list("number", flat=True)
    assert list(shown) == list(range(1, len(shown) + 1))
    published = Claim.objects.filter(publications__isnull=False).distinct()
    assert published.filter(number=None).count() == 0


def test_its_statuses_have_the_direction_of_their_evidence_from_now_on(client: Client) -> None:
    assert dict(VerificationStatus.objects.values_list("slug", "direction")) == {
        "true": "supports",
        "mostly-true": "supports",
        "needs-context": "either",
        "mostly-false": "refutes",
        "false": "refutes",
        "unproven": "none",
        "not-checkable": "none",
        "unverified": "none",
    }
    told = " ".join(client.get(reverse("methodology")).content.decode().split())
    takes = "Takes one primary or two independent secondary records of evidence"
    assert f"{takes} against the claim. Rating 1 of 5." in told
    assert f"{takes}. Rating 1 of 5. From" in told


def test_what_was_signed_off_is_what_would_be_signed_off_now() -> None:
    """So that what is approved as a first review can be published."""
    reviewed = Claim.objects.for_candidate().filter(stage=Stage.PUBLISHED)
    assert len(reviewed) == REVIEWED
    for claim in reviewed:
        signed = claim.moves.filter(verb=Verb.SIGN_OFF).latest("pk")
        assert publishing.candidate(claim).sha256 == signed.candidate_sha256, claim.pk


@pytest.mark.parametrize("name", ["home", "article-list", "claim-list", "methodology", "record"])
def test_its_pages_answer(name: str, client: Client) -> None:
    assert client.get(reverse(name)).status_code == 200


def test_the_pages_of_its_claims_answer(client: Client) -> None:
    shown = PublicClaim.objects.filter(reviewed_at__isnull=False).first()
    assert shown
    history = reverse("claim-history", args=[shown.pk])
    for address in (shown.get_absolute_url(), history, shown.article.get_absolute_url()):
        assert client.get(address).status_code == 200, address
