"""Listing, dropping, withdrawing and reopening, as readers see it."""

from typing import Any

import pytest

from factcheck import workflow
from factcheck.models import Claim, PublicArticle, Publication, PublicClaim, PublicSpeaker
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.publishing import reading_room
from tests.record import json_of
from tests.workflow.newsroom import Newsroom


def latest(claim: Claim) -> Publication:
    newest = Publication.objects.of_claim(claim.pk).first()
    assert newest is not None
    return newest


def room() -> list[Any]:
    return list(PublicClaim.objects.order_by("pk").values())


def expect_rebuilt_the_same() -> None:
    before = room()
    reading_room.rebuild()
    assert room() == before


def test_a_withdrawal_says_publicly_why_and_nothing_of_the_drafts(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.CHECKING, reviewed=True)
    desk.change(
        claim,
        headline="DRAFT headline",
        statement="DRAFT statement",
        summary="DRAFT summary",
        reasoning="DRAFT reasoning",
        question="DRAFT question",
        note="DRAFT note",
    )
    with acting_as(desk.ana):
        desk.evidence(claim, summary="DRAFT evidence")
        desk.source.title = "DRAFT title"
        desk.source.save()

    desk.move(claim, Verb.WITHDRAW, desk.eva, comment=" The audit was forged. ")

    retraction = latest(claim)
    assert retraction.kind == "retraction"
    assert json_of(retraction)["publication"]["reason"] == "The audit was forged."
    assert b"DRAFT" not in bytes(retraction.content or b"")
    assert b"It did." not in bytes(retraction.content or b"")
    assert PublicClaim.objects.get().status_id == "unverified"
    assert PublicClaim.objects.get().headline == "The bridge cost ten million"
    expect_rebuilt_the_same()


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CHECKING, Stage.IN_REVIEW, Stage.APPROVED])
def test_what_has_no_review_is_not_withdrawn(desk: Newsroom, stage: Stage) -> None:
    claim = desk.claim_in(stage)
    workflow.list_claim(claim.pk, desk.eva)
    with pytest.raises(workflow.WrongStage, match=r"^There is no published review to withdraw\.$"):
        desk.move(claim, Verb.WITHDRAW, desk.eva, comment="It was wrong.")


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CHECKING])
def test_what_has_a_review_is_not_dropped(desk: Newsroom, stage: Stage) -> None:
    claim = desk.claim_in(stage, reviewed=True)
    with pytest.raises(
        workflow.DemandsUnmet,
        match=r"^It has been reviewed publicly: withdraw the review instead\.$",
    ):
        desk.move(claim, Verb.DROP, desk.ana, comment="It is no claim.")


def test_dropping_takes_a_listing_back_publicly(desk: Newsroom) -> None:
    claim = desk.claim()
    workflow.list_claim(claim.pk, desk.eva)

    desk.move(claim, Verb.DROP, desk.ana, comment="It is no claim.")

    assert latest(claim).kind == "retraction"
    assert json_of(latest(claim))["publication"]["reason"] == "It is no claim."
    assert not PublicClaim.objects.exists()
    assert not PublicArticle.objects.exists()
    assert not PublicSpeaker.objects.exists()
    expect_rebuilt_the_same()


def test_dropping_what_was_never_public_publishes_nothing(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.DROPPED)
    assert not claim.publications.exists()


def test_a_dropped_claim_is_not_listed(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.DROPPED)
    with pytest.raises(
        workflow.WrongStage, match=r"^The claim is dropped: restore it before you list it\.$"
    ):
        workflow.list_claim(claim.pk, desk.eva)


def test_a_restored_claim_is_listed_anew(desk: Newsroom) -> None:
    claim = desk.claim()
    workflow.list_claim(claim.pk, desk.eva)
    desk.move(claim, Verb.DROP, desk.ana, comment="It is no claim.")
    desk.move(claim, Verb.RESTORE, desk.ben)
    assert not PublicClaim.objects.exists()

    workflow.list_claim(claim.pk, desk.eva)

    kinds = [p.kind for p in Publication.objects.of_claim(claim.pk)]
    assert kinds == ["listing", "retraction", "listing"]
    assert PublicClaim.objects.get().publication.number == 3
    expect_rebuilt_the_same()


@pytest.mark.parametrize("name", ["ana", "ben", "carla", "dan", "fay", "olga"])
def test_listing_is_for_a_publisher(desk: Newsroom, name: str) -> None:
    claim = desk.claim()
    with pytest.raises(workflow.NotPermitted, match=r"^Only a publisher can list a claim\.$"):
        workflow.list_claim(claim.pk, desk.person(name))


def test_who_lists_has_read_what_is_listed(desk: Newsroom) -> None:
    claim = desk.claim()
    seen = claim.version
    desk.change(claim, headline="The mayor took ten million")
    with pytest.raises(workflow.StaleVersion, match="Somebody saved the claim after you loaded it"):
        workflow.perform(claim.pk, Verb.LIST, desk.eva, version=seen)
    assert not PublicClaim.objects.exists()


def test_readers_keep_the_review_while_it_is_looked_at_again(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    assert not PublicClaim.objects.get().reopened

    desk.move(claim, Verb.REOPEN, desk.ben, comment="A new audit.")
    desk.change(claim, summary="DRAFT")

    public = PublicClaim.objects.get()
    assert (public.reopened, public.status_id, public.summary) == (True, "true", "It did.")


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CHECKING, Stage.IN_REVIEW, Stage.APPROVED])
def test_the_notice_stays_until_the_next_review_and_survives_a_rebuild(
    desk: Newsroom, stage: Stage
) -> None:
    claim = desk.claim_in(stage, reviewed=True)
    assert PublicClaim.objects.get().reopened
    expect_rebuilt_the_same()

    desk.bring(claim, Stage.PUBLISHED, kind=PublicationKind.UPDATE, reason="A new audit.")

    assert not PublicClaim.objects.get().reopened
    expect_rebuilt_the_same()


def test_a_withdrawn_review_that_is_looked_at_again_is_still_withdrawn(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.WITHDRAWN)
    desk.move(claim, Verb.REOPEN, desk.ben, comment="The audit was right.")
    assert not PublicClaim.objects.get().reopened
    expect_rebuilt_the_same()


def test_a_withdrawn_review_comes_back_as_a_correction(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.WITHDRAWN)
    desk.move(claim, Verb.REOPEN, desk.ben, comment="The audit was right.")
    desk.bring(claim, Stage.PUBLISHED, kind=PublicationKind.CORRECTION, reason="It was right.")
    kinds = [p.kind for p in Publication.objects.of_claim(claim.pk)]
    assert kinds == ["correction", "retraction", "review"]
