"""The cast: Ana researches, Carla reviews, Eva publishes, Fay edits the desk, Gus
reads what readers write."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.admin.newsroom import signed_in
from tests.models.factories import at_the_desk
from tests.screens import at_a_screen

__all__ = ["at_the_desk"]


@pytest.fixture
def ana(db: None) -> Client:
    return signed_in("ana")


@pytest.fixture
def carla(db: None) -> Client:
    return signed_in("carla")


@pytest.fixture
def eva(db: None) -> Client:
    return signed_in("eva")


@pytest.fixture
def fay(db: None) -> Client:
    return signed_in("fay")


@pytest.fixture
def gus(db: None) -> Client:
    return signed_in("gus")


@pytest.fixture
def admin(db: None) -> Client:
    return signed_in("admin")


@pytest.fixture
def desk(live_site: str, browser: Browser) -> Iterator[Page]:
    """A browser, on the test's own database."""
    with at_a_screen(browser) as page:
        yield page
