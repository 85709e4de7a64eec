"""What a review says when it is published, and under which names."""

import pytest

from factcheck import workflow
from factcheck.models import Claim, Publication
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from tests.record import json_of
from tests.workflow.newsroom import Newsroom


def latest(claim: Claim) -> Publication:
    newest = Publication.objects.of_claim(claim.pk).first()
    assert newest is not None
    return newest


def test_the_first_publication_with_a_verdict_is_a_review(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    workflow.list_claim(claim.pk, desk.eva)
    desk.move(claim, Verb.PUBLISH, desk.eva)
    assert [p.kind for p in Publication.objects.of_claim(claim.pk)] == ["review", "listing"]


def test_what_is_said_with_the_first_review_stays_at_the_desk(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    desk.move(claim, Verb.PUBLISH, desk.eva, comment="The mayor will be furious.")
    assert json_of(latest(claim))["publication"]["reason"] == ""
    assert claim.moves.get(verb=Verb.PUBLISH).comment == "The mayor will be furious."


def test_an_outdated_sign_off_is_made_void_where_publishing_finds_it(desk: Newsroom) -> None:
    other, claim = desk.claim_in(Stage.PUBLISHED), desk.claim()
    desk.change(claim, same_as=other)
    desk.bring(claim, Stage.APPROVED)
    desk.move(other, Verb.REOPEN, desk.ana, comment="A new audit.")
    desk.change(other, headline="The bridge cost eleven million")
    desk.bring(other, Stage.PUBLISHED, kind=PublicationKind.CORRECTION, reason="A new audit.")

    with pytest.raises(
        workflow.SignOffOutdated,
        match=r"^Something that the review rests on was changed after it was signed off, so the "
        r"sign-off is void: let somebody sign it off as it stands\.$",
    ):
        desk.move(claim, Verb.PUBLISH, desk.eva)

    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW
    assert not claim.publications.exists()


def test_a_repeated_claim_says_the_headline_that_readers_know(desk: Newsroom) -> None:
    other, claim = desk.claim_in(Stage.CHECKING, reviewed=True), desk.claim()
    desk.change(other, headline="A DRAFT headline")
    desk.change(claim, same_as=other)
    desk.bring(claim, Stage.PUBLISHED)
    assert json_of(latest(claim))["claim"]["same_as"] == {
        "id": other.pk,
        "headline": "The bridge cost ten million",
    }


@pytest.mark.parametrize("stage", [Stage.APPROVED, Stage.WITHDRAWN])
def test_a_claim_repeats_one_with_a_live_review(desk: Newsroom, stage: Stage) -> None:
    other, claim = desk.claim_in(stage), desk.claim()
    desk.change(claim, same_as=other)
    desk.bring(claim, Stage.APPROVED)
    with pytest.raises(
        workflow.DemandsUnmet, match=r"^It is the same as a claim that has no published review\.$"
    ):
        desk.move(claim, Verb.PUBLISH, desk.eva)


def test_repetitions_never_chain(desk: Newsroom) -> None:
    first, second, third = desk.claim_in(Stage.PUBLISHED), desk.claim(), desk.claim()
    desk.change(second, same_as=first)
    desk.bring(second, Stage.APPROVED)
    desk.change(third, same_as=second)
    desk.bring(third, Stage.APPROVED)

    with pytest.raises(
        workflow.DemandsUnmet,
        match=r"^It is the same as a claim that repeats another: name that other one\.$",
    ):
        desk.move(third, Verb.PUBLISH, desk.eva)
    with pytest.raises(
        workflow.DemandsUnmet,
        match=r"^Other claims are the same as this one: it cannot itself repeat another\.$",
    ):
        desk.move(second, Verb.PUBLISH, desk.eva)


def test_what_others_repeat_is_not_withdrawn_before_them(desk: Newsroom) -> None:
    other, claim = desk.claim_in(Stage.PUBLISHED), desk.claim(headline="It took ten million")
    desk.change(claim, same_as=other)
    desk.bring(claim, Stage.PUBLISHED)
    with pytest.raises(
        workflow.DemandsUnmet,
        match=rf"^“It took ten million” \(claim {claim.pk}\) repeats this one: withdraw its review "
        r"first, or publish it with a verdict of its own\.$",
    ):
        desk.move(other, Verb.WITHDRAW, desk.eva, comment="It was wrong.")
    desk.move(claim, Verb.WITHDRAW, desk.eva, comment="It rests on another.")
    desk.move(other, Verb.WITHDRAW, desk.eva, comment="It was wrong.")


def test_a_repeat_with_a_verdict_of_its_own_holds_nothing_up(desk: Newsroom) -> None:
    other, claim = desk.claim_in(Stage.PUBLISHED), desk.claim()
    desk.change(claim, same_as=other)
    desk.bring(claim, Stage.PUBLISHED)
    desk.move(claim, Verb.REOPEN, desk.ana, comment="We look ourselves.")
    desk.change(claim, same_as=None)
    with pytest.raises(workflow.DemandsUnmet, match="repeats this one"):
        desk.move(other, Verb.WITHDRAW, desk.eva, comment="It was wrong.")
    desk.bring(claim, Stage.PUBLISHED, kind=PublicationKind.UPDATE, reason="Our own verdict.")
    desk.move(other, Verb.WITHDRAW, desk.eva, comment="It was wrong.")
    assert other.stage == Stage.WITHDRAWN


def test_readers_see_the_bylines_that_people_chose(desk: Newsroom) -> None:
    desk.ana.byline = ""
    desk.ana.save()
    claim = desk.claim()
    with acting_as(desk.ben):
        desk.evidence(claim)
    desk.bring(claim, Stage.PUBLISHED)

    assert json_of(latest(claim))["publication"]["bylines"] == {
        "checked_by": ["Ben"],
        "signed_off_by": ["Carla"],
    }
    assert b'"ana"' not in bytes(latest(claim).content or b"")


def test_bylines_stand_in_alphabetical_order_each_once(desk: Newsroom) -> None:
    for user, byline in (
        (desk.ana, "Zoe"),
        (desk.ben, "Ada"),
        (desk.dan, "Mia"),
        (desk.fay, "Bea"),
    ):
        user.byline = byline
        user.save()
    claim = desk.claim()
    for user in (desk.fay, desk.dan, desk.ben, desk.dan):
        with acting_as(user):
            desk.evidence(claim)
    desk.bring(claim, Stage.PUBLISHED)

    assert json_of(latest(claim))["publication"]["bylines"]["checked_by"] == [
        "Ada",
        "Bea",
        "Mia",
        "Zoe",
    ]


def test_the_one_who_signed_off_last_is_named(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    desk.change(claim, summary="It did, and more.")
    claim.refresh_from_db()
    desk.move(claim, Verb.SIGN_OFF, desk.dan)
    desk.move(claim, Verb.PUBLISH, desk.eva)

    assert json_of(latest(claim))["publication"]["bylines"]["signed_off_by"] == ["Dan"]


def test_who_only_corrected_a_name_is_not_named(desk: Newsroom) -> None:
    claim = desk.claim()
    with acting_as(desk.fay):
        desk.speaker.name = "The treasury"
        desk.speaker.save()
    desk.bring(claim, Stage.PUBLISHED)
    assert json_of(latest(claim))["publication"]["bylines"]["checked_by"] == ["Ana"]
