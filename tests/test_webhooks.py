"""Receivers are told of what is published, once, signed, and never of words that are gone."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job
from standardwebhooks import Webhook, WebhookVerificationError

from factcheck import outgoing, tasks, webhooks, workflow
from factcheck.api import documentation
from factcheck.models import Claim, WebhookDelivery, WebhookEndpoint
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.models.webhook import Event, new_secret
from factcheck.publishing import redacting
from tests.background import waiting
from tests.receiving import Receiver, receiver
from tests.workflow.findings import finding_in
from tests.workflow.newsroom import Newsroom, by_hand

pytestmark = pytest.mark.django_db
State = WebhookDelivery.State


@pytest.fixture
def there(settings: Any) -> Iterator[Receiver]:
    """A receiver in the newsroom's own network, that answers as the test says."""
    with receiver(settings) as found:
        yield found


@pytest.fixture
def endpoint(there: Receiver, newsroom: Newsroom) -> WebhookEndpoint:
    return WebhookEndpoint.objects.create(url=there.url)


def send_all(*, is_last: bool = False) -> None:
    webhooks.collect()
    for delivery in WebhookDelivery.objects.waiting().order_by("pk"):
        webhooks.attempt(delivery, is_last=is_last)


def verified(there: Receiver, secret: str) -> list[dict[str, Any]]:
    """What the receiver got, as the library of the specification reads it."""
    return [Webhook(secret).verify(each.body, each.headers) for each in there.got]


def test_a_review_is_told_with_where_it_is_read(
    newsroom: Newsroom, endpoint: WebhookEndpoint, there: Receiver, settings: Any
) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    send_all()
    [message] = verified(there, endpoint.secret)
    publication = claim.publications.get(kind="review")
    site, number = settings.SITE_URL, publication.number
    assert message["type"] == "review.published"
    assert message["timestamp"] == publication.published_at.isoformat()
    assert message["data"] == {
        "serial": publication.serial,
        "publication": f"{site}/claims/{claim.pk}/publications/{number}.json",
        "claim": {
            "id": claim.pk,
            "page": f"{site}/claims/{claim.pk}/the-bridge-cost-ten-million/",
            "api": f"{site}/api/v1/claims/{claim.pk}/",
            "claimreview": f"{site}/claims/{claim.pk}/claimreview.json",
        },
        "kind": "review",
        "number": number,
        "reason": "",
        "language": "en",
        "headline": "The bridge cost ten million",
        "status": "true",
        "changed": [],
        "earlier_published_on": None,
    }
    delivery = endpoint.deliveries.get()
    assert (delivery.state, delivery.attempts, delivery.status) == (State.DELIVERED, 1, 204)


def test_a_correction_is_told_with_what_changed_and_a_withdrawal_too(
    newsroom: Newsroom, endpoint: WebhookEndpoint, there: Receiver
) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    newsroom.move(claim, Verb.REOPEN, newsroom.ana, comment="A new source.")
    newsroom.change(claim, summary="It cost eleven.")
    kind = PublicationKind.CORRECTION
    newsroom.bring(claim, Stage.PUBLISHED, kind=kind, reason="We had misread.")
    newsroom.bring(claim, Stage.WITHDRAWN)
    send_all()
    _review, correction, withdrawal = verified(there, endpoint.secret)
    assert correction["type"] == "review.corrected"
    assert correction["data"]["kind"] == "correction"
    assert correction["data"]["reason"] == "We had misread."
    assert "summary" in correction["data"]["changed"]
    assert "headline" not in correction["data"]["changed"]
    assert withdrawal["type"] == "review.withdrawn"
    assert withdrawal["data"]["status"] == "unverified"
    assert withdrawal["data"]["claim"]["claimreview"] is None


def test_neither_a_listing_nor_its_end_is_told(
    newsroom: Newsroom, endpoint: WebhookEndpoint
) -> None:
    claim = newsroom.claim()
    workflow.list_claim(claim.pk, newsroom.eva)
    newsroom.bring(claim, Stage.DROPPED)
    send_all()
    assert not WebhookDelivery.objects.exists()


def test_only_what_a_receiver_chose_is_told_and_nothing_from_before_it_came(
    newsroom: Newsroom, there: Receiver
) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    chosen = WebhookEndpoint.objects.create(url=there.url, events=[Event.WITHDRAWN])
    claim = newsroom.claim_in(Stage.PUBLISHED)
    newsroom.bring(claim, Stage.WITHDRAWN)
    webhooks.collect()
    assert [each.event for each in chosen.deliveries.all()] == ["review.withdrawn"]


def test_a_redaction_has_every_receiver_forget_and_says_none_of_the_words(
    newsroom: Newsroom, there: Receiver
) -> None:
    endpoint = WebhookEndpoint.objects.create(url=there.url, events=[])
    claim = newsroom.claim_in(Stage.PUBLISHED)
    taken = list(claim.publications.in_chain())
    redact(newsroom, claim)
    send_all()
    [message] = verified(there, endpoint.secret)
    assert message["type"] == "publication.redacted"
    assert message["data"]["reason"] == "A court’s order."
    named = message["data"]["publications"]
    assert [each["serial"] for each in named] == [each.serial for each in taken]
    assert {each["claim"]["id"] for each in named} == {claim.pk}
    assert {each["claim"]["page"] for each in named} == {None}
    assert "bridge" not in json.dumps(message)


def test_what_was_redacted_before_it_could_be_told_is_told_without_its_words(
    newsroom: Newsroom, endpoint: WebhookEndpoint, there: Receiver
) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    webhooks.collect()
    redact(newsroom, claim)
    send_all()
    review, redaction = verified(there, endpoint.secret)
    assert review["data"]["redacted"] is True
    assert redaction["type"] == "publication.redacted"
    assert "bridge" not in json.dumps(review)


def redact(newsroom: Newsroom, claim: Claim) -> None:
    asked = redacting.ask(claim, claim.publications.all(), "A court’s order.", newsroom.eva)
    redacting.agree(asked, newsroom.sam)


def test_each_is_made_once_however_often_it_is_looked_for(
    newsroom: Newsroom, endpoint: WebhookEndpoint
) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    for _minute in range(3):
        tasks.tell_receivers()
    [delivery] = endpoint.deliveries.all()
    assert waiting() == [("deliver", {"delivery_id": delivery.pk})]


def test_a_publication_asks_for_it_to_be_told_when_it_is_committed(
    newsroom: Newsroom, endpoint: WebhookEndpoint, django_capture_on_commit_callbacks: Any
) -> None:
    for _publication in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            newsroom.claim_in(Stage.PUBLISHED)
    assert [task for task, _arguments in waiting()] == ["tell_receivers"]


def test_nothing_is_asked_for_where_there_is_no_receiver(
    newsroom: Newsroom, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        newsroom.claim_in(Stage.PUBLISHED)
    assert waiting() == []


def test_what_was_changed_on_the_way_is_not_taken_for_ours(
    newsroom: Newsroom, endpoint: WebhookEndpoint, there: Receiver
) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    send_all()
    [got] = there.got
    for secret, body in ((new_secret(), got.body), (endpoint.secret, got.body + b" ")):
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(body, got.headers)


def test_the_lines_of_the_documentation_tell_ours_from_others(
    newsroom: Newsroom, endpoint: WebhookEndpoint, there: Receiver
) -> None:
    endpoint.rotate()
    newsroom.claim_in(Stage.PUBLISHED)
    send_all()
    [got] = there.got
    lines: dict[str, Any] = {}
    exec(documentation.VERIFYING, lines)  # noqa: S102
    is_from_here = lines["is_from_here"]
    assert is_from_here(got.headers, got.body, endpoint.secret)
    assert is_from_here(got.headers, got.body, endpoint.earlier_secret)
    assert not is_from_here(got.headers, got.body, new_secret())
    assert not is_from_here(got.headers, got.body + b" ", endpoint.secret)
    late = {**got.headers, "webhook-timestamp": "1000000000"}
    assert not is_from_here(late, got.body, endpoint.secret)


def test_while_a_secret_changes_both_are_good(
    newsroom: Newsroom, endpoint: WebhookEndpoint, there: Receiver
) -> None:
    earlier = endpoint.secret
    endpoint.rotate()
    webhooks.send_test(endpoint)
    send_all()
    assert endpoint.secret != earlier
    for secret in (earlier, endpoint.secret):
        assert verified(there, secret)[0]["type"] == "test"
    endpoint.forget_earlier()
    there.got.clear()
    webhooks.send_test(endpoint)
    send_all()
    with pytest.raises(WebhookVerificationError):
        verified(there, earlier)


def test_what_did_not_arrive_waits_with_the_answer_and_has_the_same_number_again(
    endpoint: WebhookEndpoint, there: Receiver
) -> None:
    webhooks.send_test(endpoint)
    there.answers = [(500, b"Out of order." * 100), (302, b""), (200, b"Thanks.")]
    for number, status in enumerate((500, 302, 200), 1):
        send_all()
        delivery = endpoint.deliveries.get()
        assert (delivery.attempts, delivery.status) == (number, status)
        assert delivery.state == (State.DELIVERED if status == 200 else State.WAITING)
    assert delivery.answer == "Thanks."
    assert {each.headers["webhook-id"] for each in there.got} == {delivery.message_id}


def test_the_status_alone_says_that_it_arrived_however_much_is_answered(
    endpoint: WebhookEndpoint, there: Receiver
) -> None:
    webhooks.send_test(endpoint)
    there.answers = [(200, b"x" * 200_000)]
    send_all()
    delivery = endpoint.deliveries.get()
    assert (delivery.state, delivery.status) == (State.DELIVERED, 200)
    assert delivery.answer == "x" * WebhookDelivery.ANSWER


def test_an_address_in_a_network_that_is_not_public_is_not_told(
    endpoint: WebhookEndpoint, settings: Any
) -> None:
    settings.OUTGOING_NETWORKS = []
    webhooks.send_test(endpoint)
    send_all(is_last=True)
    delivery = endpoint.deliveries.get()
    assert (delivery.state, delivery.why) == (State.GIVEN_UP, outgoing.Why.NOT_PUBLIC)


def test_who_answers_that_it_is_gone_is_told_nothing_more(
    newsroom: Newsroom, endpoint: WebhookEndpoint, there: Receiver
) -> None:
    webhooks.send_test(endpoint)
    there.answers = [(410, b"")]
    send_all()
    endpoint.refresh_from_db()
    assert not endpoint.is_active
    assert endpoint.gone_at
    assert endpoint.deliveries.get().state == State.GIVEN_UP
    newsroom.claim_in(Stage.PUBLISHED)
    send_all()
    assert len(there.got) == 1


def test_who_was_too_slow_a_moment_ago_is_not_waited_for_again(
    newsroom: Newsroom, endpoint: WebhookEndpoint, there: Receiver
) -> None:
    webhooks.send_test(endpoint).failed(outgoing.Why.TOO_SLOW, State.GIVEN_UP)
    newsroom.claim_in(Stage.PUBLISHED)
    tasks.tell_receivers()
    [delivery] = endpoint.deliveries.waiting()
    with pytest.raises(tasks.NotDelivered):
        deliver(delivery)
    assert there.got == []
    endpoint.deliveries.update(tried_at=timezone.now() - WebhookEndpoint.PATIENCE)
    deliver(delivery)
    assert len(there.got) == 1


def test_who_is_being_told_is_not_told_by_a_second_thread(
    newsroom: Newsroom,
    endpoint: WebhookEndpoint,
    there: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks, "A_TURN", 0.01)
    newsroom.claim_in(Stage.PUBLISHED)
    webhooks.collect()
    [delivery] = endpoint.deliveries.waiting()
    with tasks.turn_of(endpoint.pk):
        with pytest.raises(tasks.NotDelivered):
            deliver(delivery)
        assert there.got == []
    deliver(delivery)
    assert len(there.got) == 1


def deliver(delivery: WebhookDelivery) -> None:
    """As a worker does."""
    job = Job(id=1, queue="deliveries", lock=None, queueing_lock=None, task_name="deliver")
    context = JobContext(app=app, job=job, start_timestamp=0, abort_reason=lambda: None)
    tasks.deliver(context, delivery_id=delivery.pk)


def test_what_receivers_must_forget_goes_before_the_rest(
    newsroom: Newsroom, endpoint: WebhookEndpoint
) -> None:
    for stage in (Stage.PUBLISHED, Stage.WITHDRAWN):
        newsroom.claim_in(stage)
    tasks.tell_receivers()
    asked = ProcrastinateJob.objects.order_by("-priority", "pk")
    first = WebhookDelivery.objects.get(pk=asked[0].args["delivery_id"])
    assert first.event == Event.WITHDRAWN


def test_tries_are_spread_over_three_days_and_then_given_up() -> None:
    waits = tasks.BackOff.SECONDS
    assert list(waits) == sorted(waits)
    assert 3 * 86_400 < sum(waits) < 4 * 86_400


def test_looking_for_what_is_new_costs_the_same_however_much_was_told(
    newsroom: Newsroom, endpoint: WebhookEndpoint
) -> None:
    counts = []
    for _time in range(2):
        for _claim in range(2):
            newsroom.claim_in(Stage.PUBLISHED)
        webhooks.collect()
        with CaptureQueriesContext(connection) as queries:
            webhooks.collect()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_database_refuses_a_second_delivery_of_the_same(
    newsroom: Newsroom, endpoint: WebhookEndpoint
) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    webhooks.collect()
    with pytest.raises(Exception, match="webhook_once_for_each_entry"):
        by_hand(
            "INSERT INTO factcheck_webhookdelivery (endpoint_id, publication_id, event, state, "
            "attempts, made_at, answer, why) SELECT endpoint_id, publication_id, event, state, "
            "attempts, made_at, answer, why FROM factcheck_webhookdelivery"
        )


def test_a_finding_on_an_article_is_told(
    newsroom: Newsroom, endpoint: WebhookEndpoint, there: Receiver, settings: Any
) -> None:
    finding = finding_in(Stage.PUBLISHED, newsroom)
    send_all()
    message = verified(there, endpoint.secret)[-1]
    assert message["type"] == "finding.published"
    slug = finding.article.slug
    assert message["data"]["article"]["page"].endswith(f"/articles/{slug}/")
    assert message["data"]["article"]["api"].endswith(f"/api/v1/articles/{slug}/")
    serial = message["data"]["serial"]
    assert message["data"]["publication"] == f"{settings.SITE_URL}/record/{serial}.json"
