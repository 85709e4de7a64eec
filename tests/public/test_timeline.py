"""The claim's timeline: said, reported, asked, listed, reviewed, corrected, withdrawn."""

from datetime import date

from factcheck import workflow
from factcheck.models import Claim, Publication, ReplyRequest
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from tests.public.amending import amend, redact, withdraw
from tests.public.pages import Visit
from tests.workflow.newsroom import Newsroom

IN_THE_ARTICLE = "1 May 2024 In the article of The Herald"


def timeline(visit: Visit, claim: Claim) -> list[str]:
    milestones = visit(f"/claims/{claim.pk}/").one("section", class_="timeline").all("li")
    return [" ".join(milestone.text.split()) for milestone in milestones]


def what(visit: Visit, claim: Claim) -> list[str]:
    """What we published, without the days."""
    section = visit(f"/claims/{claim.pk}/").one("section", class_="timeline")
    return [" ".join(own.one("p").text.split()) for own in section.all(class_="timeline__ours")]


def test_it_goes_from_what_was_said_to_what_we_published(visit: Visit, desk: Newsroom) -> None:
    claim = desk.claim(said_on="2024-04")
    workflow.list_claim(claim.pk, desk.eva)
    desk.bring(claim, Stage.PUBLISHED)
    assert timeline(visit, claim)[:2] == ["April 2024 Said", IN_THE_ARTICLE]
    assert what(visit, claim) == ["Listed to be checked", "Reviewed: True"]


def test_what_was_said_on_the_day_of_the_article_is_told_once(visit: Visit, desk: Newsroom) -> None:
    claim = desk.bring(desk.claim(said_on="2024-05-01"), Stage.PUBLISHED)
    assert timeline(visit, claim)[0] == IN_THE_ARTICLE


def test_who_was_asked_and_who_answered_stands_between(visit: Visit, desk: Newsroom) -> None:
    claim = desk.claim()
    with acting_as(desk.ana):
        for asked, answer in (("The ministry", "No comment."), ("The mayor", "")):
            ReplyRequest.objects.create(
                claim=claim,
                asked=asked,
                asked_on=date(2024, 5, 2),
                channel="letter",
                answer=answer,
                answered_on=date(2024, 5, 3) if answer else None,
            )
    desk.bring(claim, Stage.PUBLISHED)
    assert timeline(visit, claim)[1:4] == [
        "2 May 2024 Asked for a reply: The ministry",
        "2 May 2024 Asked for a reply: The mayor",
        "3 May 2024 Reply of The ministry",
    ]


def test_a_correction_says_what_the_verdict_was(visit: Visit, desk: Newsroom, claim: Claim) -> None:
    amend(desk, claim, "We had misread it.", status_id="false", summary="It did not.")
    assert what(visit, claim) == ["Reviewed: True", "Corrected: False, was True"]


def test_an_update_that_keeps_the_verdict_does_not_say_what_it_was(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    amend(desk, claim, "There is more.", PublicationKind.UPDATE, summary="It did, and more.")
    assert what(visit, claim) == ["Reviewed: True", "Updated: True"]


def test_the_banner_says_what_the_verdict_was_and_is(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    amend(desk, claim, "We had misread it.", status_id="false", summary="It did not.")
    banner = visit(f"/claims/{claim.pk}/").one("section", class_="standing")
    verdicts = banner.one(class_="standing__verdict").text
    assert verdicts == "Our verdict was “True” and is now “False”."


def test_a_withdrawn_review_is_told_without_its_verdict(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    withdraw(desk, claim, "The audit was forged.")
    assert what(visit, claim) == ["Reviewed", "Withdrawn"]


def test_after_a_withdrawal_the_verdict_of_before_is_told_again(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    withdraw(desk, claim, "The audit was forged.")
    amend(desk, claim, "There is another audit.", status_id="false", summary="It did not.")
    assert what(visit, claim) == ["Reviewed: True", "Withdrawn", "Corrected: False, was True"]


def test_a_revision_whose_content_was_removed_is_told_without_it(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    amend(desk, claim, "We had misread it.", status_id="false", summary="It did not.")
    redact(desk, Publication.objects.get(claim=claim, number=1))
    assert what(visit, claim) == ["Reviewed (content removed from the record)", "Corrected: False"]


def test_a_review_of_the_cited_sources_alone_says_so(visit: Visit, desk: Newsroom) -> None:
    claim = desk.claim(status_id="unverified", summary="", reasoning="")
    desk.bring(claim, Stage.PUBLISHED)
    assert what(visit, claim) == ["Cited sources looked up"]


def test_a_reopened_review_has_an_open_end(visit: Visit, desk: Newsroom, claim: Claim) -> None:
    desk.move(claim, Verb.REOPEN, desk.ana, comment="A reader wrote in confidence.")
    assert timeline(visit, claim)[-1] == "Being looked at again"


def test_each_publication_leads_to_its_revision(visit: Visit, desk: Newsroom, claim: Claim) -> None:
    amend(desk, claim, "There is more.", PublicationKind.UPDATE, summary="It did, and more.")
    links = visit(f"/claims/{claim.pk}/").one("section", class_="timeline").all("a")
    targets = [link.attributes["href"] for link in links]
    assert targets == [f"/claims/{claim.pk}/history/#revision-{number}" for number in (1, 2)]
    history = visit(targets[0])
    assert [history.one("li", id=target.split("#")[1]) for target in targets]
