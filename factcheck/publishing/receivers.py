"""Having receivers told of what was published or redacted, as soon as it is certain.

Whatever is lost here, the worker finds in the record within a minute.
"""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from factcheck.models import WebhookEndpoint


def tell() -> None:
    transaction.on_commit(_ask, robust=True)


def _ask() -> None:
    if WebhookEndpoint.objects.active().exists():
        with suppress(AlreadyEnqueued), transaction.atomic():
            app.configure_task("tell_receivers", allow_unknown=False).defer(timestamp=0)
