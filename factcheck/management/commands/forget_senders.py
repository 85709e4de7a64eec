from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from factcheck.management import jobs
from factcheck.models.job import Job


class Command(BaseCommand):
    help = "Forget who sent a report a day ago; for cron, every minute or so."

    def handle(self, **options: Any) -> None:
        forgotten = jobs.run(Job.FORGET_SENDERS)
        self.stdout.write(ngettext("%s forgotten.", "%s forgotten.", forgotten) % forgotten)
