from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck import guards
from factcheck.publishing import (
    file_verification,
    reading_room_verification,
    record_verification,
)

REBUILD = (
    "The record itself is unbroken: find out who changed the reading room, then make it anew with "
    "manage.py rebuild_reading_room."
)
RESTORE = "Bring these files back to MEDIA_ROOT from a backup: each lies under its digest."


class Command(BaseCommand):
    help = (
        "Check every publication of the record and name the first broken link; then check that "
        "the database's guards are those of this version, that readers are shown what the record "
        "says, and that the files of evidence are there, unchanged."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", help="The link that the record must end in, or contain.")

    def handle(self, *, head: str | None, **options: Any) -> None:
        result = record_verification.verify(head)
        if isinstance(result, record_verification.Fault):
            raise CommandError(f"Publication {result.serial} {result.what}.")
        if faults := guards.faults():
            raise CommandError("\n".join([f"{guards.NOT_AS_SHIPPED}:", *faults]))
        if shown := list(reading_room_verification.faults()):
            raise CommandError("\n".join([*shown, REBUILD]))
        if lost := list(file_verification.faults()):
            raise CommandError("\n".join([*lost, RESTORE]))
        self.stdout.write(
            self.style.SUCCESS(f"{result.serial} publications, unbroken. Head: {result.link}")
        )
        self.stdout.write(
            "Each review was signed off, each guard is on, and readers are shown what the record "
            "says."
        )
        self.stdout.write(record_verification.NOT_CHECKED)
