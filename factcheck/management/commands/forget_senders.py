from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from factcheck.models import ReportSender


class Command(BaseCommand):
    help = "Forget who sent a report a day ago; for cron, every minute or so."

    def handle(self, **options: Any) -> None:
        forgotten = ReportSender.objects.forget()
        self.stdout.write(ngettext("%s forgotten.", "%s forgotten.", forgotten) % forgotten)
