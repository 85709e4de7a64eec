from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.exchange import intake
from factcheck.exchange.reading import Unreadable
from factcheck.management.accounts import account, add_argument

FIELDS = ("title", "publisher", "author", "published_on", "language", "url")


class Command(BaseCommand):
    help = (
        "Take an article in from a page, DOCX, PDF or plain text, in a file or at an address. What "
        "was read is shown; options correct it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="FILE_OR_URL")
        for name in FIELDS:
            parser.add_argument(f"--{name.replace('_', '-')}", help="Instead of what was read.")
        parser.add_argument("--dry-run", action="store_true", help="Only show what was read.")
        add_argument(parser)

    def handle(self, *, source: str, **options: Any) -> None:
        try:
            is_address = source.startswith(("http://", "https://"))
            taken = intake.from_address(source) if is_address else intake.from_file(Path(source))
        except OSError as error:
            raise CommandError(f"{source}: {error.strerror}.") from None
        except Unreadable as error:
            raise CommandError(f"{source}: {error}") from None
        corrected = {name: options[name] for name in FIELDS if options[name] is not None}
        taken = replace(taken, **corrected)
        for name, value in asdict(taken).items():
            if name != "text":
                self.stdout.write(f"{name:13}{value}")
        self.stdout.write(f"\n{taken.text}\n")
        if options["dry_run"]:
            return
        try:
            article = intake.save(taken, account(options["user"]))
        except ValidationError as error:
            faults = [
                f"--{name.replace('_', '-')}: {' '.join(said)}"
                for name, said in error.message_dict.items()
            ]
            raise CommandError("Say it by an option: " + " ".join(faults)) from None
        self.stdout.write(self.style.SUCCESS(f"Taken in as article {article.pk}."))
