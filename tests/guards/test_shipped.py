"""The files of `factcheck/guards` are what the migrations made of a database, to the letter."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection

from factcheck import guards
from tests.upgrade.catalogue import catalogue
from tests.workflow.newsroom import by_hand


def definitions() -> dict[str, set[tuple[str, ...]]]:
    return {kind: rows for kind, rows in catalogue().items() if kind in ("functions", "triggers")}


def apply_files() -> None:
    with connection.cursor() as cursor:
        cursor.execute(guards.sql())


@pytest.mark.django_db
def test_a_migrated_database_has_the_guards_of_the_files() -> None:
    assert guards.faults() == []


@pytest.mark.django_db
def test_applying_the_files_changes_nothing() -> None:
    before = catalogue()
    apply_files()
    assert catalogue() == before


@pytest.mark.django_db
def test_applying_the_files_restores_what_was_lost() -> None:
    before = catalogue()
    by_hand("DROP FUNCTION factcheck_audit, factcheck_void_resting, factcheck_same_as CASCADE")
    by_hand("DROP FUNCTION factcheck_written_once, factcheck_guard_move CASCADE")
    by_hand("ALTER TABLE factcheck_claim DISABLE TRIGGER USER")
    by_hand("DROP VIEW factcheck_scalechange")
    assert guards.faults()
    apply_files()
    assert guards.faults() == []
    assert catalogue() == before


@pytest.fixture
def functions(db: None) -> Iterator[list[tuple[str, list[str] | None, bool]]]:
    with connection.cursor() as cursor:
        cursor.execute(
            r"SELECT proname, proconfig, prosecdef FROM pg_proc WHERE proname LIKE 'factcheck\_%'"
        )
        yield cursor.fetchall()


def test_every_function_pins_the_path(functions: list[tuple[str, list[str], bool]]) -> None:
    assert functions
    for name, config, _definer in functions:
        assert config == ["search_path=pg_catalog, pg_temp"], name


def test_only_the_audit_runs_as_the_owner(functions: list[tuple[str, list[str], bool]]) -> None:
    assert [name for name, _config, definer in functions if definer] == ["factcheck_audit"]


@pytest.mark.system
@pytest.mark.usefixtures("own_database")
def test_migrating_back_brings_the_guards_that_were_there_before() -> None:
    call_command("migrate", "factcheck", "0003", verbosity=0)
    earlier = definitions()
    call_command("migrate", "factcheck", "0002", verbosity=0)
    call_command("migrate", "factcheck", "0003", verbosity=0)
    assert definitions() == earlier
    call_command("migrate", verbosity=0)
    assert guards.faults() == []
