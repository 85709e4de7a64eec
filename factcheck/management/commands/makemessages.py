from typing import Any

from django.core.management.base import BaseCommand

from factcheck.management import catalogue


class Command(BaseCommand):
    help = "Bring the catalogue of every language in step with the strings of the sources."

    def handle(self, **options: Any) -> None:
        for language in catalogue.LANGUAGES:
            catalogue.write(language, catalogue.in_step(language))
