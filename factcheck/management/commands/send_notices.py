from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from factcheck.management import jobs
from factcheck.models.job import Job


class Command(BaseCommand):
    help = "Send each user what has come since their last message; for cron, every minute or so."

    def handle(self, **options: Any) -> None:
        sent = jobs.run(Job.SEND_NOTICES)
        self.stdout.write(ngettext("%s message sent.", "%s messages sent.", sent) % sent)
