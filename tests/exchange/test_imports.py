"""Claims that come in from a sheet: made, changed, refused, left alone."""

from pathlib import Path

import pytest

from factcheck.exchange import applying
from factcheck.models import Article, AuditEntry, Claim, Speaker, Topic
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.claim_export import ExportFormat
from factcheck.models.vocabulary import Stage
from tests.exchange.sheets import (
    brought_in,
    faults,
    row,
    rows_of,
    sheet,
    staged,
    taken_out,
)
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "checks.csv"


# New claims


def test_a_row_becomes_a_claim_with_its_article_and_its_speaker(
    newsroom: Newsroom, file: Path
) -> None:
    cells = {"speaker": "Ada Ruiz", "said_on": "18 Feb 2023", "status": "True", "kind": "quote"}
    sheet(file, [row(article_title="Roads", article_language="Spanish", **cells)])

    brought_in(file, newsroom.fay)

    claim = Claim.objects.get()
    assert (claim.headline, claim.said_on, claim.status_id) == (
        "It cost ten million",
        "2023-02-18",
        "true",
    )
    assert (claim.kind, claim.subject, claim.stage) == ("quote", "saying", "open")
    assert (claim.origin, claim.external_id) == ("checks", "1")
    assert (claim.article.title, claim.article.language, claim.article.slug) == (
        "Roads",
        "es",
        "roads",
    )
    assert claim.speaker
    assert (claim.speaker.name, claim.speaker.kind) == ("Ada Ruiz", "person")


def test_whoever_gives_the_word_contributed(newsroom: Newsroom, file: Path) -> None:
    brought_in(sheet(file, [row()]), newsroom.fay)

    [entry] = AuditEntry.objects.contributions(Claim.objects.get().pk)
    assert entry.actor == newsroom.fay


def test_an_article_and_a_speaker_that_are_there_are_found(newsroom: Newsroom, file: Path) -> None:
    sheet(file, [row(speaker="The mayor")])

    brought_in(file, newsroom.fay)

    claim = Claim.objects.get()
    assert (claim.article, claim.speaker) == (newsroom.article, newsroom.other_speaker)


def test_a_quote_is_found_in_the_text_of_its_article(newsroom: Newsroom, file: Path) -> None:
    sheet(file, [row(quote="ten million")])

    brought_in(file, newsroom.fay)

    claim = Claim.objects.get()
    assert claim.revision == newsroom.revision
    assert claim.revision.body[claim.start : claim.end] == "ten million"


@pytest.mark.parametrize(
    "cell", ["Roads; Food, drink", "Roads, Food, drink", "roads,food-drink", "Food, drink; roads,"]
)
def test_commas_stand_between_topics_and_within_their_names(
    newsroom: Newsroom, file: Path, cell: str
) -> None:
    Topic.objects.create(slug="food-drink", name={"en": "Food, drink"})
    brought_in(sheet(file, [row(topics=cell)]), newsroom.fay)
    assert {each.slug for each in Claim.objects.get().topics.all()} == {"roads", "food-drink"}


def test_several_speakers_and_topics_stand_in_one_cell(newsroom: Newsroom, file: Path) -> None:
    sheet(file, [row(speaker="Ada", co_speakers="Bo; The mayor", topics="Roads")])

    brought_in(file, newsroom.fay)

    claim = Claim.objects.get()
    assert [each.name for each in claim.co_speakers.all()] == ["Bo", "The mayor"]
    assert [*claim.topics.all()] == [newsroom.topic]


def test_nothing_comes_in_before_the_word(newsroom: Newsroom, file: Path) -> None:
    whole = staged(sheet(file, [row(speaker="Ada")]), newsroom.fay)

    assert not Claim.objects.exists()
    assert (whole.rows.counted(), whole.new_speakers) == (
        {"new": 1, "changes": 0, "faulty": 0},
        ["Ada"],
    )


def test_the_same_file_again_changes_nothing(newsroom: Newsroom, file: Path) -> None:
    sheet(file, [row(), row(external_id="2")])
    brought_in(file, newsroom.fay)
    entries = AuditEntry.objects.count()

    whole = brought_in(file, newsroom.fay)

    assert (whole.added, whole.changed, whole.unchanged) == (0, 0, 2)
    assert AuditEntry.objects.count() == entries


def test_a_row_without_an_id_is_known_by_its_words(newsroom: Newsroom, file: Path) -> None:
    sheet(file, [row(external_id=""), row(external_id="", headline="It did not")])
    brought_in(file, newsroom.fay)

    whole = brought_in(file, newsroom.fay)

    assert (Claim.objects.count(), whole.unchanged) == (2, 2)


def test_a_cell_that_changed_in_the_file_changes_the_claim_and_nothing_else_does(
    newsroom: Newsroom, file: Path
) -> None:
    brought_in(sheet(file, [row(summary="It did.", question="Did it?")]), newsroom.fay)
    with acting_as(newsroom.ana):
        Claim.objects.update(question="Did it really?")
    sheet(file, [row(summary="It did not.", question="Did it?")])

    whole = brought_in(file, newsroom.fay)

    claim = Claim.objects.get()
    assert (claim.summary, claim.question) == ("It did not.", "Did it really?")
    assert whole.changed == 1


# What an editor takes out, changes and brings in again


@pytest.mark.parametrize("form", [ExportFormat.CSV, ExportFormat.TSV])
def test_a_cell_that_is_changed_in_an_export_is_all_that_changes(
    newsroom: Newsroom, tmp_path: Path, form: ExportFormat
) -> None:
    claim = newsroom.claim(note="=1+1", said_on="2023-02", question="Did\nit?")
    path = taken_out(tmp_path / f"out.{form}", form)
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("It did.", "It did not."), encoding="utf-8")
    before = AuditEntry.objects.newest()

    whole = brought_in(path, newsroom.fay)

    assert faults(whole) == []
    changes = AuditEntry.objects.filter(pk__gt=before).values_list("row", "changes")
    assert [*changes] == [(str(claim.pk), {"summary": ["It did.", "It did not."]})]


def test_a_change_voids_the_sign_off(newsroom: Newsroom, tmp_path: Path) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    path = taken_out(tmp_path / "out.csv", ExportFormat.CSV)
    [own] = rows_of(path)
    sheet(path, [own | {"summary": "It did not."}])

    brought_in(path, newsroom.fay)

    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW
    assert claim.moves.latest("pk").verb == Verb.VOID


def test_what_the_desk_changed_meanwhile_is_not_thrown_away(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    claim = newsroom.claim()
    path = taken_out(tmp_path / "out.csv", ExportFormat.CSV)
    [own] = rows_of(path)
    newsroom.change(claim, summary="It did, in a way.", question="Did it?")
    sheet(path, [own | {"summary": "It did not."}])

    whole = brought_in(path, newsroom.fay)

    assert faults(whole) == [
        (
            2,
            "summary",
            "It did not.",
            "The desk changed it meanwhile, to “It did, in a way.”. "
            "Export it again, or write what the desk has.",
        )
    ]


def test_a_date_that_a_spreadsheet_wrote_anew_is_still_the_same(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.claim(said_on="2023-03-04")
    path = taken_out(tmp_path / "out.csv", ExportFormat.CSV)
    [own] = rows_of(path)
    sheet(path, [own | {"said_on": "04/03/2023"}])

    whole = brought_in(path, newsroom.fay)

    assert (faults(whole), whole.unchanged) == ([], 1)


@pytest.mark.parametrize("stage", [Stage.PUBLISHED, Stage.WITHDRAWN, Stage.DROPPED])
def test_a_settled_claim_is_reopened_first(
    newsroom: Newsroom, tmp_path: Path, stage: Stage
) -> None:
    newsroom.claim_in(stage)
    path = taken_out(tmp_path / "out.csv", ExportFormat.CSV)
    [own] = rows_of(path)
    sheet(path, [own | {"summary": "It did not.", "note": "Ask."}])

    [(_line, column, _value, said)] = faults(brought_in(path, newsroom.fay))

    assert column == "summary"
    assert said.startswith(f"The claim is {stage.label}. Reopen or restore it first")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("stage", "published"),
        ("article_title", "Another"),
        ("article_publisher", "Others"),
        ("article", "other"),
        ("speaker_kind", "outlet"),
    ],
)
def test_what_a_sheet_does_not_change(
    newsroom: Newsroom, tmp_path: Path, cell: str, words: str
) -> None:
    newsroom.claim()
    path = taken_out(tmp_path / "out.csv", ExportFormat.CSV)
    [own] = rows_of(path)
    sheet(path, [own | {cell: words}])

    [(line, column, value, said)] = faults(brought_in(path, newsroom.fay))

    assert (line, column, value) == (2, cell, words)
    assert said.endswith(("Change it at the desk.", "a sheet changes no article."))


def test_an_export_of_another_version_is_refused(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.claim()
    path = taken_out(tmp_path / "out.csv", ExportFormat.CSV)
    [own] = rows_of(path)
    sheet(path, [own | {"as_exported": own["as_exported"][:-9], "summary": "It did not."}])

    [(_line, column, _value, said)] = faults(brought_in(path, newsroom.fay))

    assert column == "as_exported"
    assert said.endswith("Export the claims again, and change them there.")


def test_an_id_of_any_length_finds_its_claim_again(newsroom: Newsroom, file: Path) -> None:
    sheet(file, [row(external_id="https://other.example/" + "x" * 500)])
    brought_in(file, newsroom.fay)

    whole = brought_in(file, newsroom.fay)

    assert (Claim.objects.count(), whole.unchanged) == (1, 1)


def test_another_kind_takes_what_is_rated_along(newsroom: Newsroom, tmp_path: Path) -> None:
    claim = newsroom.claim()
    path = taken_out(tmp_path / "out.csv", ExportFormat.CSV)
    [own] = rows_of(path)
    sheet(path, [own | {"kind": "quote"}])

    brought_in(path, newsroom.fay)

    claim.refresh_from_db()
    assert (claim.kind, claim.subject) == ("quote", "saying")


# What is refused, and how it is said


@pytest.mark.parametrize(
    ("cells", "column", "said"),
    [
        ({"headline": "x" * 76}, "headline", "1 character too many"),
        ({"headline": ""}, "headline", "This field is required."),
        ({"headline": "\u200b"}, "headline", "Nothing in it can be seen"),
        ({"said_on": "2999"}, "said_on", "2999 is still to come"),
        ({"said_on": "03/04/2023"}, "said_on", "“03/04/2023” can be 3 April 2023 or 4 March 2023"),
        ({"said_on": "last week"}, "said_on", "“last week” is not a date. Write 18 Feb 2023"),
        ({"status": "It is, all in all, rather false"}, "status", "“It is, all in all, rather f"),
        ({"kind": "rumour"}, "kind", "“rumour” is none of event, quantity, "),
        ({"kind": "event", "subject": "saying"}, "subject", "A claim of this kind is rated on sub"),
        ({"topics": "bridges"}, "topics", "There is no topic “bridges”: add it at the desk"),
        ({"article_url": "Metadata"}, "article_url", "Enter a valid URL."),
        ({"article_language": "klingonese"}, "article_language", "“klingonese” is no language"),
        ({"article_title": "New", "article_publisher": ""}, "article_publisher", "The desk has no"),
        ({"speaker": "Ada", "co_speakers": "Ada"}, "co_speakers", "Somebody is named twice."),
        ({"speaker": "[nobody]"}, "speaker", "No speaker’s page ends in “nobody”."),
        ({"quote": "eleven million"}, "quote", "The text does not contain “eleven million”"),
        ({"due_on": "2020-01-01"}, "due_on", "This day is over: choose one to come."),
        ({"attribution_ambiguous": "maybe"}, "attribution_ambiguous", "Write yes or no."),
        ({"summary": "#REF!"}, "summary", "It is a formula without a result: write the value."),
        ({"summary": "maÃ±ana"}, "summary", "It was saved in one encoding and read in another"),
        ({"origin": "x" * 201}, "origin", "Ensure this value has at most 200 characters"),
        ({"priority": "5"}, "priority", "“5” is none of 1, 2, 3."),
    ],
)
def test_a_bad_cell(
    newsroom: Newsroom, file: Path, cells: dict[str, str], column: str, said: str
) -> None:
    good = row(external_id="2", article_title="Good", headline="Good")
    sheet(
        file,
        [
            good,
            row(external_id="3") | cells,
        ],
    )

    whole = brought_in(file, newsroom.fay)

    [(line, where, value, words)] = faults(whole)
    assert (line, where, value) == (3, column, cells[column][:200])
    assert words.startswith(said)
    assert [claim.headline for claim in Claim.objects.all()] == ["Good"]


def test_speakers_of_one_name_are_told_apart_by_their_pages(newsroom: Newsroom, file: Path) -> None:
    Speaker.objects.create(slug="mayor-2", name="The mayor", kind="person")
    sheet(file, [row(speaker="The mayor"), row(external_id="2", speaker="The mayor [mayor-2]")])

    whole = brought_in(file, newsroom.fay)

    assert [fault[3] for fault in faults(whole)] == [
        "Several speakers are called “The mayor”: write one of “The mayor [mayor]”, “The mayor "
        "[mayor-2]”."
    ]
    assert [claim.speaker.slug for claim in Claim.objects.all() if claim.speaker] == ["mayor-2"]


def test_a_row_that_stands_twice_is_not_swallowed(newsroom: Newsroom, file: Path) -> None:
    sheet(file, [row(external_id=""), row(external_id="")])

    [(line, _column, _value, said)] = faults(brought_in(file, newsroom.fay))

    assert (line, said) == (
        3,
        "It stands twice, first on line 2. Remove one, or give each an id of its own.",
    )


def test_two_rows_that_tell_of_one_article_in_two_ways(newsroom: Newsroom, file: Path) -> None:
    address = {"article_url": "https://herald.example/1"}
    sheet(file, [row(**address), row(external_id="2", article_title="Other", **address)])

    assert [fault[3] for fault in faults(staged(file, newsroom.fay))] == [
        "Line 2 says otherwise of the same article. Let both say the same."
    ]


# Article by article


def test_an_article_is_whole_or_not_at_all(newsroom: Newsroom, file: Path) -> None:
    one, other = {"article_title": "One"}, {"article_title": "Other"}
    rows = [row(**one), row(external_id="2", **other), row(external_id="3", **one)]
    whole = staged(sheet(file, rows), newsroom.fay)
    with acting_as(newsroom.ana):
        Article.objects.create(slug="one", title="One", publisher="P", published_on="2024")
    whole.rows.filter(line=4).update(values=whole.rows.get(line=2).values)

    applying.apply(whole, newsroom.fay)

    assert [claim.article.title for claim in Claim.objects.all()] == ["Other"]
    assert whole.rows.good().count() == 1


def test_a_row_that_was_refused_does_not_stop_the_rest_at_the_next_word(
    newsroom: Newsroom, file: Path
) -> None:
    rows = [row(), row(external_id="2", topics="roads")]
    whole = staged(sheet(file, rows), newsroom.fay)
    with acting_as(newsroom.ana):
        Topic.objects.all().delete()
    applying.apply(whole, newsroom.fay)
    assert not Claim.objects.exists()

    applying.apply(whole, newsroom.fay)

    assert Claim.objects.count() == 1
    assert whole.rows.faulty().count() == 1


@pytest.mark.parametrize(
    "cells",
    [
        {"headline": "TOTAL: 300"},
        {"headline": "300", "external_id": "Total"},
        {"headline": "Total general", "note": "300"},
    ],
)
def test_a_row_that_only_counts_is_no_claim(
    newsroom: Newsroom, file: Path, cells: dict[str, str]
) -> None:
    [(_line, column, _value, said)] = faults(staged(sheet(file, [row(**cells)]), newsroom.fay))
    assert (column, said) == (
        "headline",
        "The row counts the others, and claims nothing. Remove it, or write the claim in full.",
    )


@pytest.mark.parametrize("headline", ["Total debt is 300 million", "300 people came", "2 + 2 = 5"])
def test_a_claim_of_a_total_is_one(newsroom: Newsroom, file: Path, headline: str) -> None:
    assert faults(staged(sheet(file, [row(headline=headline)]), newsroom.fay)) == []


def test_each_topic_that_the_desk_lacks_is_named(newsroom: Newsroom, file: Path) -> None:
    found = faults(staged(sheet(file, [row(topics="bridges, roads; tolls")]), newsroom.fay))
    assert [said[:27] for _line, _column, _value, said in found] == [
        "There is no topic “bridges”",
        "There is no topic “tolls”: ",
    ]
