"""The traps of real files: no row is lost without a word, none is taken for another."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from factcheck.exchange.reading import Unreadable, open_file
from factcheck.models import Claim, ExternalReview, Speaker
from factcheck.models.claim_export import ExportFormat
from tests.exchange.sheets import ARTICLE, brought_in, faults, row, sheet, workbook
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


def read(path: Path) -> list[tuple[int, dict[str, str]]]:
    return [(record.line, record.cells) for record in open_file(path).records()]


def texts(path: Path) -> list[list[str]]:
    return [[*cells.values()] for _line, cells in read(path)]


# Text


def test_unbalanced_quotation_marks_swallow_no_row_of_a_file_parted_by_tabs(tmp_path: Path) -> None:
    path = tmp_path / "liar.tsv"
    path.write_text('a\tb\tc\n1\t"He said\tx\n2\tyes"\tx\n3\t"so\tx\n4\tit"\tx\n')

    assert texts(path) == [
        ["1", '"He said', "x"],
        ["2", 'yes"', "x"],
        ["3", '"so', "x"],
        ["4", 'it"', "x"],
    ]


@pytest.mark.parametrize("words", ['1\t"a "b" c"\tx', '1\t"a\tx', '1\ta "b\tx', '1\t"a"b\tx'])
def test_quotation_marks_within_a_cell_stay(tmp_path: Path, words: str) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(f"n\ta\tb\n{words}\n2\tc\td\n")

    assert texts(path) == [words.split("\t"), ["2", "c", "d"]]


def test_quotation_marks_that_hold_cells_together_do_so(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text('a\tb\n"one\nline ""more"""\tx\n')

    assert texts(path) == [['one\nline "more"', "x"]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_and_separators_are_found(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = [["afirmación", "año"], ["Costó mucho, según él", "2023"], ["Mañana; quizá", "niño"]]
    lines = [separator.join(f'"{cell}"' for cell in each) for each in rows]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))

    file = open_file(path)

    assert file.header == rows[0]
    assert texts(path) == rows[1:]


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1256", "قال الوزير إن الجسر كلف عشرة ملايين"),
        ("cp1251", "Министр сказал, что мост стоил десять миллионов"),
        ("gb18030", "部长说这座桥花费了一千万"),
    ],
)
def test_letters_of_other_scripts_are_read(tmp_path: Path, encoding: str, words: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"a;b\n{words};{words}\n".encode(encoding))

    assert texts(path) == [[words, words]]


def test_a_row_of_another_width_is_a_fault(newsroom: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    names = [*row()]
    good = ",".join(row().values())
    path.write_text(f"{','.join(names)}\n{good}\n2,short\n{good.replace('1', '3', 1)},more,cells\n")

    assert [fault[3][:30] for fault in faults(brought_in(path, newsroom.fay))] == [
        "It has 2 cells, and the header",
        "It has 7 cells, and the header",
    ]
    assert Claim.objects.count() == 1


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('2,"open,z\n3,also",z', "Quotation marks hold the lines 4 to 5 together as one row."),
        ('2,"open\n3,also",z,z', "It has 4 cells, and the header 3. It begins on line 4 and "),
    ],
)
def test_quotation_marks_that_swallow_a_row_are_a_fault(
    tmp_path: Path, lines: str, said: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'a,b,c\n1,"x\ny",z\n{lines}\n4,x,z\n')

    [found] = [each for record in open_file(path).records() for each in record.faults]

    assert str(found).startswith(said)


@pytest.mark.parametrize("words", ["null", "NULL", "None", "N/A", "nan", "–", "  "])
def test_a_word_for_nothing_is_nobody_and_no_date(
    newsroom: Newsroom, tmp_path: Path, words: str
) -> None:
    path = sheet(tmp_path / "a.csv", [row(speaker=words, said_on=words, article_url=words)])

    assert faults(brought_in(path, newsroom.fay)) == []

    claim = Claim.objects.get()
    assert (claim.speaker, claim.said_on) == (None, "")


def test_an_address_of_five_hundred_characters_is_whole(newsroom: Newsroom, tmp_path: Path) -> None:
    url = "https://herald.example/" + "x" * 500
    path = sheet(tmp_path / "a.csv", [row(article_title="Long", article_url=url)])

    brought_in(path, newsroom.fay)

    assert Claim.objects.get().article.url == url


def test_two_claims_of_the_same_words_are_two(newsroom: Newsroom, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", [row(), row(external_id="2")])

    brought_in(path, newsroom.fay)

    assert Claim.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "said_on"),
    [
        ("18-02-2023", "2023-02-18"),
        ("18/2/2023", "2023-02-18"),
        ("18 de febrero de 2023", "2023-02-18"),
        ("Feb 2023", "2023-02"),
        ("2023-02-18T00:00:00Z", "2023-02-18"),
        ("2023-02-18 00:00:00", "2023-02-18"),
    ],
)
def test_dates_are_read_as_people_write_them(
    newsroom: Newsroom, tmp_path: Path, words: str, said_on: str
) -> None:
    brought_in(sheet(tmp_path / "a.csv", [row(said_on=words)]), newsroom.fay)

    assert Claim.objects.get().said_on == said_on


# Workbooks


def test_values_of_a_workbook_are_what_its_reader_sees(newsroom: Newsroom, tmp_path: Path) -> None:
    names = [*row(), "said_on", "attribution_ambiguous", "priority"]
    values = [7, *[*row().values()][1:], datetime(2023, 2, 18), True, 1.0]  # noqa: DTZ001
    path = workbook(tmp_path / "a.xlsx", [names, values, [None] * 4])

    assert faults(brought_in(path, newsroom.fay)) == []

    claim = Claim.objects.get()
    assert (claim.external_id, claim.said_on) == ("7", "2023-02-18")
    assert (claim.attribution_ambiguous, claim.priority) == (True, 1)


def test_a_formula_without_a_result_is_a_fault(newsroom: Newsroom, tmp_path: Path) -> None:
    cells = row(summary='=CONCATENATE("a","b")')
    path = workbook(tmp_path / "a.xlsx", [[*cells], [*cells.values()]])

    [(_line, column, _value, said)] = faults(brought_in(path, newsroom.fay))

    assert (column, said) == ("summary", "It is a formula without a result: write the value.")


def test_merged_cells_are_refused(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = workbook(tmp_path / "a.xlsx", [["a", "b"], [1, 2], [3, 4]])
    book = load_workbook(path)
    book.worksheets[0].merge_cells("A2:A3")
    book.save(path)

    with pytest.raises(Unreadable, match=r"Cells are merged \(A2:A3\)"):
        open_file(path)


def test_other_sheets_are_named_and_hidden_ones_are_not_read(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = workbook(tmp_path / "a.xlsx", [["a"], [1]])
    book = load_workbook(path)
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("Own").append(["b"])
    book.save(path)

    file = open_file(path)

    assert (file.header, file.others) == (["b"], ("Sheet",))


# JSON


def lines(path: Path, *several: Any) -> Path:
    path.write_text("\n".join(e if isinstance(e, str) else json.dumps(e) for e in several))
    return path


def test_a_broken_line_is_a_fault_and_the_others_come_in(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    path = lines(
        tmp_path / "a.jsonl",
        row(),
        "{broken",
        "[1]",
        row(external_id="2") | {"summary": {"a": 1}},
        row(external_id="3") | {"summary": "\ud83d"},
        row(external_id="4") | {"summary": "a\0b"},
    )

    whole = brought_in(path, newsroom.fay)

    assert [(fault[0], fault[3].partition(".")[0]) for fault in faults(whole)] == [
        (2, "It is no JSON"),
        (3, "It is no object"),
        (4, "It is a list or an object, and no text"),
        (5, "It holds a character that is none: write the cell anew"),
        (6, "It holds a character that is none: write the cell anew"),
    ]
    assert Claim.objects.count() == 1


REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://other.example/1",
    "claimReviewed": "The bridge cost ten million",
    "reviewRating": {"@type": "Rating", "alternateName": "False", "ratingValue": 1},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Organization", "name": "The council"},
        "datePublished": "2024-05-01",
        "appearance": [
            {
                "@type": "Article",
                "headline": "The bridge",
                "publisher": {"name": "The Herald"},
                "datePublished": "2024-05-01",
            }
        ],
    },
}


@pytest.mark.parametrize(
    "document",
    [
        REVIEW,
        [REVIEW],
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": REVIEW}]},
        {"@graph": [REVIEW]},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_claimreview_comes_alone_in_an_array_or_in_a_feed(
    newsroom: Newsroom, tmp_path: Path, document: Any, indent: int | None
) -> None:
    path = tmp_path / "reviews.json"
    path.write_text(json.dumps(document, indent=indent))

    whole = brought_in(path, newsroom.fay)

    assert (whole.format, faults(whole)) == (ExportFormat.CLAIMREVIEW, [])
    claim = Claim.objects.get()
    assert (claim.origin, claim.external_id) == ("other.example", "https://other.example/1")
    assert (claim.status_id, claim.article) == ("unverified", newsroom.article)
    assert ExternalReview.objects.get().publisher == "other.example"
    assert Speaker.objects.get(name="The council").kind == "organisation"


def test_what_is_no_review_is_a_fault(newsroom: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "reviews.json"
    path.write_text(json.dumps([REVIEW, {"@type": "Article"}, 7]))

    whole = brought_in(path, newsroom.fay)

    assert [fault[3] for fault in faults(whole)] == ["It is no ClaimReview. Leave it out."] * 2
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("text", ["[{]", '{"@type": "ClaimReview"', "[" * 100_000])
def test_broken_documents_are_refused(newsroom: Newsroom, tmp_path: Path, text: str) -> None:
    path = tmp_path / "reviews.json"
    path.write_text(text)

    with pytest.raises(Unreadable, match="This is no JSON"):
        brought_in(path, newsroom.fay)


def test_a_rating_that_is_a_sentence_can_be_mapped(newsroom: Newsroom, tmp_path: Path) -> None:
    words = "We found that this is mostly, but not wholly, wrong."
    path = sheet(tmp_path / "a.csv", [row(Rating=words)])

    brought_in(
        path,
        newsroom.fay,
        columns={"Rating": "status"},
        values={"status": {words: "mostly-false"}},
        defaults=ARTICLE,
    )

    assert Claim.objects.get().status_id == "mostly-false"
