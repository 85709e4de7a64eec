"""What is wrong with a sheet is told by its kind, and checked again."""

import os
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from factcheck import file_store
from factcheck.exchange import staging
from factcheck.models import Claim, ClaimImport, Topic
from tests.exchange.uploads import FAULTY, fay, looked_at
from tests.public.pages import read

__all__ = ["fay"]

pytestmark = pytest.mark.django_db


def test_what_is_wrong_is_told_once_for_all_its_rows(fay: Client) -> None:
    page = read(fay.get(looked_at(fay, FAULTY)).content.decode())
    table = page.one("div", aria_labelledby="faults").one("tbody")
    told = [[cell.words for cell in row.all("td")] for row in table.all("tr")]
    no_topic = "There is no topic “{}”: add it at the desk, or leave it out."
    no_date = "“{}” is not a date. Write 18 Feb 2023, Feb 2023, 2023 or 2023-02-18."
    assert told == [
        ["3", "topics", no_topic.format("economy"), "economy", "2, 3, 4"],
        ["1", "said_on", no_date.format("soon"), "soon", "2"],
        ["1", "said_on", no_date.format("later"), "later", "4"],
        ["1", "topics", no_topic.format("roads"), "roads", "5"],
    ]


def test_what_is_told_costs_the_same_for_any_number_of_rows(
    fay: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    looked_at(fay, FAULTY)
    [whole] = ClaimImport.objects.all()
    with django_assert_num_queries(2):
        kinds = whole.rows.kinds_of_faults(2)
    assert [(kind.rows, kind.lines) for kind in kinds] == [(3, [2, 3, 4]), (1, [2])]


def test_a_file_is_checked_again_when_the_desk_has_what_it_lacked(fay: Client) -> None:
    address = looked_at(fay, FAULTY)
    for slug in ("economy", "roads"):
        Topic.objects.create(slug=slug, name={"en": slug.title()})

    again = fay.post(address, {"again": "1"}, follow=True)

    assert "The file was read once more." in again.content.decode()
    assert again.context["counts"] == {"new": 2, "changes": 0, "faulty": 2}
    assert ClaimImport.objects.count() == 1
    fay.post(address, {"apply": "1"})
    rest = fay.post(address, {"again": "1"}, follow=True)
    assert rest.context["counts"] == {"new": 0, "changes": 0, "faulty": 2}
    assert Claim.objects.count() == 2


def test_a_file_that_waits_is_kept_as_long_as_it_waits(fay: Client) -> None:
    address = looked_at(fay, FAULTY)
    [whole] = ClaimImport.objects.all()
    two_days_ago = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(staging.path_of(whole), (two_days_ago, two_days_ago))
    swept_through()
    assert staging.path_of(whole).exists()

    fay.post(address, {"discard": "1"})
    swept_through()

    assert not staging.path_of(whole).exists()


def swept_through() -> None:
    for part in range(file_store.PARTS):
        ClaimImport.objects.sweep(part)
