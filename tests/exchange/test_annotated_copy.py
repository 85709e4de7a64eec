"""The annotated copy: which notes it has, where they stand, what they say, and for whom."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck import text_versions
from factcheck.exchange import annotated_copy
from factcheck.exchange.annotated_copy import Copy, Note
from factcheck.models import Article, Claim, ClaimExport, Remark
from factcheck.models.acting import acting_as
from factcheck.models.claim_export import CopyFormat
from factcheck.models.vocabulary import BodyDisplay, Stage
from factcheck.publishing import redacting
from tests.models.factories import (
    at_the_desk,
    make_article,
    make_citation,
    make_claim,
    make_evidence,
    make_source,
    person,
)
from tests.workflow.newsroom import Newsroom

__all__ = ["at_the_desk"]
pytestmark = pytest.mark.django_db
WITHHELD = {"confidential": True, "confidential_reason": "It would endanger her."}


def copy_of(article: Article, *, internal: bool = True) -> Copy:
    return annotated_copy.take(article, CopyFormat.PAGE, person("fay"), has_internal=internal)


def lines(note: Note) -> dict[str, str]:
    return {line.label: " · ".join(words.text for words in line.words) for line in note.lines}


def said(article: Article, *, internal: bool = True) -> str:
    """All that the notes of the copy say."""
    notes = copy_of(article, internal=internal).notes
    return "\n".join(f"{n.headline.text} {n.status} {n.stage} {lines(n)}" for n in notes)


def marked(copy: Copy) -> str:
    """The text with its notes' numbers in brackets."""
    return "\n".join(
        "".join(s.text + "".join(f"[{n.number}]" for n in s.notes) for s in stretches)
        for stretches in copy.paragraphs
    )


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


# Where they stand


def test_the_text_has_a_note_at_the_end_of_each_claim_nested_ones_too() -> None:
    article = make_article("The minister said that 60 people died.")
    make_claim(article, "60 people")
    make_claim(article, "60 people died")
    make_claim(article, "The minister said that 60 people died.")

    assert marked(copy_of(article)) == "The minister said that 60 people[3] died[2].[1]"


def test_claims_that_end_together_keep_their_own_notes() -> None:
    article = make_article("The minister said that 60 people died")
    make_claim(article, "60 people died")
    make_claim(article, "The minister said that 60 people died")

    assert marked(copy_of(article)) == "The minister said that 60 people died[1][2]"


def test_public_claims_keep_their_own_numbers_and_others_count_on(newsroom: Newsroom) -> None:
    first = newsroom.bare_claim(headline="Not public")
    newsroom.claim_in(Stage.PUBLISHED)

    notes = copy_of(newsroom.article).notes

    assert [(note.headline.text, note.number) for note in notes] == [
        (first.headline, 2),
        ("The bridge cost ten million", 1),
    ]
    assert "not public" in lines(notes[0])["Number"]
    assert "Number" not in lines(notes[1])


def test_claims_without_text_come_after_the_text() -> None:
    article = make_article()
    make_claim(article, "", headline="Nowhere")
    make_claim(article)

    copy = copy_of(article)

    assert [note.headline.text for note in copy.notes] == ["60 people died", "Nowhere"]
    assert [note.headline.text for note in copy.apart] == ["Nowhere"]


def test_an_article_without_a_text_has_all_its_claims_apart() -> None:
    article = make_article("")
    make_claim(article, "", headline="Nowhere")

    copy = copy_of(article)

    assert copy.paragraphs == ()
    assert copy.apart == copy.notes
    assert len(copy.notes) == 1


def test_a_claim_pinned_to_an_older_text_is_found_in_the_newest(newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    text = "One more paragraph.\n\n" + newsroom.revision.body
    text_versions.revise(newsroom.article, text, newsroom.ana)

    assert marked(copy_of(newsroom.article)).endswith("It cost ten million[1], the ministry said.")


def test_the_title_stands_once() -> None:
    copy = copy_of(make_article())

    assert "".join(each.text for each in copy.title) == "Minister counts the dead"
    assert "Minister counts the dead" not in marked(copy)


def test_dropped_claims_have_no_note(newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.DROPPED)

    assert copy_of(newsroom.article).notes == ()


# What they say


def test_a_note_says_status_finding_what_is_cited_and_the_evidence_with_place_and_link() -> None:
    claim = make_claim(make_article(), status_id="false", summary="It was 49. Names are known.")
    report = make_source("Report", url="https://example.org/r", published_on="2023-02")
    evidence = make_evidence(claim, source=report, place="p. 7", summary="Counts 49.")
    cited = make_citation(claim, as_cited="the ministry", place="p. 3", finding_id="accurate")
    cited.evidence.add(evidence)

    [note] = copy_of(claim.article).notes
    told = lines(note)

    assert (note.status, note.stage) == ("False", "open")
    assert told["Finding"] == "It was 49."
    assert told["Cited source"] == "Accurate · Count of the dead · “the ministry” · p. 3 · e1"
    assert told["e1"] == (
        "supports the claim · secondary · Counts 49. · Report · February 2023 · "
        "https://example.org/r · p. 7"
    )


def test_what_is_not_reviewed_says_its_stage_and_what_is_missing() -> None:
    claim = make_claim(make_article())
    make_citation(claim)

    told = lines(copy_of(claim.article).notes[0])["Open"]

    assert told == (
        "Nobody checks it yet. Look up the cited source “Count of the dead” and note the finding."
    )


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        (Stage.CHECKING, "It is being checked."),
        (Stage.IN_REVIEW, "A second person has yet to sign it off."),
        (Stage.APPROVED, "It is signed off, and not published yet."),
        (Stage.PUBLISHED, None),
        (Stage.WITHDRAWN, "Its review was withdrawn."),
    ],
)
def test_a_complete_claim_says_how_far_it_is(
    newsroom: Newsroom, stage: Stage, told: str | None
) -> None:
    newsroom.claim_in(stage)

    assert lines(copy_of(newsroom.article).notes[0]).get("Open") == told


def test_what_a_newer_text_has_otherwise_is_open_even_if_published(newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    text = newsroom.revision.body.replace("ten million", "twelve million")
    text_versions.revise(newsroom.article, text, newsroom.ana)

    assert "has its words otherwise" in said(newsroom.article)


# For whom


def with_internal_notes() -> Claim:
    claim = make_claim(make_article(), note="Ask her sister")
    make_citation(claim, note="Ask the printer")
    make_evidence(claim, note="Ask the clerk")
    Remark.objects.create(claim=claim, author=person("carla"), field="headline", text="Too long")
    return claim


def test_internal_notes_are_marked_as_such() -> None:
    [note] = copy_of(with_internal_notes().article).notes

    internal = {line.label: line.words[-1].text for line in note.lines if line.is_internal}
    assert internal == {
        "Note": "Ask her sister",
        "Note on this source": "Ask the printer",
        "Note on this evidence": "Ask the clerk",
        "Remark by carla": "Too long",
    }


def test_a_copy_without_internal_notes_has_none() -> None:
    claim = with_internal_notes()

    told = said(claim.article, internal=False)

    assert "Ask" not in told
    assert "Too long" not in told
    assert claim.headline in told


def test_settled_remarks_are_not_told(newsroom: Newsroom) -> None:
    claim = make_claim(make_article())
    remark = Remark(claim=claim, author=newsroom.carla, field="headline", text="Too long")
    remark.outcome, remark.settled_by = Remark.Outcome.RESOLVED, newsroom.ana
    remark.settled_at = claim.created_at
    remark.save()

    assert "Too long" not in said(claim.article)


def test_confidential_evidence_is_withheld_with_its_reason_without_internal_notes() -> None:
    claim = make_claim(make_article())
    hers = make_source("Her letter", url="https://example.org/her")
    make_evidence(claim, source=hers, summary="She saw it.", place="p. 9", **WITHHELD)

    whole, withheld = said(claim.article), said(claim.article, internal=False)

    for word in ("Her letter", "example.org/her", "She saw it.", "p. 9"):
        assert word in whole
        assert word not in withheld
    assert "withheld from readers: It would endanger her." in withheld


def test_a_claim_under_legal_hold_keeps_its_number_alone_without_internal_notes() -> None:
    claim = make_claim(
        make_article(), headline="He stole it", summary="He did.", legal_hold="A judge asks"
    )

    assert "He stole it" in said(claim.article)
    assert "A judge asks" in said(claim.article)
    copy = copy_of(claim.article, internal=False)
    assert lines(copy.notes[0])["Legal hold"] == "Nothing of this claim may be passed on for now."
    assert marked(copy).count("[1]") == 1
    told = said(claim.article, internal=False)
    assert not any(word in told for word in ("He stole it", "He did", "A judge asks", "open"))


def test_a_redacted_claim_has_its_number_and_the_public_reason_alone(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    redaction = redacting.ask(claim, claim.publications.all(), "A court’s order", newsroom.eva)
    redacting.agree(redaction, newsroom.sam)

    copy = copy_of(newsroom.article)

    [note] = copy.notes
    assert lines(note) == {"Redacted": "A court’s order"}
    assert (note.number, note.headline.text, note.status) == (1, "", "")
    assert "ten million" not in marked(copy)


def test_of_an_article_in_excerpts_only_the_paragraphs_around_claims_are_shown() -> None:
    article = make_article(body_display=BodyDisplay.EXCERPTS)
    make_claim(article, "49 deaths")

    copy = copy_of(article)

    assert marked(copy) == "A report counts 49 deaths[1] by name."
    assert "Only the paragraphs around the claims" in copy.about[-1]


# That it is noted, and what it costs


def test_each_copy_is_noted() -> None:
    claim = make_claim(make_article())

    copy_of(claim.article, internal=False)

    noted = ClaimExport.objects.get()
    assert (str(noted.by), noted.get_format_display(), noted.claims) == (
        "fay",
        "annotated copy, as a page",
        1,
    )
    assert noted.filters == f"article={claim.article_id}&notes=none"


def full_claim(article: Article, **values: Any) -> None:
    values = {"status_id": "true", "summary": "So.", "reasoning": "So."} | values
    claim = make_claim(article, "", **values)
    make_citation(claim).evidence.add(make_evidence(claim))
    Remark.objects.create(claim=claim, author=person("carla"), field="headline", text="Hm")


def test_a_copy_asks_for_no_more_with_more_claims(newsroom: Newsroom) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            copy_of(newsroom.article)
        return len(asked)

    published = newsroom.claim_in(Stage.PUBLISHED)
    with acting_as(newsroom.ana):
        full_claim(newsroom.article)
        few = queries()
        for number in range(5):
            full_claim(newsroom.article, same_as=published, status_id=["true", "false"][number % 2])
    for stage in (Stage.OPEN, Stage.IN_REVIEW, Stage.APPROVED):
        newsroom.claim_in(stage)

    assert queries() == few
