"""Publishing at a time to come."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone
from django.utils.formats import date_format

from factcheck import workflow
from factcheck.models import Claim, Embargo, Publication, Source
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.guards.intruder import serve_as_app
from tests.record import json_of
from tests.workflow.newsroom import Newsroom, by_hand, end_embargoes, refused


def latest(claim: Claim) -> Publication:
    newest = Publication.objects.of_claim(claim.pk).first()
    assert newest is not None
    return newest


def in_an_hour() -> Any:
    return timezone.now() + timedelta(hours=1)


def under_embargo(desk: Newsroom) -> Claim:
    claim = desk.claim_in(Stage.APPROVED)
    workflow.perform(claim.pk, Verb.PUBLISH, desk.eva, embargo=in_an_hour())
    return claim


def test_an_embargo_puts_publishing_off(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    order = workflow.perform(claim.pk, Verb.PUBLISH, desk.eva, embargo=in_an_hour())

    assert isinstance(order, Embargo)
    assert workflow.publish_due() == []
    claim.refresh_from_db()
    assert claim.stage == Stage.APPROVED
    assert not claim.publications.exists()


def test_an_embargo_that_is_over_is_refused_and_nothing_is_published(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    with pytest.raises(workflow.DemandsUnmet, match=r"^That time has passed: choose a later one"):
        workflow.perform(claim.pk, Verb.PUBLISH, desk.eva, embargo=timezone.now())
    claim.refresh_from_db()
    assert claim.stage == Stage.APPROVED
    assert not claim.publications.exists()


def test_a_claim_publishes_itself_at_the_end_in_its_publishers_name(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED, reviewed=True)
    workflow.perform(claim.pk, Verb.PUBLISH, desk.eva, embargo=in_an_hour())
    end_embargoes()

    assert workflow.publish_due() == [(claim, None)]
    assert workflow.publish_due() == []

    assert claim.moves.latest("pk").actor == desk.eva
    assert latest(claim).kind == "update"
    assert json_of(latest(claim))["publication"]["reason"] == "For a reason."
    assert not Embargo.objects.exists()


def test_an_embargo_ends_at_once_with_the_sign_off_and_the_thread_says_so(desk: Newsroom) -> None:
    claim = under_embargo(desk)
    desk.change(claim, summary="It did not.")
    assert not Embargo.objects.exists()
    void = claim.moves.latest("pk")
    assert void.verb == Verb.VOID
    assert void.comment == "Changed after the sign-off: summary. Its embargo is cancelled."


def test_a_sign_off_that_turns_out_to_be_outdated_ends_the_embargo_too(desk: Newsroom) -> None:
    claim = under_embargo(desk)
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    by_hand("ALTER TABLE factcheck_source DISABLE TRIGGER void_resting")
    with acting_as(desk.ana):
        Source.objects.filter(pk=desk.source.pk).update(title="Another report")
    end_embargoes()

    [(given_up, error)] = workflow.publish_due()

    assert given_up == claim
    assert isinstance(error, workflow.SignOffOutdated)
    void, said = claim.moves.all()[1], claim.moves.all()[0]
    assert void.comment.endswith(" Its embargo is cancelled.")
    assert said.comment.startswith("Not published at the end of the embargo: Something that the")
    assert not Embargo.objects.exists()


def test_an_order_that_is_refused_is_given_up_with_a_comment(desk: Newsroom) -> None:
    claim = under_embargo(desk)
    desk.change(claim, legal_hold="Our lawyer reads it.")
    end_embargoes()

    [(given_up, error)] = workflow.publish_due()

    assert given_up == claim
    assert isinstance(error, workflow.DemandsUnmet)
    said = claim.moves.latest("pk")
    assert (said.verb, said.actor, said.comment) == (
        Verb.COMMENT,
        desk.eva,
        "Not published at the end of the embargo: The claim is under legal hold (Our lawyer reads "
        "it.): lift that first.",
    )
    assert not Embargo.objects.exists()
    assert not claim.publications.exists()


def test_whoever_ordered_reads_in_their_language_why_it_was_refused(desk: Newsroom) -> None:
    desk.eva.language = "es"
    desk.eva.save()
    claim = under_embargo(desk)
    desk.change(claim, legal_hold="La abogada la está leyendo.")
    end_embargoes()
    workflow.publish_due()
    said = claim.moves.latest("pk").comment
    assert said.startswith("No se publicó al terminar el embargo: La afirmación está bajo reten")


def let_the_database_refuse(claim: Claim, code: str) -> None:
    let_a_trigger(claim, f"RAISE EXCEPTION USING ERRCODE = '{code}', MESSAGE = 'No way.'")


def let_a_trigger(claim: Claim, statement: str) -> None:
    by_hand(
        "CREATE FUNCTION refuse_it() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {statement}; END $$"
    )
    by_hand(
        "CREATE TRIGGER refuse_it BEFORE INSERT ON factcheck_publication "
        f"FOR EACH ROW WHEN (NEW.claim_id = {claim.pk}) EXECUTE FUNCTION refuse_it()"
    )


def test_what_the_database_refuses_is_given_up_and_stops_no_other_order(desk: Newsroom) -> None:
    bad, good = under_embargo(desk), under_embargo(desk)
    let_the_database_refuse(bad, "check_violation")
    end_embargoes()

    [(_bad, error), (_good, nothing)] = workflow.publish_due()

    assert isinstance(error, IntegrityError)
    assert nothing is None
    assert bad.moves.latest("pk").comment == (
        "Not published at the end of the embargo: The database refused it; whoever runs the site "
        "finds the reason in its log."
    )
    assert latest(good).kind == "review"
    assert not Embargo.objects.exists()


def test_what_a_guard_refuses_is_said_in_the_language_of_whoever_ordered(desk: Newsroom) -> None:
    desk.eva.language = "es"
    desk.eva.save()
    claim = under_embargo(desk)
    message = "The claim is %%s: reopen it before you change it."
    let_a_trigger(claim, f"PERFORM factcheck_refuse('{message}', 'published')")
    end_embargoes()
    workflow.publish_due()
    assert claim.moves.latest("pk").comment == (
        "No se publicó al terminar el embargo: La afirmación está en «publicada»: reábrala antes "
        "de cambiarla."
    )


def test_what_the_database_fails_in_is_tried_again_and_stops_no_other_order(
    desk: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = under_embargo(desk), under_embargo(desk)
    let_the_database_refuse(bad, "deadlock_detected")
    end_embargoes()

    assert workflow.publish_due() == [(good, None)]

    assert f"Claim {bad.pk} could not be published; it is tried again." in caplog.text
    assert Embargo.objects.get().claim == bad


def test_a_publisher_cancels_an_embargo_and_the_thread_says_so(desk: Newsroom) -> None:
    claim = under_embargo(desk)
    until = date_format(timezone.localtime(Embargo.objects.get().until), "SHORT_DATETIME_FORMAT")
    workflow.perform(claim.pk, Verb.CANCEL_EMBARGO, desk.eva, comment=" The trial goes on. ")

    said = claim.moves.latest("pk")
    assert (said.verb, said.actor) == (Verb.COMMENT, desk.eva)
    assert said.comment == f"The embargo until {until} is cancelled. The trial goes on."
    claim.refresh_from_db()
    assert claim.stage == Stage.APPROVED
    assert not Embargo.objects.exists()


def test_only_a_publisher_cancels_an_embargo(desk: Newsroom) -> None:
    claim = under_embargo(desk)
    with pytest.raises(workflow.NotPermitted, match=r"^Only a publisher can cancel an embargo\.$"):
        workflow.perform(claim.pk, Verb.CANCEL_EMBARGO, desk.fay)
    assert Embargo.objects.exists()


def test_an_embargo_that_is_no_more_is_not_cancelled(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    with pytest.raises(workflow.WrongStage, match="under no embargo any more"):
        workflow.perform(claim.pk, Verb.CANCEL_EMBARGO, desk.eva)


def test_an_embargo_ends_with_the_withdrawal(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED, reviewed=True)
    workflow.perform(claim.pk, Verb.PUBLISH, desk.eva, embargo=in_an_hour())
    desk.move(claim, Verb.WITHDRAW, desk.eva, comment="It was wrong.")
    assert not Embargo.objects.exists()


def test_an_embargo_is_ordered_in_ones_own_name(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    with acting_as(desk.ana), refused("An embargo is ordered in the name of who acts."):
        Embargo.objects.create(claim=claim, until=in_an_hour(), publisher=desk.eva)


def test_the_database_refuses_an_embargo_that_is_over(desk: Newsroom) -> None:
    serve_as_app()
    claim = under_embargo(desk)
    with acting_as(desk.eva), refused("An embargo ends at a time to come."):
        by_hand("UPDATE factcheck_embargo SET until = now() WHERE claim_id = %s", claim.pk)
