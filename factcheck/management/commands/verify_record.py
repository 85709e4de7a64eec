from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.publishing import chain


class Command(BaseCommand):
    help = "Check every publication of the record and name the first broken link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", help="The link that the record must end in, or contain.")

    def handle(self, *, head: str | None, **options: Any) -> None:
        result = chain.verify(head)
        if isinstance(result, chain.Fault):
            raise CommandError(f"Publication {result.serial} {result.what}.")
        self.stdout.write(
            self.style.SUCCESS(f"{result.serial} publications, unbroken. Head: {result.link}")
        )
