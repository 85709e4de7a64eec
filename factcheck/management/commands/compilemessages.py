from typing import Any

from django.core.management.base import BaseCommand

from factcheck.management import catalogue


class Command(BaseCommand):
    help = "Compile the catalogue of every language into what is served."

    def handle(self, **options: Any) -> None:
        for language in catalogue.LANGUAGES:
            path = catalogue.path_of(language).with_suffix(".mo")
            path.write_bytes(catalogue.compiled(language))
