"""Whom and what the record names, under the slug that it has after the desk merged some.

What is shown of it is always what a publication says: a merge leads to another slug and shows
nothing that nobody published.
"""

from collections.abc import Iterable

from factcheck.models import PublicSource, PublicSpeaker, PublicTopic, Source, Speaker
from factcheck.models.reading_room import NamedByClaims
from factcheck.publishing.candidates import Content

DESK: dict[type[NamedByClaims], type[Speaker | Source]] = {
    PublicSpeaker: Speaker,
    PublicSource: Source,
}


def named(model: type[NamedByClaims], content: Content) -> list[Content]:
    """Whom or what a publication names, as it has them."""
    if model is PublicSpeaker:
        return list(map(_speaker, content["speakers"]))
    if model is PublicSource:
        return [citation["source"] for citation in content["citations"]]
    return list(content["topics"])


def slug_now(model: type[NamedByClaims], slug: str) -> str:
    """The slug of what one became, or its own."""
    if model is PublicTopic:
        return slug
    became = DESK[model].objects.merged().filter(slug=slug).first()
    return became.merged_into.slug if became and became.merged_into else slug


def former_slugs(model: type[NamedByClaims], slug: str) -> list[str]:
    """The slugs of those that became this one."""
    if model is PublicTopic:
        return []
    former = DESK[model].objects.merged().filter(merged_into__slug=slug)
    return sorted(former.values_list("slug", flat=True))


def as_published(
    model: type[NamedByClaims], slug: str, newest_first: Iterable[Content]
) -> Content | None:
    """What to show under a slug: what was published of it last, or else of one that became it."""
    former, inherited = former_slugs(model, slug), None
    for content in newest_first:
        for values in named(model, content):
            if values["slug"] == slug:
                return shown(model, values, slug)
            if values["slug"] in former:
                inherited = inherited or values
    return inherited and shown(model, inherited, slug)


def shown(model: type[NamedByClaims], values: Content, slug: str) -> Content:
    """Columns of its row in the reading room, of what a publication says."""
    own = values | {"slug": slug}
    return own if model is PublicTopic else own | {"former_slugs": former_slugs(model, slug)}


def _speaker(published: Content) -> Content:
    """Columns of a `PublicSpeaker`; the role of one claim's time is that claim's."""
    values = dict(published)
    values["role"] = values.pop("usual_role")
    return values
