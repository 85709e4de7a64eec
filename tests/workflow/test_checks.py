"""The system check that says when the guards could be switched off by the role that serves."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.core.checks import Warning as CheckWarning
from django.db import ProgrammingError, connection, transaction

from factcheck.checks import HINT, role_owns_no_table
from factcheck.models.vocabulary import Stage
from tests.workflow.newsroom import Newsroom, by_hand

DATABASES = ["default"]


@pytest.fixture
def _own_server(db: None) -> Iterator[None]:
    """Take the database of the tests for one that was named in DATABASE_URL."""
    with patch.dict(connection.settings_dict, ENGINE="config.postgresql"):
        yield


@contextmanager
def role(name: str, options: str = "") -> Iterator[None]:
    by_hand(f"CREATE ROLE {name} {options}")
    by_hand(f"SET LOCAL ROLE {name}")
    yield
    by_hand("RESET ROLE")
    by_hand(f"DROP ROLE {name}")


@pytest.mark.usefixtures("_own_server")
def test_a_superuser_is_warned_of() -> None:
    with role("mighty", "SUPERUSER"):
        [warning] = role_owns_no_table(databases=DATABASES)
    assert isinstance(warning, CheckWarning)
    assert warning.id == "factcheck.W001"
    assert warning.msg == (
        "The database role “mighty” is a superuser, and so could switch off the guards of the "
        "record and the audit."
    )
    assert "CREATE ROLE factcheck_app LOGIN" in (warning.hint or "")


@pytest.mark.usefixtures("_own_server")
def test_a_member_of_the_owner_is_warned_of() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'factcheck_publication'")
        owner = cursor.fetchone()[0]
        cursor.execute("CREATE ROLE landlord")
        cursor.execute("ALTER TABLE factcheck_publication OWNER TO landlord")
    with role("tenant", "IN ROLE landlord"):
        [warning] = role_owns_no_table(databases=DATABASES)
    by_hand(f"ALTER TABLE factcheck_publication OWNER TO {owner}")
    assert warning.msg.startswith("The database role “tenant” owns the tables")


@pytest.mark.usefixtures("_own_server")
def test_a_role_that_owns_nothing_is_fine() -> None:
    with role("guest"):
        assert role_owns_no_table(databases=DATABASES) == []


@pytest.mark.usefixtures("_own_server")
def test_what_the_warning_advises_works_and_is_enough() -> None:
    for statement in re.findall(r"^    (\w.*?);$", HINT, re.DOTALL | re.MULTILINE):
        by_hand(statement)
    desk = Newsroom()
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    by_hand("SET LOCAL ROLE factcheck_app")

    assert role_owns_no_table(databases=DATABASES) == []
    assert desk.claim_in(Stage.WITHDRAWN).publications.count() == 2
    for forbidden in (
        "ALTER TABLE factcheck_publication DISABLE TRIGGER USER",
        "TRUNCATE factcheck_publication CASCADE",
        "SET session_replication_role = replica",
    ):
        with pytest.raises(ProgrammingError, match=r"must be owner|denied"), transaction.atomic():
            by_hand(forbidden)


@pytest.mark.usefixtures("_own_server")
def test_a_database_without_tables_is_fine() -> None:
    by_hand("ALTER TABLE factcheck_publication RENAME TO elsewhere")
    assert role_owns_no_table(databases=DATABASES) == []


@pytest.mark.django_db
def test_the_embedded_database_has_one_role_only() -> None:
    if connection.settings_dict["ENGINE"] != "config.embedded":
        pytest.skip("The tests run on a server of their own.")
    assert role_owns_no_table(databases=DATABASES) == []


def test_no_database_is_asked_where_none_is_checked() -> None:
    assert role_owns_no_table(databases=None) == []
