"""Who hears of what, in which words, and when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck import remarks, workflow
from factcheck.models import Claim, Remark, User
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.test_notices import heard_of_everything, newsroom, told, told_at_once
from tests.workflow.newsroom import Newsroom, end_embargoes

pytestmark = pytest.mark.system

__all__ = ["newsroom"]

CLAIM = "The bridge cost ten million"


def order(newsroom: Newsroom, claim: Claim) -> None:
    until = timezone.now() + timedelta(days=1)
    workflow.perform(claim.pk, Verb.PUBLISH, newsroom.eva, embargo=until)


def its_time_comes() -> None:
    end_embargoes()
    workflow.publish_due()


def test_who_had_a_claim_is_told_that_somebody_else_has_it(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    heard_of_everything()
    newsroom.move(
        claim, Verb.REASSIGN, newsroom.fay, assignee=newsroom.ben, comment="Ben knows bridges."
    )
    texts = told_at_once()
    assert f"Taken from you: {CLAIM}\n  fay: “Ben knows bridges.”" in texts["ana"]
    assert f"Assigned to you: {CLAIM}\n  fay: “Ben knows bridges.”" in texts["ben"]
    assert set(texts) == {"ana", "ben"}


def test_who_is_given_a_claim_by_its_form_is_told_as_well(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    heard_of_everything()
    newsroom.change(claim, assignee=newsroom.ben)
    assert f"Assigned to you: {CLAIM}" in told_at_once()["ben"]


def test_what_came_and_went_is_not_told(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    heard_of_everything()
    newsroom.move(claim, Verb.REASSIGN, newsroom.fay, assignee=newsroom.ben)
    newsroom.move(claim, Verb.REASSIGN, newsroom.fay, assignee=newsroom.ana)
    assert told_at_once() == {}


def test_the_reason_of_a_claim_sent_back_goes_to_who_submitted_it_and_to_who_has_it_now(
    newsroom: Newsroom,
) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    newsroom.move(claim, Verb.SUBMIT, newsroom.ben)
    newsroom.move(claim, Verb.SEND_BACK, newsroom.carla, comment="Which audit?")
    texts = told()
    for name in ("ana", "ben"):
        assert f"Sent back to you: {CLAIM}\n  carla: “Which audit?”" in texts[name]
    heard_of_everything()
    newsroom.move(claim, Verb.REASSIGN, newsroom.fay, assignee=newsroom.sam)
    assert f"Sent back to you: {CLAIM}\n  carla: “Which audit?”" in told_at_once()["sam"]


def test_publishers_hear_once_an_hour_of_what_is_approved(newsroom: Newsroom) -> None:
    heard_of_everything()
    newsroom.claim_in(Stage.APPROVED)
    assert "eva" not in told_at_once()
    assert f"Waits to be published: {CLAIM}" in told()["eva"]
    assert "eva" not in told()


def test_who_worked_on_a_claim_is_told_that_it_is_published(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    newsroom.change(claim, assignee=newsroom.ben)
    newsroom.bring(claim, Stage.APPROVED)
    heard_of_everything()
    newsroom.bring(claim, Stage.PUBLISHED)
    texts = told()
    # Ana wrote it, Ben had it, Carla signed it off; Eva published it herself.
    assert set(texts) == {"ana", "ben", "carla"}
    assert all(f"Published: {CLAIM}" in text for text in texts.values())


def test_an_embargo_that_fails_is_told_to_who_ordered_it_with_the_reason(
    newsroom: Newsroom,
) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    order(newsroom, claim)
    newsroom.change(claim, legal_hold="The lawyer reads it.")
    heard_of_everything()
    its_time_comes()
    text = told_at_once()["eva"]
    assert f"Your embargo is gone, and it was not published: {CLAIM}\n  eva: “Not published" in text
    assert "The lawyer reads it." in text


def test_an_embargo_that_goes_with_its_sign_off_is_told_to_who_ordered_it(
    newsroom: Newsroom,
) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    order(newsroom, claim)
    heard_of_everything()
    newsroom.change(claim, summary="It did, and more.")
    texts = told_at_once()
    assert "Your embargo is gone, and it was not published: " in texts["eva"]
    assert "Its embargo is cancelled." in texts["eva"]
    assert "The sign-off is void: " in texts["carla"]


def test_an_embargo_that_another_cancels_is_told_and_ones_own_is_not(newsroom: Newsroom) -> None:
    one, another = newsroom.claim_in(Stage.APPROVED), newsroom.claim_in(Stage.APPROVED)
    order(newsroom, one)
    order(newsroom, another)
    heard_of_everything()
    workflow.perform(one.pk, Verb.CANCEL_EMBARGO, newsroom.eva)
    assert told_at_once() == {}
    workflow.perform(another.pk, Verb.CANCEL_EMBARGO, newsroom.sam, comment="Too early.")
    assert "Too early." in told_at_once()["eva"]


def test_an_embargo_that_ends_in_publishing_is_told_to_who_ordered_it(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    order(newsroom, claim)
    heard_of_everything()
    its_time_comes()
    texts = told()
    assert texts["eva"].count(f"Published: {CLAIM}") == 1
    assert "gone" not in texts["eva"]


def test_who_is_named_in_a_comment_hears_at_once(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    heard_of_everything()
    workflow.perform(
        claim.pk,
        Verb.COMMENT,
        newsroom.ana,
        comment="@Dan, you know the audit. (@ben too?) dan@carla.org",
    )
    texts = told_at_once()
    assert set(texts) == {"ben", "dan"}
    assert f"You are mentioned: {CLAIM}\n  ana: “@Dan, you know the audit." in texts["dan"]


def test_a_name_within_another_is_not_mentioned(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    heard_of_everything()
    workflow.perform(claim.pk, Verb.COMMENT, newsroom.ana, comment="@ben.smith @benjamin")
    assert told_at_once() == {}


def test_an_answer_is_told_to_who_commented_before(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    workflow.perform(claim.pk, Verb.COMMENT, newsroom.dan, comment="Is there an audit?")
    heard_of_everything()
    workflow.perform(claim.pk, Verb.COMMENT, newsroom.ana, comment="There is, of 2023.")
    assert told_at_once() == {}
    texts = told()
    assert set(texts) == {"dan"}
    assert f"A new comment, after yours: {CLAIM}\n  ana: “There is, of 2023.”" in texts["dan"]


def remark(claim: Claim, by: User, **said: str) -> Remark:
    return remarks.make(Remark(claim=claim, field="summary", **said), by)


def test_who_is_named_in_a_remark_hears_at_once(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    heard_of_everything()
    remark(claim, newsroom.carla, text="@dan, is that so? dan@ben.org")
    texts = told_at_once()
    assert f"You are mentioned: {CLAIM}\n  carla: “@dan, is that so?" in texts["dan"]
    assert f"/claim/{claim.pk}/read/#remarks\n" in texts["dan"]
    assert set(texts) == {"dan"}


def test_who_checked_a_claim_hears_once_an_hour_of_remarks_on_it(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    heard_of_everything()
    remark(claim, newsroom.carla, exact="It did.", suggestion="It did so.")
    assert told_at_once() == {}
    texts = told()
    assert f"A remark on a claim of yours: {CLAIM}\n  carla: “It did so.”" in texts["ana"]
    assert "carla" not in texts
    assert "ana" not in told()


def test_who_made_a_remark_hears_what_became_of_it(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    wording = remark(claim, newsroom.dan, exact="It did.", suggestion="It did so.")
    question = remark(claim, newsroom.dan, text="Is there an audit?")
    own = remark(claim, newsroom.ana, text="See page 4.")
    heard_of_everything()
    remarks.take_over(wording.pk, newsroom.ben)
    remarks.resolve(question.pk, newsroom.ben)
    remarks.resolve(own.pk, newsroom.ana)
    texts = told()
    assert f"The wording that you suggested was taken over: {CLAIM}\n" in texts["dan"]
    assert f"Your remark was resolved: {CLAIM}\n" in texts["dan"]
    assert "ana" not in texts


def test_each_is_told_in_their_own_language(newsroom: Newsroom) -> None:
    User.objects.filter(pk=newsroom.ben.pk).update(language="es")
    newsroom.move(newsroom.claim(), Verb.ASSIGN, newsroom.fay, assignee=newsroom.ben)
    text = told_at_once()["ben"]
    assert text.startswith("Hola, ben:")
    assert f"Se le asignó: {CLAIM}" in text


@pytest.mark.parametrize("name", ["ana", "carla", "eva", "fay"])
def test_nobody_is_told_of_what_was_before_they_were_told_last(
    newsroom: Newsroom, name: str
) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    newsroom.claim_in(Stage.IN_REVIEW)
    told()
    assert name not in told()
