"""A passage that the newest text has otherwise, or no longer: settled before the claim goes on."""

import pytest
from django.core.exceptions import ValidationError

from factcheck import text_versions, workflow
from factcheck.models import AuditEntry, Claim, Publication
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.anchored import Passage
from factcheck.models.vocabulary import Stage
from factcheck.publishing import record_verification
from tests.guards.intruder import serve_as_app
from tests.record import json_of
from tests.workflow.newsroom import QUOTE, TEXT, Newsroom, by_hand, insert_move, refused
from tests.workflow.test_publication_guards import insert, publication, verdict

OTHER_NUMBER = TEXT.replace("ten million", "twelve million")
OTHER_WORDS = TEXT.replace("It cost ten million", "It had cost ten million")
GONE = "The mayor opened the bridge."
OTHERWISE = "The newest text has its words otherwise: check it against those, anchor it again, or"
NO_LONGER = "The newest text no longer has its words: anchor it again, keep it as quoted with a"
SETTLE = "The newest text has other words than the claim: settle its passage first."
UNSETTLED = [
    (OTHER_WORDS, Passage.CHANGED, OTHERWISE),
    (OTHER_NUMBER, Passage.ALTERED, OTHERWISE),
    (GONE, Passage.ORPHANED, NO_LONGER),
]
NEXT = [
    (Stage.CHECKING, Verb.SUBMIT, "ana"),
    (Stage.IN_REVIEW, Verb.SIGN_OFF, "carla"),
    (Stage.APPROVED, Verb.PUBLISH, "eva"),
]
REASON = "The publisher changed it after we asked."


def revise(desk: Newsroom, text: str) -> None:
    text_versions.revise(desk.article, text, desk.fay)


def read(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


@pytest.mark.parametrize(("text", "passage", "missing"), UNSETTLED)
@pytest.mark.parametrize(("stage", "verb", "name"), NEXT)
def test_nobody_submits_signs_off_or_publishes_before_it_is_settled(
    desk: Newsroom, stage: Stage, verb: Verb, name: str, text: str, passage: Passage, missing: str
) -> None:
    claim = desk.claim_in(stage)
    revise(desk, text)
    assert read(claim).passage == passage

    with pytest.raises(workflow.DemandsUnmet, match=f"^{missing}"):
        desk.move(claim, verb, desk.person(name))

    with acting_as(desk.ana):
        text_versions.keep(read(claim), REASON, desk.ana)
    desk.bring(claim, Stage.PUBLISHED)
    assert claim.stage == Stage.PUBLISHED


@pytest.mark.parametrize(("stage", "verb", "name"), NEXT[:2])
def test_nor_does_the_database(desk: Newsroom, stage: Stage, verb: Verb, name: str) -> None:
    claim = desk.claim_in(stage)
    revise(desk, OTHER_NUMBER)
    target = workflow.MOVES[verb].target
    assert target
    serve_as_app()
    with acting_as(desk.person(name)), refused(SETTLE):
        insert_move(claim, verb, stage, target, desk.person(name))


def test_the_database_publishes_nothing_whose_passage_is_not_settled(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    revise(desk, GONE)
    serve_as_app()
    with acting_as(desk.eva), refused(SETTLE):
        insert(publication(claim, "review", verdict(claim)))


def test_the_database_keeps_nothing_as_quoted_without_a_reason(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.CHECKING)
    serve_as_app()
    with acting_as(desk.ana), refused("claim_kept_as_quoted_with_reason"):
        by_hand("UPDATE factcheck_claim SET passage = 'kept' WHERE id = %s", claim.pk)


@pytest.mark.parametrize(("text", "_passage", "_missing"), UNSETTLED)
def test_what_is_kept_has_the_words_and_the_text_of_before(
    desk: Newsroom, text: str, _passage: Passage, _missing: str
) -> None:
    claim = desk.claim_in(Stage.CHECKING)
    revise(desk, text)
    text_versions.keep(read(claim), f" {REASON} ", desk.ana)

    kept = read(claim)
    assert (kept.quote, kept.start, kept.revision) == (QUOTE, claim.start, desk.revision)
    assert (kept.passage, kept.kept_reason) == (Passage.KEPT, REASON)
    told = AuditEntry.objects.contributions(claim.pk).filter(
        operation="UPDATE", changes__has_key="kept_reason"
    )
    assert told.get().actor == desk.ana


def test_what_is_kept_is_signed_and_published_with_its_reason(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.CHECKING)
    revise(desk, GONE)
    text_versions.keep(read(claim), REASON, desk.ana)
    desk.bring(claim, Stage.PUBLISHED)

    said = json_of(Publication.objects.of_claim(claim.pk)[0])["claim"]
    assert (said["quote"]["exact"], said["quote"]["kept_reason"]) == (QUOTE, REASON)
    assert said["article"]["revision"]["number"] == 1
    assert isinstance(record_verification.verify(), record_verification.Head)


def test_a_sign_off_is_void_when_a_passage_is_kept_after_it(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    revise(desk, GONE)
    text_versions.keep(read(claim), REASON, desk.ana)
    assert read(claim).stage == Stage.IN_REVIEW


def test_nothing_is_kept_without_a_reason(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.CHECKING)
    revise(desk, GONE)
    with pytest.raises(ValidationError, match="Say why it stays as quoted"):
        text_versions.keep(read(claim), "  ", desk.ana)


def test_what_is_kept_stays_so_while_the_text_has_the_same_words(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.CHECKING)
    revise(desk, OTHER_NUMBER)
    text_versions.keep(read(claim), REASON, desk.ana)
    revise(desk, OTHER_NUMBER + "\n\nMore follows.")
    assert read(claim).passage == Passage.KEPT
    revise(desk, TEXT.replace("ten million", "twenty million"))
    assert (read(claim).passage, read(claim).quote) == (Passage.ALTERED, QUOTE)


def test_what_was_kept_is_there_again_when_the_text_has_its_words_again(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.CHECKING)
    revise(desk, OTHER_NUMBER)
    text_versions.keep(read(claim), REASON, desk.ana)
    revise(desk, f"{TEXT}\n\nMore follows.")
    there = read(claim)
    assert (there.passage, there.kept_reason) == (Passage.THERE, "")
    assert there.revision == desk.article.current_revision


def test_those_with_another_number_negation_or_name_come_first(desk: Newsroom) -> None:
    first, opened = desk.claim(), desk.bare_claim(quote="The mayor opened", start=0, end=16)
    revise(desk, OTHER_NUMBER.replace("The mayor opened", "The mayor has opened"))
    queue = Claim.objects.with_changed_passage().most_altered_first()
    assert [(c.pk, c.passage) for c in queue] == [
        (first.pk, Passage.ALTERED),
        (opened.pk, Passage.CHANGED),
    ]
    [number] = text_versions.words([read(first)])[0].altered
    assert (number.kind, number.old, number.new) == ("number", "ten", "twelve")
