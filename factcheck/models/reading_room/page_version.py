"""Which version of the site a public page shows, so that what was rendered once can be kept.

The database raises the version of whatever it changes (guards/page_version.sql). A page has one
version after another: the set of those of all that it shows. Two that differ by anything that
readers see never have the same one, on whatever server.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from django.db import connection, models, transaction

from factcheck.models.reading_room.permissions import NOBODY_EDITS

# Raised with anything that readers see, and with what any page may show, such as the scale.
EVERYTHING, ANY = "everything", "any"
LONGER_THAN_ANY_KEY = 19


class Version(NamedTuple):
    """What identifies the state that a page shows, since when it has been so, and of what."""

    name: str
    since: datetime | None
    subjects: list[str]


class PageVersionManager(models.Manager["PageVersion"]):
    def of(self, subject: str) -> Version:
        """The version of pages on a subject, by one query. A transaction sees its own changes.

        A claim's page names claims beside it, as well: those that are the same, and more by the
        same speaker.
        """
        kind, _colon, key = subject.partition(":")
        claim = int(key) if kind == "claim" and len(key) < LONGER_THAN_ANY_KEY else None
        with connection.cursor() as cursor:
            cursor.execute(_OF_PAGE, [[subject, ANY], claim])
            versions, own, since, subjects = cursor.fetchone()
        return Version(f"{versions} {own}", since, subjects)

    def name_now(self, subjects: list[str]) -> str:
        """The name of the version of a page of which `of` found these subjects, by less.

        Unless the version is another, they still are its subjects.
        """
        with connection.cursor() as cursor:
            cursor.execute(_OF_SUBJECTS, [subjects])
            versions, own = cursor.fetchone()
        return f"{versions} {own}"


class PageVersion(models.Model):
    """One transaction that was the last to change a subject: `claim:12`, `speaker:un`, `any`."""

    subject = models.CharField(max_length=140)
    version = models.UUIDField()
    since = models.DateTimeField()

    objects = PageVersionManager()

    class Meta:
        default_permissions = NOBODY_EDITS
        constraints = [
            models.UniqueConstraint(fields=["subject", "version"], name="page_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.version}"


_OF_PAGE = """
    SELECT coalesce(string_agg(version::text, ' ' ORDER BY subject, version), ''),
        coalesce(current_setting('factcheck.version', true), ''), max(since), subjects
    FROM (
        SELECT %s::text[] || ARRAY(
            SELECT unnest(ARRAY['claim:' || coalesce(same_as, id), 'speaker:' || speaker_id])
            FROM factcheck_publicclaim WHERE id = %s
        ) AS subjects
    ) AS page LEFT JOIN factcheck_pageversion ON subject = ANY (subjects)
    GROUP BY subjects
"""
_OF_SUBJECTS = """
    SELECT coalesce(string_agg(version::text, ' ' ORDER BY subject, version), ''),
        coalesce(current_setting('factcheck.version', true), '')
    FROM factcheck_pageversion WHERE subject = ANY (%s)
"""


@contextmanager
def snapshot() -> Iterator[None]:
    """Read one state of one server throughout; inside of a transaction, that of the transaction."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
