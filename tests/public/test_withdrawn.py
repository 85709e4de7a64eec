"""A claim's page after something happened to its review, and after it ceased to be public."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from factcheck import text_versions
from factcheck.models import Claim, Publication, ReplyRequest
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from tests.public.amending import COURT, amend, redact, taken_back, withdraw
from tests.public.pages import Page, Visit
from tests.workflow.newsroom import Newsroom


def page_of(visit: Visit, claim: Claim) -> Page:
    return visit(f"/claims/{claim.pk}/")


# What readers are told of the review


def test_a_first_review_has_no_banner(visit: Visit, claim: Claim) -> None:
    page = page_of(visit, claim)
    assert not page.all(class_="standing")
    assert not page.all(class_="notice")


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        (PublicationKind.CORRECTION, "We corrected this review"),
        (PublicationKind.UPDATE, "We updated this review"),
    ],
)
def test_a_review_that_was_changed_says_what_kind_of_change_when_and_why(
    visit: Visit, desk: Newsroom, claim: Claim, kind: PublicationKind, heading: str
) -> None:
    published = amend(desk, claim, "We had misread the audit.", kind, summary="It did not.")
    banner = page_of(visit, claim).one("section", class_="standing")
    assert banner.one("h2").words == heading
    assert banner.one(class_="standing__why").text == "We had misread the audit."
    day = banner.one("time").attributes["datetime"]
    assert day.startswith(f"{published.published_at:%Y-%m-%d}")
    address, target = banner.one("a").attributes["href"].split("#")
    visit(address).one("li", id=target)


def test_a_withdrawn_review_says_so_and_nothing_of_its_verdict(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    withdraw(desk, claim, "The audit was forged.")
    page = page_of(visit, claim)
    banner = page.one("section", class_="standing")
    assert banner.one("h2").words == "We withdrew our review"
    assert banner.one(class_="standing__why").text == "The audit was forged."
    verdict = page.one("section", class_="verdict--withdrawn")
    assert page.one(class_="review__status").words == "Review withdrawn"
    assert "its verdict no longer stands" in verdict.text
    assert "It did." not in page.text
    assert "True" not in page.words
    assert not page.all(class_="evidence")
    milestones = page.one("section", class_="timeline").all("li")
    assert [item.one("a").text for item in milestones[-2:]] == ["Reviewed", "Withdrawn"]


def test_lists_say_that_a_review_was_withdrawn_until_there_is_another(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    def said() -> str:
        article = f"/articles/{desk.article.slug}/"
        [row] = visit("/claims/").all("article", class_="claim")
        [note] = visit(article).all("li", class_="note")
        table = visit(f"{article}?view=table").one("tbody")
        [told] = {
            row.one(class_="claim__status").words,
            note.one(class_="note__status").words,
            table.one(class_="claims-table__status").words,
        }
        return told

    withdraw(desk, claim, "The audit was forged.")
    assert said() == "Withdrawn"
    amend(desk, claim, "There is another audit.", status_id="false", summary="It did not.")
    assert said() == "False"


def test_a_withdrawn_review_is_counted_and_found_as_such(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    withdraw(desk, claim, "The audit was forged.")
    article = f"/articles/{desk.article.slug}/"
    page = visit(article)
    assert "0 of 1 claims checked" in page.words
    assert "Not yet checked 1" not in page.links
    assert len(visit(article + page.links["Withdrawn 1"]).all("li", class_="note")) == 1
    assert len(visit("/claims/?status=withdrawn").all("article", class_="claim")) == 1
    assert not visit("/claims/?status=unverified").all("article", class_="claim")


def test_nothing_calls_a_withdrawn_review_not_yet_checked(
    visit: Visit, client: Client, desk: Newsroom, claim: Claim
) -> None:
    withdraw(desk, claim, "The audit was forged.")
    for address in (f"/claims/{claim.pk}/", "/", f"/embed/claims/{claim.pk}/"):
        assert "Not yet checked" not in visit(address).words
    for feed in ("corrections.atom", f"claims/{claim.pk}.atom"):
        told = client.get(f"/feeds/{feed}").content.decode()
        newest = told[: told.index("</entry>")]
        assert "Withdrawn" in newest or "withdrawn" in newest
        assert "Not yet checked" not in newest


def test_a_source_profile_does_not_say_that_a_withdrawn_review_never_looked_it_up(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    withdraw(desk, claim, "The audit was forged.")
    row = visit(f"/sources/{desk.source.slug}/").one(class_="claim__finding")
    assert row.words == "The source on this: Withdrawn"


def test_a_claim_that_is_reviewed_again_after_a_withdrawal_has_its_verdict(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    withdraw(desk, claim, "The audit was forged.")
    amend(desk, claim, "There is another audit.", status_id="false", summary="It did not.")
    page = page_of(visit, claim)
    assert page.one(class_="review__status").words == "False"
    assert not page.all(class_="verdict--withdrawn")


def test_a_reopened_review_stays_with_a_notice(visit: Visit, desk: Newsroom, claim: Claim) -> None:
    desk.move(claim, Verb.REOPEN, desk.ana, comment="A reader wrote in confidence.")
    page = page_of(visit, claim)
    assert page.one(class_="notice").one("strong").text == "We are looking at this again."
    assert page.one(class_="review__status").words == "True"
    assert "in confidence" not in page.text


def test_a_passage_that_the_publisher_changed_has_a_notice(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    text_versions.revise(desk.article, "Another text.", desk.ana)
    notice = page_of(visit, claim).one(class_="notice")
    assert notice.one("strong").text == "The publisher has since changed this passage."


def test_bylines_are_those_that_people_chose(visit: Visit, desk: Newsroom) -> None:
    desk.carla.byline = ""
    desk.carla.save()
    bylines = page_of(visit, desk.claim_in(Stage.PUBLISHED)).one("ul", class_="bylines")
    assert "Checked by Ana" in bylines.text
    assert "Signed off by" not in bylines.text


def test_the_right_of_reply_says_who_was_asked_how_and_what_came(
    visit: Visit, desk: Newsroom
) -> None:
    claim = desk.claim()
    asked: dict[str, Any] = {"claim": claim, "asked_on": date(2024, 5, 2), "channel": "letter"}
    with acting_as(desk.ana):
        ReplyRequest.objects.create(
            asked="The ministry",
            answer="No: 1 < 2 & 3 > 2.",
            answered_on="2024-05-03",
            **asked,
        )
        ReplyRequest.objects.create(asked="The mayor", unanswered=True, **asked)
        ReplyRequest.objects.create(asked="The builder", **asked)
    desk.bring(claim, Stage.PUBLISHED)
    page = page_of(visit, claim)
    assert page.one("h2", id="replies").text == "What those concerned say"
    replies = [" ".join(reply.text.split()) for reply in page.all(class_="reply")]
    assert replies == [
        "The ministry asked on 2 May 2024 by letter No: 1 < 2 & 3 > 2. answered on 3 May 2024",
        "The mayor asked on 2 May 2024 by letter No answer came.",
        "The builder asked on 2 May 2024 by letter No answer had come when this was published.",
    ]


def test_a_claim_that_repeats_another_leads_to_it(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    repeat = desk.claim(headline="It took ten million to build", same_as=claim)
    desk.bring(repeat, Stage.PUBLISHED)
    page = page_of(visit, repeat)
    assert "The same claim elsewhere" in page.words
    leads_to = visit(page.links["The bridge cost ten million"])
    assert leads_to.one("h1").text == "The bridge cost ten million"


def test_the_page_leads_to_its_history_its_bytes_and_how_to_verify_them(
    visit: Visit, claim: Claim
) -> None:
    links = page_of(visit, claim).links
    assert links["Revision 1"] == f"/claims/{claim.pk}/history/"
    assert links["JSON"] == f"/claims/{claim.pk}/publications/1.json"
    address, target = links["How to verify"].split("#")
    assert visit(address).one(id=target).text == "The record, and how to verify it"


def test_the_page_costs_four_queries(
    visit: Visit, desk: Newsroom, claim: Claim, django_assert_num_queries: Callable[[int], Any]
) -> None:
    amend(desk, claim, "A slip.", summary="It did not.")
    with django_assert_num_queries(4):
        visit(f"/claims/{claim.pk}/the-bridge-cost-ten-million/")


# What readers are told of a claim that is gone


@pytest.mark.parametrize("slug", ["", "the-bridge-cost-ten-million/"])
def test_a_listing_that_was_taken_back_is_gone_and_says_why(
    visit: Visit, desk: Newsroom, slug: str
) -> None:
    claim = taken_back(desk, "It is no claim.")
    page = visit(f"/claims/{claim.pk}/{slug}", status=410)
    assert page.one("h1").text == "This claim is no longer public"
    assert "“The bridge cost ten million” was listed here to be checked." in page.words
    assert "It is no claim." in page.words
    visit(page.links["What the record keeps of it"])


@pytest.mark.parametrize("slug", ["", "the-bridge-cost-ten-million/"])
def test_a_redacted_review_is_gone_and_says_why_and_nothing_else(
    visit: Visit, desk: Newsroom, claim: Claim, slug: str
) -> None:
    redact(desk, Publication.objects.get(claim=claim))
    page = visit(f"/claims/{claim.pk}/{slug}", status=410)
    assert "removed from the record, by the decision of two people" in page.words
    assert COURT in page.words
    assert "bridge" not in page.text
    visit(page.links["What the record keeps of it"])


def test_a_claim_that_is_gone_costs_three_queries(
    client: Client, desk: Newsroom, django_assert_num_queries: Callable[[int], Any]
) -> None:
    claim = taken_back(desk, "It is no claim.")
    with django_assert_num_queries(3):
        assert client.get(f"/claims/{claim.pk}/").status_code == 410


def test_a_claim_that_was_never_public_is_not_there(visit: Visit, desk: Newsroom) -> None:
    assert "There is no such page" in visit(f"/claims/{desk.claim().pk}/", status=404).words
