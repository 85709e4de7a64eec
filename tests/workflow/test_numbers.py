"""One number, one claim: given within its article when it becomes public, and kept for ever."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from factcheck import workflow
from factcheck.models import Article, ArticleRevision, AuditEntry, Claim, PublicClaim
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.publishing import reading_room
from tests.public.amending import amend, withdraw
from tests.publishing.conftest import room
from tests.workflow.newsroom import TEXT, Newsroom, by_hand

pytestmark = pytest.mark.django_db


def listed(desk: Newsroom, **values: Any) -> Claim:
    claim = desk.claim(**values)
    workflow.list_claim(claim.pk, desk.eva)
    return claim


def number_of(claim: Claim) -> int | None:
    claim.refresh_from_db()
    if shown := PublicClaim.objects.filter(pk=claim.pk).first():
        assert shown.number == claim.number
    return claim.number


def test_claims_are_numbered_in_the_order_in_which_they_become_public(desk: Newsroom) -> None:
    first, second = desk.claim(), desk.claim()
    assert number_of(first) is None
    workflow.list_claim(second.pk, desk.eva)
    desk.bring(first, Stage.PUBLISHED)
    assert (number_of(second), number_of(first)) == (1, 2)


def test_each_article_numbers_its_own(desk: Newsroom) -> None:
    listed(desk)
    desk.article = Article.objects.create(
        slug="tunnel", title="The tunnel", publisher="The Herald", published_on="2024-05-01"
    )
    desk.revision = ArticleRevision(article=desk.article, body=TEXT)
    desk.revision.save()
    assert number_of(listed(desk)) == 1


def test_a_number_stays_whatever_becomes_of_the_review(desk: Newsroom) -> None:
    claim, other = desk.claim_in(Stage.PUBLISHED), listed(desk)
    amend(desk, claim, "A slip.", summary="It did not.")
    withdraw(desk, claim, "The audit was forged.")
    assert (number_of(claim), number_of(other)) == (1, 2)


def test_the_number_of_a_dropped_claim_is_not_given_again(desk: Newsroom) -> None:
    dropped = listed(desk)
    desk.move(dropped, Verb.DROP, desk.ana, comment="It is no claim.")
    assert number_of(listed(desk)) == 2
    desk.move(dropped, Verb.RESTORE, desk.ana, comment="It is one.")
    workflow.list_claim(dropped.pk, desk.eva)
    assert number_of(dropped) == 1


def test_becoming_public_is_no_change_of_the_claim_at_the_desk(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    version, entries = claim.version, AuditEntry.objects.count()
    workflow.list_claim(claim.pk, desk.eva)
    claim.refresh_from_db()
    assert (claim.version, claim.stage) == (version, Stage.APPROVED)
    assert AuditEntry.objects.count() == entries


def test_who_saves_a_claim_loaded_before_leaves_it_its_number(desk: Newsroom) -> None:
    claim = desk.claim()
    stale = Claim.objects.get(pk=claim.pk)
    workflow.list_claim(claim.pk, desk.eva)
    with acting_as(desk.ana):
        stale.priority = 1
        stale.save()
    assert number_of(claim) == 1


@pytest.mark.parametrize("is_listed", [True, False])
def test_nobody_gives_a_number_by_hand(desk: Newsroom, is_listed: bool) -> None:
    claim = listed(desk) if is_listed else desk.claim()
    with (
        acting_as(desk.sam),
        pytest.raises(IntegrityError, match="gets its number when it becomes public"),
        transaction.atomic(),
    ):
        by_hand("UPDATE factcheck_claim SET number = 7 WHERE id = %s", claim.pk)


def test_nobody_brings_a_number_along(desk: Newsroom) -> None:
    with pytest.raises(IntegrityError, match="gets its number when it becomes public"):
        desk.bare_claim(number=1)


def test_the_reading_room_is_rebuilt_with_the_same_numbers(desk: Newsroom) -> None:
    second, first = desk.claim(), listed(desk)
    workflow.list_claim(second.pk, desk.eva)
    before = room()
    reading_room.rebuild()
    assert room() == before
    assert (number_of(first), number_of(second)) == (1, 2)
