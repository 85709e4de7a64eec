from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.exchange import seeds


class Command(BaseCommand):
    help = "Load an article with its claims, evidence and reviews from a directory."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "directory",
            nargs="?",
            type=Path,
            default=Path(settings.BASE_DIR) / "seeds",
            help="A directory as seeds/README.md describes it. Default: seeds/.",
        )

    def handle(self, *, directory: Path, **options: Any) -> None:
        try:
            article = seeds.load(directory, progress=self.stdout.write)
        except seeds.SeedError as error:
            said = str(error)
            stop = "" if said.endswith((".", "?")) else "."
            raise CommandError(f"{said}{stop} Nothing was loaded.") from None
        self.stdout.write(self.style.SUCCESS(f"Loaded “{article}”."))
