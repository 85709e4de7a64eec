"""Telling receivers of what was published, in the way of https://www.standardwebhooks.com/.

A message names what changed and where it is read: never words that the record does not have. Of a
publication that was redacted before it could be told, only that is said.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from factcheck import outgoing
from factcheck.models import (
    PublicArticle,
    Publication,
    PublicClaim,
    Redaction,
    WebhookDelivery,
    WebhookEndpoint,
)
from factcheck.models.content import ReviewedClaim, claim_fields
from factcheck.models.vocabulary import PublicationKind
from factcheck.models.webhook import REDACTED, TEST, Event, last_serial
from factcheck.templatetags.public import absolute

# The least that Standard Webhooks has receivers be waited for; slow ones have one thread at a time.
SECONDS = 15
# That it arrived is said by the status; the desk shows how the words begin.
MOST_BYTES = 4 * WebhookDelivery.ANSWER
GONE = 410
A_DAY = timedelta(days=1)
State = WebhookDelivery.State


def collect() -> None:
    """Make a delivery to each receiver of what it was not told of yet; never two of the same."""
    for endpoint in WebhookEndpoint.objects.active():
        _collect_for(endpoint)


def collect_until_now(endpoint: WebhookEndpoint) -> int:
    """Make the deliveries that a receiver wants so far; returns the entry up to which they are.

    From there on it may want others, and is not told of all those that it did not want before.
    """
    last = last_serial()
    _collect_for(endpoint)
    return last


def _collect_for(endpoint: WebhookEndpoint) -> None:
    made = [*_of_entries(endpoint), *_of_redactions(endpoint)]
    WebhookDelivery.objects.bulk_create(made, ignore_conflicts=True)


def _of_entries(endpoint: WebhookEndpoint) -> Iterator[WebhookDelivery]:
    # Serials are given one after the other, and so none before the last comes later.
    told = endpoint.deliveries.aggregate(last=Max("publication"))["last"] or 0
    since = max(told, endpoint.since)
    entries = Publication.record.filter(serial__gt=since).in_chain().defer("content")
    for entry in entries.iterator():
        if (event := event_of(entry)) in endpoint.events:
            yield WebhookDelivery(endpoint=endpoint, publication=entry, event=event)


def _of_redactions(endpoint: WebhookEndpoint) -> Iterator[WebhookDelivery]:
    told = endpoint.deliveries.filter(redaction__isnull=False).values("redaction")
    # One more than it needs to know does no harm; transactions began before they are committed.
    since = Redaction.objects.agreed().filter(agreed_at__gt=endpoint.made_at - A_DAY)
    for redaction in since.exclude(pk__in=told).order_by("agreed_at"):
        yield WebhookDelivery(endpoint=endpoint, redaction=redaction, event=REDACTED)


def event_of(publication: Publication) -> Event | None:
    """What an entry tells; a listing, and its end, are no event."""
    kind = PublicationKind(publication.kind)
    if publication.finding_id:
        if kind == PublicationKind.RETRACTION:
            return Event.FINDING_WITHDRAWN
        is_first = kind == PublicationKind.FINDING
        return Event.FINDING_PUBLISHED if is_first else Event.FINDING_CORRECTED
    if kind == PublicationKind.RETRACTION:
        before = Publication.objects.of_claim(publication.claim_pk).reviews()
        return Event.WITHDRAWN if before.exists() else None
    if kind == PublicationKind.REVIEW:
        return Event.PUBLISHED
    return Event.CORRECTED if kind.is_review else None


def attempt(delivery: WebhookDelivery, *, is_last: bool) -> bool:
    """Send a delivery once, and note what came of it; returns whether nothing is left to do.

    Whoever answers 410 is told nothing any more.
    """
    failed = State.GIVEN_UP if is_last else State.WAITING
    body, now = json.dumps(message(delivery), ensure_ascii=False).encode(), int(time.time())
    try:
        answer = outgoing.send(
            "POST",
            delivery.endpoint.url,
            body=body,
            headers={"Content-Type": "application/json", **signed(delivery, now, body)},
            seconds=SECONDS,
            most_bytes=MOST_BYTES,
            redirects=0,
            whole=False,
        )
    except outgoing.NotReached as refusal:
        delivery.failed(refusal.why, failed)
        return is_last
    if answer.status == GONE:
        own = WebhookEndpoint.objects.filter(pk=delivery.endpoint_id)
        own.update(is_active=False, gone_at=timezone.now())
    is_over = answer.is_success or answer.status == GONE or is_last
    state = State.DELIVERED if answer.is_success else State.GIVEN_UP if is_over else failed
    text = answer.body.decode(errors="replace").replace("\0", "\ufffd")
    delivery.came(answer.status, text, state)
    return is_over


def signed(delivery: WebhookDelivery, now: int, body: bytes) -> dict[str, str]:
    """The headers by which a receiver knows who sent it, and that nothing was changed."""
    endpoint = delivery.endpoint
    signing = f"{delivery.message_id}.{now}.".encode() + body
    keys = filter(None, [endpoint.secret, endpoint.earlier_secret])
    return {
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(now),
        "webhook-signature": " ".join(f"v1,{_signature(key, signing)}" for key in keys),
    }


def _signature(secret: str, signing: bytes) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return base64.b64encode(hmac.digest(key, signing, hashlib.sha256)).decode()


def message(delivery: WebhookDelivery) -> dict[str, Any]:
    """What a delivery says: type, time, and data."""
    if delivery.redaction:
        at, data = delivery.redaction.agreed_at, _redaction(delivery.redaction)
    elif delivery.publication:
        at, data = delivery.publication.published_at, _entry(delivery.publication)
    else:
        at, data = delivery.made_at, {"site": f"{settings.SITE_URL}/"}
    assert at
    return {"type": delivery.event, "timestamp": at.isoformat(), "data": data}


def _redaction(redaction: Redaction) -> dict[str, Any]:
    taken = redaction.publications.in_chain().defer("content")
    return {
        "reason": redaction.reason,
        "publications": [_named(publication) for publication in taken],
    }


def _entry(publication: Publication) -> dict[str, Any]:
    data = _named(publication) | {"kind": publication.kind, "number": publication.number}
    if publication.content is None:
        return data | {"redacted": True}
    if publication.claim_id is None:
        entry = publication.said_of_article
        return data | {"reason": entry.publication.reason}
    said = publication.said
    reviewed = said.claim if isinstance(said.claim, ReviewedClaim) else None
    earlier = reviewed.earlier if reviewed and reviewed.is_earlier else None
    return data | {
        "reason": said.publication.reason,
        "language": said.claim.language,
        "headline": said.claim.headline,
        "status": said.claim.status.slug,
        "changed": _changed(publication),
        "earlier_published_on": earlier and earlier.published_on,
    }


def _changed(publication: Publication) -> list[str]:
    """The fields, as the record names them, that the revision before has otherwise."""
    before = Publication.objects.before(publication).first()
    if before is None:
        return []
    old, new = before.said.claim, publication.said.claim
    return [name for name in claim_fields() if getattr(old, name, None) != getattr(new, name, None)]


def _named(publication: Publication) -> dict[str, Any]:
    """An entry, and where what it is of is read; null where nothing of that is public."""
    named: dict[str, Any] = {"serial": publication.serial}
    if publication.claim_id is None:
        article = PublicArticle.objects.filter(slug=_slug(publication)).first()
        return named | {
            "publication": absolute(reverse("entry-json", args=[publication.serial])),
            "article": article
            and {
                "slug": article.slug,
                "page": absolute(article.get_absolute_url()),
                "api": absolute(reverse("api-article", args=[article.slug])),
            },
        }
    address = reverse("publication-json", args=[publication.claim_pk, publication.number])
    claim = PublicClaim.objects.filter(pk=publication.claim_pk).defer("search").first()
    is_rated = claim and not (claim.withdrawn or claim.is_of_citations_only or claim.same_as)
    return named | {
        "publication": absolute(address),
        "claim": {
            "id": publication.claim_pk,
            "page": claim and absolute(claim.get_absolute_url()),
            "api": claim and absolute(reverse("api-claim", args=[claim.pk])),
            "claimreview": (
                absolute(reverse("claim-review", args=[publication.claim_pk])) if is_rated else None
            ),
        },
    }


def _slug(publication: Publication) -> str:
    return publication.finding.article.slug if publication.finding else ""


def send_test(endpoint: WebhookEndpoint) -> WebhookDelivery:
    """Make a delivery that says nothing but that it arrives."""
    return WebhookDelivery.objects.create(endpoint=endpoint, event=TEST)
