"""What a reviewer reads: tomorrow's page, what changed since, remarks; then the decision."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from factcheck.models import Claim, Reading, Remark, Source, User
from factcheck.models.acting import acting_as
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


def test_a_decision_without_its_reason_stays_on_the_page_and_says_so_at_the_field(
    newsroom: Newsroom,
) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    sent = {"act": "send-back", "send-back-version": claim.version, "send-back-comment": " "}
    page = read(at_work(newsroom.carla).post(page_of(claim), sent).content.decode())
    assert "This field is required." in page.one(id="act-send-back").words
    assert "open" in page.one(id="act-send-back").one("details").attributes
    assert Claim.objects.get(pk=claim.pk).stage == Stage.IN_REVIEW
    assert not Remark.objects.exists()


def test_a_decision_with_its_reason_leads_to_the_claim(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    sent = {"act": "send-back", "send-back-version": claim.version, "send-back-comment": "Which?"}
    response = at_work(newsroom.carla).post(page_of(claim), sent)
    assert response.headers["Location"] == f"/admin/factcheck/claim/{claim.pk}/change/"
    assert Claim.objects.get(pk=claim.pk).stage == Stage.CHECKING


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


def test_what_is_pasted_into_a_remark_is_cleaned_and_that_is_said(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    response = remark(
        newsroom.carla, claim, exact="It did.", suggestion="<i>It</i> cost\u202e more."
    )
    assert Remark.objects.get().suggestion == "It cost more."
    said = "Suggested wording: left out markup (i); 1 character that turns the direction."
    assert said in response.content.decode()


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


def test_that_taking_over_makes_a_sign_off_void_is_said_before(newsroom: Newsroom) -> None:
    said = "Taking the wording over makes the sign-off void."
    for stage, is_said in ((Stage.IN_REVIEW, False), (Stage.APPROVED, True)):
        claim = newsroom.claim_in(stage)
        remark(newsroom.carla, claim, exact="It did.", suggestion="It did so.")
        assert (said in opened(newsroom.ana, claim)) == is_said


def test_open_remarks_are_named_where_one_signs_off_or_publishes(newsroom: Newsroom) -> None:
    for stage, user in ((Stage.IN_REVIEW, newsroom.carla), (Stage.APPROVED, newsroom.eva)):
        claim = newsroom.claim_in(stage)
        remark(newsroom.dan, claim, field="summary", text="Is that so?")
        form = f"/admin/factcheck/claim/{claim.pk}/change/"
        beside = f"/admin/factcheck/article/{claim.article_id}/workbench/?claim={claim.pk}"
        for address in (form, beside, page_of(claim), "/admin/"):
            page = read(at_work(user).get(address).content.decode())
            links = [each for each in page.all("a") if each.text.strip() == "1 open remark"]
            if address == page_of(claim) and stage == Stage.APPROVED:
                continue
            assert links, address
            assert links[0].attributes["href"] == f"{page_of(claim)}#remarks"


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
    carla = at_work(newsroom.carla)

    ticked = {"action": "sign_off", "_selected_action": [claim.pk for claim in claims]}
    asked = carla.post("/admin/factcheck/claim/", ticked)
    assert asked.context["unread"] == [unread, changed]
    assert asked.content.decode().count("not read yet:") == 2

    page = carla.post("/admin/factcheck/claim/bulk/sign-off/", given, follow=True)

    stages = {claim.pk: claim.stage for claim in Claim.objects.all()}
    assert stages == {
        was_read.pk: Stage.APPROVED,
        unread.pk: Stage.IN_REVIEW,
        changed.pk: Stage.IN_REVIEW,
    }
    assert page.content.decode().count("read it first") == 2


def test_what_the_review_rests_on_counts_as_read_only_as_it_was(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    opened(newsroom.carla, claim)
    with acting_as(newsroom.ana):
        Source.objects.filter(pk=newsroom.other_source.pk).update(title="Another audit")
    claim.refresh_from_db()
    given = {"claim": [f"{claim.pk}:{claim.version}"]}

    client = at_work(newsroom.carla)
    page = client.post("/admin/factcheck/claim/bulk/sign-off/", given, follow=True).text
    claim.refresh_from_db()
    assert "Something that the review rests on was changed" in page
    assert claim.stage == Stage.IN_REVIEW

    opened(newsroom.carla, claim)
    client.post("/admin/factcheck/claim/bulk/sign-off/", given)
    claim.refresh_from_db()
    assert claim.stage == Stage.APPROVED


def test_a_form_that_is_refused_keeps_what_was_seen(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    seen = f"{claim.pk}:{claim.version}"
    newsroom.change(claim, summary="It did, and more.")
    client = at_work(newsroom.carla)
    page = client.post("/admin/factcheck/claim/bulk/send-back/", {"claim": [seen]})
    assert f'value="{seen}"' in page.content.decode()


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


QUERIES = 51


@pytest.mark.system
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


def test_signing_off_counts_as_reading(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    newsroom.change(claim, summary="It cost eleven.")
    page = at_work(newsroom.carla).get(page_of(claim))
    assert page.context["before"]
    changed = [
        change.column
        for event in page.context["changes"]
        for edit in event.edits
        for change in edit.changes
    ]
    assert "summary" in changed


@pytest.mark.system
def test_who_sends_back_without_a_reason_is_asked_for_it_where_they_stand(
    desk: Page, live_site: str
) -> None:
    claim = Newsroom().claim_in(Stage.IN_REVIEW)
    sign_in(desk, live_site, "carla", page_of(claim))
    desk.locator("#act-send-back summary").click()
    desk.get_by_role("button", name="Send back", exact=True).click()
    expect(desk).to_have_url(f"{live_site}{page_of(claim)}#decisions-heading")
    expect(desk.get_by_text("This field is required.")).to_be_visible()

    desk.get_by_label("Why:").fill("Which audit?")
    desk.get_by_role("button", name="Send back", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("back")
    assert Claim.objects.get(pk=claim.pk).stage == Stage.CHECKING
