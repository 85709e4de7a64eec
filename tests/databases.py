"""The databases of the tests: kept from run to run, and copied for whoever writes to them.

Migrations and seeds take a quarter of a minute, a copy a tenth of a second. So the server keeps
two databases: one that is migrated, and one that holds the first article besides. The name of each
has a digest of all that it was made of, and it is made anew when that has changed.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.utils import CursorWrapper

PREFIX = f"test_{settings.DATABASES['default']['NAME']}"
# No room that writes into a database may import these (pyproject.toml).
WRITE_NOTHING = {"admin", "public", "static", "locale", "__pycache__"}


@contextmanager
def a_name_of_our_own() -> Iterator[str]:
    """Give a name for databases that no other process uses on this server meanwhile.

    There may be a database of that name, left by a process that was killed.
    """
    # The server lets go of the lock when the session ends, however this process does.
    with connection._nodb_cursor() as session:
        for number in count(1):
            name = f"{PREFIX}_{number}"
            session.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
            if session.fetchone()[0]:
                yield name
                return


def make(name: str, *, seeded: bool) -> None:
    """Make a migrated database, with or without the seeds, in place of one of that name."""
    with connection._nodb_cursor() as session:
        # Whoever comes while a kept database is being made waits for it.
        session.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [PREFIX])
        copy(_kept(session, seeded=seeded), name)


def copy(template: str, name: str) -> None:
    """Copy a database that nobody is connected to, in place of one of that name."""
    drop(name)
    administer(f"CREATE DATABASE {_quoted(name)} TEMPLATE {_quoted(template)}")


def drop(name: str) -> None:
    administer(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")


def administer(sql: str, *values: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql, values or None)


@contextmanager
def in_use(name: str) -> Iterator[None]:
    """Have every thread connect to the database of that name."""
    before = connection.settings_dict["NAME"]
    connection.close()
    # All threads' connections share this dictionary.
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before


def sources() -> Iterator[Path]:
    """Give the files that a kept database is made of."""
    yield Path(__file__)
    for room in ("config", "factcheck", "seeds"):
        for path in (settings.BASE_DIR / room).rglob("*"):
            if path.is_file() and not WRITE_NOTHING & set(
                path.relative_to(settings.BASE_DIR).parts
            ):
                yield path


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _kept(session: CursorWrapper, *, seeded: bool) -> str:
    """Return the name of the kept database, made if there is none of today's digest."""
    kind = f"{PREFIX}_{'seeded' if seeded else 'migrated'}_"
    name, draft = kind + _digest(), kind + "draft"
    session.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [kind])
    there = {row[0] for row in session.fetchall()}
    if name in there:
        return name
    for outdated in there:
        drop(outdated)
    if connection.settings_dict["ENGINE"] == "config.embedded":
        _hurry(session)
    copy(_kept(session, seeded=False) if seeded else "template1", draft)
    with in_use(draft):
        call_command("seed" if seeded else "migrate", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    # Only now, so that what has the name is whole.
    administer(f"ALTER DATABASE {_quoted(draft)} RENAME TO {_quoted(name)}")
    return name


def _digest() -> str:
    """Digest all that a kept database is made of.

    These are sources, packages and settings; and the day, which is that of what the seeds publish.
    """
    digest = hashlib.sha256()
    for word in (f"{datetime.now(UTC):%F}", settings.TIME_ZONE, settings.SITE_URL):
        digest.update(f"{word}\0".encode())
    for package in sorted(Path(django.__file__).parents[1].glob("*.dist-info")):
        digest.update(f"{package.name}\0".encode())
    for source in sorted(sources()):
        digest.update(f"{source}\0".encode() + hashlib.sha256(source.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _hurry(session: CursorWrapper) -> None:
    """Have our own server wait for no disk, and tidy up nothing.

    What a crash of the machine spoils is made anew, and no database lives for long.
    """
    for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
        session.execute(f"ALTER SYSTEM SET {setting} = off")
    session.execute("SELECT pg_reload_conf()")
