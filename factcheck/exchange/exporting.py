"""Taking claims out of the desk, by whoever may; each time is noted."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from factcheck import file_store
from factcheck.exchange import writing
from factcheck.filters import ClaimFilter
from factcheck.models import Claim, ClaimExport, LargeExport, User
from factcheck.models.claim_export import ExportFormat
from factcheck.models.claim_queries import ClaimQuerySet

# The filters of the public list by which claims are chosen.
FILTERS = [name for name in ClaimFilter.base_filters if name != "sort"]


class WrongFilter(ValueError):
    """A filter that leaves nothing to choose from; the message says what is wrong with it."""


def chosen(filters: QueryDict) -> ClaimQuerySet:
    """The claims that the public list would show; without a filter, all claims of the desk."""
    claims = Claim.objects.all()
    if not any(filters.getlist(name) for name in FILTERS):
        return claims
    found = ClaimFilter(filters)
    if not found.is_valid():
        faults = found.form.errors.get_json_data().items()
        said = (f"--{name}: {each['message']}" for name, several in faults for each in several)
        raise WrongFilter(" ".join(said))
    return claims.filter(pk__in=found.claims.order_by().values("pk"))


def export(
    claims: ClaimQuerySet, form: ExportFormat, *, by: User | None, filters: str
) -> Iterator[bytes]:
    """The claims as the bytes of a file; that they were taken out is noted first.

    Raises CannotHold.
    """
    with transaction.atomic():
        _note(claims, form, by, filters)
        return writing.write(claims, form)


def prepare(claims: ClaimQuerySet, form: ExportFormat, *, by: User, filters: str) -> LargeExport:
    """Note that claims are taken out, of which a worker will write the file. Raises CannotHold."""
    writing.check(claims, form)
    with transaction.atomic():
        ids = list(claims.order_by().values_list("pk", flat=True))
        return LargeExport.objects.create(export=_note(claims, form, by, filters), claim_ids=ids)


def write_large(large: LargeExport) -> None:
    """Write the file, unless the export is let go meanwhile."""
    own, form = LargeExport.objects.filter(pk=large.pk), ExportFormat(large.export.format)

    def progress(claims: int) -> None:
        own.update(written=claims)

    kept = file_store.put(writing.write(large.claims, form, progress))
    if not own.update(sha256=kept.sha256, written=large.export.claims):
        file_store.remove(kept.sha256)


def _note(claims: ClaimQuerySet, form: ExportFormat, by: User | None, filters: str) -> ClaimExport:
    number = claims.order_by().count()
    return ClaimExport.objects.create(by=by, format=form, filters=filters, claims=number)


def file_name(form: ExportFormat, day: date | None = None) -> str:
    """The name of a file of today, or another day."""
    return f"claims-{(day or timezone.localdate()).isoformat()}.{writing.ENDINGS[form]}"
