"""The cast: Ana researches, Carla reviews, Eva publishes, Fay edits the desk, Gus
reads what readers write."""

import pytest
from django.test import Client

from tests.admin.newsroom import signed_in
from tests.models.factories import at_the_desk

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
