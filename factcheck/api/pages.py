"""A page of rows, and its neighbours, by keyset pagination."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, JsonResponse
from ninja import Field, Schema

from factcheck.api.problems import Problem
from factcheck.api.schemas import Out
from factcheck.keyset import CursorError, Order, paginate
from factcheck.public.similar import MOST_CHARACTERS
from factcheck.templatetags.public import absolute, with_query

Item = TypeVar("Item", bound=Out)
Row = TypeVar("Row", bound=Model)
SIZE, MOST, MOST_SIMILAR = 25, 100, 50


class PageOf(Schema, Generic[Item]):
    """`next` and `previous` are whole addresses; null where there is none."""

    results: list[Item]
    next: str | None
    previous: str | None


class Fields(Schema):
    fields: str = Field("", description="Only these fields, with commas between them.")


class Paging(Fields):
    size: int = Field(SIZE, ge=1, le=MOST, description="How many are on a page.")
    cursor: str = Field("", description="From “next” or “previous”; empty for the first page.")


class AllOf(Schema, Generic[Item]):
    """A list that has one page."""

    results: list[Item]


class Sought(Fields):
    text: str = Field(
        min_length=1,
        max_length=MOST_CHARACTERS,
        description="What somebody says: a sentence, or a post as it was pasted.",
        # The library puts several into the parameter as well, where OpenAPI wants them named.
        json_schema_extra={"example": "Ten people were killed at the airport"},
    )
    limit: int = Field(10, ge=1, le=MOST_SIMILAR, description="At most how many.")
    language: str = Field(
        "",
        pattern=r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*)?$",
        description="Only claims in this language, or translated into it; its region is passed "
        "over: es, pt-BR.",
    )


class OfClaim(Paging):
    claim: int | None = Field(None, ge=1, description="Only what was published of this claim.")


def only(item: Out, fields: str) -> dict[str, Any]:
    """A thing with the fields that were asked for, or all. Raises Problem for one that is none."""
    asked = {name.strip() for name in fields.split(",") if name.strip()}
    if unknown := asked - set(type(item).model_fields):
        known = ", ".join(type(item).model_fields)
        detail = f"There is no field {min(unknown)!r}. There are: {known}."
        raise Problem(HTTPStatus.BAD_REQUEST, detail)
    return item.model_dump(mode="json", include=asked or None)


def page_of(
    request: HttpRequest,
    rows: QuerySet[Row],
    order: Order,
    paging: Paging,
    item: Callable[[Row], Out],
) -> JsonResponse:
    try:
        page = paginate(rows, order, paging.size, paging.cursor)
    except CursorError:
        detail = "This cursor is of no page here. Leave it out for the first one."
        raise Problem(HTTPStatus.BAD_REQUEST, detail) from None

    def address(cursor: str) -> str | None:
        if not cursor:
            return None
        return absolute(request.path + with_query(request.GET, cursor=cursor))

    results = [only(item(row), paging.fields) for row in page.rows]
    body = {"results": results, "next": address(page.next), "previous": address(page.previous)}
    response = JsonResponse(body)
    links = [("next", body["next"]), ("prev", body["previous"])]
    if named := ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links if url):
        response["Link"] = named
    return response
