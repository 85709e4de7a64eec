"""A database of a release, migrated, is what a fresh one is, and all that lay in it is sound."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from factcheck.models import Publication, PublicClaim
from factcheck.publishing import record_verification
from tests.publishing.conftest import room
from tests.upgrade.catalogue import QUERIES, Catalogue, catalogue

REVIEWED = 40


@pytest.fixture(autouse=True)
def _in_the_upgraded(upgraded: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.mark.parametrize("kind", QUERIES)
def test_it_holds_what_a_fresh_database_holds(kind: str, fresh: Catalogue) -> None:
    assert fresh[kind]
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


@pytest.mark.parametrize("name", ["home", "article-list", "claim-list", "methodology", "record"])
def test_its_pages_answer(name: str, client: Client) -> None:
    assert client.get(reverse(name)).status_code == 200


def test_the_pages_of_its_claims_answer(client: Client) -> None:
    shown = PublicClaim.objects.filter(reviewed_at__isnull=False).first()
    assert shown
    history = reverse("claim-history", args=[shown.pk])
    for address in (shown.get_absolute_url(), history, shown.article.get_absolute_url()):
        assert client.get(address).status_code == 200, address
