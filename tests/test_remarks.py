"""Remarks on a claim: made, taken over, resolved."""

import pytest

from factcheck import remarks, workflow
from factcheck.models import AuditEntry, Claim, Remark, User
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.workflow.people import contributed
from tests.workflow.newsroom import Newsroom


@pytest.fixture
def desk(db: None) -> Newsroom:
    return Newsroom()


def suggest(
    claim: Claim, by: User, exact: str, suggestion: str, field: str = "summary", text: str = ""
) -> Remark:
    remark = Remark(claim=claim, field=field, exact=exact, suggestion=suggestion, text=text)
    return remarks.make(remark, by)


def test_a_suggested_wording_takes_the_place_of_its_words(desk: Newsroom) -> None:
    claim = desk.bring(desk.claim(summary="It cost a lot, the audit says."), Stage.IN_REVIEW)
    remark = suggest(claim, desk.carla, "a lot", "eleven million")

    remarks.take_over(remark.pk, desk.ana)

    claim.refresh_from_db()
    remark.refresh_from_db()
    assert claim.summary == "It cost eleven million, the audit says."
    assert (remark.outcome, remark.settled_by) == ("taken", desk.ana)


def test_whoever_takes_it_over_contributes_and_whoever_suggested_it_may_sign(
    desk: Newsroom,
) -> None:
    claim = desk.bring(desk.claim(by=desk.ana), Stage.IN_REVIEW)
    remark = suggest(claim, desk.carla, "It did.", "It did so.")
    remarks.take_over(remark.pk, desk.ben)

    assert contributed(claim, desk.ben)
    assert not contributed(claim, desk.carla)
    workflow.perform(claim.pk, Verb.SIGN_OFF, desk.carla)
    claim.refresh_from_db()
    assert claim.stage == Stage.APPROVED


def test_taking_over_voids_the_sign_off_of_an_approved_claim(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    remark = suggest(claim, desk.carla, "It did.", "It did so.")
    remarks.take_over(remark.pk, desk.ana)
    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW


def test_a_remark_leaves_the_version_of_its_claim(desk: Newsroom) -> None:
    """So nobody's form is out of date by it, and no sign-off void."""
    claim = desk.claim_in(Stage.APPROVED)
    before = claim.version
    suggest(claim, desk.dan, "It did.", "It did so.", text="Say so.")
    claim.refresh_from_db()
    assert (claim.version, claim.stage) == (before, Stage.APPROVED)


def test_it_is_audited_in_the_name_of_who_made_it(desk: Newsroom) -> None:
    suggest(desk.claim(), desk.carla, "It did.", "It did so.")
    entry = AuditEntry.objects.latest("pk")
    assert (entry.table, entry.actor_name) == ("factcheck_remark", "carla")
    assert not entry.is_contribution


def test_a_wording_that_is_taken_over_is_cleaned_as_if_it_were_typed(desk: Newsroom) -> None:
    claim = desk.claim()
    remark = suggest(claim, desk.carla, "bridge", "old\u202e <b>bridge</b>\nof it", "headline")
    remarks.take_over(remark.pk, desk.ana)
    claim.refresh_from_db()
    assert claim.headline == "The old bridge of it cost ten million"


def test_words_that_are_gone_are_not_replaced(desk: Newsroom) -> None:
    claim = desk.claim()
    remark = suggest(claim, desk.carla, "It did.", "It did so.")
    desk.change(claim, summary="No.")
    with pytest.raises(remarks.WordsGone, match="does not stand there any more"):
        remarks.take_over(remark.pk, desk.ana)
    remark.refresh_from_db()
    assert remark.outcome == ""


def test_words_that_stand_twice_are_not_replaced(desk: Newsroom) -> None:
    claim = desk.claim()
    remark = suggest(claim, desk.carla, "It did.", "It did so.")
    desk.change(claim, summary="It did. It did.")
    with pytest.raises(remarks.WordsGone, match="more than once"):
        remarks.take_over(remark.pk, desk.ana)


@pytest.mark.parametrize("stage", [Stage.PUBLISHED, Stage.WITHDRAWN, Stage.DROPPED])
def test_nothing_of_a_claim_that_rests_is_replaced(desk: Newsroom, stage: Stage) -> None:
    claim = desk.claim_in(stage)
    remark = suggest(claim, desk.carla, "It did.", "It did so.")
    with pytest.raises(workflow.WrongStage):
        remarks.take_over(remark.pk, desk.ana)
    claim.refresh_from_db()
    assert claim.summary == "It did."


def test_only_a_researcher_takes_over(desk: Newsroom) -> None:
    remark = suggest(desk.claim(), desk.carla, "It did.", "It did so.")
    for name in ("carla", "eva", "olga"):
        with pytest.raises(workflow.NotPermitted):
            remarks.take_over(remark.pk, desk.person(name))


def test_who_made_it_and_researchers_resolve_it(desk: Newsroom) -> None:
    claim = desk.claim()
    first = suggest(claim, desk.carla, "It did.", "It did so.")
    with pytest.raises(workflow.NotPermitted):
        remarks.resolve(first.pk, desk.dan)
    remarks.resolve(first.pk, desk.carla)
    second = suggest(claim, desk.carla, "It did.", "It did so.")
    remarks.resolve(second.pk, desk.ana)
    assert not claim.remarks.unsettled().exists()


def test_a_remark_is_settled_once(desk: Newsroom) -> None:
    remark = suggest(desk.claim(), desk.carla, "It did.", "It did so.")
    remarks.resolve(remark.pk, desk.ana)
    with pytest.raises(workflow.WorkflowError, match="meanwhile"):
        remarks.take_over(remark.pk, desk.ben)


def test_a_wording_that_the_form_would_refuse_is_refused(desk: Newsroom) -> None:
    claim = desk.claim()
    remark = suggest(claim, desk.carla, "bridge", "b" * 80, field="headline")
    with pytest.raises(workflow.WorkflowError, match="75"):
        remarks.take_over(remark.pk, desk.ana)
    claim.refresh_from_db()
    assert claim.headline == "The bridge cost ten million"


def test_the_words_of_the_article_are_not_reworded() -> None:
    assert "quote" not in remarks.fields_to_suggest()
    assert {"headline", "summary", "reasoning", "statement"} <= set(remarks.fields_to_suggest())


def test_nobody_without_a_part_in_the_newsroom_remarks(desk: Newsroom) -> None:
    with pytest.raises(workflow.NotPermitted):
        suggest(desk.claim(), desk.olga, "It did.", "It did so.")
