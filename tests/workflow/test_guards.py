"""What the database refuses, whoever asks: the admin, a bulk update, SQL by hand."""

from typing import Any

import pytest

from factcheck.models import (
    ArticleRevision,
    AuditEntry,
    Claim,
    Move,
    Publication,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.content.canonical import sha256
from factcheck.models.vocabulary import Stage
from tests.workflow.newsroom import (
    Newsroom,
    by_hand,
    refused,
)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage != Stage.OPEN])
def test_a_claim_begins_open(desk: Newsroom, stage: Stage) -> None:
    message = "A claim begins open, in its first round."
    with acting_as(desk.sam):
        with refused(message):
            Claim.objects.create(article=desk.article, headline="The bridge is red", stage=stage)
        with refused(message):
            Claim.objects.bulk_create(
                [Claim(article=desk.article, headline="The bridge is red", stage=stage)]
            )
        with refused(message):
            Claim.objects.create(article=desk.article, headline="The bridge is red", round=0)


@pytest.mark.parametrize("stage", Stage)
def test_the_stage_changes_only_through_a_move(desk: Newsroom, stage: Stage) -> None:
    claim = desk.claim_in(stage)
    message = "The stage of a claim changes only through a move."
    with acting_as(desk.sam):
        for target in set(Stage) - {stage}:
            with refused(message):
                Claim.objects.filter(pk=claim.pk).update(stage=target)
            with refused(message):
                by_hand("UPDATE factcheck_claim SET stage = %s WHERE id = %s", target, claim.pk)
            with refused(message):
                claim.stage = target
                claim.save()
        with refused(message):
            Claim.objects.update(round=7)


def test_two_moves_in_one_statement_do_not_jump_a_stage(desk: Newsroom) -> None:
    claim = desk.claim()
    with (
        acting_as(desk.sam),
        refused("The claim is open by now, not in-review: look at it again."),
    ):
        Move.objects.bulk_create(
            Move(claim=claim, verb=verb, from_stage=source, to_stage=target, actor=desk.sam)
            for verb, source, target in (
                (Verb.TAKE, Stage.OPEN, Stage.CHECKING),
                (Verb.RECALL, Stage.IN_REVIEW, Stage.CHECKING),
            )
        )


@pytest.mark.parametrize("stage", [Stage.CHECKING, Stage.PUBLISHED, Stage.DROPPED])
def test_a_claim_with_a_history_is_dropped_not_deleted(desk: Newsroom, stage: Stage) -> None:
    claim = desk.claim_in(stage)
    with acting_as(desk.sam), refused("The claim has a history: drop it, with a reason."):
        by_hand("DELETE FROM factcheck_claim WHERE id = %s", claim.pk)


def test_a_claim_without_a_history_may_go_in_somebodys_name(desk: Newsroom) -> None:
    claim = desk.bare_claim()
    with refused("Nobody is named as acting"):
        claim.delete()
    with acting_as(desk.ana):
        claim.delete()
    assert not Claim.objects.exists()


def test_a_claim_stays_with_its_article_and_keeps_its_number(desk: Newsroom) -> None:
    claim = desk.claim()
    for column in ("article_id", "id"):
        with (
            acting_as(desk.ana),
            refused("A claim stays with its article: add a new one to the other."),
        ):
            by_hand(f"UPDATE factcheck_claim SET {column} = 0 WHERE id = %s", claim.pk)  # noqa: S608


@pytest.fixture
def published(desk: Newsroom) -> Claim:
    return desk.claim_in(Stage.PUBLISHED)


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Publication, {"kind": "update"}),
        (Publication, {"content": None}),
        (Publication, {"content": b"{}"}),
        (Move, {"comment": "Never said."}),
        (AuditEntry, {"actor": None}),
        (AuditEntry, {"changes": {}}),
    ],
)
def test_the_record_and_the_histories_are_written_once(
    desk: Newsroom, published: Claim, model: Any, change: dict[str, Any]
) -> None:
    table = model._meta.db_table
    message = f"{table} is written once: nothing of it is changed or removed."
    with acting_as(desk.sam):
        with refused(message):
            model.objects.update(**change)
        with refused(message):
            model.objects.all()._raw_delete("default")
        with refused(message):
            truncate(table)


def truncate(table: str) -> None:
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    by_hand(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("table", ["claim", "evidence", "translation", "article", "redaction"])
def test_the_desk_is_not_truncated(desk: Newsroom, table: str) -> None:
    with acting_as(desk.sam), refused("never truncated: the audit would not know of it."):
        truncate(f"factcheck_{table}")


def test_the_text_of_an_article_is_written_once(desk: Newsroom) -> None:
    written_once = "A revision is written once: add a new one to change the text."
    with refused(written_once):
        ArticleRevision.objects.update(number=7)
    with refused(written_once):
        ArticleRevision.objects.update(body="The mayor closed the bridge.")
    with refused("The digest of a revision is that of its text."):
        ArticleRevision.objects.bulk_create(
            [ArticleRevision(article=desk.article, number=2, body="Text.", sha256="0" * 64)]
        )
    body = "The mayor closed the bridge."
    with refused(written_once):
        ArticleRevision.objects.update(body=body, sha256=sha256(body.encode()))


def test_a_text_outlives_the_account_of_who_brought_it(desk: Newsroom) -> None:
    revision = ArticleRevision(article=desk.article, body="Another text.", created_by=desk.ben)
    revision.save()
    desk.ben.delete()
    assert ArticleRevision.objects.get(pk=revision.pk).created_by is None
