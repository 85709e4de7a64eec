"""What a reviewer reads: tomorrow's page, what changed since, remarks; then the decision."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from factcheck.models import Claim, Reading, Remark, User
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import at_work
from tests.public.pages import read
from tests.screens import sign_in
from tests.workflow.newsroom import Newsroom


def page_of(claim: Claim) -> str:
    return f"/admin/factcheck/claim/{claim.pk}/read/"


def opened(user: User, claim: Claim) -> str:
    response = at_work(user).get(page_of(claim))
    assert response.status_code == 200
    return response.content.decode()


def remark(user: User, claim: Claim, **given: str) -> Any:
    return at_work(user).post(page_of(claim), given, follow=True)


def test_it_is_the_page_that_readers_will_see_with_the_decision_beside_it(
    newsroom: Newsroom,
) -> None:
    page = read(opened(newsroom.carla, newsroom.claim_in(Stage.IN_REVIEW)))
    assert "The audit says so" in page.text
    assert "Names the cost." in page.text
    buttons = [each.text for each in page.all("button")]
    assert {"Sign off", "Send back…"} <= {*buttons, *(each.text for each in page.all("summary"))}


def test_who_may_not_decide_is_offered_no_decision(newsroom: Newsroom) -> None:
    page = opened(newsroom.ana, newsroom.claim_in(Stage.IN_REVIEW))
    assert "There is nothing that you can decide now" in page


def test_a_second_reading_shows_what_was_changed_since_the_first(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    assert "for the first time" in opened(newsroom.carla, claim)
    newsroom.change(claim, summary="It did, and more.")

    for _again in range(2):
        page = opened(newsroom.carla, claim)
        assert "Changed since you read it on" in page
        assert "and more." in page
    assert "for the first time" in opened(newsroom.dan, claim)


def test_one_version_is_read_once_by_each(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    for _again in range(3):
        opened(newsroom.carla, claim)
    assert Reading.objects.get().version == claim.version


def test_a_remark_finds_the_field_of_its_words(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    page = remark(newsroom.carla, claim, exact="audit  says", text="Which one?")
    made = Remark.objects.get()
    assert (made.field, made.exact, made.author) == ("reasoning", "audit says", newsroom.carla)
    assert "Which one?" in page.content.decode()


def test_a_remark_on_a_part_needs_no_words(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    remark(newsroom.carla, claim, field="evidence", text="Is there a second one?")
    assert Remark.objects.get().field == "evidence"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": "Hm."}, "Choose what the remark is about"),
        ({"exact": "no such words", "text": "Hm."}, "do not stand in the claim"),
        ({"field": "summary"}, "Write a remark, or suggest a wording."),
        ({"field": "summary", "suggestion": "It did so."}, "Give the words"),
        ({"exact": "ten million", "text": "Hm."}, "stand in several parts"),
        (
            {"field": "evidence", "exact": "Names the cost.", "suggestion": "No."},
            "No other wording can be suggested here",
        ),
    ],
)
def test_a_remark_that_cannot_be_says_what_to_do_and_keeps_what_was_typed(
    newsroom: Newsroom, given: dict[str, str], said: str
) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    page = remark(newsroom.carla, claim, **given).content.decode()
    assert said in page
    for value in given.values():
        assert value in page
    assert not Remark.objects.exists()


def test_a_click_takes_a_wording_over_and_the_thread_names_both(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    remark(newsroom.carla, claim, exact="It did.", suggestion="It cost eleven.")
    made = Remark.objects.get()
    response = at_work(newsroom.ana).post(f"{page_of(claim)}{made.pk}/take-over/", follow=True)
    assert "It cost eleven." in response.content.decode()

    form = at_work(newsroom.ana).get(f"/admin/factcheck/claim/{claim.pk}/change/")
    thread = read(form.content.decode()).one("ol", class_="timeline").words
    assert "ana took over what carla suggested for “Summary”" in thread
    assert "carla remarked on “Summary”" in thread


def test_a_refusal_to_take_over_is_said_on_the_page(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    remark(newsroom.carla, claim, exact="It did.", suggestion="It cost eleven.")
    newsroom.change(claim, summary="No.")
    made = Remark.objects.get()
    response = at_work(newsroom.ana).post(f"{page_of(claim)}{made.pk}/take-over/", follow=True)
    assert "does not stand there any more" in response.content.decode()


def test_the_remark_of_another_claim_is_not_found(newsroom: Newsroom) -> None:
    claim, other = newsroom.claim_in(Stage.IN_REVIEW), newsroom.claim()
    remark(newsroom.carla, claim, exact="It did.", suggestion="It cost eleven.")
    made = Remark.objects.get()
    client = at_work(newsroom.ana)
    assert client.post(f"{page_of(other)}{made.pk}/take-over/").status_code == 404
    assert client.post(f"{page_of(claim)}{made.pk}/eat/").status_code == 404


def test_strangers_and_onlookers_read_nothing(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    assert Client().get(page_of(claim)).status_code == 302
    assert at_work(newsroom.olga).get(page_of(claim)).status_code == 403


def test_only_what_was_read_is_signed_off_in_bulk(newsroom: Newsroom) -> None:
    was_read, unread, changed = (newsroom.claim_in(Stage.IN_REVIEW) for _ in range(3))
    opened(newsroom.carla, was_read)
    opened(newsroom.carla, changed)
    newsroom.change(changed, summary="It did, and more.")
    claims = [was_read, unread, changed]
    for claim in claims:
        claim.refresh_from_db()
    given = {"claim": [f"{claim.pk}:{claim.version}" for claim in claims]}

    page = at_work(newsroom.carla).post("/admin/factcheck/claim/bulk/sign-off/", given)

    stages = {claim.pk: claim.stage for claim in Claim.objects.all()}
    assert stages == {
        was_read.pk: Stage.APPROVED,
        unread.pk: Stage.IN_REVIEW,
        changed.pk: Stage.IN_REVIEW,
    }
    assert page.content.decode().count("read it first") == 2


def test_a_remark_costs_no_query_of_its_own(
    newsroom: Newsroom, django_assert_num_queries: Any
) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    client = at_work(newsroom.carla)
    client.get(page_of(claim))
    with django_assert_num_queries(QUERIES):
        client.get(page_of(claim))
    for _each in range(5):
        remark(newsroom.dan, claim, field="evidence", text="Is there a second one?")
    with django_assert_num_queries(QUERIES):
        client.get(page_of(claim))


QUERIES = 45


def test_a_reviewer_selects_words_and_the_checker_takes_over_the_wording(
    desk: Page, live_site: str
) -> None:
    newsroom = Newsroom()
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    sign_in(desk, live_site, "carla", page_of(claim))
    desk.locator(".verdict__summary", has_text="It did.").click(click_count=3)
    expect(desk.get_by_label("Words:")).to_have_value("It did.")
    desk.get_by_label("Suggested wording:").fill("It cost eleven.")
    desk.get_by_role("button", name="Remark", exact=True).click()
    expect(desk.locator(".remark__head")).to_contain_text("carla Summary")

    sign_in(desk, live_site, "ana", page_of(claim))
    desk.get_by_role("button", name="Take over").click()
    expect(desk.locator(".verdict__summary", has_text="It cost eleven.")).to_be_visible()
    expect(desk.get_by_text("None is open.")).to_be_visible()


def test_signing_off_from_the_page_leads_to_the_next_to_read(newsroom: Newsroom) -> None:
    first, second = (newsroom.claim_in(Stage.IN_REVIEW) for _ in range(2))
    client = at_work(newsroom.carla)
    client.get(page_of(first))
    given = {"version": first.version}
    response = client.post(f"/admin/factcheck/claim/{first.pk}/move/{Verb.SIGN_OFF}/", given)
    page = client.get(response["Location"]).content.decode()
    assert f'href="{page_of(second)}"' in page
