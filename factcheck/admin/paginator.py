from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from factcheck.models.counting import COUNTED_UP_TO, up_to_cap
from factcheck.templatetags.public import capped


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Pages of the first `COUNTED_UP_TO` rows; search and filters lead to the others.

    Neither the count nor a page reads more rows than that, however many there are.
    """

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        return up_to_cap(rows).count()

    @cached_property
    def count(self) -> int:
        return min(self._counted, COUNTED_UP_TO)

    @property
    def is_capped(self) -> bool:
        """Whether there are more rows than the pages show."""
        return self._counted > COUNTED_UP_TO

    @property
    def count_text(self) -> str:
        """The count in words: “85”, “1,000+”."""
        return capped(self._counted)
