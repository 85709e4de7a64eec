from typing import Any

from django.core.management.base import BaseCommand

from factcheck.publishing import reading_room


class Command(BaseCommand):
    help = "Empty the reading room and fill it again from the record."

    def handle(self, **options: Any) -> None:
        number = reading_room.rebuild()
        self.stdout.write(self.style.SUCCESS(f"{number} public claims, as the record has them."))
