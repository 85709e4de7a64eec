"""Keyset pagination over the claims of the first article."""

import base64
from datetime import date

import pytest

from factcheck.filters import ORDERS
from factcheck.keyset import CursorError, KeysetPage, Order, paginate
from factcheck.models.reading_room import PublicClaim, PublicSpeaker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

NEWEST = ORDERS["newest"]


def walk(
    order: Order, size: int, step: str = "next", cursor: str = ""
) -> list[KeysetPage[PublicClaim]]:
    """All pages from one on, in one direction."""
    claims = PublicClaim.objects.all()
    if "rank" in order.fields:
        claims = claims.matching("Peru or Boluarte")
    if "reviewed_at" in order.fields:
        claims = claims.reviewed()
    pages = [paginate(claims, order, size, cursor)]
    while following := getattr(pages[-1], step):
        pages.append(paginate(claims, order, size, following))
    return pages


def ids(pages: list[KeysetPage[PublicClaim]]) -> list[int]:
    return [claim.pk for page in pages for claim in page.rows]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 7, 25])
def test_every_row_comes_once_in_every_order(order: str, size: int) -> None:
    [everything] = walk(ORDERS[order], 1000)
    assert len(everything.rows) > 25
    assert ids(walk(ORDERS[order], size)) == ids([everything])


@pytest.mark.parametrize("order", ORDERS)
def test_going_back_shows_the_same_pages(order: str) -> None:
    there = walk(ORDERS[order], 10)
    back = walk(ORDERS[order], 10, "previous", there[-1].previous)
    assert [[c.pk for c in page.rows] for page in reversed(back)] == [
        [c.pk for c in page.rows] for page in there[:-1]
    ]


def test_the_first_page_has_nothing_before_it_and_the_last_nothing_after_it() -> None:
    pages = walk(NEWEST, 25)
    assert not pages[0].previous
    assert not pages[-1].next
    assert all(page.next and page.previous for page in pages[1:-1])


def test_rows_inserted_meanwhile_shift_no_page() -> None:
    first = paginate(PublicClaim.objects.all(), NEWEST, 10)
    second = paginate(PublicClaim.objects.all(), NEWEST, 10, first.next)
    newer = PublicClaim.objects.get(pk=first.rows[0].pk)
    newer.sort_date = date(2030, 1, 1)
    newer.save(update_fields=["sort_date"])
    again = paginate(PublicClaim.objects.all(), NEWEST, 10, first.next)
    assert [c.pk for c in again.rows] == [c.pk for c in second.rows]


def test_a_page_may_start_where_a_row_was_that_is_gone() -> None:
    first = paginate(PublicClaim.objects.all(), NEWEST, 10)
    second = paginate(PublicClaim.objects.all(), NEWEST, 10, first.next)
    first.rows[-1].delete()
    again = paginate(PublicClaim.objects.all(), NEWEST, 10, first.next)
    assert [c.pk for c in again.rows] == [c.pk for c in second.rows]


def test_deep_pages_compare_rows_instead_of_skipping_them(
    django_assert_num_queries: "pytest.FixtureRequest",
) -> None:
    last = walk(NEWEST, 25)[-1]
    with django_assert_num_queries(1) as queries:  # type: ignore[operator]
        paginate(PublicClaim.objects.all(), NEWEST, 25, last.previous)
    sql = queries.captured_queries[0]["sql"]
    assert "OFFSET" not in sql
    assert 'ROW("factcheck_publicclaim"."sort_date", "factcheck_publicclaim"."id") >' in sql


def encoded(*lines: str) -> str:
    return base64.urlsafe_b64encode("\n".join(lines).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "abc",
        "é",
        encoded("next"),
        encoded("next", "2023-02-18"),
        encoded("next", "2023-02-18", "1", "2"),
        encoded("sideways", "2023-02-18", "1"),
        encoded("next", "2023-02-30", "1"),
        encoded("next", "2023-02-18", "one"),
        encoded("next", "2023-02-18", "9" * 30),
        encoded("next", "", ""),
    ],
)
def test_a_cursor_that_this_order_did_not_make_is_refused(cursor: str) -> None:
    with pytest.raises(CursorError):
        paginate(PublicClaim.objects.all(), NEWEST, 25, cursor)


def test_a_cursor_with_a_character_that_text_cannot_hold_is_refused() -> None:
    with pytest.raises(CursorError):
        paginate(PublicSpeaker.objects.all(), Order(("slug",)), 25, encoded("next", "a\0b"))
