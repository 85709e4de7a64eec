"""The table of acts: each is whole, so that nothing else names what can be done to a claim."""

import pytest

from factcheck.admin import desk as front_page
from factcheck.models.acts import ACTS, Act, Case, Comment, Demand, Effect, Verb, assignment_from
from factcheck.models.vocabulary import Notice, Stage
from factcheck.models.who import Who
from factcheck.workflow.demands import CHECKS
from factcheck.workflow.effects import EFFECTS

EVERY = pytest.mark.parametrize("act", ACTS.values(), ids=lambda act: act.verb)


def test_every_verb_is_an_act() -> None:
    assert set(ACTS) == set(Verb)


@EVERY
def test_an_act_begins_somewhere_and_is_somebodys(act: Act) -> None:
    assert act.sources
    assert act.who


@EVERY
def test_people_have_a_button_for_it_and_are_told_that_it_was_done(act: Act) -> None:
    for_people = act.who != (Who.DATABASE,)
    assert bool(act.button) == for_people
    assert bool(act.done) == for_people


@EVERY
def test_the_thread_has_words_for_the_move_that_it_leaves(act: Act) -> None:
    assert ACTS[act.leaves].told
    assert bool(act.told) == (act.leaves == act.verb)


@EVERY
def test_what_can_be_done_in_bulk_can_be_done_to_one(act: Act) -> None:
    assert not act.in_bulk or act.button


@EVERY
def test_its_words_take_what_is_filled_in(act: Act) -> None:
    names = {"name": "Ana", "until": "noon", "verb": "act", "who": "anybody", "stage": "open"}
    for words in (act.done, *act.done_where.values(), act.reserved, act.misplaced):
        assert words is None or "%" not in words % names


@EVERY
def test_it_leads_on_to_sections_of_the_front_page(act: Act) -> None:
    assert set(act.piles) <= {section.key for section in front_page.SECTIONS}


@pytest.mark.parametrize("effect", Effect)
def test_every_effect_is_some_acts_and_is_carried_out(effect: Effect) -> None:
    assert effect in EFFECTS
    assert effect in {act.effect for act in ACTS.values()}


@pytest.mark.parametrize("demand", Demand)
def test_every_demand_is_some_acts_and_is_checked(demand: Demand) -> None:
    assert demand in CHECKS
    assert any(demand in (act.occasion, *act.demands) for act in ACTS.values())


@pytest.mark.parametrize("case", Case)
def test_every_case_is_some_acts(case: Case) -> None:
    assert any(case in act.done_where for act in ACTS.values())


@pytest.mark.parametrize("notice", [notice for notice in Notice if notice != Notice.OVERDUE])
def test_every_notice_tells_of_some_act(notice: Notice) -> None:
    assert any(notice in act.notices for act in ACTS.values())


@pytest.mark.parametrize("comment", Comment)
def test_every_kind_of_comment_has_a_label_and_asks_for_itself(comment: Comment) -> None:
    assert comment.label
    assert comment.missing


def test_a_claim_is_handed_to_somebody_while_it_is_open_or_checked() -> None:
    handing = {stage: act.verb for stage in Stage if (act := assignment_from(stage))}
    assert handing == {Stage.OPEN: Verb.ASSIGN, Stage.CHECKING: Verb.REASSIGN}


def test_the_stages_fall_apart_in_those_in_work_approved_and_settled() -> None:
    assert [stage for stage in Stage if stage.is_in_work] == ["open", "checking", "in-review"]
    assert [stage for stage in Stage if stage.is_settled] == ["published", "withdrawn", "dropped"]
    assert {stage for stage in Stage if stage.is_pinned} == {
        Stage.APPROVED,
        *(stage for stage in Stage if stage.is_settled),
    }
