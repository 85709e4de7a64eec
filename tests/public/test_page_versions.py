"""Whatever changes what readers see raises the version of the pages that show it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.db.models import Model

from factcheck.models import PageVersion, PublicClaim, ReaderReport, ScaleChange
from factcheck.models.vocabulary import Stage
from tests.drafts import READABLE
from tests.workflow.newsroom import Newsroom, by_hand

# A page of its own, never kept; the audit's view, which changes with the scale; the versions.
APART: set[type[Model]] = {ReaderReport, ScaleChange, PageVersion}
ARTICLE = "article:bridge"


@pytest.fixture
def claims(own_database: None) -> list[int]:
    """Two public claims of one article."""
    desk = Newsroom()
    return [
        desk.bring(desk.claim(headline=f"The bridge {words}"), Stage.PUBLISHED).pk
        for words in ("is long", "was late")
    ]


def shown() -> str:
    return PageVersion.objects.of(ARTICLE).name


def change(claim: int, summary: str = "Anything.") -> None:
    PublicClaim.objects.filter(pk=claim).update(summary=summary)


def change_elsewhere(claim: int) -> str:
    """Change a claim on a connection of its own, which waits for nobody."""
    try:
        by_hand("SET lock_timeout = '2s'")
        change(claim)
        return shown()
    finally:
        connection.close()


def test_every_table_that_public_pages_read_raises_versions(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger "
            "WHERE tgname = 'show_anew' AND tgenabled = 'O'"
        )
        raising = {table for (table,) in cursor.fetchall()}

    assert raising == {model._meta.db_table for model in READABLE - APART}


def test_two_who_change_one_page_at_once_do_not_wait_for_each_other(claims: list[int]) -> None:
    before = shown()
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        change(claims[0])
        elsewhere = pool.submit(change_elsewhere, claims[1]).result()

    assert len({before, elsewhere, shown()}) == 3
    change(claims[0], "Something else.")
    assert PageVersion.objects.filter(subject=ARTICLE).count() == 1


def test_a_change_that_is_taken_back_leaves_the_version_as_it_was(claims: list[int]) -> None:
    before = shown()
    with transaction.atomic():
        change(claims[0])
        assert shown() != before
        transaction.set_rollback(True)

    assert shown() == before


def test_a_transaction_sees_each_of_its_own_changes(claims: list[int]) -> None:
    with transaction.atomic():
        seen = set()
        for summary in ("One.", "Two.", "Three."):
            change(claims[0], summary)
            seen.add(shown())
        with transaction.atomic():
            change(claims[0], "Four.")
            seen.add(shown())
            transaction.set_rollback(True)
        change(claims[0], "Five.")
        seen.add(shown())

    assert len(seen) == 5


def test_what_stays_as_it_was_raises_nothing(claims: list[int]) -> None:
    before = shown()
    PublicClaim.objects.filter(pk=claims[0]).update(summary="It did.")

    assert shown() == before


def test_emptying_a_table_raises_everything(claims: list[int]) -> None:
    before = shown()
    by_hand("TRUNCATE factcheck_publicclaim")

    assert shown() != before
