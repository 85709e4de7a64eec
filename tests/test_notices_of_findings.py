"""What the staff are told by e-mail of the findings on articles."""

import pytest

from factcheck import workflow
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.test_notices import heard_of_everything, newsroom, told, told_at_once
from tests.workflow.findings import act, finding_in, write
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.system

__all__ = ["newsroom"]


def test_reviewers_who_wrote_nothing_hear_of_one_that_was_handed_in(newsroom: Newsroom) -> None:
    finding = finding_in(Stage.CHECKING, newsroom)
    heard_of_everything()
    act(finding, Verb.SUBMIT, newsroom, "ana")
    assert told_at_once() == {}
    texts = told()
    assert f"Waits for your sign-off: {finding.article.title}" in texts["carla"]
    assert f"/admin/factcheck/article/{finding.article_id}/finding/" in texts["carla"]
    assert "ana" not in texts


def test_whoever_handed_it_in_is_told_at_once_why_it_is_sent_back(newsroom: Newsroom) -> None:
    finding = finding_in(Stage.IN_REVIEW, newsroom)
    heard_of_everything()
    act(finding, Verb.SEND_BACK, newsroom, "carla", comment="Which audit?")
    texts = told_at_once()
    assert set(texts) == {"ana"}
    assert f"Sent back to you: {finding.article.title}\n  carla: “Which audit?”" in texts["ana"]
    assert told() == {}


def test_publishers_hear_of_one_that_is_signed_off(newsroom: Newsroom) -> None:
    finding = finding_in(Stage.IN_REVIEW, newsroom)
    heard_of_everything()
    act(finding, Verb.SIGN_OFF, newsroom, "carla")
    assert f"Waits to be published: {finding.article.title}" in told()["eva"]


def test_who_wrote_it_and_who_signed_it_off_hear_that_it_is_published(newsroom: Newsroom) -> None:
    finding = finding_in(Stage.APPROVED, newsroom)
    heard_of_everything()
    act(finding, Verb.PUBLISH, newsroom, "eva")
    texts = told()
    assert set(texts) == {"ana", "carla"}
    assert f"Published: {finding.article.title}" in texts["ana"]
    assert told() == {}


def test_who_handed_it_in_and_who_signed_it_off_are_told_at_once_that_the_sign_off_is_void(
    newsroom: Newsroom,
) -> None:
    finding = finding_in(Stage.APPROVED, newsroom)
    newsroom.claim_in(Stage.PUBLISHED)
    heard_of_everything()
    with pytest.raises(workflow.SignOffOutdated):
        act(finding, Verb.PUBLISH, newsroom, "eva")
    texts = told_at_once()
    assert set(texts) == {"ana", "carla"}
    for text in texts.values():
        assert text.count(f"The sign-off is void: {finding.article.title}") == 1
        assert "was changed after it was signed off" in text
    assert f"Waits for your sign-off: {finding.article.title}" in told()["dan"]


def test_whoever_makes_their_own_part_void_is_not_told_of_it(newsroom: Newsroom) -> None:
    finding_in(Stage.APPROVED, newsroom)
    heard_of_everything()
    write(newsroom, {"en": "It does not hold [1]."})
    texts = told_at_once()
    assert set(texts) == {"carla"}
    assert "Changed after the sign-off: text." in texts["carla"]


def test_who_signed_off_an_earlier_round_is_not_told_of_a_later_one(newsroom: Newsroom) -> None:
    finding = finding_in(Stage.PUBLISHED, newsroom)
    act(finding, Verb.REOPEN, newsroom, "ana", comment="We were wrong.")
    write(newsroom, {"en": "It holds [1]."}, kind="correction", reason="We misread.")
    finding.refresh_from_db()
    act(finding, Verb.SUBMIT, newsroom, "ana")
    act(finding, Verb.SIGN_OFF, newsroom, "dan")
    heard_of_everything()
    write(newsroom, {"en": "It does hold [1]."}, kind="correction", reason="We misread.")
    assert set(told_at_once()) == {"dan"}


def test_what_was_overtaken_is_not_told(newsroom: Newsroom) -> None:
    finding = finding_in(Stage.IN_REVIEW, newsroom)
    heard_of_everything()
    act(finding, Verb.SEND_BACK, newsroom, "carla", comment="Which audit?")
    act(finding, Verb.SUBMIT, newsroom, "ana")
    assert "ana" not in told_at_once()
