"""A database of each release, brought up to date.

Freezing a release adds two files here, named after it. `.sha256` is what `sha256sum` says of its
migrations. `.sql.xz` is a database that it made and seeded, by `pg_dump --inserts
--rows-per-insert=200 --no-owner --no-privileges --no-comments`, without psql's own commands (lines
that begin with a backslash) and without settings that PostgreSQL 15 lacks.
"""

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests import databases
from tests.upgrade.catalogue import Catalogue, catalogue

DUMPS = sorted(Path(__file__).parent.glob("*.sql.xz"))


@pytest.fixture(scope="session")
def fresh(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Catalogue:
    """What a database holds that was made today."""
    with django_db_blocker.unblock():
        return catalogue()


@pytest.fixture(scope="module", params=DUMPS, ids=lambda dump: dump.name.removesuffix(".sql.xz"))
def upgraded(
    request: pytest.FixtureRequest, fresh: Catalogue, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Use a release's database with the seeds, as it is after migrating, for all of a module."""
    own = f"{connection.settings_dict['NAME']}_upgraded"
    with django_db_blocker.unblock():
        databases.copy("template1", own)
        try:
            with databases.in_use(own):
                with connection.cursor() as cursor:
                    cursor.execute(lzma.decompress(request.param.read_bytes()).decode())
                # What the dump sets is for the session that loads it.
                connection.close()
                call_command("migrate", verbosity=0)
                yield
        finally:
            databases.drop(own)
