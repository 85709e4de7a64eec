"""What happened to a claim, in one list: moves, comments and edits, the newest first."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck import workflow
from factcheck.admin.claim.thread import thread
from factcheck.models import Citation, Claim
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, at_work
from tests.workflow.newsroom import Newsroom


def told(claim: Claim) -> list[tuple[str, str]]:
    return [(event.actor, event.told) for event in thread(claim).events]


def history(newsroom: Newsroom, claim: Claim, **query: Any) -> str:
    address = f"/admin/factcheck/claim/{claim.pk}/history/"
    return at_work(newsroom.ana).get(address, query).content.decode()


def test_it_tells_who_did_what_the_newest_first(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    assert told(claim)[:4] == [
        ("eva", "published it"),
        ("carla", "signed it off"),
        ("ana", "submitted it"),
        ("ana", "took it"),
    ]


def test_a_comment_stands_among_the_moves(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    workflow.perform(claim.pk, Verb.COMMENT, newsroom.dan, comment="Is the audit public?")
    assert told(claim)[0] == ("dan", "commented")
    assert "Is the audit public?" in history(newsroom, claim)


def test_an_edit_is_told_in_words_with_what_differs(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    newsroom.change(claim, summary="It did not.", speaker=newsroom.other_speaker)
    page = at_work(newsroom.ana).get(address_of(claim)).content.decode()
    assert "<dt>Speaker</dt>" in page
    assert "speaker_id" not in page
    [edit] = thread(claim).events[0].edits
    parts = {each.label: [(p.kind, p.text) for p in each.parts] for each in edit.changes}
    assert parts["Speaker"] == [("del", "The ministry"), ("keep", " "), ("ins", "The mayor")]
    assert ("keep", "It ") in parts["Summary"], "No words are kept."


def test_edits_that_were_saved_together_are_one_event(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    workflow.perform(claim.pk, Verb.COMMENT, newsroom.ben, comment="And?")
    with acting_as(newsroom.ben):
        Claim.objects.filter(pk=claim.pk).update(summary="Yes.")
        Citation.objects.filter(claim=claim).update(note="Page 3.")
    assert told(claim)[:2] == [("ben", "edited"), ("ben", "commented")]
    assert len(thread(claim).events[0].edits) == 2


def test_a_void_sign_off_stands_out(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    newsroom.change(claim, summary="It did not.")
    assert ("ana", "made the sign-off void") in told(claim)
    page = at_work(newsroom.ana).get(address_of(claim)).content.decode()
    assert 'class="event event--void"' in page


def test_a_long_history_goes_on_over_pages_and_misses_nothing(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    for number in range(60):
        workflow.perform(claim.pk, Verb.COMMENT, newsroom.ben, comment=f"Comment {number}.")
    first = thread(claim)
    assert first.older is not None
    second = thread(claim, first.older)
    comments = [
        event.move.comment
        for event in first.events + second.events
        if event.move and event.move.verb == Verb.COMMENT
    ]
    assert comments == [f"Comment {number}." for number in reversed(range(60))]
    assert "Older" in history(newsroom, claim)
    assert "Comment 0." in history(newsroom, claim, before=first.older.isoformat())


def test_it_takes_the_same_queries_however_much_happened(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    counts = []
    for _round in range(2):
        newsroom.change(claim, summary=f"It did {_round}.", speaker=newsroom.other_speaker)
        with CaptureQueriesContext(connection) as queries:
            thread(claim)
        counts.append(len(queries))
        for number in range(8):
            newsroom.change(claim, headline=f"Headline {number}")
            workflow.perform(claim.pk, Verb.COMMENT, newsroom.ben, comment="And?")
    assert counts[0] == counts[1]
