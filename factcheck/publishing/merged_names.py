"""Which slug a speaker or source of the record has by now, after the desk merged some.

A merge only leads to another slug: what is shown there is always what a publication says.
"""

from collections.abc import Mapping
from typing import Self, TypeVar

from factcheck.models import PublicSource, PublicSpeaker, Source, Speaker
from factcheck.models.reading_room import NamedByClaims

Row = TypeVar("Row", bound=NamedByClaims)

DESK: dict[type[NamedByClaims], type[Speaker | Source]] = {
    PublicSpeaker: Speaker,
    PublicSource: Source,
}


class MergedNames:
    """For each speaker and source that was merged, the slug of what it became."""

    def __init__(self, became: Mapping[type[NamedByClaims], Mapping[str, str]]) -> None:
        self._became = became

    @classmethod
    def load(cls) -> Self:
        """Read all merges, by two queries."""
        return cls(
            {
                public: dict(desk.objects.merged().values_list("slug", "merged_into__slug"))
                for public, desk in DESK.items()
            }
        )

    def now(self, model: type[NamedByClaims], slug: str) -> str:
        """The slug of what one became, or its own."""
        return self._became.get(model, {}).get(slug, slug)

    def former(self, model: type[NamedByClaims], slug: str) -> list[str]:
        """The slugs of those that became this one."""
        became = self._became.get(model, {})
        return sorted(old for old, new in became.items() if new == slug)

    def under(self, slug: str, row: Row) -> Row:
        """A row as a publication made it, under the slug that it has now."""
        row.slug = slug
        if isinstance(row, PublicSpeaker | PublicSource):
            row.former_slugs = self.former(type(row), slug)
        return row
