"""Days in numbers: in the order that the other dates of a sheet tell, or that somebody says."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from factcheck.models import Claim
from tests.exchange.sheets import ARTICLE as REQUIRED
from tests.exchange.sheets import brought_in, faults, row, sheet, staged
from tests.exchange.uploads import ARTICLE, chosen, fay, sent
from tests.workflow.newsroom import Newsroom

__all__ = ["fay"]
pytestmark = pytest.mark.django_db

SAID = "What “12/02/2024” means"
SHEET = "id,claim,date,outlet\n1,One,12/02/2024,X\n2,Two,03/04/2024,X\n"


def said_on() -> list[str]:
    return list(Claim.objects.order_by("external_id").values_list("said_on", flat=True))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "checks.csv"


@pytest.mark.parametrize(
    ("telling", "read"), [("25/12/2023", "2024-02-12"), ("12/25/2023", "2024-12-02")]
)
def test_one_date_that_can_be_only_one_day_tells_of_all(
    newsroom: Newsroom, file: Path, telling: str, read: str
) -> None:
    rows = [row(said_on="12/02/2024"), row(external_id="2", headline="Two", said_on=telling)]
    brought_in(sheet(file, rows), newsroom.fay)
    assert read in said_on()


@pytest.mark.parametrize("other", ["11/03/2024", "2024-03-11", "11.3.2024"])
def test_what_nothing_tells_is_a_fault(newsroom: Newsroom, file: Path, other: str) -> None:
    rows = [row(said_on="12/02/2024"), row(external_id="2", headline="Two", said_on=other)]
    found = faults(staged(sheet(file, rows), newsroom.fay))
    assert "can be 12 February 2024 or 2 December 2024" in str(found)


def test_a_sheet_with_both_orders_tells_nothing(newsroom: Newsroom, file: Path) -> None:
    dates = ("12/02/2024", "25/12/2023", "12/25/2023")
    rows = [row(external_id=date, headline=date, said_on=date) for date in dates]
    found = faults(staged(sheet(file, rows), newsroom.fay))
    assert "can be 12 February 2024" in str(found)


@pytest.mark.parametrize(
    ("order", "read"),
    [("day-first", ["2024-02-12", "2024-04-03"]), ("month-first", ["2024-12-02", "2024-03-04"])],
)
def test_somebody_says_what_they_mean(fay: Client, order: str, read: list[str]) -> None:
    columns = sent(fay, SHEET.encode())
    assert SAID in columns.content.decode()
    address = columns.redirect_chain[-1][0]
    looked = fay.post(address, chosen(columns, **ARTICLE, dates=order), follow=True)
    fay.post(looked.redirect_chain[-1][0], {"apply": "1"}, follow=True)
    assert said_on() == read


def test_nobody_is_asked_where_there_is_nothing_to_ask(fay: Client) -> None:
    columns = sent(fay, SHEET.replace("12/02/2024", "2024").replace("03/04/2024", "").encode())
    assert "dates" not in columns.context["form"].fields


def test_the_more_telling_name_of_two_columns_is_taken(fay: Client) -> None:
    columns = sent(
        fay, b"Claim,Source URL,Link to article\nOne,https://a.example,https://b.example\n"
    )
    given = chosen(columns)
    assert (given["column-1"], given["column-2"]) == ("", "article_url")


# Years of two digits


@pytest.fixture
def in_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 30, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("written", "order", "read"),
    [
        ("25/12/98", "", "1998-12-25"),
        ("12/02/25", "day-first", "2025-02-12"),
        ("12/02/25", "month-first", "2025-12-02"),
        ("12/02/25", "year-first", "2012-02-25"),
        ("12-2-26", "day-first", "2026-02-12"),
        ("12/02/27", "day-first", "1927-02-12"),
        ("18.2.23", "", "2023-02-18"),
        ("12-Feb-23", "", "2023-02-12"),
        ("12 de febrero de 98", "", "1998-02-12"),
        ("Feb 12, 23", "", "2023-02-12"),
    ],
)
def test_a_short_year_is_the_last_that_was(
    newsroom: Newsroom, file: Path, in_2026: None, written: str, order: str, read: str
) -> None:
    names = ("external_id", "headline", "said_on", *REQUIRED)
    columns = {name: name for name in names}
    rows = sheet(file, [row(said_on=written)])
    assert faults(staged(rows, newsroom.fay, columns=columns, dates=order)) == []
    brought_in(rows, newsroom.fay, columns=columns, dates=order)
    assert said_on() == [read]


@pytest.mark.parametrize("written", ["12/02/25", "23-02-18", "Feb-23", "12/23"])
def test_a_short_year_that_may_be_a_day_is_asked_for_in_full(
    newsroom: Newsroom, file: Path, in_2026: None, written: str
) -> None:
    found = faults(staged(sheet(file, [row(said_on=written)]), newsroom.fay))
    assert "with four digits" in str(found)


def test_what_is_due_may_be_still_to_come(newsroom: Newsroom, file: Path, in_2026: None) -> None:
    brought_in(sheet(file, [row(due_on="31/12/27")]), newsroom.fay, dates="day-first")
    assert Claim.objects.get().due_on == date(2027, 12, 31)


def test_whole_years_tell_the_order_of_short_ones(newsroom: Newsroom, file: Path) -> None:
    rows = [
        row(said_on="12/02/24"),
        row(external_id="2", headline="Two", said_on="25/12/2023"),
    ]
    brought_in(sheet(file, rows), newsroom.fay)
    assert "2024-02-12" in said_on()


def test_somebody_is_asked_whether_the_year_is_first(fay: Client, in_2026: None) -> None:
    sheet = b"id,claim,date,outlet\n1,One,02/02/22,X\n2,Two,25/12/23,X\n3,Three,30/04/22,X\n"
    columns = sent(fay, sheet)
    field = columns.context["form"]["dates"]
    assert field.label == "What “25/12/23” means"
    assert [label for _value, label in field.field.choices] == [
        "– say nothing –",
        "25 December 2023",
        "23 December 2025",
    ]
    assert "26 is this year, and 27 is 1927" in field.help_text
    address = columns.redirect_chain[-1][0]
    looked = fay.post(address, chosen(columns, **ARTICLE, dates="day-first"), follow=True)
    assert "30 April 2022" in looked.content.decode()
