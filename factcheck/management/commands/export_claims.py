from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict

from factcheck.exchange import exporting
from factcheck.exchange.writing import CannotHold
from factcheck.models.claim_export import ExportFormat


class Command(BaseCommand):
    help = (
        "Write the desk's claims to standard output. Filters are those of the public list, and "
        "choose among the claims that are public; without one, all claims are written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--format",
            choices=ExportFormat.values,
            default=ExportFormat.CSV,
            help="Default: csv. JSON Lines (jsonl) has evidence and all other parts, too.",
        )
        for name in exporting.FILTERS:
            parser.add_argument(
                f"--{name}", action="append", default=[], help="As the list's address has it."
            )

    def handle(self, **options: Any) -> None:
        filters = QueryDict(mutable=True)
        for name in exporting.FILTERS:
            filters.setlist(name, options[name])
        form = ExportFormat(options["format"])
        out: Any = self.stdout._out
        try:
            claims = exporting.chosen(filters)
            for block in exporting.export(claims, form, by=None, filters=filters.urlencode()):
                if hasattr(out, "buffer"):
                    out.buffer.write(block)
                else:
                    out.write(block.decode())
        except (exporting.WrongFilter, CannotHold) as error:
            raise CommandError(str(error)) from None
