"""Publishing at a time to come."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from factcheck import workflow
from factcheck.models import Claim, Embargo, Publication
from factcheck.models.acting import acting_as
from tests.workflow.newsroom import Kind, Newsroom, Stage, Verb, refused


def latest(claim: Claim) -> Publication:
    newest = Publication.objects.of_claim(claim.pk).first()
    assert newest is not None
    return newest


def in_an_hour() -> Any:
    return timezone.now() + timedelta(hours=1)


def end_embargoes(desk: Newsroom) -> None:
    with acting_as(desk.eva):
        Embargo.objects.update(until=timezone.now())


def test_an_embargo_puts_publishing_off(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    order = workflow.perform(claim.pk, Verb.PUBLISH, desk.eva, embargo=in_an_hour())

    assert isinstance(order, Embargo)
    assert workflow.publish_due() == []
    claim.refresh_from_db()
    assert claim.stage == Stage.APPROVED
    assert not claim.publications.exists()


def test_an_embargo_that_has_ended_puts_nothing_off(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    desk.move(claim, Verb.PUBLISH, desk.eva, embargo=timezone.now())
    assert claim.stage == Stage.PUBLISHED


def test_a_claim_publishes_itself_at_the_end_in_its_publishers_name(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED, reviewed=True)
    workflow.perform(
        claim.pk,
        Verb.PUBLISH,
        desk.eva,
        kind=Kind.UPDATE,
        comment="A new audit.",
        embargo=in_an_hour(),
    )
    end_embargoes(desk)

    assert workflow.publish_due() == [(claim, None)]
    assert workflow.publish_due() == []

    assert claim.moves.latest("pk").actor == desk.eva
    assert latest(claim).kind == "update"
    assert latest(claim).data["publication"]["reason"] == "A new audit."
    assert not Embargo.objects.exists()


def test_an_embargoed_claim_that_was_changed_is_given_up_with_a_comment(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    workflow.perform(claim.pk, Verb.PUBLISH, desk.eva, embargo=in_an_hour())
    desk.change(claim, summary="It did not.")
    end_embargoes(desk)

    [(given_up, error)] = workflow.publish_due()

    assert given_up == claim
    assert isinstance(error, workflow.WrongStage)
    said = claim.moves.latest("pk")
    assert (said.verb, said.actor, said.comment) == (
        Verb.COMMENT,
        desk.eva,
        "Not published at the end of the embargo: The claim is in review by now, so “publish” is "
        "not possible: look at it again.",
    )
    assert not Embargo.objects.exists()
    assert not claim.publications.exists()


def test_an_embargo_is_asked_for_what_is_signed_off(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED, reviewed=True)
    with pytest.raises(workflow.DemandsUnmet, match="Say whether this is a correction"):
        workflow.perform(claim.pk, Verb.PUBLISH, desk.eva, embargo=in_an_hour())
    assert not Embargo.objects.exists()


def test_an_embargo_ends_with_the_withdrawal(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED, reviewed=True)
    workflow.perform(
        claim.pk, Verb.PUBLISH, desk.eva, kind=Kind.UPDATE, comment="x", embargo=in_an_hour()
    )
    desk.move(claim, Verb.WITHDRAW, desk.eva, comment="It was wrong.")
    assert not Embargo.objects.exists()


def test_a_command_publishes_what_is_due_and_fails_if_anything_did(desk: Newsroom) -> None:
    good, bad = desk.claim_in(Stage.APPROVED), desk.claim_in(Stage.APPROVED)
    for claim in (good, bad):
        workflow.perform(claim.pk, Verb.PUBLISH, desk.eva, embargo=in_an_hour())
    Claim.objects.filter(pk=bad.pk).update(legal_hold="Our lawyer reads it.")
    end_embargoes(desk)
    out, errors = StringIO(), StringIO()

    with pytest.raises(
        CommandError,
        match=r"^1 of 2 were not published; their orders are given up, and the claims' threads "
        r"say why\.$",
    ):
        call_command("publish_due", stdout=out, stderr=errors)

    assert out.getvalue() == f"{good.pk} “The bridge cost ten million”: published\n"
    assert errors.getvalue() == (
        f"{bad.pk} “The bridge cost ten million”: not published. The claim is under legal hold "
        "(Our lawyer reads it.): lift that first.\n"
    )


def test_the_command_says_nothing_where_nothing_is_due(desk: Newsroom) -> None:
    out = StringIO()
    call_command("publish_due", stdout=out)
    assert out.getvalue() == ""


def test_an_embargo_is_ordered_in_ones_own_name(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    with acting_as(desk.ana), refused("An embargo is ordered in the name of who acts."):
        Embargo.objects.create(
            claim=claim, until=timezone.now(), kind=Kind.REVIEW, publisher=desk.eva
        )
