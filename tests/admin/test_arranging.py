"""Who has a claim, by when, how urgent, on what topic: changed in the list, singly and in bulk."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from factcheck.models import Claim, Topic
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.workflow import NotPermitted, StaleVersion, WrongStage
from factcheck.workflow.arranging import Arrangement, arrange
from factcheck.workflow.errors import DemandsUnmet
from tests.admin.newsroom import at_work
from tests.public.pages import read
from tests.screens import sign_in
from tests.workflow.newsroom import Newsroom

CLAIMS = "/admin/factcheck/claim/"


def address(claim: Claim) -> str:
    return f"{CLAIMS}{claim.pk}/arrange/"


def typed(client: Client, claim: Claim) -> dict[str, Any]:
    """What a browser would send back of the form as it is."""
    form = client.get(address(claim)).context["form"]
    return values(form)


def values(form: Any) -> dict[str, Any]:
    return {field.name: "" if field.value() is None else field.value() for field in form}


def save(client: Client, claim: Claim, **changed: Any) -> Any:
    return client.post(address(claim), typed(client, claim) | changed, follow=True)


def test_reviewer_date_priority_and_topics_are_changed_at_once(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    page = save(
        at_work(newsroom.fay),
        claim,
        reviewer=newsroom.dan.pk,
        due_on="2031-05-01",
        priority=1,
        topics=[newsroom.topic.pk],
    )
    assert "Changed." in page.content.decode()
    claim.refresh_from_db()
    assert (claim.reviewer, str(claim.due_on), claim.priority) == (newsroom.dan, "2031-05-01", 1)
    assert list(claim.topics.all()) == [newsroom.topic]


def test_assigning_goes_by_the_act_of_the_stage(newsroom: Newsroom) -> None:
    claim, client = newsroom.bare_claim(), at_work(newsroom.fay)
    verbs = []
    for assignee in (newsroom.ben.pk, newsroom.ana.pk, ""):
        save(client, claim, assignee=assignee)
        claim.refresh_from_db()
        last = claim.moves.first()
        assert last
        verbs.append((last.verb, last.actor, claim.stage, claim.assignee))
    fay, ben, ana = newsroom.fay, newsroom.ben, newsroom.ana
    assert verbs == [
        (Verb.ASSIGN, fay, "checking", ben),
        (Verb.REASSIGN, fay, "checking", ana),
        (Verb.RELEASE, fay, "open", None),
    ]


def test_a_researcher_takes_a_free_claim_and_gives_none_away(newsroom: Newsroom) -> None:
    claim, other = newsroom.bare_claim(), newsroom.bare_claim()
    save(at_work(newsroom.ben), claim, assignee=newsroom.ben.pk)
    assert [move.verb for move in claim.moves.all()] == [Verb.TAKE]
    refused = save(at_work(newsroom.ben), other, assignee=newsroom.ana.pk, priority=1)
    assert "“assign” is for a desk editor." in refused.content.decode()
    other.refresh_from_db()
    assert (other.stage, other.priority) == ("open", Claim.Priority.NORMAL)


def test_what_somebody_else_saved_is_said_and_kept_on_the_second_try(newsroom: Newsroom) -> None:
    claim, client = newsroom.claim_in(Stage.CHECKING), at_work(newsroom.fay)
    before = typed(client, claim)
    newsroom.change(claim, due_on="2031-05-01")
    refused = client.post(address(claim), before | {"priority": 1})
    assert "Somebody saved the claim after you loaded it" in refused.content.decode()
    again = values(refused.context["form"])
    assert again["priority"] in (1, "1")
    client.post(address(claim), again)
    claim.refresh_from_db()
    assert (claim.priority, str(claim.due_on)) == (1, "2031-05-01")


def test_topics_of_a_published_claim_stay_until_it_is_reopened(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    refused = save(at_work(newsroom.fay), claim, topics=[newsroom.topic.pk], priority=1)
    assert "reopen it before you change it" in refused.content.decode()
    claim.refresh_from_db()
    assert claim.priority == Claim.Priority.NORMAL


def test_who_may_not_change_claims_is_offered_nothing_and_refused(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    assert "Arrange" not in at_work(newsroom.carla).get(CLAIMS).content.decode()
    with pytest.raises(NotPermitted, match=r"^Only who may change claims"):
        arrange(claim.pk, newsroom.carla, Arrangement(priority=1))


def test_who_is_named_must_have_the_part_and_the_claim_the_stage(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    with pytest.raises(DemandsUnmet, match=r"^ben is no reviewer"):
        arrange(claim.pk, newsroom.fay, Arrangement(reviewer=newsroom.ben))
    with pytest.raises(WrongStage, match=r"^The claim is in review"):
        arrange(claim.pk, newsroom.fay, Arrangement(assignee=newsroom.ben))
    with pytest.raises(StaleVersion):
        arrange(claim.pk, newsroom.fay, Arrangement(priority=1), version=claim.version - 1)


def test_what_is_the_same_is_no_change(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    before = claim.version
    same = Arrangement(
        assignee=newsroom.ana, reviewer=None, priority=2, topics_gone=[newsroom.topic]
    )
    arrange(claim.pk, newsroom.fay, same)
    claim.refresh_from_db()
    assert claim.version == before


def bulk(client: Client, claims: list[Claim], **values: Any) -> dict[str, str]:
    """Arrange many; what became of each, by its stage."""
    named = [f"{claim.pk}:{claim.version}" for claim in claims]
    page = client.post(f"{CLAIMS}bulk/arrange/", {"claim": named} | values, follow=True)
    return {r.claim.stage: r.refusal or r.done for r in page.context["results"]}


def test_many_claims_are_arranged_each_with_its_result(newsroom: Newsroom) -> None:
    free, published = newsroom.bare_claim(), newsroom.claim_in(Stage.PUBLISHED)
    submitted = newsroom.claim_in(Stage.IN_REVIEW)
    newsroom.change(free, due_on="2031-05-01")
    free.refresh_from_db()
    results = bulk(
        at_work(newsroom.fay),
        [free, submitted, published],
        reviewer=newsroom.dan.pk,
        priority="1",
        topics=[newsroom.topic.pk],
    )
    assert results["open"] == results["in-review"] == "Changed."
    assert "reopen it before you change it" in results["published"]
    free.refresh_from_db()
    assert (free.reviewer, free.priority, str(free.due_on)) == (newsroom.dan, 1, "2031-05-01")
    assert list(free.topics.all()) == [newsroom.topic]


def test_in_bulk_a_date_and_a_person_are_taken_away_by_saying_so(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    newsroom.change(claim, due_on="2031-05-01", reviewer=newsroom.dan)
    claim.refresh_from_db()
    bulk(at_work(newsroom.fay), [claim], no_date="on", reviewer="none", assignee="none")
    claim.refresh_from_db()
    assert (claim.due_on, claim.reviewer, claim.assignee, claim.stage) == (None, None, None, "open")


def test_a_day_that_is_over_is_refused_in_bulk_and_in_the_row(newsroom: Newsroom) -> None:
    claim, fay = newsroom.claim_in(Stage.CHECKING), at_work(newsroom.fay)
    named = {"claim": [f"{claim.pk}:{claim.version}"], "due_on": "2020-05-01"}
    in_bulk = fay.post(f"{CLAIMS}bulk/arrange/", named).content.decode()
    for page in (in_bulk, save(fay, claim, due_on="2020-05-01").content.decode()):
        assert "This day is over: choose one to come." in page
    claim.refresh_from_db()
    assert claim.due_on is None
    newsroom.change(claim, due_on="2020-05-01")
    claim.refresh_from_db()
    save(fay, claim, priority="1")
    claim.refresh_from_db()
    assert (claim.priority, str(claim.due_on)) == (1, "2020-05-01")


def test_the_action_asks_for_the_ticked_claims(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ticked = {"action": "arrange_selected", "_selected_action": [claim.pk]}
    page = at_work(newsroom.fay).post(f"{CLAIMS}?stage=checking", ticked)
    assert f'value="{claim.pk}:{claim.version}"' in page.content.decode()
    assert page.context["form"]["filters"].value() == "stage=checking"
    assert "arrange_selected" not in at_work(newsroom.carla).get(CLAIMS).content.decode()


@pytest.mark.system
def test_a_claim_is_arranged_in_its_row(live_site: str, page: Page) -> None:
    newsroom = Newsroom()
    Topic.objects.create(slug="rivers", name={"en": "Rivers"})
    claim = newsroom.claim_in(Stage.CHECKING)
    sign_in(page, live_site, "fay", CLAIMS)
    row = page.locator("#result_list tbody tr")
    row.get_by_role("link", name=f"Arrange: {claim}").click()
    expect(row.get_by_label("Assignee")).to_be_focused()
    row.get_by_label("Assignee").select_option("ben")
    row.get_by_label("Rivers").check()
    row.get_by_label("Due on").fill("2031-05-01")
    row.get_by_label("Due on").press("Enter")
    expect(row.get_by_role("status")).to_have_text("Changed.")
    expect(row.locator(".arranged")).to_contain_text("ben")
    expect(row.locator(".arranged")).to_contain_text("1 May 2031")
    expect(row.locator(".arranged")).to_contain_text("Rivers")
    claim.refresh_from_db()
    assert claim.assignee == newsroom.ben

    row.get_by_role("link", name=f"Arrange: {claim}").click()
    row.get_by_role("button", name="Leave as it is").click()
    expect(row.get_by_role("link", name=f"Arrange: {claim}")).to_be_focused()


@pytest.mark.parametrize("field", ["assignee", "reviewer"])
def test_whoever_works_at_the_desk_finds_its_people(newsroom: Newsroom, field: str) -> None:
    asked = {"app_label": "factcheck", "model_name": "claim", "field_name": field, "term": "ben"}
    for name in ("ana", "fay"):
        found = at_work(newsroom.person(name)).get("/admin/autocomplete/", asked)
        assert [each["id"] for each in found.json()["results"]] == [str(newsroom.ben.pk)]


@pytest.mark.parametrize(
    ("stage", "said"), [(Stage.IN_REVIEW, "signs off: dan"), (Stage.PUBLISHED, "signed off: carla")]
)
def test_the_list_says_who_is_to_sign_off_and_who_did(
    newsroom: Newsroom, stage: Stage, said: str
) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    newsroom.change(claim, reviewer=newsroom.dan)
    newsroom.bring(claim, stage)
    page = read(at_work(newsroom.fay).get(CLAIMS).content.decode())
    assert said in page.words
