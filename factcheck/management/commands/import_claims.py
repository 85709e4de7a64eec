from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.exchange import applying, mapping, staging
from factcheck.exchange.reading import Unreadable, open_file
from factcheck.management.accounts import account, add_argument
from factcheck.models import ClaimImport
from factcheck.models.claim_export import ExportFormat

SHOWN = 50


class Command(BaseCommand):
    help = (
        "Bring claims in from CSV, TSV, XLSX, JSON Lines or ClaimReview. Rows with a fault are "
        "named and left out; the same command again brings in what is left, and changes nothing "
        "twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Only say what would change.")
        parser.add_argument(
            "--format", choices=ExportFormat.values, help="Default: what the file looks like."
        )
        parser.add_argument(
            "--mapping",
            type=Path,
            help='JSON: {"columns": {"Verdict": "status"}, "values": {"status": {"Pants on fire": '
            '"false"}}, "defaults": {"article_language": "es"}}. Default: by the names of columns.',
        )
        add_argument(parser)

    def handle(self, *, file: Path, **options: Any) -> None:
        if file.is_dir():
            raise CommandError(f"{file} is a directory: load it with seed.")
        form = ExportFormat(options["format"]) if options["format"] else None
        user = account(options["user"])
        try:
            opened = open_file(file, form=form)
            if options["mapping"]:
                chosen = mapping.fitting(mapping.read(options["mapping"]), opened.header)
            else:
                chosen = mapping.propose(opened)
            whole = staging.stage(opened, chosen, user, name=file.name, progress=self._read)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from None
        except (Unreadable, mapping.WrongMapping) as error:
            raise CommandError(f"{file}: {error}") from None
        self._say(whole, chosen, opened.others)
        if options["dry_run"]:
            self._faults(whole)
            whole.delete()
            return
        applying.apply(whole, user, self._applied)
        refused = whole.rows.faulty().count()
        self._faults(whole)
        self.stdout.write(
            f"{whole.added} added, {whole.changed} changed, {whole.unchanged} unchanged, "
            f"{refused} not taken."
        )
        left = whole.rows.good().count()
        if left:
            self.stdout.write(f"{left} wait, for a row of their article was refused.")
        whole.delete()

    def _read(self, rows: int) -> None:
        if rows % 10_000 == 0:
            self.stderr.write(f"{rows} rows read")

    def _applied(self, rows: int) -> None:
        if rows and rows % 10_000 == 0:
            self.stderr.write(f"{rows} rows applied")

    def _say(
        self, whole: ClaimImport, chosen: mapping.SheetMapping, others: tuple[str, ...]
    ) -> None:
        if chosen.left_out:
            self.stdout.write(f"Columns left out: {', '.join(chosen.left_out)}.")
        if others:
            self.stdout.write(f"Sheets not read: {', '.join(others)}.")
        counts = whole.rows.counted()
        self.stdout.write(
            f"{counts['new']} new, {counts['changes']} changed, {whole.unchanged} unchanged, "
            f"{counts['faulty']} with a fault."
        )
        if whole.new_speakers:
            self.stdout.write(f"New speakers: {', '.join(whole.new_speakers)}.")

    def _faults(self, whole: ClaimImport) -> None:
        for row in whole.rows.faulty()[:SHOWN]:
            for each in row.told:
                said = [each["column"], each["value"] and f"“{each['value'][:80]}”"]
                where = " ".join(filter(None, said))
                words = f"{each['reason']} {each['remedy']}".strip()
                self.stdout.write(f"line {row.line}: {where and f'{where}: '}{words}")
