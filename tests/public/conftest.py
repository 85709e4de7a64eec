"""The reader's site."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from factcheck.models import Claim
from factcheck.models.vocabulary import Stage
from tests.public.pages import Page, Visit, read
from tests.workflow.newsroom import Newsroom


@pytest.fixture
def visit(client: Client) -> Iterator[Visit]:
    """Open an address as an anonymous reader; fails unless the answer has the given status."""

    def visit(address: str, status: int = 200) -> Page:
        response = client.get(address, follow=True)
        assert response.status_code == status, f"{address}: {response.status_code}"
        return read(response.content.decode())

    # A request leaves its language behind in the thread.
    with translation.override(settings.LANGUAGE_CODE):
        yield visit


@pytest.fixture
def claim(desk: Newsroom) -> Claim:
    """A claim with a published review."""
    return desk.claim_in(Stage.PUBLISHED)
