"""Two people on one row: what only one of them changed is kept, the rest is asked."""

from typing import Any

import pytest
from django.test import Client

from factcheck import workflow
from factcheck.models import Claim, Source, Speaker, SpeakerAlias, Topic, Translation
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, at_work, form_of, problems_of, save
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.system


def opened(client: Client, claim: Claim) -> dict[str, Any]:
    return form_of(client.get(address_of(claim)))


def asked(response: Any) -> dict[str, tuple[str, str, str]]:
    """The base, theirs and mine, by field."""
    assert response.status_code == 200, "The save was not refused."
    questions = response.context["both"].questions
    return {each.label: (each.base, each.theirs, each.yours) for each in questions}


def told(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def send(client: Client, claim: Claim, form: dict[str, Any]) -> Any:
    """Send a form that is saved at once."""
    response = client.post(address_of(claim), form, follow=True)
    assert response.redirect_chain, "The save was refused."
    return response


def test_a_save_of_the_newest_version_is_saved(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ana = at_work(newsroom.ana)
    send(ana, claim, opened(ana, claim) | {"summary": "Mine."})
    claim.refresh_from_db()
    assert claim.summary == "Mine."


def test_what_the_second_left_alone_is_taken_from_the_first(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ana, ben = at_work(newsroom.ana), at_work(newsroom.ben)
    typed = opened(ben, claim) | {"statement": "Ben’s."}
    save(ana, address_of(claim), summary="Ana’s.")
    response = send(ben, claim, typed)
    claim.refresh_from_db()
    assert (claim.summary, claim.statement) == ("Ana’s.", "Ben’s.")
    assert "ana saved this after you opened it. Taken from theirs: Summary." in told(response)


def test_what_both_wrote_alike_is_no_question(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {"statement": "The same."}
    newsroom.change(claim, statement="The same.")
    send(ben, claim, typed)


def test_only_what_both_changed_is_asked_with_base_and_both(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    roads, rivers = newsroom.topic, Topic.objects.create(slug="rivers", name={"en": "Rivers"})
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {
        "summary": "Ben’s.",
        "topics": [rivers.pk],
        "speaker": newsroom.other_speaker.pk,
        "due_on": "2099-12-02",
        "priority": 1,
        "note": "Only Ben’s.",
    }
    newsroom.change(
        claim,
        summary="Ana’s.",
        speaker=None,
        due_on="2099-12-01",
        priority=3,
        statement="Only Ana’s.",
    )
    with acting_as(newsroom.ana):
        claim.topics.add(roads)
    refused = ben.post(address_of(claim), typed)
    assert asked(refused) == {
        "Summary": ("It did.", "Ana’s.", "Ben’s."),
        "Speaker": ("The ministry", "", "The mayor"),
        "Topics": ("", "Roads", "Rivers"),
        "Due on": ("", "2099-12-01", "2099-12-02"),
        "Priority": ("normal", "low", "high"),
    }
    assert "ana saved this after you opened it. Nothing of yours is saved yet." in problems_of(
        refused
    )
    form = form_of(refused)
    assert (form["statement"], form["note"], form["summary"]) == (
        "Only Ana’s.",
        "Only Ben’s.",
        "Ben’s.",
    )
    claim.refresh_from_db()
    assert claim.summary == "Ana’s."


def test_each_question_is_answered_with_mine_or_theirs(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {"summary": "Ben’s.", "statement": "Ben’s."}
    newsroom.change(claim, summary="Ana’s.", statement="Ana’s.")
    form = form_of(ben.post(address_of(claim), typed))
    send(ben, claim, form | {"choose-summary": "mine", "choose-statement": "theirs"})
    claim.refresh_from_db()
    assert (claim.summary, claim.statement) == ("Ben’s.", "Ana’s.")


def test_a_question_without_an_answer_is_asked_again(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {"summary": "Ben’s.", "statement": "Ben’s."}
    newsroom.change(claim, summary="Ana’s.", statement="Ana’s.")
    form = form_of(ben.post(address_of(claim), typed))
    again = ben.post(address_of(claim), form | {"choose-statement": "theirs"})
    assert asked(again) == {"Summary": ("It did.", "Ana’s.", "Ben’s.")}
    assert "Choose theirs or yours first: Summary." in problems_of(again)
    assert again.context["both"].people == "ana"
    send(ben, claim, form_of(again) | {"choose-summary": "mine"})
    claim.refresh_from_db()
    assert (claim.summary, claim.statement) == ("Ben’s.", "Ana’s.")


def test_mine_can_be_written_anew_before_it_is_chosen(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {"summary": "Ben’s."}
    newsroom.change(claim, summary="Ana’s.")
    form = form_of(ben.post(address_of(claim), typed))
    send(ben, claim, form | {"summary": "Both.", "choose-summary": "mine"})
    claim.refresh_from_db()
    assert claim.summary == "Both."


def test_a_third_save_in_between_is_asked_as_well(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {"summary": "Ben’s."}
    newsroom.change(claim, summary="Ana’s.")
    form = form_of(ben.post(address_of(claim), typed)) | {"choose-summary": "mine"}
    newsroom.change(claim, summary="A third one’s.", statement="A third one’s.")
    again = ben.post(address_of(claim), form)
    assert asked(again) == {"Summary": ("Ana’s.", "A third one’s.", "Ben’s.")}
    assert form_of(again)["statement"] == "A third one’s."


def test_a_field_of_the_evidence_is_asked_by_its_number(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {"evidence-0-summary": "Ben’s.", "evidence-0-place": "page 4"}
    with acting_as(newsroom.ana):
        claim.evidence.update(summary="Ana’s.", excerpt="Only Ana’s.")
    refused = ben.post(address_of(claim), typed)
    label = f"Evidence {claim.evidence.get()}: Summary"
    assert asked(refused) == {label: ("Names the cost.", "Ana’s.", "Ben’s.")}
    send(ben, claim, form_of(refused) | {"choose-evidence-0-summary": "mine"})
    piece = claim.evidence.get()
    assert (piece.summary, piece.excerpt, piece.place) == ("Ben’s.", "Only Ana’s.", "page 4")


def test_rows_that_both_added_are_both_there(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {
        "evidence-TOTAL_FORMS": 2,
        "evidence-1-source": newsroom.source.pk,
        "evidence-1-stance": "refutes",
        "evidence-1-method": "primary",
        "evidence-1-extent": "whole",
        "evidence-1-summary": "Ben’s.",
        "evidence-1-accessed_on": "2026-11-20",
    }
    with acting_as(newsroom.ana):
        added = newsroom.evidence(claim, summary="Ana’s.")
    response = send(ben, claim, typed)
    assert [e.summary for e in claim.evidence.all()] == ["Names the cost.", "Ana’s.", "Ben’s."]
    assert f"Taken from theirs: Evidence {added}." in told(response)


def test_a_row_that_they_added_is_on_the_form_that_asks(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {"summary": "Ben’s."}
    newsroom.change(claim, summary="Ana’s.")
    with acting_as(newsroom.ana):
        added = newsroom.evidence(claim, summary="Ana’s.", excerpt="In two\nlines")
    form = form_of(ben.post(address_of(claim), typed))
    assert (form["evidence-1-id"], form["evidence-1-excerpt"]) == (str(added.pk), "In two\nlines")
    send(ben, claim, form | {"choose-summary": "theirs"})
    assert claim.evidence.count() == 2


def test_a_row_that_they_removed_and_i_left_alone_is_gone(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    with acting_as(newsroom.ana):
        extra = newsroom.evidence(claim, summary="To be removed.")
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {"summary": "Ben’s."}
    with acting_as(newsroom.ana):
        extra.delete()
    send(ben, claim, typed)
    claim.refresh_from_db()
    assert (claim.summary, claim.evidence.count()) == ("Ben’s.", 1)


def test_a_row_that_they_removed_and_i_changed_is_asked_for(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    with acting_as(newsroom.ana):
        extra = newsroom.evidence(claim, summary="To be removed.")
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {"evidence-1-summary": "Ben’s."}
    with acting_as(newsroom.ana):
        extra.delete()
    refused = ben.post(address_of(claim), typed)
    assert asked(refused) == {
        f"Evidence e2 {extra.source}": (
            "Summary: To be removed.", "(removed)", "Summary: Ben’s.",
        )
    }  # fmt: skip
    form = form_of(refused)
    assert form["evidence-1-summary"] == "Ben’s."
    send(ben, claim, form | {"choose-evidence-1": "theirs"})
    assert claim.evidence.count() == 1
    send(ben, claim, form)
    assert claim.evidence.get(summary="Ben’s.").number == extra.number


def test_a_removed_piece_that_stays_keeps_its_number(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    with acting_as(newsroom.ana):
        newsroom.evidence(claim, summary="The second.")
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {"evidence-0-summary": "Ben’s."}
    with acting_as(newsroom.ana):
        claim.evidence.get(number=1).delete()
    send(ben, claim, form_of(ben.post(address_of(claim), typed)))
    assert claim.evidence.get(number=1).summary == "Ben’s."


def test_who_removes_evidence_is_told_which_references_break(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    newsroom.change(claim, reasoning="As [e1] says.")
    ben = at_work(newsroom.ben)
    response = send(ben, claim, opened(ben, claim) | {"evidence-0-DELETE": "on"})
    assert "refers to evidence that you removed: [e1]." in told(response)


def test_a_row_that_i_removed_and_they_changed_is_asked_for(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {"citations-0-DELETE": "on"}
    with acting_as(newsroom.ana):
        claim.citations.update(place="page 4")
    refused = ben.post(address_of(claim), typed)
    citation = claim.citations.get()
    assert asked(refused) == {f"Cited source {citation}": ("Place: ", "Place: page 4", "(removed)")}
    form = form_of(refused)
    send(ben, claim, form)
    assert claim.citations.get().place == "page 4"
    refused = ben.post(address_of(claim), typed)
    send(ben, claim, form_of(refused) | {"choose-citations-0": "mine"})
    assert not claim.citations.exists()


def test_a_translation_that_both_added_is_one(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ben = at_work(newsroom.ben)
    typed = opened(ben, claim) | {
        "translations-TOTAL_FORMS": 1,
        "translations-0-language": "es",
        "translations-0-headline": "De Ben",
        "translations-0-summary": "",
        "translations-0-reasoning": "Solo de Ben",
    }
    with acting_as(newsroom.ana):
        Translation.objects.create(
            claim=claim, language="es", headline="De Ana", summary="Solo de Ana"
        )
    refused = ben.post(address_of(claim), typed)
    assert asked(refused) == {"Translation Español: Headline": ("", "De Ana", "De Ben")}
    send(ben, claim, form_of(refused) | {"choose-translations-0-headline": "mine"})
    made = claim.translations.get()
    assert (made.headline, made.summary, made.reasoning) == ("De Ben", "Solo de Ana", "Solo de Ben")


def test_a_move_in_between_is_shown_before_anything_is_saved(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ana = at_work(newsroom.ana)
    typed = opened(ana, claim) | {"summary": "Mine."}
    workflow.perform(claim.pk, Verb.SUBMIT, newsroom.ben)
    refused = ana.post(address_of(claim), typed)
    assert refused.context["both"].moves == [("Stage", "checking", "in review")]
    assert form_of(refused)["summary"] == "Mine."
    claim.refresh_from_db()
    assert claim.summary == "It did."
    send(ana, claim, form_of(refused))
    claim.refresh_from_db()
    assert claim.summary == "Mine."


def test_a_comment_in_between_is_no_conflict(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ana = at_work(newsroom.ana)
    typed = opened(ana, claim) | {"summary": "Mine."}
    workflow.perform(claim.pk, Verb.COMMENT, newsroom.ben, comment="See page 4.")
    send(ana, claim, typed)


def test_who_types_while_it_is_published_loses_nothing(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    ana = at_work(newsroom.ana)
    typed = opened(ana, claim) | {"summary": "Mine."}
    newsroom.bring(claim, Stage.PUBLISHED)
    refused = ana.post(address_of(claim), typed)
    assert asked(refused) == {}
    assert form_of(refused)["summary"] == "Mine."
    insisted = ana.post(address_of(claim), form_of(refused))
    assert "nothing of yours is saved" in problems_of(insisted)
    assert form_of(insisted)["summary"] == "Mine."
    claim.refresh_from_db()
    assert claim.summary == "It did."


def test_sources_are_merged_alike(newsroom: Newsroom) -> None:
    address = f"/admin/factcheck/source/{newsroom.source.pk}/change/"
    ana, ben = at_work(newsroom.ana), at_work(newsroom.ben)
    typed = form_of(ben.get(address)) | {"publisher": "Ben’s", "note": "Only Ben’s"}
    save(ana, address, publisher="Ana’s", title="Only Ana’s")
    refused = ben.post(address, typed)
    assert asked(refused) == {"Publisher": ("Ministry", "Ana’s", "Ben’s")}
    ben.post(address, form_of(refused) | {"choose-publisher": "mine"})
    source = Source.objects.get(pk=newsroom.source.pk)
    assert (source.title, source.publisher, source.note) == ("Only Ana’s", "Ben’s", "Only Ben’s")


def test_topics_are_merged_with_all_their_languages(newsroom: Newsroom) -> None:
    address = f"/admin/factcheck/topic/{newsroom.topic.pk}/change/"
    fay, sam = at_work(newsroom.fay), at_work(newsroom.sam)
    typed = form_of(fay.get(address)) | {"name_en": "Streets", "name_es": "Calles"}
    save(sam, address, name_en="Ways")
    refused = fay.post(address, typed)
    assert asked(refused) == {"Name": ("Roads", "Ways", "Streets\nCalles")}
    assert "Calles" in refused.content.decode()


def test_the_aliases_of_a_speaker_are_merged_too(newsroom: Newsroom) -> None:
    speaker = newsroom.speaker
    SpeakerAlias.objects.create(speaker=speaker, name="Old")
    address = f"/admin/factcheck/speaker/{speaker.pk}/change/"
    ana, ben = at_work(newsroom.ana), at_work(newsroom.ben)
    typed = form_of(ben.get(address)) | {"role": "Ben’s"}
    save(ana, address, **{"aliases-0-name": "New", "aliases-1-name": "Added"})
    ben.post(address, typed)
    assert set(speaker.aliases.values_list("name", flat=True)) == {"New", "Added"}
    assert Speaker.objects.get(pk=speaker.pk).role == "Ben’s"
