"""In whose name the database is changed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from factcheck.models.staff import User


@contextmanager
def acting_as(user: User) -> Iterator[None]:
    """Make all changes within one transaction, in the name of a user.

    The audit and the guards of the database read the name; changes of a verdict without one
    are refused. Nested uses each act in their own name.
    """
    with transaction.atomic():
        before = _current_actor()
        _set_actor(str(user.pk))
        yield
        _set_actor(before)


def _current_actor() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('factcheck.actor', true), '')")
        return str(cursor.fetchone()[0])


def _set_actor(actor: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('factcheck.actor', %s, true)", [actor])
