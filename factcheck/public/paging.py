"""One page of rows, asked for by ``?cursor=``."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from factcheck import keyset

Row = TypeVar("Row", bound=Model)

ORDER_BY_SLUG = keyset.Order(("slug",))
NEWEST_IN_RECORD = keyset.Order(("serial",), descending=True)


def page_of(
    request: HttpRequest, rows: QuerySet[Row], order: keyset.Order, size: int = 25
) -> dict[str, Any]:
    """Context of ``shared/_pages.html``; for a broken cursor, the first page with a note."""
    cursor = request.GET.get("cursor", "")
    try:
        page, broken = keyset.paginate(rows, order, size, cursor), False
    except keyset.CursorError:
        page, broken = keyset.paginate(rows, order, size), True
    return {"page": page, "is_first": broken or not cursor, "cursor_is_broken": broken}
