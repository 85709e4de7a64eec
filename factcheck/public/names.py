"""Names to filter claims by, for a script that asks for them while somebody types."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, JsonResponse

from factcheck.models.reading_room import PublicArticle, PublicSource, PublicSpeaker, PublicTopic

FOUND = 20
NAMED: dict[str, QuerySet[Any]] = {
    "speaker": PublicSpeaker.objects.all(),
    "source": PublicSource.objects.all(),
    "article": PublicArticle.objects.defer("body"),
    "topic": PublicTopic.objects.all(),
}


def claim_names(request: HttpRequest, kind: str) -> JsonResponse:
    """Up to `FOUND` whose names have all the words of ``?q=``, the last at least begun."""
    if kind not in NAMED:
        raise Http404
    rows: Any = NAMED[kind].all()
    called = rows.called(request.GET.get("q", "")).order_by("pk")
    found = [{"value": row.pk, "label": str(row)} for row in called[:FOUND]]
    return JsonResponse({"names": found})
