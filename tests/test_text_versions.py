"""A new version of an article's text: no claim is lost, and what was checked stays as it was."""

import threading
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from factcheck import publishing, text_versions, workflow
from factcheck.anchoring import AmbiguousQuote, Outcome, QuoteNotFound
from factcheck.models import AuditEntry, Claim, PublicClaim
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.publishing import reading_room, reading_room_verification
from tests.admin.newsroom import add_to, at_work, form_of
from tests.some import some
from tests.workflow.newsroom import TEXT, Newsroom
from tests.workflow.test_races import in_between

Passage = Claim.Passage
MOVED = "An aside.\n\n" + TEXT
CHANGED = TEXT.replace("ten million", "twelve million")
GONE = "The mayor opened the bridge."


def revise(desk: Newsroom, text: str, **values: Any) -> list[Outcome]:
    fates = text_versions.revise(desk.article, text, desk.fay, **values)
    return [fate.relocation.outcome for fate in fates]


def read(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


def is_told(claim: Claim) -> bool:
    """Are readers told that the passage has changed?"""
    return PublicClaim.objects.get(pk=claim.pk).passage_changed


def test_a_claim_before_the_change_is_kept_where_it_was(desk: Newsroom) -> None:
    claim = desk.claim()
    assert revise(desk, TEXT + "\n\nMore follows.") == [Outcome.KEPT]
    after = read(claim)
    assert (after.start, after.quote, after.passage) == (claim.start, claim.quote, Passage.THERE)
    assert after.revision == desk.article.current_revision != desk.revision


def test_a_claim_after_the_change_moves_along(desk: Newsroom) -> None:
    claim = desk.claim()
    assert revise(desk, MOVED) == [Outcome.MOVED]
    after = read(claim)
    assert (after.start, after.passage) == (MOVED.index(claim.quote), Passage.THERE)
    assert after.prefix


def test_a_claim_whose_words_changed_is_marked_so(desk: Newsroom) -> None:
    claim = desk.claim()
    assert revise(desk, CHANGED) == [Outcome.FUZZY]
    after = read(claim)
    assert (after.quote, after.passage) == ("It cost twelve million", Passage.ALTERED)


def test_a_claim_whose_words_are_gone_stays_as_an_orphan_on_the_old_text(desk: Newsroom) -> None:
    claim = desk.claim()
    assert revise(desk, GONE) == [Outcome.ORPHANED]
    after = read(claim)
    assert (after.quote, after.passage) == (claim.quote, Passage.ORPHANED)
    assert after.revision == desk.revision


def test_an_orphan_whose_words_come_back_stands_in_the_text_again(desk: Newsroom) -> None:
    claim = desk.claim()
    revise(desk, GONE)
    revise(desk, MOVED)
    assert read(claim).passage == Passage.THERE
    assert read(claim).revision == desk.article.current_revision


def test_changed_words_stay_to_be_checked_when_the_next_text_keeps_them(desk: Newsroom) -> None:
    claim = desk.claim()
    revise(desk, CHANGED)
    revise(desk, "An aside.\n\n" + CHANGED)
    assert read(claim).passage == Passage.ALTERED
    assert text_versions.words([read(claim)])[0].old == claim.quote


def test_changed_words_that_were_gone_and_came_back_are_still_to_be_checked(desk: Newsroom) -> None:
    claim = desk.claim()
    for text in (CHANGED, GONE, CHANGED):
        revise(desk, text)
    assert read(claim).passage == Passage.ALTERED
    [words] = text_versions.words([read(claim)])
    assert (words.old, words.new) == ("It cost ten million", "It cost twelve million")


def test_words_that_are_again_those_that_were_checked_need_no_other_look(desk: Newsroom) -> None:
    claim = desk.claim()
    for text in (CHANGED, GONE, TEXT):
        revise(desk, text)
    after = read(claim)
    assert (after.passage, after.quote) == (Passage.THERE, claim.quote)


def test_words_that_changed_twice_are_compared_with_those_that_were_checked(
    desk: Newsroom,
) -> None:
    claim = desk.claim()
    revise(desk, CHANGED)
    revise(desk, TEXT.replace("ten million", "eleven million"))
    [words] = text_versions.words([read(claim)])
    assert (words.old, words.new) == ("It cost ten million", "It cost eleven million")


def test_an_approved_claim_stays_on_the_text_that_was_signed_off(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    revise(desk, CHANGED)
    after = read(claim)
    assert (after.stage, after.quote, after.revision) == (
        Stage.APPROVED, claim.quote, desk.revision,
    )  # fmt: skip
    assert after.passage == Passage.ALTERED
    text_versions.keep(after, "It was changed after we asked.", desk.ana)
    desk.bring(after, Stage.PUBLISHED)
    assert is_told(claim)


@pytest.mark.parametrize("stage", [Stage.PUBLISHED, Stage.WITHDRAWN, Stage.DROPPED])
def test_a_claim_that_is_settled_stays_on_its_text(desk: Newsroom, stage: Stage) -> None:
    claim = desk.claim_in(stage)
    revise(desk, GONE)
    after = read(claim)
    assert (after.stage, after.revision, after.passage) == (
        stage, desk.revision, Passage.ORPHANED,
    )  # fmt: skip


def test_a_claim_that_nothing_happens_to_keeps_its_version(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    revise(desk, MOVED)
    assert read(claim).version == claim.version


def test_readers_are_told_that_the_passage_changed_until_it_is_as_it_was(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    revise(desk, CHANGED)
    assert is_told(claim)
    reading_room.rebuild()
    assert is_told(claim)
    revise(desk, MOVED)
    assert not is_told(claim)


def test_readers_are_told_where_the_words_around_turn_the_meaning(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    revise(desk, TEXT.replace("It cost ten million", "Nobody says: It cost ten million"))
    assert is_told(claim)
    assert not list(reading_room_verification.faults())
    revise(desk, TEXT.replace("It cost ten million", "It is said: It cost ten million"))
    assert not is_told(claim)
    assert not list(reading_room_verification.faults())


def test_readers_are_told_as_long_as_the_words_that_they_see_are_the_old_ones(
    desk: Newsroom,
) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    revise(desk, CHANGED)
    desk.move(claim, Verb.REOPEN, desk.ana, comment="New words.")
    text_versions.accept(claim, desk.ana)
    assert read(claim).passage == Passage.THERE
    reading_room.rebuild()
    assert is_told(claim)


def test_an_empty_text_and_the_same_text_are_refused(desk: Newsroom) -> None:
    with pytest.raises(ValidationError, match="The new text is empty"):
        revise(desk, " \r\n ")
    with pytest.raises(ValidationError, match="The text is the same as the newest one"):
        revise(desk, f"\r\n{TEXT}\r\n".replace("\n\n", "\r\n\r\n"))
    assert desk.article.revisions.count() == 1


def test_a_text_compared_with_an_older_one_is_refused(desk: Newsroom) -> None:
    revise(desk, MOVED, seen=1)
    with pytest.raises(ValidationError, match="Somebody saved version 2 of the text meanwhile"):
        revise(desk, CHANGED, seen=1)
    assert desk.article.revisions.count() == 2


def test_a_new_version_is_recorded_with_who_made_it(desk: Newsroom) -> None:
    claim = desk.claim()
    revise(desk, CHANGED)
    revision = desk.article.current_revision
    assert revision
    assert (revision.number, revision.created_by) == (2, desk.fay)
    entry = AuditEntry.objects.get(claim=claim, operation="UPDATE", changes__has_key="passage")
    assert entry.actor == desk.fay
    assert entry.changes["quote"] == ["It cost ten million", "It cost twelve million"]


def test_changed_words_are_shown_old_and_new(desk: Newsroom) -> None:
    claim, pinned = desk.claim(), desk.claim_in(Stage.PUBLISHED)
    revise(desk, CHANGED)
    for found in some(text_versions.words(Claim.objects.filter(pk__in=[claim.pk, pinned.pk]))):
        assert (found.old, found.new) == ("It cost ten million", "It cost twelve million")


def test_a_changed_claim_is_settled_when_it_was_checked_again(desk: Newsroom) -> None:
    claim = desk.claim()
    revise(desk, CHANGED)
    text_versions.accept(claim, desk.ana)
    assert read(claim).passage == Passage.THERE
    assert not Claim.objects.with_changed_passage().exists()


def test_an_orphan_is_anchored_again_at_other_words(desk: Newsroom) -> None:
    claim = desk.claim()
    revise(desk, GONE)
    text_versions.anchor_again(claim, "opened the bridge", desk.ana)
    after = read(claim)
    assert (after.quote, after.passage) == ("opened the bridge", Passage.THERE)
    assert after.revision == desk.article.current_revision


def test_a_quote_that_is_not_in_the_text_or_stands_twice_is_refused(desk: Newsroom) -> None:
    claim = desk.claim()
    revise(desk, "A bridge. No road. A bridge.")
    with pytest.raises(QuoteNotFound):
        text_versions.anchor_again(claim, "It cost ten million", desk.ana)
    with pytest.raises(AmbiguousQuote):
        text_versions.anchor_again(claim, "A bridge", desk.ana)
    text_versions.anchor_again(claim, "A bridge", desk.ana, start=19)
    assert read(claim).start == 19


def test_a_claim_that_was_changed_since_it_was_seen_is_not_anchored(desk: Newsroom) -> None:
    claim = desk.claim()
    revise(desk, GONE)
    with pytest.raises(workflow.StaleVersion, match="Somebody saved the claim"):
        text_versions.anchor_again(claim, "the bridge", desk.ana, version=claim.version)


def test_a_published_claim_is_reopened_before_it_is_anchored_again(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    revise(desk, GONE)
    with pytest.raises(workflow.WrongStage, match="reopen it first"):
        text_versions.anchor_again(claim, "the bridge", desk.ana)


def test_a_sign_off_and_a_new_text_at_once_both_hold(own_database: None) -> None:
    desk = Newsroom()
    claim = desk.claim_in(Stage.IN_REVIEW)
    done = threading.Event()

    def sign_off() -> None:
        workflow.perform(claim.pk, Verb.SIGN_OFF, desk.carla)
        done.set()
        connection.close()

    thread = threading.Thread(target=sign_off)
    with transaction.atomic():
        revise(desk, MOVED)
        thread.start()
        assert not done.wait(0.5)
    thread.join()
    after = Claim.objects.for_candidate().get(pk=claim.pk)
    assert (after.stage, after.start) == (Stage.APPROVED, MOVED.index(claim.quote))
    signed = after.moves.filter(verb=Verb.SIGN_OFF).get()
    assert signed.candidate_sha256 == publishing.candidate(after).sha256


def test_a_claim_that_is_added_while_a_new_text_is_saved_stands_in_that_text(
    own_database: None,
) -> None:
    desk = Newsroom()
    client = at_work(desk.ana)
    address = add_to(desk.article)
    typed = form_of(client.get(address)) | {"headline": "It cost", "quote": "It cost ten million"}
    saved = in_between(lambda: revise(desk, MOVED), lambda: client.post(address, typed))
    assert saved.status_code == 302
    claim = Claim.objects.get()
    assert claim.revision == desk.article.current_revision
    assert claim.start == MOVED.index("It cost ten million")


@pytest.mark.parametrize(
    ("old", "new", "passage"),
    [
        ("said.", "never said.", Passage.ALTERED),
        ("It cost", "Smith: It cost", Passage.ALTERED),
        ("ten million", "ten million or 12", Passage.ALTERED),
        ("ministry said", "ministry has said", Passage.THERE),
        ("said.", "said. Nobody paid 3 euros to Smith.", Passage.THERE),
        ("the bridge", "no bridge of Smith", Passage.THERE),
    ],
)
def test_what_turns_the_meaning_around_the_words_in_their_sentence_is_to_be_checked(
    desk: Newsroom, old: str, new: str, passage: str
) -> None:
    claim = desk.claim()
    revise(desk, TEXT.replace(old, new))
    after = read(claim)
    assert (after.quote, after.passage) == (claim.quote, passage)
    revise(desk, "An aside.\n\n" + TEXT.replace(old, new))
    assert read(claim).passage == passage
    [words] = text_versions.words([read(claim)])
    assert bool(words.altered) == (passage == Passage.ALTERED)


def test_words_that_were_turned_around_are_kept_as_quoted_from_the_text_before(
    desk: Newsroom,
) -> None:
    claim = desk.claim()
    turned = TEXT.replace("said.", "never said.")
    revise(desk, turned)
    text_versions.keep(claim, "So it said when we asked.", desk.ana)
    after = read(claim)
    assert (after.passage, after.revision) == (Passage.KEPT, desk.revision)
    revise(desk, "An aside.\n\n" + turned)
    assert read(claim).passage == Passage.KEPT
    revise(desk, TEXT)
    assert read(claim).passage == Passage.THERE
