"""Notices by e-mail: what names somebody at once, everything else that is theirs once an hour."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils import timezone

from factcheck import notices, workflow
from factcheck.models import Claim, Message, User
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Notice, Stage
from factcheck.notices import posting
from tests.workflow.newsroom import Newsroom
from tests.workflow.test_races import on_its_own

pytestmark = pytest.mark.system


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return staffed()


def staffed() -> Newsroom:
    made = Newsroom()
    User.objects.update(email=Concat("username", Value("@example.org")))
    return made


def told() -> dict[str, str]:
    """Send what there is, digests included; returns the texts by the name before the @."""
    an_hour_passes()
    return told_at_once()


def told_at_once() -> dict[str, str]:
    mail.outbox.clear()
    notices.send()
    return {message.to[0].split("@")[0]: str(message.body) for message in mail.outbox}


def an_hour_passes(since: timedelta = timedelta(hours=1)) -> None:
    User.objects.exclude(noticed_at=None).update(noticed_at=timezone.now() - since)


def heard_of_everything() -> None:
    """Let everybody have had a digest just now."""
    told()
    User.objects.update(noticed_at=timezone.now())


def only(user: User, *chosen: Notice) -> None:
    User.objects.filter(pk=user.pk).update(notices=list(chosen))


def test_who_is_given_a_claim_is_told_where_it_is(newsroom: Newsroom) -> None:
    claim = newsroom.claim()
    newsroom.move(claim, Verb.ASSIGN, newsroom.fay, assignee=newsroom.ben)
    text = told()["ben"]
    assert mail.outbox[0].subject.endswith(": Assigned to you: The bridge cost ten million")
    assert text.startswith("Hello ben,\n\nAssigned to you: The bridge cost ten million\n")
    assert f"/admin/factcheck/claim/{claim.pk}/change/\n" in text
    assert "\nEverything that waits for you: http" in text
    assert text.rstrip().endswith("/admin/account/")


def test_what_is_sent_back_comes_with_the_reason(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    newsroom.move(claim, Verb.SEND_BACK, newsroom.carla, comment="Which “audit” & why?")
    assert (
        "Sent back to you: The bridge cost ten million\n  carla: “Which “audit” & why?”"
        in told()["ana"]
    )


def test_all_reviewers_who_may_sign_off_are_told_what_waits(newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.IN_REVIEW)
    assert set(told()) == {"carla", "dan", "sam"}


def test_who_may_not_sign_off_is_not_told_that_it_waits(newsroom: Newsroom) -> None:
    newsroom.bring(newsroom.claim(by=newsroom.carla), Stage.IN_REVIEW)
    another = newsroom.claim_in(Stage.IN_REVIEW)
    newsroom.change(another, reviewer=newsroom.dan)
    assert set(told()) == {"dan", "sam"}
    assert "3 notices" in next(m.subject for m in mail.outbox if m.to == ["dan@example.org"])


def test_a_void_sign_off_is_told_once_to_checker_and_signer(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    told()
    with acting_as(newsroom.ben):
        Claim.objects.filter(pk=claim.pk).update(summary="It did, and more.")
    texts = told()
    assert texts["ana"].count("The sign-off is void: ") == 1
    assert texts["carla"].count("The bridge cost ten million") == 1
    assert "dan" not in texts


def test_nobody_is_told_of_what_they_did_themselves(newsroom: Newsroom) -> None:
    claim = newsroom.claim()
    newsroom.move(claim, Verb.ASSIGN, newsroom.fay, assignee=newsroom.fay)
    assert told() == {}


def test_what_no_longer_stands_is_not_told(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    newsroom.move(claim, Verb.RECALL, newsroom.ana)
    workflow.perform(claim.pk, Verb.COMMENT, newsroom.ana, comment="Too early.")
    assert told() == {}


def test_what_names_somebody_does_not_wait_for_the_hour(newsroom: Newsroom) -> None:
    first, second = newsroom.claim(), newsroom.claim(headline="The bridge is closed")
    newsroom.move(first, Verb.ASSIGN, newsroom.fay, assignee=newsroom.ben)
    assert "The bridge cost ten million" in told_at_once()["ben"]
    newsroom.move(second, Verb.ASSIGN, newsroom.fay, assignee=newsroom.ben)
    text = told_at_once()["ben"]
    assert "The bridge is closed" in text
    assert "The bridge cost ten million" not in text
    assert told() == {}


def test_reviewers_hear_once_an_hour_of_what_waits(newsroom: Newsroom) -> None:
    heard_of_everything()
    newsroom.claim_in(Stage.IN_REVIEW)
    an_hour_passes(timedelta(minutes=59))
    newsroom.claim_in(Stage.IN_REVIEW)
    assert told_at_once() == {}
    digests = told()
    assert set(digests) == {"carla", "dan", "sam"}
    assert digests["carla"].count("Waits for your sign-off: ") == 2
    assert told() == {}


def test_a_reviewer_who_is_named_hears_at_once(newsroom: Newsroom) -> None:
    heard_of_everything()
    claim = newsroom.claim_in(Stage.CHECKING)
    newsroom.change(claim, reviewer=newsroom.dan)
    assert "Yours to sign off: The bridge cost ten million" in told_at_once()["dan"]
    newsroom.move(claim, Verb.SUBMIT, newsroom.ana)
    assert set(told_at_once()) == {"dan"}
    assert told() == {}


def test_what_is_overdue_is_told_once_a_day(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    newsroom.change(claim, due_on=timezone.localdate() - timedelta(days=1))
    assert "Overdue: The bridge cost ten million" in told()["ana"]
    monkeypatch.setattr(notices, "DIGEST_EVERY", timedelta(0))
    assert told_at_once() == {}
    an_hour_passes(timedelta(days=1))
    assert set(told_at_once()) == {"ana"}


@pytest.mark.parametrize(
    "gone", [{"is_active": False}, {"is_staff": False}, {"email": ""}, {"notices": []}]
)
def test_who_is_gone_or_wants_none_is_told_nothing(
    newsroom: Newsroom, gone: dict[str, Any]
) -> None:
    claim = newsroom.claim()
    newsroom.move(claim, Verb.ASSIGN, newsroom.fay, assignee=newsroom.ben)
    User.objects.filter(pk=newsroom.ben.pk).update(**gone)
    assert told() == {}


def test_each_is_told_only_what_they_chose(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    newsroom.move(claim, Verb.SEND_BACK, newsroom.carla, comment="No.")
    only(newsroom.ana, Notice.SENT_BACK)
    assert set(told()) == {"ana"}
    newsroom.bring(claim, Stage.IN_REVIEW)
    newsroom.move(claim, Verb.SEND_BACK, newsroom.carla, comment="No.")
    only(newsroom.ana, Notice.ASSIGNED)
    assert told() == {}


def test_a_long_message_stops_and_leads_to_the_desk(newsroom: Newsroom) -> None:
    for _ in range(posting.LINES + 2):
        claim = newsroom.bare_claim()
        newsroom.move(claim, Verb.ASSIGN, newsroom.fay, assignee=newsroom.ben)
    text = told()["ben"]
    assert text.count("Assigned to you: ") == posting.LINES
    assert "\nAnd 2 more.\n" in text


def test_an_address_that_fails_holds_up_nobody_and_is_tried_again(
    newsroom: Newsroom, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    claim = newsroom.claim()
    newsroom.move(claim, Verb.ASSIGN, newsroom.fay, assignee=newsroom.ben)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert notices.send() == 0
    assert "The notices for ben could not be sent; they are tried again." in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    as_long_again_passes()
    assert set(told()) == {"ben"}
    assert not Message.objects.failed().exists()


def as_long_again_passes() -> None:
    wait = timedelta(days=1)
    Message.objects.update(made_at=F("made_at") - wait, tried_at=F("tried_at") - wait)


def test_a_message_that_failed_waits_as_long_again_before_it_is_tried_once_more(
    newsroom: Newsroom,
) -> None:
    now = timezone.now()
    minute = timedelta(minutes=1)
    Message.objects.create(
        user=newsroom.ben, made_at=now - 9 * minute, tried_at=now - 4 * minute, failure="No route."
    )
    assert not Message.objects.to_send(now).exists()
    assert Message.objects.to_send(now + minute).exists()


def test_a_sender_that_is_stopped_while_sending_leaves_no_second_message(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.move(newsroom.claim(), Verb.ASSIGN, newsroom.fay, assignee=newsroom.ben)

    def sent_and_stopped(mail: EmailMessage) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(EmailMessage, "send", sent_and_stopped)
        with pytest.raises(KeyboardInterrupt):
            notices.send()
    as_long_again_passes()
    assert told() == {}
    assert [message.user for message in Message.objects.failed()] == [newsroom.ben]


def test_a_message_has_the_same_id_each_time_that_it_is_tried(newsroom: Newsroom) -> None:
    newsroom.move(newsroom.claim(), Verb.ASSIGN, newsroom.fay, assignee=newsroom.ben)
    told()
    first = mail.outbox[0].message()["Message-ID"]
    Message.objects.update(sent_at=None, tried_at=None)
    told()
    assert mail.outbox[0].message()["Message-ID"] == first


@pytest.mark.usefixtures("own_database")
def test_a_move_that_is_committed_after_a_later_one_is_told_all_the_same() -> None:
    newsroom = staffed()
    slow, quick = newsroom.claim(), newsroom.claim(headline="The bridge is closed")
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        newsroom.move(slow, Verb.ASSIGN, newsroom.fay, assignee=newsroom.ben)
        pool.submit(on_its_own, assigning(newsroom, quick)).result()
        assert pool.submit(on_its_own, notices.send).result() == 0
    text = told()["ben"]
    assert "The bridge cost ten million" in text
    assert "The bridge is closed" in text


def assigning(newsroom: Newsroom, claim: Claim) -> Callable[[], Any]:
    return lambda: workflow.perform(claim.pk, Verb.ASSIGN, newsroom.sam, assignee=newsroom.ben)
