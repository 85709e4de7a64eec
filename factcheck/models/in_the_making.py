"""Whether rows are being written that nobody else sees yet."""

from django.db import connection, models


def is_one_in_the_making(*tables: type[models.Model]) -> bool:
    """Whether some transaction has written to one of these and is not committed yet.

    Rows are numbered before they are committed: whoever reads up to the newest number meanwhile
    passes over what has a lower one.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks "
            "WHERE relation = ANY (%s::regclass[]) AND mode = 'RowExclusiveLock' AND granted "
            "AND pid <> pg_backend_pid() AND database = "
            "(SELECT oid FROM pg_database WHERE datname = current_database()))",
            [[table._meta.db_table for table in tables]],
        )
        return bool(cursor.fetchone()[0])
