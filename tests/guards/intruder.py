"""The role that production is told to use, in a session that puts things in the guards' way."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from factcheck.checks import HINT
from factcheck.models import User
from tests.workflow.newsroom import by_hand

APP = "factcheck_app"


def serve_as_app() -> None:
    """Go on as the role that production is told to use."""
    for statement in re.findall(r"^    (\w.*?);$", HINT, re.DOTALL | re.MULTILINE):
        by_hand(statement)
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    by_hand("SET CONSTRAINTS ALL DEFERRED")
    by_hand(f"SET LOCAL ROLE {APP}")


def shadow_as(actor: User) -> None:
    """Go on as that role, in somebody's name, with a temporary table before each of ours.

    They hold what ours hold, for the intruder to change.
    """
    names = our_tables()
    serve_as_app()
    for name in names:
        like = f'LIKE public."{name}" INCLUDING DEFAULTS INCLUDING IDENTITY'
        by_hand(f'CREATE TEMPORARY TABLE "{name}" ({like})')
        by_hand(
            f'INSERT INTO pg_temp."{name}" OVERRIDING SYSTEM VALUE SELECT * FROM public."{name}"'  # noqa: S608
        )
    act_as(actor)


def act_as(actor: User) -> None:
    by_hand("SELECT set_config('factcheck.actor', %s, true)", str(actor.pk))


def our_tables() -> list[str]:
    """Tables and views, Django's own included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class "
            "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')"
        )
        return [name for (name,) in cursor.fetchall()]


def pretend(table: str, change: str, *values: Any) -> None:
    """Change all rows of the temporary table."""
    by_hand(f"UPDATE pg_temp.factcheck_{table} SET {change}", *values)  # noqa: S608


def hide(table: str) -> None:
    """Empty the temporary table."""
    by_hand(f"DELETE FROM pg_temp.factcheck_{table}")  # noqa: S608


def given(right: str) -> None:
    """Have the owner give the role a right that it was not told to."""
    by_hand("RESET ROLE")
    by_hand(f"GRANT {right} TO {APP}")
    by_hand(f"SET LOCAL ROLE {APP}")


def insert(table: str, **values: Any) -> None:
    """Insert a row into the real table."""
    by_hand(
        f"INSERT INTO public.factcheck_{table} ({', '.join(values)}) "  # noqa: S608
        f"VALUES ({', '.join(['%s'] * len(values))})",
        *values.values(),
    )


def update(table: str, change: str, *values: Any) -> None:
    """Change all rows of the real table."""
    by_hand(f"UPDATE public.factcheck_{table} SET {change}", *values)  # noqa: S608


def count(table: str, where: str = "true") -> int:
    return by_hand(f"SELECT FROM public.factcheck_{table} WHERE {where}")


@contextmanager
def denied(message: str) -> Iterator[None]:
    """Expect the role to lack a right."""
    with pytest.raises(ProgrammingError, match=message), transaction.atomic():
        yield
