import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from factcheck.exchange import seeds
from factcheck.management.measuring_data import copy_seeds
from factcheck.models import Claim, Publication

SEEDS = Path(settings.BASE_DIR) / "seeds"


class Command(BaseCommand):
    help = (
        "For measuring: fill a database that holds nothing but the seeds with copies of their "
        "article, until there are at least so many claims."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="How many claims there shall be at least.")

    def handle(self, *, number: int, **options: Any) -> None:
        origin = json.loads((SEEDS / "article.json").read_text(encoding="utf-8"))["slug"]
        if Claim.objects.exclude(origin=origin).exists():
            raise CommandError(
                "This database holds more claims than the seeds’: name another one, which may be "
                "lost, by DATABASE_URL or DATA_DIR."
            )
        seeds.load(SEEDS, progress=self.stdout.write)
        copy_seeds(-(-number // Claim.objects.count()) - 1)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
        self.stdout.write(
            self.style.SUCCESS(
                f"{Claim.objects.count()} claims, {Publication.objects.count()} publications."
            )
        )
