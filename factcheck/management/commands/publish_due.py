from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.management import jobs
from factcheck.models.job import Job


class Command(BaseCommand):
    help = "Publish the approved claims whose embargo has ended; for cron, every minute or so."

    def handle(self, **options: Any) -> None:
        results = jobs.run(Job.PUBLISH_DUE)
        for claim, error in results:
            if error is None:
                self.stdout.write(f"{claim.pk} “{claim}”: published")
            else:
                self.stderr.write(f"{claim.pk} “{claim}”: not published. {error}")
        if failed := sum(error is not None for _claim, error in results):
            raise CommandError(
                f"{failed} of {len(results)} were not published; their orders are given up, "
                "and the claims' threads say why."
            )
