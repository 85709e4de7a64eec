"""Several people at once, each on a connection of their own: one outcome, and nothing lost."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from factcheck import publishing, workflow
from factcheck.models import Claim, Embargo, Move, Publication, PublicClaim, Speaker
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.publishing import record_verification
from tests.workflow.newsroom import Newsroom, by_hand, end_embargoes

pytestmark = pytest.mark.system

Act = Callable[[], Any]


@pytest.fixture
def desk(own_database: None) -> Newsroom:
    return Newsroom()


def on_its_own(act: Act) -> Any:
    """Do something on a connection of its own; return what comes of it, a refusal included."""
    try:
        return act()
    except (workflow.WorkflowError, IntegrityError) as refusal:
        return refusal
    finally:
        connection.close()


def at_once(*acts: Act) -> list[Any]:
    together = threading.Barrier(len(acts))

    def run(act: Act) -> Any:
        together.wait()
        return on_its_own(act)

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def in_between(first: Act, second: Act) -> Any:
    """Do the second before the first is committed, which it has to wait for."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            outcome = pool.submit(on_its_own, second)
            until_it_waits(outcome)
        return outcome.result()


def until_it_waits(outcome: Future[Any]) -> None:
    for _attempt in range(500):
        with connection.cursor() as cursor:
            # Within a transaction, activity is remembered as it was first seen.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_stat_activity "
                "WHERE datname = current_database() AND wait_event_type = 'Lock')"
            )
            if cursor.fetchone()[0]:
                return
        assert not outcome.done(), f"It did not wait: {outcome.result()}"
        time.sleep(0.01)
    pytest.fail("It neither waits nor ends.")


def move(desk: Newsroom, claim: Claim, verb: Verb, name: str) -> Act:
    return lambda: workflow.perform(claim.pk, verb, desk.person(name), comment="For a reason.")


def change(desk: Newsroom, claim: Claim, **values: Any) -> Act:
    def act() -> None:
        with acting_as(desk.ben):
            Claim.objects.filter(pk=claim.pk).update(**values)

    return act


def change_evidence(desk: Newsroom, claim: Claim) -> Act:
    def act() -> None:
        with acting_as(desk.ben):
            claim.evidence.update(summary="EDITED")

    return act


def rename_speaker(desk: Newsroom) -> Act:
    def act() -> None:
        with acting_as(desk.ben):
            Speaker.objects.filter(pk=desk.speaker.pk).update(name="EDITED")

    return act


def expect_one_outcome(claim: Claim) -> None:
    """Expect the claim published as it was signed off, or not published and its sign-off void."""
    claim.refresh_from_db()
    published = Publication.objects.of_claim(claim.pk).first()
    if published is None:
        assert claim.stage == Stage.IN_REVIEW
        assert claim.moves.latest("pk").verb == Verb.VOID
    else:
        assert claim.stage == Stage.PUBLISHED
        assert b"EDITED" not in bytes(published.content or b"")
        assert not claim.moves.filter(verb=Verb.VOID).exists()


def test_two_reviewers_who_sign_off_at_once_make_one_sign_off(desk: Newsroom) -> None:
    for _attempt in range(5):
        claim = desk.claim_in(Stage.IN_REVIEW)

        outcomes = at_once(
            move(desk, claim, Verb.SIGN_OFF, "carla"), move(desk, claim, Verb.SIGN_OFF, "dan")
        )

        assert Counter(type(o) for o in outcomes) == {Move: 1, workflow.WrongStage: 1}
        assert claim.moves.filter(verb=Verb.SIGN_OFF).count() == 1


def test_whoever_takes_a_claim_first_has_it(desk: Newsroom) -> None:
    claim = desk.claim()
    outcomes = at_once(move(desk, claim, Verb.TAKE, "ana"), move(desk, claim, Verb.TAKE, "ben"))
    assert Counter(type(o) for o in outcomes) == {Move: 1, workflow.WrongStage: 1}
    claim.refresh_from_db()
    assert claim.assignee == claim.moves.get().actor


def test_publishing_and_an_edit_at_once_never_publish_the_edit(desk: Newsroom) -> None:
    for _attempt in range(5):
        claim = desk.claim_in(Stage.APPROVED)
        at_once(move(desk, claim, Verb.PUBLISH, "eva"), change(desk, claim, summary="EDITED"))
        expect_one_outcome(claim)
    assert isinstance(record_verification.verify(), record_verification.Head)


def test_publishing_that_waits_for_an_edit_finds_the_sign_off_void(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    refusal = in_between(
        change(desk, claim, summary="EDITED"), move(desk, claim, Verb.PUBLISH, "eva")
    )
    assert isinstance(refusal, workflow.WrongStage)
    expect_one_outcome(claim)


def test_an_edit_that_waits_for_publishing_finds_the_claim_published(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    refusal = in_between(
        move(desk, claim, Verb.PUBLISH, "eva"), change(desk, claim, summary="EDITED")
    )
    assert "The claim is published: reopen it before you change it." in str(refusal)
    expect_one_outcome(claim)


def test_publishing_that_waits_for_a_change_beneath_it_finds_the_sign_off_void(
    desk: Newsroom,
) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    refusal = in_between(rename_speaker(desk), move(desk, claim, Verb.PUBLISH, "eva"))
    assert isinstance(refusal, workflow.WrongStage)
    expect_one_outcome(claim)


def test_a_change_beneath_it_that_waits_for_publishing_changes_nothing_published(
    desk: Newsroom,
) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    assert in_between(move(desk, claim, Verb.PUBLISH, "eva"), rename_speaker(desk)) is None
    expect_one_outcome(claim)


def test_a_sign_off_that_waits_for_an_edit_signs_what_then_stands(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)

    signed = in_between(
        change(desk, claim, status_id="mostly-true", speaker=desk.other_speaker),
        move(desk, claim, Verb.SIGN_OFF, "carla"),
    )

    assert isinstance(signed, Move)
    claim = Claim.objects.for_candidate().get(pk=claim.pk)
    assert claim.status_id == "mostly-true"
    assert signed.candidate_sha256 == publishing.candidate(claim).sha256


def test_a_sign_off_of_what_was_seen_waits_and_is_told_to_look_again(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)
    refusal = in_between(
        change(desk, claim, summary="EDITED"),
        lambda: workflow.perform(claim.pk, Verb.SIGN_OFF, desk.carla, version=claim.version),
    )
    assert isinstance(refusal, workflow.StaleVersion)


def test_an_edit_that_waits_for_the_sign_off_voids_it(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)
    assert (
        in_between(move(desk, claim, Verb.SIGN_OFF, "carla"), change(desk, claim, summary="EDITED"))
        is None
    )
    expect_one_outcome(claim)


def test_a_change_of_a_part_that_waits_for_the_sign_off_voids_it(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)
    assert (
        in_between(move(desk, claim, Verb.SIGN_OFF, "carla"), change_evidence(desk, claim)) is None
    )
    expect_one_outcome(claim)


def test_a_change_of_a_part_that_waits_for_publishing_finds_the_claim_published(
    desk: Newsroom,
) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    refusal = in_between(move(desk, claim, Verb.PUBLISH, "eva"), change_evidence(desk, claim))
    assert "The claim is published: reopen it before you change it." in str(refusal)
    expect_one_outcome(claim)


def test_a_sign_off_during_a_change_beneath_it_is_found_out_before_it_is_published(
    desk: Newsroom,
) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        rename_speaker(desk)()
        signed = pool.submit(on_its_own, move(desk, claim, Verb.SIGN_OFF, "carla")).result()
    assert isinstance(signed, Move)

    refusal = on_its_own(move(desk, claim, Verb.PUBLISH, "eva"))

    assert isinstance(refusal, workflow.SignOffOutdated)
    expect_one_outcome(claim)


def test_moves_by_hand_wait_for_one_another(desk: Newsroom) -> None:
    claim = desk.claim()

    def take(name: str) -> None:
        person = desk.person(name)
        with acting_as(person):
            by_hand(
                "INSERT INTO factcheck_move (claim_id, verb, from_stage, to_stage, actor_id, "
                "comment, candidate_sha256, created_at) "
                "VALUES (%s, 'take', 'open', 'checking', %s, '', '', now())",
                claim.pk,
                person.pk,
            )

    refusal = in_between(lambda: take("ana"), lambda: take("ben"))

    assert "The claim is checking by now, not open: look at it again." in str(refusal)
    assert claim.moves.get().actor == desk.ana


def test_two_publishers_list_a_claim_once(desk: Newsroom) -> None:
    claim = desk.claim()
    outcomes = at_once(*[lambda: workflow.list_claim(claim.pk, desk.eva)] * 2)
    assert Counter(type(o) for o in outcomes) == {Publication: 1, workflow.WrongStage: 1}


def test_two_runs_publish_what_is_due_once(desk: Newsroom) -> None:
    claims = [desk.claim_in(Stage.APPROVED) for _number in range(3)]
    for claim in claims:
        workflow.perform(
            claim.pk, Verb.PUBLISH, desk.eva, embargo=timezone.now() + timedelta(hours=1)
        )
    end_embargoes()

    first, second = at_once(workflow.publish_due, workflow.publish_due)

    assert sorted(claim.pk for claim, _error in first + second) == [claim.pk for claim in claims]
    assert {error for _claim, error in first + second} == {None}
    assert not Move.objects.filter(verb=Verb.COMMENT).exists()


def test_an_embargo_that_is_prolonged_at_the_last_moment_holds(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    tomorrow = timezone.now() + timedelta(days=1)
    workflow.perform(claim.pk, Verb.PUBLISH, desk.eva, embargo=tomorrow)
    end_embargoes()

    results = in_between(
        lambda: workflow.perform(claim.pk, Verb.PUBLISH, desk.eva, embargo=tomorrow),
        workflow.publish_due,
    )

    assert results == []
    assert Embargo.objects.get().until == tomorrow
    assert not claim.publications.exists()


def test_fifty_who_publish_and_list_at_once_leave_a_chain_without_a_gap(desk: Newsroom) -> None:
    with transaction.atomic():
        approved = [desk.claim_in(Stage.APPROVED) for _number in range(20)]
        published = [desk.claim_in(Stage.PUBLISHED) for _number in range(5)]
        listed = [desk.bare_claim() for _number in range(25)]
    before = Publication.objects.count()

    outcomes = at_once(
        *(move(desk, claim, Verb.PUBLISH, "eva") for claim in approved),
        *(move(desk, claim, Verb.WITHDRAW, "eva") for claim in published),
        *(lambda pk=claim.pk: workflow.list_claim(pk, desk.eva) for claim in listed),
    )

    assert Counter(type(o) for o in outcomes) == {Move: 25, Publication: 25}
    serials = list(Publication.objects.in_chain().values_list("serial", flat=True))
    assert serials == list(range(1, before + 51))
    assert isinstance(record_verification.verify(), record_verification.Head)
    assert PublicClaim.objects.count() == 50
