"""What is stated before an act, and cannot hold, is refused where it is stated."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from factcheck.models import Claim, ReplyRequest
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, at_work, problems_of, save
from tests.models.factories import make_source
from tests.workflow.newsroom import Newsroom

TO_COME = "This day is still to come: give the day on which it was done."
UNREPEATABLE = (
    "“The bridge cost ten million” has no published review of its own: choose a claim that has "
    "one, or leave this empty."
)


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.claim_in(Stage.CHECKING)


def add(claim: Claim, part: str, **values: Any) -> dict[str, Any]:
    """What a form sends of a first row of a part."""
    return {f"{part}-0-{name}": value for name, value in values.items()} | {
        f"{part}-TOTAL_FORMS": "1"
    }


def test_an_embargo_that_is_over_is_refused_on_the_form(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    response = at_work(newsroom.eva).post(
        f"/admin/factcheck/claim/{claim.pk}/move/publish/",
        {"version": claim.version, "embargo": f"{day(-1)}T09:00"},
    )
    assert "That time has passed: choose a later one, or none." in (response.content.decode())
    assert not claim.publications.exists()


def test_the_refusal_of_an_embargo_leads_to_its_field(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    sent = {
        "act": "publish",
        "publish-version": claim.version,
        "publish-embargo": "2020-01-01T09:00",
    }
    refused = at_work(newsroom.eva).post(address_of(claim), sent)
    assert [each.target for each in refused.context["refused"].refusals] == ["id_publish-embargo"]
    assert 'id="id_publish-embargo"' in refused.content.decode()


def test_evidence_is_not_consulted_tomorrow(newsroom: Newsroom, claim: Claim) -> None:
    response = save(at_work(newsroom.ana), address_of(claim), **{"evidence-0-accessed_on": day(1)})
    assert problems_of(response) == TO_COME


@pytest.mark.parametrize(
    ("part", "values"),
    [
        ("search_log", {"place": "Archive", "query": "x", "searched_on": day(1)}),
        ("replies", {"asked": "The mayor", "channel": "letter", "asked_on": day(1)}),
    ],
)
def test_nothing_was_done_on_a_day_to_come(
    newsroom: Newsroom, claim: Claim, part: str, values: dict[str, str]
) -> None:
    response = save(at_work(newsroom.ana), address_of(claim), **add(claim, part, **values))
    assert problems_of(response) == TO_COME


def test_nobody_answers_before_they_are_asked(newsroom: Newsroom, claim: Claim) -> None:
    reply = {"asked": "The mayor", "channel": "letter", "asked_on": day(-1)}
    reply |= {"answer": "No.", "answered_on": day(-2)}
    response = save(at_work(newsroom.ana), address_of(claim), **add(claim, "replies", **reply))
    assert problems_of(response) == (
        "The answer cannot have come before they were asked: set one day right."
    )
    assert not ReplyRequest.objects.exists()


def test_a_claim_is_not_made_due_on_a_day_that_is_over(newsroom: Newsroom, claim: Claim) -> None:
    response = save(at_work(newsroom.ana), address_of(claim), due_on=day(-1))
    assert problems_of(response) == "This day is over: choose one to come."


def test_a_claim_that_is_late_can_still_be_saved(newsroom: Newsroom, claim: Claim) -> None:
    newsroom.change(claim, due_on=timezone.localdate() - timedelta(days=1))
    save(at_work(newsroom.ana), address_of(claim), summary="It did so.")
    claim.refresh_from_db()
    assert claim.summary == "It did so."


@pytest.mark.parametrize("missing", ["method", "extent", "stance"])
def test_evidence_states_nothing_that_nobody_said(
    newsroom: Newsroom, claim: Claim, missing: str
) -> None:
    said = {
        "source": make_source().pk,
        "stance": "refutes",
        "method": "primary",
        "extent": "whole",
        "summary": "Counts 49.",
        "accessed_on": day(0),
    }
    del said[missing]
    client = at_work(newsroom.ana)
    opened = client.get(address_of(claim))
    inlines = {i.formset.prefix: i.formset for i in opened.context["inline_admin_formsets"]}
    assert not inlines["evidence"].empty_form[missing].value()
    row = {f"evidence-1-{name}": value for name, value in said.items()}
    response = save(client, address_of(claim), **row, **{"evidence-TOTAL_FORMS": "2"})
    assert problems_of(response) == "This field is required."
    assert claim.evidence.count() == 1


def offered(newsroom: Newsroom) -> set[str]:
    address = "/admin/autocomplete/?app_label=factcheck&model_name=claim&field_name=same_as"
    found = at_work(newsroom.ana).get(f"{address}&term=bridge").json()
    return {each["id"] for each in found["results"]}


def test_only_claims_with_a_live_review_are_offered_as_the_same(newsroom: Newsroom) -> None:
    live = newsroom.claim_in(Stage.PUBLISHED)
    reopened = newsroom.claim_in(Stage.CHECKING, reviewed=True)
    for stage in (Stage.CHECKING, Stage.APPROVED, Stage.WITHDRAWN):
        newsroom.claim_in(stage)
    newsroom.bring(newsroom.claim(same_as=live), Stage.PUBLISHED)
    assert offered(newsroom) == {str(live.pk), str(reopened.pk)}


def test_a_claim_without_a_live_review_is_refused_as_the_same(
    newsroom: Newsroom, claim: Claim
) -> None:
    other = newsroom.claim_in(Stage.APPROVED)
    response = save(at_work(newsroom.ana), address_of(claim), same_as=other.pk)
    assert problems_of(response) == UNREPEATABLE


def test_what_lost_its_review_since_it_was_chosen_holds_up_no_other_change(
    newsroom: Newsroom, claim: Claim
) -> None:
    other = newsroom.claim_in(Stage.PUBLISHED)
    newsroom.change(claim, same_as=other)
    newsroom.bring(other, Stage.WITHDRAWN)
    save(at_work(newsroom.ana), address_of(claim), summary="It did so.")
    claim.refresh_from_db()
    assert claim.summary == "It did so."


@pytest.mark.parametrize(
    ("said", "is_asked"), [("2023-02-19", True), ("2023-02-18", False), ("2023-02", False)]
)
def test_a_claim_said_after_its_article_is_saved_and_asked_about(
    newsroom: Newsroom, claim: Claim, said: str, is_asked: bool
) -> None:
    claim.article.published_on = "2023-02-18"
    with acting_as(newsroom.ana):
        claim.article.save()
    ana = at_work(newsroom.ana)
    page = ana.get(save(ana, address_of(claim), said_on=said).headers["Location"])
    asked = "but the article is of 18 February 2023: check both dates."
    assert (asked in page.content.decode()) is is_asked
