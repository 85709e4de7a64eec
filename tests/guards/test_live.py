"""How a database's guards differ from those of this version is found, and named."""

from io import StringIO

import pytest
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.core.management import CommandError, call_command

from factcheck import guards
from factcheck.checks import guards_are_as_shipped
from tests.workflow.newsroom import by_hand

pytestmark = pytest.mark.django_db

FORGED = "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW;END'"


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        ("DROP TRIGGER audit ON factcheck_claim", "trigger audit of factcheck_claim is missing"),
        (
            "ALTER TABLE factcheck_move DISABLE TRIGGER guard_move",
            "trigger guard_move of factcheck_move is switched off",
        ),
        (
            "ALTER TABLE factcheck_move ENABLE REPLICA TRIGGER guard_move",
            "trigger guard_move of factcheck_move is switched off",
        ),
        (
            "CREATE OR REPLACE TRIGGER audit AFTER INSERT ON factcheck_page "
            "FOR EACH ROW EXECUTE FUNCTION factcheck_audit('beside', '', '')",
            "trigger audit of factcheck_page is changed",
        ),
        (
            "CREATE OR REPLACE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON factcheck_page "
            "FOR EACH ROW WHEN (false) EXECUTE FUNCTION factcheck_audit('beside', '', '')",
            "trigger audit of factcheck_page is changed",
        ),
        (
            "CREATE TRIGGER zz BEFORE INSERT ON factcheck_move "
            "FOR EACH ROW EXECUTE FUNCTION factcheck_guard_move()",
            "trigger zz of factcheck_move is not ours",
        ),
        (
            "CREATE RULE none AS ON INSERT TO factcheck_auditentry DO INSTEAD NOTHING",
            "rule none of factcheck_auditentry is not ours",
        ),
        (
            "DROP FUNCTION factcheck_guard_move() CASCADE",
            "function factcheck_guard_move() is missing",
        ),
        (
            f"CREATE OR REPLACE FUNCTION factcheck_guard_move() {FORGED}",
            "function factcheck_guard_move() is changed",
        ),
        (
            "ALTER FUNCTION factcheck_audit() SECURITY INVOKER",
            "function factcheck_audit() is changed",
        ),
        ("ALTER FUNCTION factcheck_actor() IMMUTABLE", "function factcheck_actor() is changed"),
        ("ALTER FUNCTION factcheck_actor() RESET ALL", "function factcheck_actor() is changed"),
        (
            "ALTER FUNCTION factcheck_actor() SET search_path = pg_temp, pg_catalog",
            "function factcheck_actor() is changed",
        ),
        (f"CREATE FUNCTION factcheck_own() {FORGED}", "function factcheck_own() is not ours"),
        (
            "CREATE FUNCTION factcheck_redacts(article int) RETURNS bool "
            "LANGUAGE sql AS 'SELECT true'",
            "function factcheck_redacts(article integer) is not ours",
        ),
        (
            "CREATE AGGREGATE factcheck_all (bool) (SFUNC = booland_statefunc, STYPE = bool)",
            "function factcheck_all(boolean) is not ours",
        ),
        (
            "GRANT EXECUTE ON FUNCTION factcheck_audit() TO PUBLIC",
            "function factcheck_audit() may be executed by others than its owner",
        ),
        (
            "CREATE ROLE heir; ALTER FUNCTION factcheck_actor() OWNER TO heir",
            "function factcheck_actor() belongs to somebody else than the tables",
        ),
    ],
)
def test_what_differs_is_named(tampering: str, fault: str) -> None:
    for statement in tampering.split("; "):
        by_hand(statement)
    assert fault in guards.faults()
    assert len(guards.faults()) <= 2


def test_a_constraint_that_is_switched_off_is_named() -> None:
    by_hand("ALTER TABLE factcheck_messageline DISABLE TRIGGER ALL")
    assert {fault.partition("_")[0] for fault in guards.faults()} == {"trigger RI"}


def test_a_function_of_another_schema_is_not_taken_for_ours() -> None:
    by_hand("CREATE SCHEMA elsewhere")
    by_hand(f"CREATE FUNCTION elsewhere.factcheck_make_move() {FORGED}")
    by_hand("SET LOCAL search_path = elsewhere, public")
    by_hand(
        "CREATE OR REPLACE TRIGGER make_move AFTER INSERT ON factcheck_move "
        "FOR EACH ROW EXECUTE FUNCTION factcheck_make_move()"
    )
    assert guards.faults() == ["trigger make_move of factcheck_move is changed"]


def test_asking_leaves_the_path_as_it_was() -> None:
    by_hand("SET LOCAL search_path = public, pg_catalog")
    guards.faults()
    assert by_hand("SELECT 1 WHERE current_setting('search_path') = 'public, pg_catalog'") == 1


def checked() -> list[CheckMessage]:
    return guards_are_as_shipped(databases=["default"])


def test_the_check_is_silent_where_all_is_well_or_none_is_asked_for() -> None:
    assert checked() == []
    by_hand("DROP TRIGGER audit ON factcheck_claim")
    assert guards_are_as_shipped(databases=None) == []


def test_the_check_refuses_and_says_how_to_restore() -> None:
    by_hand("DROP TRIGGER audit ON factcheck_claim")
    [error] = checked()
    assert isinstance(error, Error)
    assert error.msg == (
        "The guards of the record and the audit are not those of this version: "
        "trigger audit of factcheck_claim is missing."
    )
    assert "cat factcheck/guards/*.sql | python manage.py dbshell" in (error.hint or "")


def test_the_check_asks_to_migrate_where_migrations_are_missing() -> None:
    by_hand("DROP TRIGGER audit ON factcheck_claim")
    by_hand("DELETE FROM django_migrations WHERE app = 'factcheck' AND name >= '0004'")
    [warning] = checked()
    assert isinstance(warning, CheckWarning)
    assert warning.hint == "Run manage.py migrate."


def test_the_check_says_nothing_of_a_database_that_is_empty_yet() -> None:
    by_hand("DROP TRIGGER audit ON factcheck_claim")
    by_hand("DELETE FROM django_migrations WHERE app = 'factcheck'")
    assert checked() == []


def test_verifying_the_record_names_what_differs() -> None:
    call_command("verify_record", stdout=StringIO())
    by_hand("DROP TRIGGER audit ON factcheck_claim")
    by_hand("ALTER TABLE factcheck_move DISABLE TRIGGER guard_move")
    with pytest.raises(CommandError) as refusal:
        call_command("verify_record")
    assert str(refusal.value) == (
        "The guards of the record and the audit are not those of this version:\n"
        "trigger audit of factcheck_claim is missing\n"
        "trigger guard_move of factcheck_move is switched off"
    )
