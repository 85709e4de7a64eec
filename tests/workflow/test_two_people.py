"""What is part of the verdict, who contributed to it, and what a change does to a sign-off."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from factcheck import workflow
from factcheck.models import (
    AuditEntry,
    Citation,
    Claim,
    Evidence,
    ExternalReview,
    Finding,
    ReplyRequest,
    SearchLogEntry,
    SpeakerAlias,
    Translation,
    VerificationStatus,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.workflow.newsroom import Newsroom, by_hand, insert_move, refused, undone

Edit = Callable[[Newsroom, Claim], Any]
Way = Callable[[Claim, dict[str, Any]], Any]

MUST_BE_ANOTHER = (
    "You changed this claim since it was last published: somebody else must sign it off."
)


@pytest.fixture
def full(desk: Newsroom) -> Claim:
    """Ana's claim with something of every kind, all hers; taken, not yet submitted."""
    claim = desk.claim()
    with acting_as(desk.ana):
        claim.co_speakers.add(desk.other_speaker)
        claim.topics.add(desk.topic)
        SearchLogEntry.objects.create(
            claim=claim, place="Archive", query="cost", searched_on=date(2024, 5, 1)
        )
        Translation.objects.create(claim=claim, language="es", summary="Sí.")
        ReplyRequest.objects.create(
            claim=claim, asked="The ministry", asked_on=date(2024, 5, 1), channel="e-mail"
        )
        ExternalReview.objects.create(
            claim=claim, publisher="AFP", rating="False", url="https://example.org/0"
        )
    desk.move(claim, Verb.TAKE, desk.ana)
    return claim


@pytest.fixture
def approved(desk: Newsroom, full: Claim) -> Claim:
    desk.move(full, Verb.SUBMIT, desk.ana)
    desk.move(full, Verb.SIGN_OFF, desk.carla)
    return full


def save(claim: Claim, values: dict[str, Any]) -> None:
    claim.refresh_from_db()
    for name, value in values.items():
        setattr(claim, name, value)
    claim.save()


def update(claim: Claim, values: dict[str, Any]) -> None:
    Claim.objects.filter(pk=claim.pk).update(**values)


def update_by_hand(claim: Claim, values: dict[str, Any]) -> None:
    columns = ", ".join(f'"{name}" = %s' for name in values)
    by_hand(
        f"UPDATE factcheck_claim SET {columns} WHERE id = %s",  # noqa: S608
        *values.values(),
        claim.pk,
    )


WAYS: list[Way] = [save, update, update_by_hand]

COLUMNS: dict[str, dict[str, Any]] = {
    "headline": {"headline": "The bridge was dear"},
    "statement": {"statement": "The bridge cost ten million euros."},
    "quote": {"quote": "It cost ten milliom"},
    "prefix": {"prefix": "bridge."},
    "suffix": {"suffix": ", the"},
    "kind": {"kind": "quantity"},
    "kind, subject": {"kind": "quote", "subject": "saying"},
    "question": {"question": "What did it cost?"},
    "speaker_id": {"speaker_id": None},
    "speaker_role": {"speaker_role": "its spokesman"},
    "attribution_ambiguous": {"attribution_ambiguous": True},
    "said_on": {"said_on": "2024-04"},
    "happened_on": {"happened_on": "2023"},
    "date_as_given": {"date_as_given": "last spring"},
    "status_id": {"status_id": "false"},
    "summary": {"summary": "It did not."},
    "reasoning": {"reasoning": "The audit denies it [e1]."},
}


def expect_void(desk: Newsroom, claim: Claim, what: str) -> None:
    """Expect the sign-off to be void by Sam's doing, and Sam to be a contributor for good."""
    claim.refresh_from_db()
    void = claim.moves.filter(verb=Verb.VOID).earliest("pk")
    assert claim.stage == Stage.IN_REVIEW
    assert (void.actor, void.comment) == (desk.sam, f"Changed after the sign-off: {what}.")
    expect_contributor(desk, claim)


def contributors(claim: Claim) -> list[str]:
    """User names of who changed the verdict's parts in this round."""
    entries = AuditEntry.objects.contributions(claim.pk)
    return sorted(set(entries.values_list("actor__username", flat=True)))


def expect_contributor(desk: Newsroom, claim: Claim) -> None:
    """Expect that Sam, who has every permission, may not sign off a claim in review."""
    assert "sam" in contributors(claim)
    with undone(), pytest.raises(workflow.SecondPersonNeeded, match=MUST_BE_ANOTHER):
        desk.move(claim, Verb.SIGN_OFF, desk.sam)
    with undone(), acting_as(desk.sam), refused(MUST_BE_ANOTHER):
        insert_move(claim, "sign-off", "in-review", "approved", desk.sam)


@pytest.mark.parametrize("what", COLUMNS)
def test_a_change_of_the_claim_makes_a_contributor_and_voids_the_sign_off(
    desk: Newsroom, approved: Claim, what: str
) -> None:
    for way in WAYS:
        with undone():
            with acting_as(desk.sam):
                way(approved, COLUMNS[what])
            expect_void(desk, approved, what)


def test_naming_the_same_claim_elsewhere_is_part_of_the_verdict(
    desk: Newsroom, approved: Claim
) -> None:
    other = desk.claim()
    for way in WAYS:
        with undone():
            with acting_as(desk.sam):
                way(approved, {"same_as_id": other.pk})
            expect_void(desk, approved, "same_as_id")


ADDED: dict[str, Edit] = {
    "evidence": lambda desk, claim: desk.evidence(claim),
    "citation": lambda desk, claim: Citation.objects.create(
        claim=claim, source=desk.other_source, finding_id="accurate"
    ),
    "citation_evidence": lambda desk, claim: claim.citations.get().evidence.add(
        desk.evidence(desk.bare_claim(desk.ana))
    ),
    "claim_co_speakers": lambda desk, claim: claim.co_speakers.add(desk.speaker),
    "claim_topics": lambda desk, claim: by_hand(
        "INSERT INTO factcheck_claim_topics (claim_id, topic_id) VALUES (%s, 0)", claim.pk
    ),
    "searchlogentry": lambda desk, claim: SearchLogEntry.objects.create(
        claim=claim, place="Library", query="cost", searched_on=date(2024, 5, 1)
    ),
    "translation": lambda desk, claim: Translation.objects.create(claim=claim, language="en"),
    "externalreview": lambda desk, claim: ExternalReview.objects.create(
        claim=claim, publisher="Snopes", rating="Mixture", url="https://example.org/1"
    ),
    "replyrequest": lambda desk, claim: ReplyRequest.objects.create(
        claim=claim, asked="The mayor", asked_on=date(2024, 5, 1), channel="letter"
    ),
}
CHANGED: dict[str, list[dict[str, Any]]] = {
    "evidence": [
        {"source_id": 0},
        {"stance": "refutes"},
        {"method": "secondary"},
        {"origin": "Agency"},
        {"summary": "Denies the cost."},
        {"excerpt": "Ten million."},
        {"place": "p. 3"},
        {"accessed_on": date(2024, 5, 3)},
        {"extent": "excerpt"},
        {"confidential": True, "confidential_reason": "It would endanger her."},
        {"number": 99},
    ],
    "citation": [
        {"source_id": 0},
        {"as_cited": "the ministry"},
        {"place": "p. 3"},
        {"finding_id": "imprecise"},
    ],
    "citation_evidence": [{"evidence_id": 0}],
    "claim_co_speakers": [{"speaker_id": 0}],
    "claim_topics": [{"topic_id": 0}],
    "searchlogentry": [{"place": "Library"}, {"query": "price"}, {"searched_on": "2024-05-02"}],
    "translation": [{"headline": "Caro"}, {"summary": "No."}, {"reasoning": "Dice [e1]."}],
    "externalreview": [
        {"publisher": "Other"},
        {"rating": "Untrue"},
        {"url": "https://example.org/2"},
        {"published_on": "2024-05-02"},
    ],
    "replyrequest": [
        {"asked": "The mayor"},
        {"asked_on": "2024-05-02"},
        {"channel": "letter"},
        {"answer": "It is so.", "answered_on": "2024-05-03"},
        {"unanswered": True},
    ],
}
REMOVED: dict[str, Edit] = {
    "evidence": lambda desk, claim: by_hand(
        "DELETE FROM factcheck_evidence WHERE claim_id = %s", claim.pk
    ),
    "citation": lambda desk, claim: by_hand(
        "DELETE FROM factcheck_citation WHERE claim_id = %s", claim.pk
    ),
    "citation_evidence": lambda desk, claim: claim.citations.get().evidence.clear(),
    "claim_co_speakers": lambda desk, claim: claim.co_speakers.clear(),
    "claim_topics": lambda desk, claim: claim.topics.set([]),
    "searchlogentry": lambda desk, claim: claim.search_log.all().delete(),
    "translation": lambda desk, claim: claim.translations.get().delete(),
    "externalreview": lambda desk, claim: claim.external_reviews.all().delete(),
    "replyrequest": lambda desk, claim: claim.replies.all().delete(),
}
PARTS = sorted(ADDED)


@pytest.mark.parametrize("part", PARTS)
def test_adding_a_part_makes_a_contributor_and_voids_the_sign_off(
    desk: Newsroom, approved: Claim, part: str
) -> None:
    with undone():
        with acting_as(desk.sam):
            ADDED[part](desk, approved)
        expect_void(desk, approved, part)


@pytest.mark.parametrize("part", PARTS)
def test_changing_a_part_makes_a_contributor_and_voids_the_sign_off(
    desk: Newsroom, approved: Claim, part: str
) -> None:
    key = "citation_id" if part == "citation_evidence" else "claim_id"
    owner = approved.citations.get().pk if part == "citation_evidence" else approved.pk
    for values in CHANGED[part]:
        columns = ", ".join(f"{name} = %s" for name in values)
        with undone():
            with acting_as(desk.sam):
                by_hand(
                    f"UPDATE factcheck_{part} SET {columns} WHERE {key} = %s",  # noqa: S608
                    *values.values(),
                    owner,
                )
            expect_void(desk, approved, part)


@pytest.mark.parametrize("part", PARTS)
def test_removing_a_part_makes_a_contributor_and_voids_the_sign_off(
    desk: Newsroom, approved: Claim, part: str
) -> None:
    with undone():
        with acting_as(desk.sam):
            REMOVED[part](desk, approved)
        expect_void(desk, approved, part)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("evidence", "claim_id"),
        ("citation", "claim_id"),
        ("claim_co_speakers", "claim_id"),
        ("translation", "claim_id"),
        ("citation_evidence", "citation_id"),
    ],
)
def test_a_part_is_not_moved_to_another_claim(
    desk: Newsroom, approved: Claim, table: str, column: str
) -> None:
    with (
        acting_as(desk.sam),
        refused("A part stays with its claim: add a new one to the other."),
    ):
        by_hand(f"UPDATE factcheck_{table} SET {column} = 0")  # noqa: S608


BESIDE_THE_VERDICT: dict[str, Edit] = {
    "note": lambda desk, claim: update(claim, {"note": "Ask again."}),
    "assignee": lambda desk, claim: update(claim, {"assignee": desk.ben}),
    "reviewer": lambda desk, claim: update(claim, {"reviewer": desk.dan}),
    "due date": lambda desk, claim: update(claim, {"due_on": date(2024, 6, 1)}),
    "priority": lambda desk, claim: update(claim, {"priority": 1}),
    "legal hold": lambda desk, claim: update(claim, {"legal_hold": "Our lawyer reads it."}),
    "note on evidence": lambda desk, claim: claim.evidence.update(note="Paper copy."),
    "note on a citation": lambda desk, claim: claim.citations.update(note="Paper copy."),
    "note on the speaker": lambda desk, claim: alter(desk.speaker, note="Shy."),
    "note on a source": lambda desk, claim: alter(desk.source, note="Paper copy."),
    "alias of the speaker": lambda desk, claim: SpeakerAlias.objects.create(
        speaker=desk.speaker, name="Ministry"
    ),
    "nothing": lambda desk, claim: save(claim, {}),
}


def alter(row: Any, **values: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**values)


@pytest.mark.parametrize("what", BESIDE_THE_VERDICT)
def test_what_readers_never_see_is_no_part_of_the_verdict(
    desk: Newsroom, approved: Claim, what: str
) -> None:
    with acting_as(desk.sam):
        BESIDE_THE_VERDICT[what](desk, approved)

    approved.refresh_from_db()
    assert approved.stage == Stage.APPROVED
    assert contributors(approved) == ["ana"]


SHARED: dict[str, Edit] = {
    "article": lambda desk, claim: alter(desk.article, title="Our bridge"),
    "speaker": lambda desk, claim: alter(desk.speaker, name="The treasury"),
    "verificationstatus": lambda desk, claim: alter(claim.status, name={"en": "Quite true"}),
    "finding": lambda desk, claim: alter(
        Finding.objects.get(pk="accurate"), definition={"en": "It says so."}
    ),
    "source": lambda desk, claim: alter(desk.source, title="Final report"),
    "topic": lambda desk, claim: alter(desk.topic, name={"en": "Bridges"}),
}
SHARED_BY_PARTS: dict[str, tuple[str, Edit]] = {
    "co-speaker": ("speaker", lambda desk, claim: alter(desk.other_speaker, role="mayor")),
    "source of evidence": ("source", lambda desk, claim: alter(desk.other_source, url="http://a")),
}
RESTED_ON = {name: (name, edit) for name, edit in SHARED.items()} | SHARED_BY_PARTS


@pytest.mark.parametrize("name", RESTED_ON)
def test_a_change_of_what_the_verdict_rests_on_voids_the_sign_off(
    desk: Newsroom, approved: Claim, name: str
) -> None:
    table, edit = RESTED_ON[name]
    with acting_as(desk.sam):
        edit(desk, approved)
    expect_void(desk, approved, table)


@pytest.mark.parametrize("name", RESTED_ON)
def test_who_changed_what_the_verdict_rests_on_does_not_sign_it_off(
    desk: Newsroom, full: Claim, name: str
) -> None:
    desk.move(full, Verb.SUBMIT, desk.ana)
    with acting_as(desk.sam):
        RESTED_ON[name][1](desk, full)
    expect_contributor(desk, full)


def test_a_change_of_something_else_voids_nothing(desk: Newsroom, full: Claim) -> None:
    with acting_as(desk.ana):
        full.co_speakers.clear()
    desk.bring(full, Stage.APPROVED)
    with acting_as(desk.sam):
        alter(desk.other_speaker, name="The former mayor")
        alter(VerificationStatus.objects.get(pk="false"), name={"en": "Wrong"})

    full.refresh_from_db()
    assert full.stage == Stage.APPROVED
    assert contributors(full) == ["ana"]


def test_a_change_voids_the_sign_off_of_every_claim_that_rests_on_it(desk: Newsroom) -> None:
    claims = [desk.claim_in(Stage.APPROVED) for _number in range(3)]
    open_claim = desk.claim()
    with acting_as(desk.ben):
        alter(desk.speaker, name="The treasury")

    assert {Claim.objects.get(pk=claim.pk).stage for claim in claims} == {Stage.IN_REVIEW}
    assert not open_claim.moves.exists()


def test_the_audit_is_what_makes_a_contributor_and_nobody_writes_it(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)
    with acting_as(desk.dan), refused("The audit is written by the database, not by hand."):
        by_hand(
            'INSERT INTO factcheck_auditentry (at, "table", "row", operation, changes, '
            "claim_id, round, is_contribution, actor_id) "
            "VALUES (now(), '', '', 'UPDATE', '{}', %s, 1, true, %s)",
            claim.pk,
            desk.carla.pk,
        )


@pytest.mark.parametrize(
    ("stage", "message"),
    [
        (Stage.PUBLISHED, "The claim is published: reopen it before you change it."),
        (Stage.WITHDRAWN, "The claim is withdrawn: reopen it before you change it."),
        (Stage.DROPPED, "The claim is dropped: restore it before you change it."),
    ],
)
def test_a_verdict_at_rest_is_not_changed(desk: Newsroom, stage: Stage, message: str) -> None:
    claim = desk.claim_in(stage)
    with acting_as(desk.sam):
        for way in WAYS:
            with refused(message):
                way(claim, {"summary": "It did not."})
        with refused(message):
            desk.evidence(claim, number=50)
        with refused(message):
            by_hand("DELETE FROM factcheck_citation WHERE claim_id = %s", claim.pk)
        update(claim, {"note": "Ask again."})


def test_a_verdict_is_changed_in_somebodys_name(desk: Newsroom) -> None:
    claim = desk.claim()
    nobody = "Nobody is named as acting: use the desk"
    for way in WAYS:
        with refused(nobody):
            way(claim, {"summary": "It did not."})
    with refused(nobody):
        Evidence.objects.filter(claim=claim).update(summary="Denies it.")
    with refused(nobody):
        claim.co_speakers.add(desk.other_speaker)
    with refused(nobody):
        Claim.objects.create(article=desk.article, headline="The bridge is red")
    with refused("There is no user 0."):
        by_hand("SET LOCAL factcheck.actor = '0'")
        update(claim, {"summary": "It did not."})
