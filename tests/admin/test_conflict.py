"""Two people on one claim: the later save of an older version is refused, and nothing is lost."""

from typing import Any

from django.test import Client

from factcheck import workflow
from factcheck.models import Claim
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, at_work, form_of
from tests.workflow.newsroom import Newsroom


def opened(client: Client, claim: Claim) -> dict[str, Any]:
    return form_of(client.get(address_of(claim)))


def compared(response: Any) -> dict[str, tuple[str, str]]:
    """Theirs and mine, by field."""
    assert response.status_code == 200, "The save was not refused."
    return {each.label: (each.theirs, each.yours) for each in response.context["conflict"]}


def test_a_save_of_the_newest_version_is_saved(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ana = at_work(newsroom.ana)
    response = ana.post(address_of(claim), opened(ana, claim) | {"summary": "Mine."})
    assert response.status_code == 302
    claim.refresh_from_db()
    assert claim.summary == "Mine."


def test_a_save_of_an_older_version_shows_both_texts(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ana = at_work(newsroom.ana)
    typed = opened(ana, claim) | {"summary": "Mine."}
    newsroom.change(claim, summary="Theirs.")
    response = ana.post(address_of(claim), typed)
    assert compared(response)["Summary"] == ("Theirs.", "Mine.")
    assert "Somebody saved this claim while you were typing" in response.content.decode()
    assert response.context["adminform"].form["summary"].value() == "Mine."
    claim.refresh_from_db()
    assert claim.summary == "Theirs."


def test_only_what_they_changed_is_compared(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ana = at_work(newsroom.ana)
    typed = opened(ana, claim) | {"summary": "Mine.", "evidence-0-place": "page 4"}
    newsroom.change(claim, statement="Theirs.")
    with acting_as(newsroom.ana):
        claim.topics.add(newsroom.topic)
    assert compared(ana.post(address_of(claim), typed)) == {
        "Statement": ("Theirs.", ""),
        "Topics": ("Roads", ""),
    }


def test_the_next_save_is_over_what_was_shown(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ana = at_work(newsroom.ana)
    typed = opened(ana, claim) | {"summary": "Mine."}
    newsroom.change(claim, summary="Theirs.")
    refused = ana.post(address_of(claim), typed)
    response = ana.post(address_of(claim), form_of(refused))
    assert response.status_code == 302
    claim.refresh_from_db()
    assert claim.summary == "Mine."


def test_a_third_save_in_between_is_shown_as_well(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ana = at_work(newsroom.ana)
    typed = opened(ana, claim) | {"summary": "Mine."}
    newsroom.change(claim, summary="Theirs.")
    again = form_of(ana.post(address_of(claim), typed))
    newsroom.change(claim, summary="A third one’s.")
    assert compared(ana.post(address_of(claim), again))["Summary"] == ("A third one’s.", "Mine.")


def test_a_change_of_the_evidence_counts(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ana = at_work(newsroom.ana)
    typed = opened(ana, claim) | {"evidence-0-summary": "Mine."}
    with acting_as(newsroom.ben):
        claim.evidence.update(summary="Theirs.")
    assert ("Theirs.", "Mine.") in compared(ana.post(address_of(claim), typed)).values()


def test_evidence_that_somebody_added_is_shown_and_stays(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ana = at_work(newsroom.ana)
    typed = opened(ana, claim) | {"summary": "Mine."}
    with acting_as(newsroom.ben):
        added = newsroom.evidence(claim, summary="Theirs.")
    refused = ana.post(address_of(claim), typed)
    assert (str(added), "") in compared(refused).values()
    assert ana.post(address_of(claim), form_of(refused)).status_code == 302
    assert claim.evidence.count() == 2


def test_evidence_that_somebody_removed_meanwhile_is_not_lost(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    with acting_as(newsroom.ana):
        extra = newsroom.evidence(claim, summary="To be removed.")
    ana = at_work(newsroom.ana)
    typed = opened(ana, claim) | {"evidence-1-summary": "Mine."}
    with acting_as(newsroom.ben):
        extra.delete()
    refused = ana.post(address_of(claim), typed)
    assert refused.status_code == 200
    assert "Mine." in refused.content.decode()
    assert ana.post(address_of(claim), form_of(refused)).status_code == 302
    assert claim.evidence.filter(summary="Mine.").exists()


def test_a_move_in_between_counts(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ana = at_work(newsroom.ana)
    typed = opened(ana, claim) | {"summary": "Mine."}
    workflow.perform(claim.pk, Verb.SUBMIT, newsroom.ben)
    assert "Mine." in ana.post(address_of(claim), typed).content.decode()
    claim.refresh_from_db()
    assert claim.summary == "It did."


def test_who_types_while_it_is_published_loses_nothing(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    ana = at_work(newsroom.ana)
    typed = opened(ana, claim) | {"summary": "Mine."}
    newsroom.bring(claim, Stage.PUBLISHED)
    refused = ana.post(address_of(claim), typed)
    assert compared(refused) == {}
    assert "They changed nothing that you have otherwise" in refused.content.decode()
    assert "Mine." in refused.content.decode()
    insisted = ana.post(address_of(claim), form_of(refused))
    assert insisted.status_code == 200, "What was typed is lost with a redirect."
    assert "Mine." in insisted.content.decode()
    claim.refresh_from_db()
    assert claim.summary == "It did."
