"""What must be there before a claim is submitted, signed off and published."""

from datetime import date

import pytest

from factcheck import workflow
from factcheck.models import (
    Citation,
    Claim,
    Evidence,
    Publication,
    SearchLogEntry,
    Source,
    Translation,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.content.canonical import canonical, sha256
from factcheck.models.vocabulary import Stage
from factcheck.workflow.demands import suffices
from tests.record import json_of
from tests.workflow.newsroom import Newsroom, by_hand

EITHER = (
    "“{}” needs one primary or two independent secondary records of evidence that support or "
    "refute the claim; context does not count, and copies of one origin count once."
)
ONE_WAY = (
    "“{}” needs evidence that {} the claim: one primary record, or two secondary ones of "
    "different origin."
)
OTHERWISE = "Otherwise choose another status, or say why an exception is made."


@pytest.fixture
def claim(desk: Newsroom) -> Claim:
    return desk.claim_in(Stage.CHECKING)


def missing(desk: Newsroom, claim: Claim, verb: Verb = Verb.SUBMIT) -> tuple[str, ...]:
    """What the workflow says is missing; the same is offered, and nothing if the move is made."""
    user = desk.eva if verb == Verb.PUBLISH else desk.ana
    claim = Claim.objects.get(pk=claim.pk)
    offered = next(o.missing for o in workflow.offers(claim, user) if o.act.verb == verb)
    if not offered:
        desk.move(claim, verb, user)
        return ()
    with pytest.raises(workflow.DemandsUnmet) as refusal:
        desk.move(claim, verb, user)
    assert refusal.value.missing == offered
    assert str(refusal.value) == " ".join(offered)
    return offered


def test_a_complete_claim_lacks_nothing(desk: Newsroom, claim: Claim) -> None:
    assert missing(desk, claim) == ()


def test_what_is_missing_says_in_which_field_it_is_put_right(desk: Newsroom, claim: Claim) -> None:
    with acting_as(desk.ana):
        Claim.objects.filter(pk=claim.pk).update(summary="", reasoning="As [e99] says.")
    lacks = missing(desk, claim)
    assert [getattr(lack, "field", None) for lack in lacks] == ["summary", "reasoning"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"headline": ""}, "Write the headline: the proposition that is rated."),
        ({"summary": ""}, "Write the summary: the answer in one sentence."),
        ({"reasoning": ""}, "Write the reasoning: how the evidence leads to the status."),
        (
            {"status_id": "unverified"},
            "Choose a status for what the summary and the reasoning say.",
        ),
    ],
)
def test_a_verdict_is_whole(
    desk: Newsroom, claim: Claim, values: dict[str, str], message: str
) -> None:
    desk.change(claim, **values)
    assert missing(desk, claim) == (message,)


def test_all_that_is_missing_is_said_at_once(desk: Newsroom, claim: Claim) -> None:
    desk.change(claim, headline="", summary="", reasoning="")
    assert len(missing(desk, claim)) == 3


def test_a_claim_may_be_submitted_with_nothing_but_its_citations_checked(
    desk: Newsroom, claim: Claim
) -> None:
    desk.change(claim, status_id="unverified", summary="", reasoning="")
    assert missing(desk, claim) == ()

    desk.bring(claim, Stage.PUBLISHED)

    review = claim.publications.get()
    assert json_of(review)["claim"]["status"]["slug"] == "unverified"
    assert json_of(review)["claim"]["citations"][0]["finding"]["slug"] == "accurate"


def test_a_claim_without_status_and_citations_has_nothing_to_say(
    desk: Newsroom, claim: Claim
) -> None:
    desk.change(claim, status_id="unverified", summary="", reasoning="")
    with acting_as(desk.ana):
        claim.citations.all().delete()
    assert missing(desk, claim) == ("Choose a status, or check at least what the article cites.",)


def test_every_cited_source_is_looked_up(desk: Newsroom, claim: Claim) -> None:
    with acting_as(desk.ana):
        Citation.objects.create(claim=claim, source=desk.other_source)
    assert missing(desk, claim) == (
        "Look up the cited source “Audit, Court” and note the finding.",
    )


@pytest.mark.parametrize("in_translation", [False, True])
def test_references_lead_to_evidence_of_the_claim(
    desk: Newsroom, claim: Claim, in_translation: bool
) -> None:
    other = desk.claim()
    elsewhere = other.evidence.get().number
    text = f"As seen in [e1, e{elsewhere}] and [e77]."
    if in_translation:
        with acting_as(desk.ana):
            Translation.objects.create(claim=claim, language="es", reasoning=text)
    else:
        desk.change(claim, reasoning=text)
    assert missing(desk, claim) == (
        f"The reasoning refers to [e{elsewhere}], which is no evidence of this claim.",
        "The reasoning refers to [e77], which is no evidence of this claim.",
    )


def record(
    source: str, *, stance: str = "supports", method: str = "secondary", origin: str = ""
) -> Evidence:
    return Evidence(
        source=Source(publisher=source, title="x"), stance=stance, method=method, origin=origin
    )


@pytest.mark.parametrize(
    ("records", "suffice"),
    [
        pytest.param([], False, id="nothing"),
        pytest.param([record("A", method="primary")], True, id="one primary"),
        pytest.param(
            [record("A", method="primary", stance="refutes")], True, id="one primary against"
        ),
        pytest.param(
            [record("A", method="primary", stance="context")], False, id="primary context"
        ),
        pytest.param([record("A")], False, id="one secondary"),
        pytest.param([record("A"), record("B")], True, id="two publishers"),
        pytest.param([record("A"), record("B", stance="refutes")], True, id="for and against"),
        pytest.param([record("A"), record("A")], False, id="one publisher twice"),
        pytest.param([record("A"), record("B", stance="context")], False, id="one is context"),
        pytest.param(
            [record("A", origin="Agency"), record("B", origin="Agency")],
            False,
            id="two copies of one origin",
        ),
        pytest.param(
            [record("A", origin="Agency"), record("Agency")], False, id="a copy and its origin"
        ),
        pytest.param(
            [record("A", origin="Agency"), record("A", origin="Wire")],
            True,
            id="two origins at one publisher",
        ),
    ],
)
def test_evidence_is_primary_or_twice_independent(records: list[Evidence], suffice: bool) -> None:
    assert suffices(records) is suffice


@pytest.mark.parametrize(
    "status", ["true", "mostly-true", "needs-context", "mostly-false", "false"]
)
def test_a_rating_needs_evidence(desk: Newsroom, claim: Claim, status: str) -> None:
    desk.change(claim, status_id=status)
    with acting_as(desk.ana):
        claim.evidence.update(method="secondary")
    claim.refresh_from_db()
    asked = {
        "needs-context": EITHER,
        **dict.fromkeys(("false", "mostly-false"), f"{ONE_WAY} So far there is none."),
    }.get(status, f"{ONE_WAY} What there is so far is secondary, and of one origin.")
    way = dict(DIRECTIONS).get(status)
    assert missing(desk, claim) == (asked.format(claim.status, way),)


DIRECTIONS = [
    *[("true", "supports"), ("mostly-true", "supports")],
    *[("false", "refutes"), ("mostly-false", "refutes")],
]


@pytest.mark.parametrize(("status", "way"), DIRECTIONS)
@pytest.mark.parametrize("stance", ["supports", "refutes"])
def test_evidence_points_the_way_of_the_status(
    desk: Newsroom, claim: Claim, status: str, way: str, stance: str
) -> None:
    desk.change(claim, status_id=status)
    with acting_as(desk.ana):
        claim.evidence.update(stance=stance)
    claim.refresh_from_db()
    elsewhere = f"{ONE_WAY} So far there is none. {OTHERWISE}".format(claim.status, way)
    assert missing(desk, claim) == (() if stance == way else (elsewhere,))


@pytest.mark.parametrize("stance", ["supports", "refutes"])
def test_needs_context_takes_evidence_either_way(desk: Newsroom, claim: Claim, stance: str) -> None:
    desk.change(claim, status_id="needs-context")
    with acting_as(desk.ana):
        claim.evidence.update(stance=stance)
    assert missing(desk, claim) == ()


def test_an_exception_with_its_reason_is_signed_and_published(desk: Newsroom, claim: Claim) -> None:
    desk.change(claim, status_id="false", policy_exception="The report rests on a forgery.")
    assert missing(desk, claim) == ()
    desk.bring(claim, Stage.APPROVED)
    signed = claim.live_sign_off
    desk.bring(claim, Stage.PUBLISHED)
    said = json_of(Publication.objects.of_claim(claim.pk)[0])["claim"]
    assert said["policy_exception"] == "The report rests on a forgery."
    assert signed
    assert signed.candidate_sha256 == sha256(canonical(said))


def test_where_the_evidence_points_the_way_of_the_status_there_is_no_exception(
    desk: Newsroom, claim: Claim
) -> None:
    desk.change(claim, policy_exception="To be sure.")
    assert missing(desk, claim) == ("“True” needs no exception here: leave its reason empty.",)


@pytest.mark.parametrize("verb", [Verb.SIGN_OFF, Verb.PUBLISH])
def test_the_direction_is_looked_at_again_by_signer_and_publisher(
    desk: Newsroom, verb: Verb
) -> None:
    claim = desk.claim_in(Stage.APPROVED if verb == Verb.PUBLISH else Stage.IN_REVIEW)
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    by_hand("ALTER TABLE factcheck_verificationstatus DISABLE TRIGGER void_resting")
    type(claim.status).objects.filter(pk="true").update(direction="refutes")
    with pytest.raises(workflow.DemandsUnmet, match=r"^“True” needs evidence that refutes"):
        desk.move(claim, verb, desk.eva if verb == Verb.PUBLISH else desk.carla)


def test_unproven_needs_a_log_of_the_search(desk: Newsroom, claim: Claim) -> None:
    desk.change(claim, status_id="unproven")
    assert missing(desk, claim) == (
        "“Unproven” needs a search log: say where, when and for what you looked.",
    )
    with acting_as(desk.ana):
        SearchLogEntry.objects.create(
            claim=claim, place="Archive", query="cost", searched_on=date(2024, 5, 1)
        )
    assert missing(desk, claim) == ()


def test_what_cannot_be_checked_needs_no_evidence(desk: Newsroom, claim: Claim) -> None:
    with acting_as(desk.ana):
        claim.evidence.all().delete()
    desk.change(claim, status_id="not-checkable", reasoning="It is an opinion.")
    assert missing(desk, claim) == ()


def test_the_demands_are_looked_at_again_at_the_sign_off(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)
    desk.change(claim, summary="")
    with pytest.raises(workflow.DemandsUnmet, match=r"^Write the summary: the answer"):
        desk.move(claim, Verb.SIGN_OFF, desk.carla)


def test_the_policy_is_looked_at_again_when_it_is_published(desk: Newsroom) -> None:
    claim = desk.claim()
    desk.change(claim, status_id="not-checkable", reasoning="It is an opinion.")
    with acting_as(desk.ana):
        claim.evidence.all().delete()
    desk.bring(claim, Stage.APPROVED)
    policy = type(claim.status).objects.filter(pk="not-checkable")
    with acting_as(desk.fay):
        policy.update(policy="evidence", direction="either")
    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW

    with pytest.raises(workflow.DemandsUnmet, match="needs one primary or two independent"):
        desk.move(claim, Verb.SIGN_OFF, desk.carla)
