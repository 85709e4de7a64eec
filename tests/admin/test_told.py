"""What people were told stands at the desk too, and so does what failed."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck import notices, workflow
from factcheck.models import Claim, Message, User
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import at_work
from tests.background import all_is_done
from tests.public.pages import read
from tests.workflow.newsroom import Newsroom, end_embargoes

TOLD = "/admin/account/told/"


def text_of(user: User, address: str) -> str:
    page = read(at_work(user).get(address).content.decode())
    return " ".join(page.one("div", id="content-main").text.split())


@pytest.fixture
def told(newsroom: Newsroom) -> Newsroom:
    """Ben was told of a claim that Fay assigned to him."""
    User.objects.filter(pk=newsroom.ben.pk).update(email="ben@example.org")
    claim = newsroom.claim()
    newsroom.move(claim, Verb.ASSIGN, newsroom.fay, assignee=newsroom.ben, comment="It is urgent.")
    notices.send()
    return newsroom


def test_people_see_what_they_were_told_and_nobody_else_does(told: Newsroom) -> None:
    said = "Assigned to you: The bridge cost ten million fay: It is urgent."
    assert said in text_of(told.ben, TOLD)
    assert text_of(told.ana, TOLD) == "No message was written to you yet."
    assert TOLD in at_work(told.ben).get("/admin/account/").content.decode()


def test_the_page_says_what_was_not_sent_and_what_may_not_have_arrived(told: Newsroom) -> None:
    Message.objects.update(sent_at=None, failure="No route.")
    assert "not sent yet" in text_of(told.ben, TOLD)
    Message.objects.update(failure="")
    assert "may not have arrived" in text_of(told.ben, TOLD)


def test_the_page_costs_the_same_for_one_message_and_for_many(told: Newsroom) -> None:
    client, counts = at_work(told.ben), []
    for number in (0, 5):
        for _ in range(number):
            told.move(told.claim(), Verb.ASSIGN, told.fay, assignee=told.ben, comment="It too.")
            notices.send()
        with CaptureQueriesContext(connection) as queries:
            client.get(TOLD)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_desk_editor_sees_which_messages_could_not_be_sent(told: Newsroom) -> None:
    all_is_done()
    Message.objects.update(sent_at=None, failure="No route to the server.")
    shown = text_of(told.fay, "/admin/")
    assert re.search("A message to ben of .+ could not be sent; .+: No route to the server.", shown)


def test_a_desk_editor_sees_an_order_that_should_have_been_carried_out(newsroom: Newsroom) -> None:
    all_is_done()
    claim = newsroom.claim_in(Stage.APPROVED)
    ordered(newsroom, claim)
    end_embargoes(ago=timedelta(hours=1))
    shown = text_of(newsroom.fay, "/admin/")
    assert "“The bridge cost ten million” should have been published on" in shown


def test_a_desk_editor_sees_in_time_that_whoever_ordered_may_not_publish_any_more(
    newsroom: Newsroom,
) -> None:
    all_is_done()
    ordered(newsroom, newsroom.claim_in(Stage.APPROVED))
    assert "What failed" not in text_of(newsroom.fay, "/admin/")
    newsroom.eva.groups.clear()
    assert "eva, who ordered it, is no publisher any more." in text_of(newsroom.fay, "/admin/")


def ordered(newsroom: Newsroom, claim: Claim) -> None:
    until = timezone.now() + timedelta(days=1)
    workflow.perform(claim.pk, Verb.PUBLISH, newsroom.eva, embargo=until)


def piles(user: User) -> dict[str, list[Claim]]:
    shown = at_work(user).get("/admin/").context["sections"]
    return {each.section.key: each.claims for each in shown}


def test_what_was_refused_at_the_end_of_its_embargo_stays_on_the_desk(newsroom: Newsroom) -> None:
    claim, published = newsroom.claim_in(Stage.APPROVED), newsroom.claim_in(Stage.APPROVED)
    for each in (claim, published):
        ordered(newsroom, each)
    end_embargoes()
    newsroom.change(claim, legal_hold="The lawyer reads it.")
    workflow.publish_due()
    newsroom.move(published, Verb.REOPEN, newsroom.ana, comment="A new source.")
    for name in ("fay", "eva"):
        assert piles(newsroom.person(name))["failed"] == [claim]
        why = "Not published at the end of the embargo: The claim is under legal hold"
        assert why in text_of(newsroom.person(name), "/admin/")
    assert "failed" not in piles(newsroom.ana)
    newsroom.change(claim, legal_hold="")
    newsroom.move(claim, Verb.PUBLISH, newsroom.eva)
    assert "failed" not in piles(newsroom.fay)


def test_a_name_in_a_comment_that_nobody_has_is_said(newsroom: Newsroom) -> None:
    claim = newsroom.claim()
    address = f"/admin/factcheck/claim/{claim.pk}/move/comment/"
    User.objects.filter(pk=newsroom.ben.pk).update(is_active=False)
    said = {"version": claim.version, "comment": "@fay, did @mimi or @ben ask?"}
    page = at_work(newsroom.ana).post(address, said, follow=True).content.decode()
    assert "Your comment is in the thread." in page
    assert "Nobody here is called “mimi”, so nobody was told." in page
    assert "Nobody here is called “ben”" in page
    assert "“fay”" not in page
