"""Reviews from before this record, as a sheet brings them in."""

from pathlib import Path

import pytest
from django.test import Client

from factcheck import workflow
from factcheck.models import (
    Claim,
    User,
)
from factcheck.models.acts import ACTS, Verb
from tests.exchange.sheets import brought_in, row, sheet
from tests.public.pages import Page, read
from tests.workflow.newsroom import Newsroom

EARLIER = {
    "status": "false",
    "earlier_url": "https://old.example.org/checks/1",
    "earlier_published_on": "2019-03-04",
    "earlier_author": "Rosa Vidal",
    "earlier_rating": "Pants on fire",
}
THEIRS = EARLIER | {"reviewed_by": "Snopes", "summary": "Nothing supports it."}


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "checks.csv"


def earlier(file: Path, by: User, **cells: str) -> Claim:
    brought_in(sheet(file, [row(**EARLIER | cells)]), by)
    return Claim.objects.get()


def made_public(claim: Claim, desk: Newsroom) -> Claim:
    """By a reviewer and a publisher, as from the list of claims."""
    for person, verb in ((desk.carla, Verb.SIGN_OFF), (desk.eva, Verb.PUBLISH)):
        claim.refresh_from_db()
        workflow.perform_on_one_of_many(claim, ACTS[verb], person, version=claim.version)
    claim.refresh_from_db()
    return claim


def visited(address: str, client: Client) -> Page:
    return read(client.get(address).content.decode())


def page_of(claim: Claim, client: Client) -> Page:
    return read(client.get(f"/claims/{claim.pk}/", follow=True).content.decode())
