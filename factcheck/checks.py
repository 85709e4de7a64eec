"""What Django's checks say about the database that the record lies in."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from factcheck import guards

EMBEDDED = "config.embedded"
HINT = """Let the server run as a role that owns nothing; migrate as the owner. As the owner:
    CREATE ROLE factcheck_app LOGIN PASSWORD '…';
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO factcheck_app;
    REVOKE INSERT ON factcheck_auditentry FROM factcheck_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO factcheck_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO factcheck_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO factcheck_app;
Then name factcheck_app in DATABASE_URL."""
RESTORE = """Find out who changed them. Drop what is not ours; restore the rest as the owner:
    cat factcheck/guards/*.sql | python manage.py dbshell"""


def role_owns_no_table(
    *, databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[checks.CheckMessage]:
    """Warn where the connected role could switch off what guards the record.

    The embedded database has one role only, and is not for production.
    """
    if "default" not in (databases or ()):
        return []
    connection = connections["default"]
    if connection.settings_dict["ENGINE"] == EMBEDDED:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, pg_has_role(relowner, 'MEMBER') "
            "FROM pg_roles, pg_class "
            "WHERE rolname = current_user AND pg_class.oid = to_regclass('factcheck_publication')"
        )
        row = cursor.fetchone()
    if row is None:
        return []
    role, is_superuser, is_owner = row
    if not (is_superuser or is_owner):
        return []
    power = "is a superuser" if is_superuser else "owns the tables"
    return [
        checks.Warning(
            f"The database role “{role}” {power}, and so could switch off the guards of the "
            "record and the audit.",
            hint=HINT,
            id="factcheck.W001",
        )
    ]


def guards_are_as_shipped(
    *, databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[checks.CheckMessage]:
    """Refuse a database whose guards are not those of this version.

    Where migrations are missing this only warns, because `migrate` heeds what checks say.
    """
    if "default" not in (databases or ()) or not (faults := guards.faults()):
        return []
    executor = MigrationExecutor(connections["default"])
    if not any(app == "factcheck" for app, _name in executor.loader.applied_migrations):
        return []
    if executor.migration_plan(executor.loader.graph.leaf_nodes("factcheck")):
        return [
            checks.Warning(
                "The database lacks migrations of this version, and guards that come with them.",
                hint="Run manage.py migrate.",
                id="factcheck.W002",
            )
        ]
    return [
        checks.Error(
            f"{guards.NOT_AS_SHIPPED}: {'; '.join(faults)}.", hint=RESTORE, id="factcheck.E001"
        )
    ]
