"""The newsroom's cast at the admin, each with a browser of their own."""

import pytest
from django.test import Client

from factcheck.models import User
from tests.workflow.newsroom import Newsroom


@pytest.fixture
def at_the_desk() -> None:
    """Let nobody act who has not signed in."""


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    made = Newsroom()
    User.objects.update(is_staff=True)
    return made


def at_work(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
