"""The reader's site with the first article in it."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from tests.public.pages import Page, read


@pytest.fixture(scope="session")
def _seeded_database(migrated_database: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    template = connection.settings_dict["NAME"]
    name = f"{template}_seeds"
    with django_db_blocker.unblock():
        connection.close()
        _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        _administer(f"CREATE DATABASE {name} TEMPLATE {template}")
        connection.settings_dict["NAME"] = name
        call_command("seed", verbosity=0)
        connection.close()
        connection.settings_dict["NAME"] = template
    yield name
    with django_db_blocker.unblock():
        _administer(f"DROP DATABASE {name} WITH (FORCE)")


def _administer(sql: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture(scope="module")
def seeds(_seeded_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Use a database that holds the first article, for all tests of the module."""
    template = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = _seeded_database
        yield
        connections.close_all()
        connection.settings_dict["NAME"] = template


@pytest.fixture
def visit(client: Client) -> Iterator[Callable[..., Page]]:
    """Open an address as an anonymous reader; fails unless the answer has the given status."""

    def visit(address: str, status: int = 200) -> Page:
        response = client.get(address, follow=True)
        assert response.status_code == status, f"{address}: {response.status_code}"
        return read(response.content.decode())

    # A request leaves its language behind in the thread.
    with translation.override(settings.LANGUAGE_CODE):
        yield visit
