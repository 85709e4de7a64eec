"""Editors find rows by their words, in whatever form and language these are written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from factcheck import finding
from factcheck.models import (
    Claim,
    ReaderReport,
    RowWords,
    SpeakerAlias,
    Topic,
    UnreadRow,
)
from tests.models.factories import (
    at_the_desk,
    make_article,
    make_citation,
    make_claim,
    make_evidence,
    make_source,
    make_speaker,
    person,
)

__all__ = ["at_the_desk"]

pytestmark = pytest.mark.django_db


def found(model: type[models.Model], search: str) -> list[Any]:
    finding.catch_up()
    return list(model._default_manager.filter(finding.found(model, search)))


@pytest.mark.parametrize(
    ("headline", "search"),
    [
        ("Otárola resigned", "otarola"),
        ("Deaths of COVID-19", "covid 19"),
        ("Police used tear gas", "tear-gas"),
        ("28,960 were hurt", "28960"),
        ("The bridges fell", "bridge"),
        ("كِتَابٌ جديد", "كتاب"),
        ("東京の人口が減った", "人口"),
        ("The bridge fell", "bri"),
        ("The bridge fell", "fell or stood"),
        ("The bridge fell", "bridge -tunnel"),
        ("The bridge fell", '"bridge fell"'),
    ],
)
def test_a_claim_is_found_however_its_words_are_written(headline: str, search: str) -> None:
    claim = make_claim(make_article(), headline=headline)
    assert found(Claim, search) == [claim]


@pytest.mark.parametrize(
    "search", ["bridge tunnel", "bridge -fell", '"fell bridge"', "idge", "???", "\0"]
)
def test_a_claim_without_a_word_of_the_search_is_not_found(search: str) -> None:
    make_claim(make_article(), headline="The bridge fell")
    assert found(Claim, search) == []


def test_a_claim_is_found_by_all_that_is_said_of_it() -> None:
    speaker = make_speaker("Ada Ruiz")
    SpeakerAlias.objects.create(speaker=speaker, name="La Ministra")
    claim = make_claim(make_article(), headline="Sixty died", speaker=speaker, summary="Counted.")
    claim.co_speakers.add(make_speaker("Ben Otto"))
    make_citation(claim, source=make_source("Yearbook"))
    make_evidence(claim, source=make_source("Register"), summary="Lists each grave.")

    for search in ("ruiz sixty", "ministra", "otto", "counted", "yearbook", "register", "graves"):
        assert found(Claim, search) == [claim], search


@pytest.mark.parametrize(
    ("make", "search"),
    [
        (lambda: make_article(title="Ruiz counts", author="Ida Stern"), "stern ruiz"),
        (lambda: make_speaker("Nicolás Maduro", role="President"), "maduro presidents"),
        (lambda: make_source("Diary", publisher="Reuters", url="https://a.example/x"), "a.example"),
        (
            lambda: Topic.objects.create(slug="health", name={"en": "Health", "es": "Salud"}),
            "salud",
        ),
        (lambda: person("ana"), "ana"),
    ],
)
def test_each_kind_of_row_is_found_by_what_it_is_called(
    make: Callable[[], models.Model], search: str
) -> None:
    row = make()
    assert found(type(row), search) == [row]


def test_a_report_is_found_by_its_message() -> None:
    report = ReaderReport.objects.create(kind="other", message="Two bridges fell.", language="en")
    assert found(ReaderReport, "bridge") == [report]


def rename(row: Any, **values: str) -> None:
    """Change a row past everything but the database."""
    type(row)._default_manager.filter(pk=row.pk).update(**values)


def test_what_has_changed_is_found_by_its_new_words_only() -> None:
    claim = make_claim(make_article(), headline="The bridge fell")
    assert found(Claim, "bridge")

    rename(claim, headline="The tunnel fell", statement="The tunnel fell")

    assert found(Claim, "bridge") == []
    assert found(Claim, "tunnel") == [claim]


def test_a_claim_is_found_by_the_new_name_of_its_speaker_and_source() -> None:
    speaker, source = make_speaker("Ada Ruiz"), make_source("Yearbook")
    claim = make_claim(make_article(), headline="Sixty", speaker=speaker)
    make_citation(claim, source=source)
    assert found(Claim, "ruiz yearbook")

    rename(speaker, name="Ida Stern")
    rename(source, title="Almanac")

    assert found(Claim, "ruiz") == []
    assert found(Claim, "stern almanac") == [claim]


def test_a_citation_that_goes_takes_its_words_along() -> None:
    claim = make_claim(make_article(), headline="Sixty")
    citation = make_citation(claim, source=make_source("Yearbook"))
    assert found(Claim, "yearbook") == [claim]

    citation.delete()

    assert found(Claim, "yearbook") == []


def test_of_a_row_that_is_gone_no_words_are_kept() -> None:
    speaker = make_speaker("Ada Ruiz")
    finding.read_all()
    assert RowWords.objects.filter(kind="speaker", row=speaker.pk).exists()

    speaker.delete()
    finding.read_all()

    assert not RowWords.objects.filter(kind="speaker").exists()
    assert not UnreadRow.objects.exists()


def test_a_change_of_nothing_that_is_searched_is_not_read_again() -> None:
    claim = make_claim(make_article())
    finding.read_all()

    rename(claim, note="Ask Ada.")

    assert not UnreadRow.objects.exists()


def test_reading_takes_the_same_queries_for_any_number_of_rows(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    finding.read_all()
    with django_assert_num_queries(1):
        finding.catch_up()
    taken = [queries_to_read(claims) for claims in (1, 9)]
    assert taken[0] == taken[1]


def queries_to_read(claims: int) -> int:
    """Make claims, each with rows of its own."""
    for _ in range(claims):
        claim = make_claim(make_article(), speaker=make_speaker())
        make_citation(claim, source=make_source())
        make_evidence(claim, source=make_source())
    with CaptureQueriesContext(connection) as queries:
        finding.catch_up()
    return len(queries)
