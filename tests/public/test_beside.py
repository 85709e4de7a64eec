"""What a claim's page leads on to: the same claim elsewhere, and more by its speaker."""

from typing import Any

from factcheck import workflow
from factcheck.models import Claim
from factcheck.models.acts import Verb
from factcheck.models.reading_room import SAME_ELSEWHERE
from factcheck.models.vocabulary import PublicationKind, Stage
from tests.public.amending import amend, taken_back, withdraw
from tests.public.pages import Visit
from tests.workflow.newsroom import Newsroom


def others(visit: Visit, claim: Claim, section: str) -> list[str]:
    """The headlines of a section, none where it is not there."""
    found = visit(f"/claims/{claim.pk}/").all("section", aria_labelledby=section)
    return [heading.text for each in found for heading in each.all("h3")]


def published(desk: Newsroom, headline: str, **values: Any) -> Claim:
    return desk.bring(desk.claim(headline=headline, **values), Stage.PUBLISHED)


def listed(desk: Newsroom, headline: str, **values: Any) -> Claim:
    claim = desk.claim(headline=headline, **values)
    workflow.list_claim(claim.pk, desk.eva)
    return claim


# The same claim elsewhere


def test_a_claim_and_those_that_repeat_it_lead_to_each_other(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    first = published(desk, "It took ten million", same_as=claim)
    second = published(desk, "Ten million it was", same_as=claim)
    original = claim.headline
    assert others(visit, claim, "elsewhere") == [second.headline, first.headline]
    assert others(visit, first, "elsewhere") == [second.headline, original]
    assert others(visit, second, "elsewhere") == [first.headline, original]


def test_only_the_repeat_says_that_the_claim_was_reviewed_before(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    repeat = published(desk, "It took ten million", same_as=claim)
    before = "We had reviewed a claim of the same meaning before."
    assert before in visit(f"/claims/{repeat.pk}/").words
    assert before not in visit(f"/claims/{claim.pk}/").words


def test_only_the_repeat_leads_to_the_others_on_paper(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    repeat = published(desk, "It took ten million", same_as=claim)
    assert visit(f"/claims/{repeat.pk}/").one("section", class_="beside--repeated")
    assert not visit(f"/claims/{claim.pk}/").all("section", class_="beside--repeated")


def test_a_repeat_that_is_withdrawn_is_let_go(visit: Visit, desk: Newsroom, claim: Claim) -> None:
    repeat = published(desk, "It took ten million", same_as=claim)
    withdraw(desk, repeat, "The audit was forged.")
    assert others(visit, claim, "elsewhere") == []


def test_each_is_shown_with_its_status_as_it_stands(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    repeat = published(desk, "It took ten million", same_as=claim)
    amend(desk, claim, "There is another audit.", status_id="false", summary="It did not.")
    section = visit(f"/claims/{repeat.pk}/").one("section", aria_labelledby="elsewhere")
    assert section.one(class_="status").text.strip() == "False"


def test_where_not_all_are_shown_it_says_that_there_are_more(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    more = "It was claimed more often;"
    for number in range(SAME_ELSEWHERE):
        published(desk, f"It took {number} million", same_as=claim)
    assert more not in visit(f"/claims/{claim.pk}/").words
    published(desk, "It took ten million", same_as=claim)
    assert more in visit(f"/claims/{claim.pk}/").words
    assert len(others(visit, claim, "elsewhere")) == SAME_ELSEWHERE


def test_what_the_desk_only_plans_to_repeat_is_not_told(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    listed(desk, "It took ten million", same_as=claim)
    desk.bring(desk.claim(headline="Ten million it was", same_as=claim), Stage.APPROVED)
    assert others(visit, claim, "elsewhere") == []


def test_a_repeat_that_is_published_as_something_else_is_let_go(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    repeat = published(desk, "It took ten million", same_as=claim)
    desk.move(repeat, Verb.REOPEN, desk.ana, comment="It is another bridge.")
    desk.change(repeat, same_as=None)
    desk.bring(repeat, Stage.PUBLISHED, kind=PublicationKind.CORRECTION, reason="Another bridge.")
    assert others(visit, claim, "elsewhere") == []


# More by this speaker


def test_up_to_five_others_are_shown_those_with_a_review_first(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    old = published(desk, "Reviewed first")
    for number in range(4):
        listed(desk, f"Listed {number}")
    new = published(desk, "Reviewed last")
    assert others(visit, claim, "more") == [
        new.headline,
        old.headline,
        *("Listed 3", "Listed 2", "Listed 1"),
    ]


def test_those_of_other_speakers_and_those_that_are_not_public_are_left_out(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    published(desk, "The mayor’s", speaker=desk.other_speaker)
    taken_back(desk, "It is no claim.")
    desk.claim(headline="A draft")
    assert others(visit, claim, "more") == []


def test_the_same_claim_elsewhere_is_not_shown_twice(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    published(desk, "It took ten million", same_as=claim)
    assert others(visit, claim, "more") == []


def test_it_leads_to_all_claims_of_the_speaker(visit: Visit, desk: Newsroom, claim: Claim) -> None:
    published(desk, "Another one")
    links = visit(f"/claims/{claim.pk}/").links
    assert visit(links["All claims by The ministry"]).one("h1").text == "The ministry"


def test_a_claim_of_nobody_has_no_more(visit: Visit, desk: Newsroom) -> None:
    published(desk, "Somebody said so", speaker=None)
    anonymous = published(desk, "It is said", speaker=None)
    assert others(visit, anonymous, "more") == []
