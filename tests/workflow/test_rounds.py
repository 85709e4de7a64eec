"""A round of a claim: whoever changed the verdict in it does not sign it off, until it ends."""

from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from tests.workflow.newsroom import Newsroom
from tests.workflow.test_two_people import alter, contributors, expect_contributor, update


def test_taking_a_sent_back_claim_again_does_not_make_one_a_second_person(
    desk: Newsroom,
) -> None:
    claim = desk.claim_in(Stage.CHECKING)
    with acting_as(desk.sam):
        update(claim, {"summary": "It did indeed."})
    desk.move(claim, Verb.SUBMIT, desk.ana)
    desk.move(claim, Verb.SEND_BACK, desk.carla, comment="Which audit?")
    desk.move(claim, Verb.RELEASE, desk.ana)
    desk.move(claim, Verb.TAKE, desk.ben)
    desk.move(claim, Verb.SUBMIT, desk.ben)

    expect_contributor(desk, claim)


def test_publishing_ends_the_round(desk: Newsroom) -> None:
    claim = desk.claim()
    with acting_as(desk.sam):
        update(claim, {"summary": "It did indeed."})
        alter(desk.speaker, name="The treasury")
    desk.bring(claim, Stage.PUBLISHED)
    assert claim.round == 2
    assert contributors(claim) == []

    desk.move(claim, Verb.REOPEN, desk.ben, comment="A new audit.")
    with acting_as(desk.ben):
        update(claim, {"summary": "It did not."})
    said = {"kind": PublicationKind.UPDATE, "reason": "A new audit."}
    desk.move(claim, Verb.SUBMIT, desk.ben, **said)
    assert contributors(claim) == ["ben"]

    desk.move(claim, Verb.SIGN_OFF, desk.sam)
    assert claim.stage == Stage.APPROVED


def test_the_publisher_may_have_contributed(desk: Newsroom) -> None:
    claim = desk.claim()
    with acting_as(desk.sam):
        update(claim, {"summary": "It did indeed."})
    desk.bring(claim, Stage.APPROVED)

    desk.move(claim, Verb.PUBLISH, desk.sam)

    assert claim.stage == Stage.PUBLISHED
