"""The table of moves: every act, from every stage, by everybody."""

import pytest
from django.db.models import ProtectedError

from factcheck import workflow
from factcheck.models import Claim
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.workflow.newsroom import (
    GROUPS,
    Newsroom,
    by_hand,
    insert_move,
    refused,
    undone,
)

EDGES = {
    ("take", "open", "checking"),
    ("assign", "open", "checking"),
    ("reassign", "checking", "checking"),
    ("release", "checking", "open"),
    ("submit", "checking", "in-review"),
    ("recall", "in-review", "checking"),
    ("send-back", "in-review", "checking"),
    ("send-back", "approved", "checking"),
    ("sign-off", "in-review", "approved"),
    ("void", "approved", "in-review"),
    ("publish", "approved", "published"),
    ("reopen", "published", "checking"),
    ("reopen", "withdrawn", "checking"),
    ("withdraw", "open", "withdrawn"),
    ("withdraw", "checking", "withdrawn"),
    ("withdraw", "in-review", "withdrawn"),
    ("withdraw", "approved", "withdrawn"),
    ("withdraw", "published", "withdrawn"),
    ("drop", "open", "dropped"),
    ("drop", "checking", "dropped"),
    ("restore", "dropped", "open"),
}

# Ana is the assignee and has submitted; a desk editor may research, a superuser may all that a
# group may.
MAY = {
    Verb.TAKE: {"ana", "ben", "fay", "sam"},
    Verb.ASSIGN: {"fay", "sam"},
    Verb.REASSIGN: {"fay", "sam"},
    Verb.RELEASE: {"ana", "fay", "sam"},
    Verb.SUBMIT: {"ana", "ben", "fay", "sam"},
    Verb.RECALL: {"ana"},
    Verb.SEND_BACK: {"carla", "dan", "eva", "sam"},
    Verb.SIGN_OFF: {"carla", "dan", "sam"},
    Verb.VOID: set(),
    Verb.PUBLISH: {"eva", "sam"},
    Verb.REOPEN: {"ana", "ben", "fay", "sam"},
    Verb.WITHDRAW: {"eva", "sam"},
    Verb.DROP: {"ana", "ben", "fay", "sam"},
    Verb.RESTORE: {"ana", "ben", "fay", "sam"},
}
IS_FOR = {
    Verb.TAKE: "“take” is for a researcher.",
    Verb.ASSIGN: "“assign” is for a desk editor.",
    Verb.REASSIGN: "“reassign” is for a desk editor.",
    Verb.RELEASE: "“release” is for the assignee or a desk editor.",
    Verb.SUBMIT: "“submit” is for a researcher.",
    Verb.RECALL: "“recall” is for whoever submitted it.",
    Verb.SEND_BACK: "“send back” is for a reviewer or a publisher.",
    Verb.SIGN_OFF: "“sign off” is for a reviewer.",
    Verb.VOID: "“sign-off void” is for the database itself.",
    Verb.PUBLISH: "“publish” is for a publisher.",
    Verb.REOPEN: "“reopen” is for a researcher.",
    Verb.WITHDRAW: "“withdraw” is for a publisher.",
    Verb.DROP: "“drop” is for a researcher.",
    Verb.RESTORE: "“restore” is for a researcher.",
}


def expected(verb: Verb, stage: Stage, name: str) -> str:
    targets = [target for act, source, target in EDGES if (act, source) == (verb, stage)]
    if not targets:
        return (
            f"WrongStage: The claim is {stage.label} by now, so “{verb.label}” is not possible: "
            "look at it again."
        )
    if name not in MAY[verb]:
        return f"NotPermitted: {IS_FOR[verb]}"
    return targets[0]


def outcome(desk: Newsroom, claim: Claim, verb: Verb, name: str) -> str:
    with undone():
        try:
            workflow.perform(
                claim.pk, verb, desk.person(name), comment="For a reason.", assignee=desk.ben
            )
        except workflow.WorkflowError as error:
            return f"{type(error).__name__}: {error}"
        claim.refresh_from_db()
        return claim.stage


@pytest.mark.parametrize("stage", Stage)
def test_each_act_is_for_its_people_from_its_stages(desk: Newsroom, stage: Stage) -> None:
    new, reviewed = desk.claim_in(stage), desk.claim_in(stage, reviewed=stage != Stage.DROPPED)
    for verb in MAY:
        claim = reviewed if verb == Verb.WITHDRAW else new
        outcomes = {name: outcome(desk, claim, verb, name) for name in GROUPS}
        assert outcomes == {name: expected(verb, stage, name) for name in GROUPS}, verb


@pytest.mark.parametrize("stage", Stage)
def test_what_is_offered_is_what_may_be_done(desk: Newsroom, stage: Stage) -> None:
    claims = [desk.claim_in(stage), desk.claim_in(stage, reviewed=stage != Stage.DROPPED)]
    for name in GROUPS:
        person = desk.person(name)
        offered = {offer.act.verb for claim in claims for offer in workflow.offers(claim, person)}
        possible = {verb for verb in MAY if expected(verb, stage, name) in Stage}
        if Verb.TAKE in possible:
            # Whoever submits an open claim takes it with that.
            possible.add(Verb.SUBMIT)
        assert offered & workflow.MOVES.keys() == possible, name


def test_the_table_of_the_code_is_the_table_of_the_design() -> None:
    assert {
        (act.verb, source, act.target) for act in workflow.MOVES.values() for source in act.sources
    } == EDGES


@pytest.mark.parametrize("stage", Stage)
def test_the_database_knows_the_same_edges(desk: Newsroom, stage: Stage) -> None:
    claim = desk.claim_in(stage)
    for verb in {act.leaves for act in workflow.ACTS.values()}:
        for target in Stage:
            edge_is_known = (verb, stage, target) in EDGES or (
                verb == Verb.COMMENT and target == stage
            )
            with undone(), acting_as(desk.dan):
                if edge_is_known:
                    _insert_what_may_still_be_incomplete(claim, verb, stage, target, desk)
                else:
                    with refused(f"No claim can {verb} from {stage} to {target}."):
                        insert_move(claim, verb, stage, target, desk.dan)


def _insert_what_may_still_be_incomplete(
    claim: Claim, verb: Verb, stage: str, target: str, desk: Newsroom
) -> None:
    if verb == Verb.PUBLISH:
        with refused("Publish writes a publication first."):
            insert_move(claim, verb, stage, target, desk.dan)
    elif verb == Verb.WITHDRAW:
        with refused("Withdraw takes back a review: write the retraction first."):
            insert_move(claim, verb, stage, target, desk.dan)
    else:
        insert_move(claim, verb, stage, target, desk.dan)
        claim.refresh_from_db()
        assert claim.stage == target


def test_the_database_knows_where_a_claim_is(desk: Newsroom) -> None:
    claim = desk.claim()
    with (
        acting_as(desk.carla),
        refused("The claim is open by now, not in-review: look at it again."),
    ):
        insert_move(claim, "sign-off", "in-review", "approved", desk.carla)


def test_the_assignee_may_release_even_without_a_group(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.CHECKING)
    desk.ana.groups.clear()

    desk.move(claim, Verb.RELEASE, desk.ana)

    assert (claim.stage, claim.assignee) == (Stage.OPEN, None)


def test_only_who_submitted_it_last_takes_it_back_from_review(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)
    desk.move(claim, Verb.SEND_BACK, desk.carla, comment="Which audit?")
    desk.move(claim, Verb.SUBMIT, desk.ben)

    assert outcome(desk, claim, Verb.RECALL, "ana") == f"NotPermitted: {IS_FOR[Verb.RECALL]}"
    assert outcome(desk, claim, Verb.RECALL, "ben") == Stage.CHECKING


def test_who_submitted_it_takes_it_back_whatever_happened_since(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    desk.change(claim, summary="It did, and more.")
    workflow.perform(claim.pk, Verb.COMMENT, desk.ben, comment="Who changed it?")
    claim.refresh_from_db()

    assert claim.moves.latest("pk").actor == desk.ben
    desk.move(claim, Verb.RECALL, desk.ana)
    assert claim.stage == Stage.CHECKING


def test_an_inactive_account_makes_no_move(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)
    desk.carla.is_active = False

    with pytest.raises(workflow.NotPermitted, match=r"^“sign off” is for a reviewer\.$"):
        desk.move(claim, Verb.SIGN_OFF, desk.carla)


@pytest.mark.parametrize("stage", Stage)
def test_an_inactive_account_can_do_nothing(desk: Newsroom, stage: Stage) -> None:
    claim = desk.claim_in(stage)
    for name in GROUPS:
        person = desk.person(name)
        person.is_active = False
        assert workflow.offers(claim, person) == [], name
        for act in workflow.ACTS.values():
            if stage in act.sources:
                with pytest.raises(workflow.NotPermitted):
                    workflow.perform(claim.pk, act.verb, person, comment="For a reason.")


def test_who_takes_a_claim_becomes_its_assignee(desk: Newsroom) -> None:
    claim = desk.claim()
    desk.move(claim, Verb.TAKE, desk.ben)
    assert claim.assignee == desk.ben


def test_who_signs_off_becomes_its_reviewer(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    assert claim.reviewer == desk.carla


@pytest.mark.parametrize(
    ("verb", "stage"), [(Verb.ASSIGN, Stage.OPEN), (Verb.REASSIGN, Stage.CHECKING)]
)
def test_a_claim_is_assigned_to_a_researcher(desk: Newsroom, verb: Verb, stage: Stage) -> None:
    claim = desk.claim_in(stage)
    with pytest.raises(workflow.DemandsUnmet, match=r"^Choose whom to assign it to\.$"):
        desk.move(claim, verb, desk.fay)
    with pytest.raises(
        workflow.DemandsUnmet, match=r"^carla is no researcher: choose somebody who is\.$"
    ):
        desk.move(claim, verb, desk.fay, assignee=desk.carla)

    desk.move(claim, verb, desk.fay, assignee=desk.ben)

    assert (claim.stage, claim.assignee) == (Stage.CHECKING, desk.ben)


@pytest.mark.parametrize(
    ("verb", "stage", "name"),
    [
        (Verb.SEND_BACK, Stage.IN_REVIEW, "carla"),
        (Verb.REOPEN, Stage.PUBLISHED, "ana"),
        (Verb.WITHDRAW, Stage.PUBLISHED, "eva"),
        (Verb.DROP, Stage.CHECKING, "ana"),
    ],
)
def test_who_undoes_others_work_says_why(
    desk: Newsroom, verb: Verb, stage: Stage, name: str
) -> None:
    claim = desk.claim_in(stage)
    target = workflow.MOVES[verb].target
    assert target

    with pytest.raises(workflow.DemandsUnmet, match=r"^Say why in a comment\.$"):
        desk.move(claim, verb, desk.person(name), comment="  ")
    with acting_as(desk.sam), refused(f"Say why in a comment: {verb} needs one."):
        insert_move(claim, verb, stage, target, desk.sam, comment=" ")


def test_who_acts_on_an_older_version_is_told_to_look_again(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)
    seen = claim.version
    with acting_as(desk.ben):
        desk.evidence(claim)

    with pytest.raises(
        workflow.StaleVersion,
        match=r"^Somebody saved the claim after you loaded it: look at it again before you",
    ):
        desk.move(claim, Verb.SIGN_OFF, desk.carla, version=seen)

    claim.refresh_from_db()
    desk.move(claim, Verb.SIGN_OFF, desk.carla, version=claim.version)
    assert claim.stage == Stage.APPROVED


def test_a_comment_moves_nothing(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)

    workflow.perform(claim.pk, Verb.COMMENT, desk.eva, comment=" Who is the speaker? ")

    said = claim.moves.latest("pk")
    claim.refresh_from_db()
    assert (said.comment, said.from_stage, said.to_stage) == (
        "Who is the speaker?",
        Stage.IN_REVIEW,
        Stage.IN_REVIEW,
    )
    assert claim.stage == Stage.IN_REVIEW


def test_a_comment_says_something_and_comes_from_the_desk(desk: Newsroom) -> None:
    claim = desk.claim()
    with pytest.raises(workflow.DemandsUnmet, match=r"^Write the comment first\.$"):
        workflow.perform(claim.pk, Verb.COMMENT, desk.ben, comment=" ")
    with pytest.raises(
        workflow.NotPermitted, match=r"^Only those who work at the desk can comment\.$"
    ):
        workflow.perform(claim.pk, Verb.COMMENT, desk.olga, comment="Hello")


def test_who_made_a_move_is_never_deleted(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.CHECKING)
    desk.ben.delete()
    with pytest.raises(ProtectedError):
        desk.ana.delete()

    assert list(claim.moves.values_list("verb", "actor__username")) == [("take", "ana")]


def test_moves_are_numbered_and_dated_by_the_database(desk: Newsroom) -> None:
    claim = desk.claim()
    with acting_as(desk.ana):
        insert_move(claim, "take", "open", "checking", desk.ana, id=10**15)
    later = desk.move(claim, Verb.SUBMIT, desk.ana)

    first = claim.moves.get(verb="take")
    assert first.pk < later.pk < 10**15
    assert first.created_at.year > 2020


def test_a_claim_is_not_moved_before_it_exists(desk: Newsroom) -> None:
    claim = desk.claim()
    claim.pk += 1
    with acting_as(desk.carla), refused(f"There is no claim {claim.pk}."):
        insert_move(claim, "sign-off", "in-review", "approved", desk.carla)


def test_moves_are_made_in_ones_own_name(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)
    with acting_as(desk.ana), refused("A move is made in the name of who acts."):
        insert_move(claim, "sign-off", "in-review", "approved", desk.carla)
    with refused("Nobody is named as acting"):
        insert_move(claim, "sign-off", "in-review", "approved", desk.carla)
    with refused("There is no user 0."):
        by_hand("SET LOCAL factcheck.actor = '0'")
        insert_move(claim, "sign-off", "in-review", "approved", desk.carla, actor_id=0)
