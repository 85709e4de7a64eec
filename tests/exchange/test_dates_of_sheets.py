"""Days in numbers: in the order that the other dates of a sheet tell, or that somebody says."""

from pathlib import Path

import pytest
from django.test import Client

from factcheck.models import Claim
from tests.exchange.sheets import brought_in, faults, row, sheet, staged
from tests.exchange.test_import_desk import ARTICLE, chosen, fay, sent
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
