"""Taking claims out of the desk, by whoever may; each time is noted."""

from collections.abc import Iterator

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from factcheck.exchange import writing
from factcheck.filters import ClaimFilter
from factcheck.models import Claim, ClaimExport, User
from factcheck.models.claim import ClaimQuerySet
from factcheck.models.claim_export import ExportFormat

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
        ClaimExport.objects.create(
            by=by, format=form, filters=filters, claims=claims.order_by().count()
        )
        return writing.write(claims, form)


def file_name(form: ExportFormat) -> str:
    return f"claims-{timezone.localdate().isoformat()}.{writing.ENDINGS[form]}"
