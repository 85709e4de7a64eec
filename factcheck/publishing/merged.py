"""Speakers and sources of the record as readers know them now, after the desk merged some."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from factcheck.models import Source, Speaker
from factcheck.publishing.content import Content, source_content, speaker_content


def speaker(published: Content) -> Content:
    """Columns of a `PublicSpeaker`; the role of one claim's time is that claim's."""
    values = _now(published, Speaker.objects.merged(), speaker_content)
    values["role"] = values.pop("usual_role")
    return values


def source(published: Content) -> Content:
    """Columns of a `PublicSource`."""
    return _now(published, Source.objects.merged(), source_content)


def _now(published: Content, merged: QuerySet[Any], content: Callable[[Any], Content]) -> Content:
    """What a merged one became; `former_slugs` are those that became it."""
    became = merged.filter(slug=published["slug"]).first()
    values = content(became.merged_into) if became else published
    former = merged.filter(merged_into__slug=values["slug"])
    return values | {"former_slugs": sorted(former.values_list("slug", flat=True))}
