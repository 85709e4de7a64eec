"""Dates of the world are as exact as they are known: a day, a month or a year."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from factcheck.models import Claim, Source
from factcheck.models.partial_date import bounds, display, read
from factcheck.written_dates import readings
from tests.models.factories import make_source

BAD = ["2023-13", "2023-02-30", "31 February 2023", "0000", "2024-00-00", "2024-00", "0 Feb 2023"]
BAD += [
    "2023-02-18T10:00",
    "soon",
    "12 Foo 2023",
    "ma 2023",
    "12 13 Feb 2023",
    "Feb",
    "1,5",
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
        read(value)

    assert refusal.value.messages == [
        f"“{value}” is not a date. Write 18 Feb 2023, Feb 2023, 2023 or 2023-02-18."
    ]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("12 Feb 2026", "2026-02-12"),
        ("12th of February, 2026", "2026-02-12"),
        ("February 12, 2026", "2026-02-12"),
        ("Thursday, 12 February 2026", "2026-02-12"),
        ("12.2.2026", "2026-02-12"),
        ("13/02/2026", "2026-02-13"),
        ("02/13/2026", "2026-02-13"),
        ("2/2/2026", "2026-02-02"),
        ("12-feb-2026", "2026-02-12"),
        ("12 de febrero de 2026", "2026-02-12"),
        ("1.º de enero del 2026", "2026-01-01"),
        ("jueves, 12 de febrero de 2026", "2026-02-12"),
        ("3 de setiembre de 2026", "2026-09-03"),
        ("feb. 2026", "2026-02"),
        ("Feb 2026", "2026-02"),
        ("Sept. 2026", "2026-09"),
        ("02/2026", "2026-02"),
        ("2026-2", "2026-02"),
        ("2026/02/12", "2026-02-12"),
        (" 2026 ", "2026"),
    ],
)
def test_a_date_is_taken_as_people_write_it(written: str, iso: str) -> None:
    assert read(written) == iso


def test_a_date_that_can_be_two_days_is_refused_with_both() -> None:
    with pytest.raises(ValidationError) as refusal:
        read("12/02/2026")
    assert refusal.value.messages == [
        "“12/02/2026” can be 12 February 2026 or 2 December 2026. Write the month as a word."
    ]


@pytest.mark.parametrize("written", ["12/2/26", "12 Feb 26", "23-02-18"])
def test_a_short_year_is_asked_for_in_full(written: str) -> None:
    with pytest.raises(ValidationError, match="with four digits"):
        read(written)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["en", "es", "ar"]))
def test_every_date_that_is_shown_is_read_back(day: date, language: str) -> None:
    for iso in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        with translation.override(language):
            shown = display(iso)
        assert read(shown) == read(iso) == iso


@given(st.text(max_size=20) | st.from_regex(r"\d{0,4}[-/. ]?[a-z]{0,4}[-/. ]?\d{0,4}"))
def test_whatever_is_written_is_read_as_dates_or_not_at_all(text: str) -> None:
    for iso in readings(text):
        first, last = bounds(iso)
        assert first <= last
        assert readings(iso) == [iso]


def test_a_date_of_before_with_unknown_parts_says_no_more_than_is_known() -> None:
    assert bounds("2024-00-00") == (date(2024, 1, 1), date(2024, 12, 31))
    assert display("2024-00-00") == "2024"


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
        "published_on": [
            "“2023-02-30” is not a date. Write 18 Feb 2023, Feb 2023, 2023 or 2023-02-18."
        ]
    }


def test_nothing_was_said_on_a_day_to_come() -> None:
    field = Claim._meta.get_field("said_on")
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="is still to come: nothing can have been said then"):
        field.clean(tomorrow.isoformat(), None)
    assert field.clean(str(timezone.localdate().year), None)


def test_a_row_that_is_added_takes_what_people_write() -> None:
    source = Source(slug="a", title="A", published_on="12 de febrero de 2026")
    source.clean_fields()
    assert source.published_on == "2026-02-12"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1990s",
            "the 1990s",
            "mid-1990s",
            "2023/2024",
            "2023-2024",
            "2023–24",
            "2023-06/2023-08",
        ),
        *("c. 1850", "ca. 1850", "~1850", "1850?", "44 BC", "1850 AD", "44 a. C.", "19th century"),
        *("siglo XIX", "década de 1990", "hacia 1850", "spring 2023", "Q1 2023", "early 2023"),
        "حوالي 1850",
    ],
)
def test_a_time_that_is_no_single_day_month_or_year_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(ValidationError, match=r"is no single day, month or year\. Write one that"):
        read(text)


@pytest.mark.parametrize(
    ("text", "iso"), [("١٩٩٠", "1990"), ("१२.२.२०२६", "2026-02-12"), ("２０２３", "2023")]
)
def test_digits_of_any_script_are_read(text: str, iso: str) -> None:
    assert read(text) == iso
