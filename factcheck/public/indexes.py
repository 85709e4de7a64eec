"""The indexes of speakers, of sources and of topics: found by words or by a letter."""

from typing import Any

from django.http import HttpRequest

from factcheck.keyset import Order
from factcheck.models.reading_room import NamedByClaims
from factcheck.models.scale import VerificationStatus
from factcheck.public.paging import page_of
from factcheck.public.scale.balance import balance

FILED = Order(("filed_under", "slug"))
PAGE = 50


def index(request: HttpRequest, model: type[NamedByClaims]) -> dict[str, Any]:
    """Context of ``shared/_index.html``; each row comes with how its claims stand."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())
    letter = request.GET.get("letter", "").replace("\0", "")
    filed = model.objects.filed()
    found = filed.called(words)
    if letter and not words:
        found = found.filter(letter=letter)
    context = page_of(request, found.with_claim_count(), FILED, size=PAGE)
    rows = context["page"].rows
    slugs = [row.pk for row in rows]
    counts = model.counting().status_counts_by_name(model.CLAIM_FIELD, slugs)
    scale = list(VerificationStatus.objects.all())
    return context | {
        "words": words,
        "letter": letter,
        "letters": filed.letters(),
        "rows": [(row, balance(counts[row.pk], scale)) for row in rows],
    }
