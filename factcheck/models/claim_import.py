"""Claims that wait to come in from a file: one row for each, until it is applied.

What is applied is kept nowhere here: of the claim, the digests of its cells as they came in stay,
by which a later file's changes are told from the desk's own.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Aggregate, Count, Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck import file_store
from factcheck.models.claim import Claim
from factcheck.models.claim_export import ExportFormat
from factcheck.models.partial_date import display
from factcheck.models.record import in_json
from factcheck.models.translated import Translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


SHOWN_LINES = 5
DATES = ("said_on", "happened_on", "earlier_published_on", "article_published_on", "due_on")


class DocumentFormat(models.TextChoices):
    """What claims come in from, and are not given out as."""

    DOCX = "docx", _("DOCX, whose comments are claims")


class ClaimImportQuerySet(models.QuerySet["ClaimImport"]):
    def waiting(self) -> Self:
        """Those with rows that were not applied, or of which nothing was read yet."""
        rows = ImportRow.objects.filter(whole=OuterRef("pk"))
        return self.filter(Exists(rows) | Q(added=0, changed=0, unchanged=0))

    def sweep(self, part: int) -> int:
        """Remove uploads that nobody reads any more, in a part of their place; returns how many."""
        before = (timezone.now() - ClaimImport.LIES_ABOUT).timestamp()
        return file_store.sweep(part, before, self._holds, file_store.CLAIMS)

    def _holds(self, sha256: str) -> bool:
        return self.waiting().filter(sha256=sha256).exists()

    def with_columns(self, header: "Sequence[str]") -> "ClaimImport | None":
        """The newest file that had just these columns."""
        return self.filter(header=[*header]).first()

    def forget(self) -> None:
        """Let go what nobody gave the word for, with the words that are in it."""
        self.filter(at__lt=timezone.now() - ClaimImport.PATIENCE).delete()


class ClaimImport(models.Model):
    """One file, as it was read; its rows are checked, and wait for the word to be applied."""

    PERMISSION: ClassVar = "factcheck.import_claim"
    PATIENCE: ClassVar = timedelta(days=30)
    # How long somebody may say what the columns are of a file that they uploaded.
    LIES_ABOUT: ClassVar = timedelta(days=1)

    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+"
    )
    name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    format = models.CharField(
        _("format"), max_length=20, choices=[*ExportFormat.choices, *DocumentFormat.choices]
    )
    # The names of the file's columns, and what became of each: {"columns", "values", "defaults"}.
    header = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    # Names that make new speakers, for whoever gives the word; not too many.
    new_speakers = models.JSONField(default=list)
    # What was done so far; rows that were applied are gone.
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)

    objects = ClaimImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


def said(words: str | dict[str, str]) -> str:
    """What a row keeps of a fault, in the active language; one text where all have the same."""
    return words if isinstance(words, str) else str(Translated(words))


class FirstLines(Aggregate):
    template = f"(ARRAY_AGG(%(expressions)s ORDER BY %(expressions)s))[1:{SHOWN_LINES}]"
    output_field = ArrayField(models.PositiveIntegerField())


@dataclass
class FaultKind:
    """What is wrong with one column in some rows, with the first lines and their values."""

    column: str
    reason: str | dict[str, str]
    remedy: str | dict[str, str]
    rows: int
    lines: list[int]
    # In the order of the lines, each once.
    values: dict[str, None] = field(default_factory=dict)

    def says(self, column: str, reason: str | dict[str, str], remedy: str | dict[str, str]) -> bool:
        return (column, reason, remedy) == (self.column, self.reason, self.remedy)

    def __str__(self) -> str:
        return f"{said(self.reason)} {said(self.remedy)}".strip()


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def claims(self) -> Self:
        return self.filter(kind=ImportRow.Kind.CLAIM)

    def good(self) -> Self:
        return self.claims().filter(faults=[])

    def faulty(self) -> Self:
        return self.exclude(faults=[])

    def kinds_of_faults(self, most: int) -> "list[FaultKind]":
        """What is wrong, the most frequent first, each with how many rows have it; two queries."""
        fault = Func(F("faults"), function="jsonb_array_elements")
        but_value = Func(
            *(fault, Value("value")),
            template="%(expressions)s",
            arg_joiner=" - ",
            output_field=models.JSONField(),
        )
        rows = self.faulty().order_by().values_list(but_value)
        counted = rows.annotate(of=Count("pk"), first=FirstLines("line")).order_by("-of", "first")
        kinds = [FaultKind(**said, rows=of, lines=lines) for said, of, lines in counted[:most]]
        lines = {line for kind in kinds for line in kind.lines}
        shown = self.faulty().filter(line__in=lines).values_list("line", "faults")
        for line, faults in shown:
            for fault in faults:
                value = fault.pop("value")
                for kind in kinds:
                    if value and line in kind.lines and kind.says(**fault):
                        kind.values[value] = None
        return kinds

    def telling_of(self, claim: Claim, texts: "Iterable[str]") -> Self:
        """Those that would bring or change a claim, or that hold one of the texts, to the letter.

        As it came, a faulty row is known by the texts alone.
        """
        own = (
            (claim.origin, claim.external_id)
            if claim.external_id
            else (settings.SITE_URL, claim.pk)
        )
        wanted = {"origin": own[0], "external_id": str(own[1])}
        held = [Q(said__contains=in_json(text)) for text in texts]
        said = Concat(Cast("values", models.TextField()), Cast("faults", models.TextField()))
        rows = self.alias(said=said)
        return rows.filter(reduce(or_, held, Q(values__cells__contains=wanted)))

    def with_reviews(self) -> dict[str, int]:
        """How many bring a review from before this record, of ours, or one of others."""
        counts: dict[str, int] = self.aggregate(
            ours=Count("pk", filter=Q(values__cells__earlier_url__startswith="http")),
            others=Count("pk", filter=Q(values__more__external_reviews__0__isnull=False)),
        )
        return counts

    def counted(self) -> dict[str, int]:
        """How many claims are new, would change, or have a fault."""
        counts: dict[str, int] = self.aggregate(
            new=Count("pk", filter=Q(faults=[], kind="claim", outcome="new")),
            changes=Count("pk", filter=Q(faults=[], kind="claim", outcome="changed")),
            faulty=Count("pk", filter=~Q(faults=[])),
        )
        return counts


class ImportRow(models.Model):
    """A row of the file: a claim, or in JSON Lines what claims refer to."""

    class Kind(models.TextChoices):
        CLAIM = "claim"
        ARTICLE = "article"
        SPEAKER = "speaker"
        SOURCE = "source"
        TOPIC = "topic"

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")

    whole = models.ForeignKey(ClaimImport, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("line"))
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.CLAIM)
    # Of a claim, the article that it comes with; of anything else, its slug.
    group = models.CharField(max_length=2_100, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    # Of a good row, the cells as they were understood; of a faulty one, as they came.
    values = models.JSONField(default=dict)
    # {"column", "value", "reason", "remedy"}, the last two by language.
    faults = models.JSONField(default=list)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["line", "pk"]
        indexes = [models.Index(fields=["whole", "group", "line"], name="import_by_article")]

    def __str__(self) -> str:
        return f"{self.whole_id}, {self.line}"

    @property
    def told(self) -> list[dict[str, str]]:
        """Its faults in the active language."""
        return [{name: said(words) for name, words in each.items()} for each in self.faults]

    @property
    def dates(self) -> dict[str, str]:
        """The dates of a good row by column, as they were understood."""
        cells = self.values["cells"]
        return {name: display(cells[name]) for name in DATES if cells.get(name)}


class ImportedClaim(models.Model):
    """Digests of a claim's cells as a file last brought them, by column."""

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="imported")
    digests = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.claim_id)


class ImportMappingQuerySet(models.QuerySet["ImportMapping"]):
    def fitting(self, header: "Sequence[str]") -> "ImportMapping | None":
        """The newest that maps just these columns."""
        wanted = sorted(header)
        return next((each for each in self if sorted(each.mapping["columns"]) == wanted), None)


class ImportMapping(models.Model):
    """How the columns and words of somebody's sheets become ours, kept for the next one."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    mapping = models.JSONField()

    objects = ImportMappingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
