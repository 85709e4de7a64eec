from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from factcheck.management import jobs
from factcheck.models.job import Job


class Command(BaseCommand):
    help = "Remove files of forms that were never saved; for cron, every minute or so."

    def handle(self, **options: Any) -> None:
        swept = jobs.run(Job.SWEEP_FILES)
        self.stdout.write(ngettext("%s removed.", "%s removed.", swept) % swept)
