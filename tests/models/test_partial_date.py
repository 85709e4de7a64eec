"""Dates of the world are as exact as they are known: a day, a month or a year."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from factcheck.models import Source
from factcheck.models.partial_date import bounds, display, validate
from tests.models.factories import make_source

BAD = [
    "2023-13",
    "2023-02-30",
    "2023-2",
    "23-02-18",
    "0000",
    "2023-02-18T10:00",
    "２０２３",
    "soon",
]


def test_a_day_is_its_own_first_and_last_day() -> None:
    assert bounds("2023-02-18") == (date(2023, 2, 18), date(2023, 2, 18))


@pytest.mark.parametrize(("value", "last"), [("2023-02", 28), ("2024-02", 29), ("2023-12", 31)])
def test_a_month_goes_from_its_first_to_its_last_day(value: str, last: int) -> None:
    year, month = map(int, value.split("-"))

    assert bounds(value) == (date(year, month, 1), date(year, month, last))


def test_a_year_goes_from_january_to_december() -> None:
    assert bounds("2023") == (date(2023, 1, 1), date(2023, 12, 31))


@given(st.dates())
def test_every_day_lies_within_the_bounds_of_its_month_and_year(day: date) -> None:
    for value in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        first, last = bounds(value)
        assert first <= day <= last


@pytest.mark.parametrize("value", BAD)
def test_what_is_no_date_is_refused_with_the_forms_to_write(value: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate(value)

    assert refusal.value.messages == [
        f"“{value}” is not a date. Write 2023-02-18, 2023-02 or 2023."
    ]


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [
        ("2023-02-18", "18 February 2023", "18 de febrero de 2023"),
        ("2023-02", "February 2023", "febrero de 2023"),
        ("2023", "2023", "2023"),
        ("", "", ""),
    ],
)
def test_readers_see_the_date_as_their_language_writes_it(
    value: str, english: str, spanish: str
) -> None:
    assert display(value) == english
    with translation.override("es"):
        assert display(value) == spanish


@pytest.mark.django_db
def test_an_unknown_date_is_empty() -> None:
    source = make_source(published_on="")

    source.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["2023-2", " 2023-02", "18.2.2023", "２０２３", "soon", "2023\n"])
def test_the_database_refuses_what_is_not_written_as_a_date(value: str) -> None:
    source = make_source()

    with pytest.raises(IntegrityError, match="is_partial_date"), transaction.atomic():
        Source.objects.filter(pk=source.pk).update(published_on=value)


@pytest.mark.django_db
def test_a_form_gets_one_message_for_a_bad_date() -> None:
    with pytest.raises(ValidationError) as refusal:
        Source(slug="a", title="A", published_on="2023-02-30").full_clean()

    assert refusal.value.message_dict == {
        "published_on": ["“2023-02-30” is not a date. Write 2023-02-18, 2023-02 or 2023."]
    }
