"""What a later review is published as, and why: said when it is submitted, and signed off."""

from typing import Any

import pytest

from factcheck import workflow
from factcheck.models import AuditEntry, Claim, Publication
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.content.canonical import canonical, sha256
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.publishing import record_verification
from tests.guards.intruder import serve_as_app
from tests.public.amending import amend
from tests.record import json_of
from tests.workflow.newsroom import Newsroom, by_hand, insert_move, refused
from tests.workflow.test_publication_guards import insert, publication, verdict

WHAT = "Say whether this is a correction, an update, or a typing error set right."
WHY = "Say publicly what was changed and why."
CORRECTION: dict[str, Any] = {
    "kind": PublicationKind.CORRECTION,
    "reason": "We had misread the audit.",
}
NOT_AS_SIGNED = "A review is published as what was signed off, for the reason that was signed off."
MORE_THAN_WORDS = "A typing error set right leaves everything but words as it was."


@pytest.fixture
def claim(desk: Newsroom) -> Claim:
    """A claim with a published review, looked at again."""
    return desk.claim_in(Stage.CHECKING, reviewed=True)


def latest(claim: Claim) -> Publication:
    return Publication.objects.of_claim(claim.pk)[0]


def envelope(claim: Claim) -> tuple[str, str]:
    said = json_of(latest(claim))["publication"]
    return said["kind"], said["reason"]


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, (WHAT, WHY)),
        ({"kind": PublicationKind.REVIEW, "reason": "New audit."}, (WHAT,)),
        ({"kind": PublicationKind.LISTING, "reason": "New audit."}, (WHAT,)),
        ({"kind": PublicationKind.RETRACTION, "reason": "New audit."}, (WHAT,)),
        ({"kind": PublicationKind.CORRECTION, "reason": " "}, (WHY,)),
    ],
)
def test_from_the_second_review_on_the_checker_says_what_it_is_and_why(
    desk: Newsroom, claim: Claim, said: dict[str, Any], missing: tuple[str, ...]
) -> None:
    with pytest.raises(workflow.DemandsUnmet) as refusal:
        desk.move(claim, Verb.SUBMIT, desk.ana, **said)
    assert refusal.value.missing == missing
    claim.refresh_from_db()
    assert (claim.stage, claim.amendment_kind, claim.amendment_reason) == (Stage.CHECKING, "", "")


def test_a_first_review_corrects_nothing(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.CHECKING)
    with pytest.raises(workflow.DemandsUnmet, match=r"^Nothing is published yet that could be"):
        desk.move(claim, Verb.SUBMIT, desk.ana, **CORRECTION)


def test_what_was_said_is_signed_and_published(desk: Newsroom, claim: Claim) -> None:
    desk.move(claim, Verb.SUBMIT, desk.ana, **CORRECTION)
    desk.move(claim, Verb.SIGN_OFF, desk.carla)
    signed = claim.live_sign_off
    desk.move(claim, Verb.PUBLISH, desk.eva, comment="To the desk.")

    assert envelope(claim) == ("correction", "We had misread the audit.")
    said = json_of(latest(claim))["claim"]
    assert said["amendment"] == {"kind": "correction", "reason": "We had misread the audit."}
    assert signed
    assert signed.candidate_sha256 == sha256(canonical(said))
    assert isinstance(record_verification.verify(), record_verification.Head)


def test_what_was_said_is_gone_with_the_publication_and_nobody_contributed_by_that(
    desk: Newsroom, claim: Claim
) -> None:
    desk.bring(claim, Stage.PUBLISHED)
    claim.refresh_from_db()
    assert (claim.amendment_kind, claim.amendment_reason) == ("", "")
    assert not AuditEntry.objects.contributions(claim.pk).exists()
    desk.move(claim, Verb.REOPEN, desk.ben, comment="Another audit.")
    with pytest.raises(workflow.DemandsUnmet) as refusal:
        desk.move(claim, Verb.SUBMIT, desk.ben)
    assert refusal.value.missing == (WHAT, WHY)


def test_a_publisher_who_disagrees_sends_it_back_with_what_was_said_for_the_next_time(
    desk: Newsroom, claim: Claim
) -> None:
    desk.move(claim, Verb.SUBMIT, desk.ana, **CORRECTION)
    desk.move(claim, Verb.SIGN_OFF, desk.carla)
    with pytest.raises(workflow.DemandsUnmet, match="Say why in a comment"):
        desk.move(claim, Verb.SEND_BACK, desk.eva)
    desk.move(claim, Verb.SEND_BACK, desk.eva, comment="That is an update.")
    assert claim.stage == Stage.CHECKING
    assert claim.live_sign_off is None
    assert claim.amendment_reason == "We had misread the audit."
    desk.move(claim, Verb.SUBMIT, desk.ana, kind=PublicationKind.UPDATE)
    desk.bring(claim, Stage.PUBLISHED)
    assert envelope(claim) == ("update", "We had misread the audit.")


def test_whoever_says_it_does_not_sign_it(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    desk.move(claim, Verb.REOPEN, desk.ana, comment="A reader wrote.")
    desk.move(claim, Verb.SUBMIT, desk.sam, **CORRECTION)
    with pytest.raises(workflow.SecondPersonNeeded):
        desk.move(claim, Verb.SIGN_OFF, desk.sam)


def test_another_reason_makes_the_sign_off_void(desk: Newsroom, claim: Claim) -> None:
    desk.bring(claim, Stage.APPROVED)
    desk.change(claim, amendment_reason="Another one.")
    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW


def test_a_sign_off_of_before_kinds_were_signed_is_not_published(
    desk: Newsroom, claim: Claim
) -> None:
    claim = desk.claim_in(Stage.APPROVED, reviewed=True)
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    by_hand("ALTER TABLE factcheck_claim DISABLE TRIGGER USER")
    by_hand("UPDATE factcheck_claim SET amendment_kind = '', amendment_reason = ''")
    by_hand("ALTER TABLE factcheck_claim ENABLE TRIGGER USER")
    with pytest.raises(workflow.DemandsUnmet) as refusal:
        desk.move(claim, Verb.PUBLISH, desk.eva)
    assert refusal.value.missing == (WHAT, WHY)
    desk.move(claim, Verb.SEND_BACK, desk.eva, comment="Say what it is.")


def test_the_database_publishes_nothing_as_something_else(desk: Newsroom, claim: Claim) -> None:
    desk.bring(claim, Stage.APPROVED, **CORRECTION)
    signed = verdict(claim)
    other = signed | {"amendment": signed["amendment"] | {"reason": "None."}}
    serve_as_app()
    with acting_as(desk.eva):
        with refused(NOT_AS_SIGNED):
            insert(publication(claim, "update", signed))
        with refused("What would be published is not what was signed off"):
            insert(publication(claim, "correction", other))
        insert(publication(claim, "correction", signed))


def typing(desk: Newsroom, claim: Claim, **changes: str) -> None:
    desk.change(claim, **changes)
    said = {"kind": PublicationKind.TYPOGRAPHICAL, "reason": "A typing error."}
    desk.move(claim, Verb.SUBMIT, desk.ana, **said)


@pytest.fixture
def mistyped(desk: Newsroom) -> Claim:
    claim = desk.bring(desk.claim(summary="It cost tem million, says the audit."), Stage.PUBLISHED)
    desk.move(claim, Verb.REOPEN, desk.ana, comment="A reader wrote.")
    return claim


def test_a_typing_error_is_set_right(desk: Newsroom, mistyped: Claim) -> None:
    typing(
        desk,
        mistyped,
        summary="It cost tem million, sais the audit.",
    )
    desk.bring(mistyped, Stage.PUBLISHED)
    assert envelope(mistyped) == ("typographical", "A typing error.")
    assert isinstance(record_verification.verify(), record_verification.Head)


@pytest.mark.parametrize(
    ("summary", "what"),
    [
        ("It cost tem million, say 2 audits.", "a number (– → 2)"),
        ("It never cost tem million, says the audit.", "a negation (– → never)"),
        ("It cost tem million, says the Audit Court.", "a name (– → Court)"),
    ],
)
def test_a_number_a_negation_or_a_name_is_more_than_a_typing_error(
    desk: Newsroom, mistyped: Claim, summary: str, what: str
) -> None:
    with pytest.raises(
        workflow.DemandsUnmet, match=r"^This is more than a typing error: "
    ) as refusal:
        typing(desk, mistyped, summary=summary)
    assert what in refusal.value.missing[0]


def test_nothing_but_words_is_a_typing_error(desk: Newsroom, mistyped: Claim) -> None:
    with acting_as(desk.ana):
        desk.evidence(mistyped, summary="Says so too.")
    with pytest.raises(
        workflow.DemandsUnmet, match=r"and this is changed: Status, Evidence\. Publish it as"
    ):
        typing(desk, mistyped, status_id="mostly-true")


def test_the_database_takes_nothing_but_words_for_a_typing_error(
    desk: Newsroom, mistyped: Claim
) -> None:
    said = {"amendment_kind": "typographical", "amendment_reason": "A slip."}
    desk.change(mistyped, status_id="mostly-true", **said)
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    signed = canonical(verdict(mistyped))
    digest = {"candidate_sha256": sha256(signed), "candidate_size": len(signed)}
    serve_as_app()
    with acting_as(desk.ana):
        insert_move(mistyped, "submit", "checking", "in-review", desk.ana)
    with acting_as(desk.carla):
        insert_move(mistyped, "sign-off", "in-review", "approved", desk.carla, **digest)
    with acting_as(desk.eva), refused(MORE_THAN_WORDS):
        insert(publication(mistyped, "typographical", verdict(mistyped)))


def test_a_withdrawn_review_has_no_typing_errors(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.WITHDRAWN)
    desk.move(claim, Verb.REOPEN, desk.ana, comment="It was right.")
    with pytest.raises(workflow.DemandsUnmet, match=r"^There is no review any more in which"):
        typing(desk, claim, summary="It did, too.")


def test_a_typing_error_is_in_the_history_and_not_among_the_corrections(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    correction = amend(desk, claim, "We had misread it.", summary="It did, they say.")
    desk.move(claim, Verb.REOPEN, desk.ana, comment="A reader wrote.")
    typing(desk, claim, summary="It did, they sey.")
    desk.bring(claim, Stage.PUBLISHED)
    assert list(Publication.objects.corrections()) == [correction]
    assert latest(claim).kind == "typographical"
    assert latest(claim).standing == correction
