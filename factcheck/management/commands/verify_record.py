from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck import guards
from factcheck.publishing import record


class Command(BaseCommand):
    help = (
        "Check every publication of the record and name the first broken link; then check that "
        "the database's guards are those of this version."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", help="The link that the record must end in, or contain.")

    def handle(self, *, head: str | None, **options: Any) -> None:
        result = record.verify(head)
        if isinstance(result, record.Fault):
            raise CommandError(f"Publication {result.serial} {result.what}.")
        if faults := guards.faults():
            raise CommandError("\n".join([f"{guards.NOT_AS_SHIPPED}:", *faults]))
        self.stdout.write(
            self.style.SUCCESS(f"{result.serial} publications, unbroken. Head: {result.link}")
        )
