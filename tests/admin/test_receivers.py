"""Administrators keep the receivers of what is published, and see what became of each message."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck import tasks, webhooks
from factcheck.models import WebhookDelivery, WebhookEndpoint
from factcheck.models.vocabulary import Stage
from factcheck.models.webhook import Event
from tests.admin.newsroom import signed_in
from tests.background import all_is_done, waiting
from tests.public.pages import Page, read
from tests.receiving import Receiver, receiver
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.django_db
LIST = "/admin/factcheck/webhookendpoint/"


@pytest.fixture
def there(settings: Any) -> Iterator[Receiver]:
    with receiver(settings) as found:
        yield found


@pytest.fixture
def admin() -> Client:
    return signed_in("admin")


@pytest.fixture
def endpoint(there: Receiver) -> WebhookEndpoint:
    return WebhookEndpoint.objects.create(url=there.url)


def address(endpoint: WebhookEndpoint) -> str:
    return f"{LIST}{endpoint.pk}/deliveries/"


def page_of(client: Client, endpoint: WebhookEndpoint) -> Page:
    return read(client.get(address(endpoint)).content.decode())


def work() -> None:
    """Do what waits for a worker."""
    tasks.tell_receivers()
    for delivery in WebhookDelivery.objects.waiting():
        webhooks.attempt(delivery, is_last=False)


def test_a_receiver_is_added_with_what_it_is_told(admin: Client) -> None:
    form = read(admin.get(f"{LIST}add/").content.decode())
    boxes = [each for each in form.all("input", name="events") if "checked" in each.attributes]
    assert len(boxes) == len(Event)
    sent = {"url": "https://news.example.org/hook", "events": ["review.withdrawn"]}
    admin.post(f"{LIST}add/", sent | {"is_active": "on"})
    made = WebhookEndpoint.objects.get()
    assert (made.url, made.events, made.is_active) == (*sent.values(), True)
    assert made.secret.startswith("whsec_")
    assert made.url in admin.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://example.org/", "does not begin with http:// or https://"),
        ("news.example.org/hook", "does not begin with http:// or https://"),
        ("https://ana:secret@example.org/", "carries a user name or a password"),
    ],
)
def test_an_address_that_is_none_is_refused(admin: Client, url: str, said: str) -> None:
    response = admin.post(f"{LIST}add/", {"url": url, "events": ["review.withdrawn"]})
    assert said in response.content.decode()
    assert not WebhookEndpoint.objects.exists()


def test_a_test_is_sent_by_a_click(
    admin: Client, endpoint: WebhookEndpoint, there: Receiver
) -> None:
    page = admin.post(address(endpoint), {"test": "1"}, follow=True).content.decode()
    assert "It is sent as soon as a worker is free." in page
    assert [task for task, _arguments in waiting()] == ["deliver"]
    work()
    row = page_of(admin, endpoint).one("tbody").one("tr").words
    assert "test" in row
    assert "delivered" in row
    assert "204" in row
    assert len(there.got) == 1


def test_what_was_given_up_stands_on_the_desk_and_is_sent_again_by_a_click(
    admin: Client, endpoint: WebhookEndpoint, there: Receiver
) -> None:
    all_is_done()
    delivery = webhooks.send_test(endpoint)
    there.answers = [(500, b"<b>Out of order.</b>")]
    webhooks.attempt(delivery, is_last=True)
    desk = read(admin.get("/admin/").content.decode())
    said = f"Messages to {endpoint.url} never arrived, and are not tried any more."
    assert desk.links[said] == address(endpoint)
    assert "never arrived" not in signed_in("fay").get("/admin/").content.decode()
    assert "500 <b>Out of order.</b>" in page_of(admin, endpoint).one("tbody").words

    admin.post(address(endpoint), {"again": str(delivery.pk)})
    work()

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("delivered", 2)
    assert len({each.headers["webhook-id"] for each in there.got}) == 1
    assert "never arrived" not in admin.get("/admin/").content.decode()


def test_what_waits_for_its_time_is_sent_at_once_by_a_click(
    admin: Client, endpoint: WebhookEndpoint
) -> None:
    delivery = webhooks.send_test(endpoint)
    for _click in range(2):
        tasks.tell_receivers()
        admin.post(address(endpoint), {"again": str(delivery.pk), "at": str(_click)})
    assert waiting() == [("deliver", {"delivery_id": delivery.pk})]


def test_who_wants_no_more_stands_on_the_desk_until_it_is_made_active(
    admin: Client, endpoint: WebhookEndpoint, there: Receiver
) -> None:
    all_is_done()
    there.answers = [(410, b"")]
    webhooks.attempt(webhooks.send_test(endpoint), is_last=False)
    assert "wants no more messages, and was made inactive" in admin.get("/admin/").content.decode()
    assert "it answered that it wants no more" in admin.get(address(endpoint)).content.decode()
    sent = {"url": endpoint.url, "events": endpoint.events, "is_active": "on"}
    admin.post(f"{LIST}{endpoint.pk}/change/", sent)
    endpoint.refresh_from_db()
    assert (endpoint.is_active, endpoint.gone_at) == (True, None)


def test_the_secret_is_shown_and_changed_in_two_steps(
    admin: Client, endpoint: WebhookEndpoint
) -> None:
    earlier = endpoint.secret
    assert page_of(admin, endpoint).one("details").one("code").text == earlier
    admin.post(address(endpoint), {"rotate": "1"})
    endpoint.refresh_from_db()
    assert endpoint.earlier_secret == earlier
    assert page_of(admin, endpoint).one("details").one("code").text == endpoint.secret != earlier
    admin.post(address(endpoint), {"forget": "1"})
    endpoint.refresh_from_db()
    assert endpoint.earlier_secret == ""


@pytest.mark.parametrize("name", ["ana", "carla", "eva", "fay", "gus"])
def test_nobody_else_sees_receivers_or_their_secrets(endpoint: WebhookEndpoint, name: str) -> None:
    client = signed_in(name)
    assert client.get(LIST).status_code == 403
    assert client.get(address(endpoint)).status_code == 403
    assert client.post(address(endpoint), {"rotate": "1"}).status_code == 403


def test_a_message_of_somebody_elses_is_not_sent_from_here(
    admin: Client, endpoint: WebhookEndpoint
) -> None:
    other = webhooks.send_test(WebhookEndpoint.objects.create(url="https://example.org/"))
    for number in (str(other.pk), "x", ""):
        admin.post(address(endpoint), {"again": number})
    assert waiting() == []


def test_what_is_sent_by_a_click_goes_before_what_waits(
    admin: Client, endpoint: WebhookEndpoint, newsroom: Newsroom
) -> None:
    for _each in range(2):
        newsroom.claim_in(Stage.PUBLISHED)
    tasks.tell_receivers()
    last = endpoint.deliveries.first()
    assert last
    admin.post(address(endpoint), {"again": str(last.pk)})
    first = ProcrastinateJob.objects.order_by("-priority", "pk")[0]
    assert first.args == {"delivery_id": last.pk}


def test_what_a_receiver_wants_more_is_told_from_then_on(
    admin: Client, there: Receiver, newsroom: Newsroom
) -> None:
    endpoint = WebhookEndpoint.objects.create(url=there.url, events=[Event.WITHDRAWN])
    newsroom.bring(newsroom.claim_in(Stage.PUBLISHED), Stage.WITHDRAWN)
    newsroom.claim_in(Stage.PUBLISHED)
    wanted = {"url": there.url, "is_active": "on", "events": [Event.WITHDRAWN, Event.PUBLISHED]}
    admin.post(f"{LIST}{endpoint.pk}/change/", wanted)
    assert WebhookEndpoint.objects.get().events == wanted["events"]
    # What it wanted before is not lost.
    assert [each.event for each in endpoint.deliveries.all()] == ["review.withdrawn"]

    newsroom.claim_in(Stage.PUBLISHED)
    webhooks.collect()

    assert [each.event for each in endpoint.deliveries.all()] == [
        "review.published",
        "review.withdrawn",
    ]
