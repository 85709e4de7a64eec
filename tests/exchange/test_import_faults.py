"""What is wrong with a sheet is told by its kind, and checked again."""

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from factcheck import file_store
from factcheck.exchange import staging
from factcheck.models import Claim, ClaimImport, ImportRow, Topic
from tests.exchange.sheets import ARTICLE, faults, row, sheet, staged
from tests.exchange.uploads import FAULTY, fay, looked_at, sent
from tests.public.pages import read
from tests.workflow.newsroom import Newsroom

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


def test_faults_are_told_in_the_language_of_whoever_reads_them(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.article.revisions.create(body="The bridge was closed.")
    here = {"article": newsroom.article.slug, **dict.fromkeys(ARTICLE, "")}
    cells: list[dict[str, str]] = [
        *({"said_on": "soon"}, {"said_on": "10/01/2020"}, {"said_on": "2099-01"}),
        *({"topics": "roads"}, {"kind": "gossip"}, {"status": "so so"}, {"headline": ""}),
        *({"headline": "x" * 80}, {"earlier_url": "https://example.org/"}, {"earlier_url": "no"}),
        *(here | {"quote": "The bridge was shut."}, {"speaker": "[nobody]"}),
    ]
    path = sheet(tmp_path / "faults.csv", [row(**each) for each in cells])
    path.write_text(f"{path.read_text()}one,cell,too,many{',' * 99}more\n")
    with translation.override("ar"):
        whole = staged(path, newsroom.fay)

    told = {}
    for language in ("en", "es", "ar"):
        with translation.override(language):
            told[language] = [said for _line, _column, _value, said in faults(whole)]

    assert len(told["en"]) >= len(cells)
    for english, spanish, arabic in zip(*told.values(), strict=True):
        assert english != spanish != arabic, english
        assert english.isascii() or not re.search("[\u0600-\u06ff]", english + spanish)


def test_a_workbook_that_a_worker_cannot_read_says_so_in_the_readers_language(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    kept = file_store.put([b"PK\x03\x04 and no more"], file_store.CLAIMS)
    whole = ClaimImport.objects.create(
        by=newsroom.fay, name="a.xlsx", sha256=kept.sha256, format="xlsx"
    )
    staging.read_kept(whole)

    [kind] = whole.rows.kinds_of_faults(1)
    with translation.override("es"):
        assert str(kind) == "Esto no es un libro XLSX: guarde la hoja como XLSX (no XLS) o CSV."
    assert str(kind) == "This is no XLSX workbook: save the sheet as XLSX (not XLS) or CSV."


def test_rows_that_were_read_before_still_say_what_is_wrong(fay: Client) -> None:
    address = looked_at(fay, FAULTY)
    said = [{"column": "topics", "value": "x", "reason": "No topic.", "remedy": "Add it."}]
    ImportRow.objects.update(faults=said)

    assert "No topic. Add it." in fay.get(address).content.decode()
    assert b"topics: No topic. Add it." in b"".join(fay.get(f"{address}faults/"))


def test_a_disk_that_takes_nothing_is_told_of(fay: Client, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "file"
    settings.MEDIA_ROOT.write_bytes(b"")
    page = sent(fay, FAULTY).content.decode()
    assert "the server’s disk is full or cannot be written" in page
