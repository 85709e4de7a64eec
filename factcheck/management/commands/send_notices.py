from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from factcheck import notices


class Command(BaseCommand):
    help = "Send each user what has come since their last message; for cron, every minute or so."

    def handle(self, **options: Any) -> None:
        sent = notices.send()
        self.stdout.write(ngettext("%s message sent.", "%s messages sent.", sent) % sent)
