"""Bringing a file in at the desk, as the data person of a newsroom does."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from factcheck import backlog, file_store, tasks
from factcheck.models import Claim, ClaimImport, ImportMapping
from tests.admin.newsroom import signed_in
from tests.background import waiting
from tests.exchange.sheets import workbook
from tests.exchange.uploads import ARTICLE, FAULTY, IMPORT, SHEET, chosen, fay, looked_at, sent
from tests.public.pages import read
from tests.workflow.newsroom import by_hand

__all__ = ["fay"]

pytestmark = pytest.mark.django_db


def test_a_sheet_of_their_own_making_comes_in(fay: Client) -> None:
    columns = sent(fay, SHEET.encode("cp1252"))
    values = chosen(columns, **ARTICLE, **{"word-0": "false", "word-1": "needs-context"})
    address = columns.redirect_chain[-1][0]
    looked = fay.post(address, values | {"keep_as": "Bulos"}, follow=True)
    assert looked.context["counts"] == {"new": 2, "changes": 0, "faulty": 1}
    assert looked.context["left_out"] == ["Color"]

    done = fay.post(looked.redirect_chain[-1][0], {"apply": "1"}, follow=True)

    assert "2 claims came in." in done.content.decode()
    rows = Claim.objects.order_by("external_id").values_list("headline", "status", "said_on")
    assert [*rows] == [
        ("Costó diez millones", "false", "2023-02-18"),
        ("Se cayó el puente", "needs-context", "2023"),
    ]
    assert ImportMapping.objects.get().name == "Bulos"


def test_a_kept_mapping_is_taken_for_the_next_file(fay: Client) -> None:
    columns = sent(fay, SHEET.encode())
    values = chosen(columns, **ARTICLE, **{"word-0": "true"}, keep_as="Ours")
    fay.post(columns.redirect_chain[-1][0], values)

    again = sent(fay, SHEET.encode())

    assert "“Ours”" in again.content.decode()
    assert chosen(again)["word-0"] == "true"


def test_the_rows_with_faults_come_back_as_the_same_sheet(fay: Client) -> None:
    columns = sent(fay, SHEET.encode("cp1252"))
    values = chosen(columns, **ARTICLE, **{"word-0": "false", "word-1": "false"})
    looked = fay.post(columns.redirect_chain[-1][0], values, follow=True)
    whole = ClaimImport.objects.get()

    response = fay.get(f"{IMPORT}{whole.pk}/faults/")

    lines = b"".join(response).decode("utf-8-sig").splitlines()
    assert lines[0] == "Nr,Bulo,Quién lo dijo,Fecha,Veredicto,Color,faults"
    assert lines[1].startswith('3,Mañana lloverá,Ada Ruiz,mañana,Bulo,,"Fecha: “mañana” is not a')
    assert response["Content-Disposition"] == 'attachment; filename="bulos-faults.csv"'
    assert "“mañana” is not a date" in looked.content.decode()


def test_a_corrected_sheet_of_faults_comes_in(fay: Client) -> None:
    columns = sent(fay, SHEET.encode("cp1252"))
    values = chosen(columns, **ARTICLE, **{"word-0": "false", "word-1": "false"})
    fay.post(columns.redirect_chain[-1][0], values | {"keep_as": "Bulos"})
    text = b"".join(fay.get(f"{IMPORT}{ClaimImport.objects.get().pk}/faults/")).decode("utf-8-sig")

    columns = sent(fay, text.replace(",mañana,", ",2023-03,").encode(), "bulos-faults (1).csv")
    values = chosen(columns, **ARTICLE, **{"word-0": "false"})
    looked = fay.post(columns.redirect_chain[-1][0], values, follow=True)
    fay.post(looked.redirect_chain[-1][0], {"apply": "1"})

    assert looked.context["counts"] == {"new": 1, "changes": 0, "faulty": 0}
    claim = Claim.objects.get()
    assert (claim.origin, claim.external_id) == ("bulos", "3")


def test_a_corrected_sheet_is_read_as_the_sheet_was_that_it_is_of(fay: Client) -> None:
    columns = sent(fay, SHEET.encode("cp1252"))
    values = chosen(
        columns, **ARTICLE, **{"word-0": "false", "word-1": "false", "column-5": "note"}
    )
    fay.post(columns.redirect_chain[-1][0], values)
    text = b"".join(fay.get(f"{IMPORT}{ClaimImport.objects.get().pk}/faults/")).decode("utf-8-sig")

    columns = sent(fay, text.replace(",mañana,", ",2023-03,").encode(), "Corregido.csv")
    looked = fay.post(columns.redirect_chain[-1][0], chosen(columns), follow=True)
    fay.post(looked.redirect_chain[-1][0], {"apply": "1"})

    assert "“bulos.csv”" in columns.content.decode()
    assert chosen(columns)["column-5"] == "note"
    claim = Claim.objects.get()
    assert (claim.origin, claim.external_id, claim.status_id) == ("bulos", "3", "false")


EARLIER = (
    "Nr;Bulo;Fecha en que lo dijo;Veredicto;Enlace;Fecha;Verificado por;Medio\r\n"
    "1;Costó diez millones;2018-02-18;False;https://old.example/1;20/02/2018;Rosa;El Faro\r\n"
    "2;Se cayó el puente;2018-03-18;False;https://maldita.example/2;20/03/2018;Luis;Maldita\r\n"
)


def test_in_a_sheet_of_earlier_reviews_link_and_day_are_those_of_the_review(fay: Client) -> None:
    form = sent(fay, EARLIER.encode()).context["form"]
    assert {field.label: field.value() for field in form.columns} == {
        "Nr": "external_id",
        "Bulo": "headline",
        "Fecha en que lo dijo": "said_on",
        "Veredicto": "status",
        "Enlace": "earlier_url",
        "Fecha": "earlier_published_on",
        "Verificado por": "earlier_author",
        "Medio": "article_publisher",
    }


def test_of_a_column_that_was_chosen_only_now_the_words_are_asked_of_then(fay: Client) -> None:
    columns = sent(fay, EARLIER.encode())
    address = columns.redirect_chain[-1][0]
    values = chosen(columns, **ARTICLE, **{"column-7": "reviewed_by", "keep_as": "Faro"})

    asked = fay.post(address, values)

    assert [field.label for field in asked.context["form"].whose] == ["El Faro", "Maldita"]
    assert chosen(asked)["keep_as"] == "Faro"
    looked = fay.post(address, chosen(asked, **{"ours-0": "on"}), follow=True)
    fay.post(looked.redirect_chain[-1][0], {"apply": "1"})
    assert [each.is_reviewed_earlier for each in Claim.objects.order_by("pk")] == [True, False]


HEADER = b"headline,article_title,article_publisher,article_published_on\n"


def test_a_file_without_rows_says_so_and_what_to_do(fay: Client) -> None:
    page = fay.get(looked_at(fay, HEADER)).content.decode()
    assert "has no rows, only the names of its columns" in page
    assert "Write one claim into each row" in page


def test_a_file_that_says_nothing_new_says_so(fay: Client) -> None:
    row = HEADER + b"It rained,A,B,2023-01-02\n"
    done = fay.post(looked_at(fay, row), {"apply": "1"}, follow=True)
    assert read(done.content.decode()).links["the list of claims"] == "/admin/factcheck/claim/"
    page = fay.get(looked_at(fay, row)).content.decode()
    assert "there is nothing to bring in" in page


def test_a_workbook_comes_in_and_its_faults_go_out_as_one(fay: Client, tmp_path: Any) -> None:
    path = workbook(tmp_path / "a.xlsx", [["headline", "said_on"], ["It fell", "soon"]])
    columns = sent(fay, path.read_bytes(), "a.xlsx")
    fay.post(columns.redirect_chain[-1][0], chosen(columns, **ARTICLE))

    response = fay.get(f"{IMPORT}{ClaimImport.objects.get().pk}/faults/")

    page: Any = load_workbook(BytesIO(b"".join(response))).worksheets[0]
    assert [cell.value for cell in page[1]] == ["headline", "said_on", "faults"]
    assert page["C2"].value.startswith("said_on: “soon” is not a date.")


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what a test can wait for be as large as what nobody waits for."""
    monkeypatch.setattr(backlog, "LARGE", 1)


@pytest.mark.usefixtures("few_are_many")
def test_many_rows_come_in_in_the_background(fay: Client) -> None:
    columns = sent(fay, SHEET.encode("cp1252"))
    values = chosen(columns, **ARTICLE, **{"word-0": "false", "word-1": "needs-context"})
    looked = fay.post(columns.redirect_chain[-1][0], values, follow=True)
    address = looked.redirect_chain[-1][0]

    page = read(fay.post(address, {"apply": "1"}, follow=True).content.decode())

    progress = page.one("progress")
    assert (progress.attributes["value"], progress.attributes["max"]) == ("0", "2")
    assert page.links["Look again"] == address
    assert [each.words for each in page.one("div", id="content-main").all("button")] == []
    assert not Claim.objects.exists()
    kept = fay.post(address, {"discard": "1"}, follow=True).content.decode()
    assert "It is being brought in: let it go when that is over." in kept
    fay.post(address, {"apply": "1"})
    [(task, arguments)] = waiting()
    assert task == "bring_in"

    tasks.bring_in(**arguments)
    by_hand("UPDATE procrastinate_jobs SET status = 'succeeded'")

    page = read(fay.get(address).content.decode())
    assert Claim.objects.count() == 2
    assert page.all("progress") == []
    assert "came in already2" in page.one("dl", class_="counts").words


@pytest.mark.usefixtures("few_are_many")
def test_an_import_that_broke_off_says_so_and_goes_on_at_the_word(fay: Client) -> None:
    columns = sent(fay, SHEET.encode("cp1252"))
    values = chosen(columns, **ARTICLE, **{"word-0": "false", "word-1": "needs-context"})
    looked = fay.post(columns.redirect_chain[-1][0], values, follow=True)
    address = looked.redirect_chain[-1][0]
    fay.post(address, {"apply": "1"})
    by_hand("UPDATE procrastinate_jobs SET status = 'failed'")
    assert "This broke off" in fay.get(address).content.decode()
    assert waiting() == []

    fay.post(address, {"apply": "1", "anew": "1"})

    assert [task for task, _arguments in waiting()] == ["bring_in"]


def test_a_file_that_was_let_go_is_not_brought_in(fay: Client) -> None:
    tasks.bring_in(import_id=1, user_id=1)


def test_a_file_can_be_let_go(fay: Client) -> None:
    columns = sent(fay, SHEET.encode())
    looked = fay.post(columns.redirect_chain[-1][0], chosen(columns, **ARTICLE), follow=True)

    fay.post(looked.redirect_chain[-1][0], {"discard": "1"})

    assert not ClaimImport.objects.exists()


def test_what_waits_too_long_is_let_go(fay: Client) -> None:
    columns = sent(fay, SHEET.encode())
    fay.post(columns.redirect_chain[-1][0], chosen(columns, **ARTICLE))
    assert "bulos.csv" in fay.get(IMPORT).content.decode()
    tasks.sweep_files()
    assert ClaimImport.objects.exists()

    ClaimImport.objects.update(at=timezone.now() - timedelta(days=31))
    tasks.sweep_files()

    assert not ClaimImport.objects.exists()


@pytest.mark.parametrize("name", ["ana", "carla", "eva", "gus"])
def test_nobody_else_brings_claims_in(name: str) -> None:
    client = signed_in(name)

    for address in (IMPORT, f"{IMPORT}columns/", f"{IMPORT}1/", f"{IMPORT}1/faults/"):
        assert client.get(address).status_code == 403
    assert IMPORT not in client.get("/admin/factcheck/claim/").content.decode()


def test_the_page_says_what_each_column_holds(fay: Client) -> None:
    text = fay.get(IMPORT).content.decode()

    assert {"headline", "external_id", "article_url"} <= {*re.findall(r"<code>(\w+)</code>", text)}


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "The file is empty."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "a.xls",
            "an old or a protected workbook",
        ),
        (b"PK\x03\x04nothing", "a.xlsx", "This is no XLSX workbook"),
        (bytes(range(256)), "a.csv", "This is no text: save the sheet as CSV or XLSX."),
        (b"a,a\n1,2\n", "a.csv", "Two columns are called “a”: rename or remove one."),
        (b"a,,c\n1,2,3\n", "a.csv", "Column 2 has no name"),
        (b'a,b\n"1,2\n3,4\n', "a.csv", "A quotation mark on line 2 opens a cell"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_form(
    fay: Client, content: bytes, name: str, said: str
) -> None:
    assert said in sent(fay, content, name).content.decode()


def test_a_file_that_is_too_large_is_refused(fay: Client, settings: Any) -> None:
    settings.IMPORT_LIMIT = 0

    assert "The file is larger than 0" in sent(fay, SHEET.encode()).content.decode()


@pytest.mark.parametrize("token", ["", "wrong"])
def test_a_file_that_nobody_gave_is_asked_for_again(fay: Client, token: str) -> None:
    response = fay.get(f"{IMPORT}columns/?file={token}", follow=True)

    assert "The file is kept no more: choose it again." in response.content.decode()


def test_nobody_reads_the_file_of_somebody_else(fay: Client) -> None:
    address = sent(fay, SHEET.encode()).redirect_chain[-1][0]

    assert signed_in("admin").get(address)["Location"] == IMPORT


def test_two_columns_that_are_to_become_one_are_refused(fay: Client) -> None:
    columns = sent(fay, SHEET.encode())
    values = chosen(columns, **ARTICLE, **{"column-0": "note", "column-1": "note"})

    response = fay.post(columns.redirect_chain[-1][0], values)

    assert "“Nr”, “Bulo” cannot all become note" in response.content.decode()


def test_what_all_rows_would_lack_of_their_article_is_asked_for_first(fay: Client) -> None:
    columns = sent(fay, b"id,claim,article\n1,One,The bridge\n")
    address = columns.redirect_chain[-1][0]
    asked = fay.post(address, chosen(columns), follow=True)
    assert {*asked.context["form"].errors} == {
        "default-article_publisher",
        "default-article_published_on",
    }
    assert "No column says it: choose the one that does" in asked.content.decode()
    assert not ClaimImport.objects.exists()
    told = {**ARTICLE, "default-article_title": ""}
    looked = fay.post(address, chosen(columns, **told), follow=True)
    assert looked.context["counts"] == {"new": 1, "changes": 0, "faulty": 0}
    fay.post(looked.redirect_chain[-1][0], {"apply": "1"})
    # What is there already is found by its id alone.
    again = sent(fay, b"id,claim,note\n1,One,Ask him.\n", "bulos.csv")
    changed = fay.post(again.redirect_chain[-1][0], chosen(again), follow=True)
    assert changed.context["counts"] == {"new": 0, "changes": 1, "faulty": 0}


# Large files


@pytest.fixture
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "LARGE_FILE", 1)


@pytest.mark.usefixtures("small_is_large")
def test_a_large_file_is_read_in_the_background(fay: Client) -> None:
    address = looked_at(fay, FAULTY)
    page = read(fay.get(address).content.decode())
    assert "0 rows are read." in page.words
    assert page.one("div", id="content-main").all("button") == []
    fay.post(address, {"apply": "1"})
    [(task, arguments)] = waiting()
    assert task == "read_in"

    tasks.read_in(**arguments)
    by_hand("UPDATE procrastinate_jobs SET status = 'succeeded'")

    assert fay.get(address).context["counts"] == {"new": 0, "changes": 0, "faulty": 4}


@pytest.mark.usefixtures("small_is_large")
def test_a_file_that_waits_for_a_worker_says_so_where_none_runs(fay: Client) -> None:
    address = looked_at(fay, FAULTY)
    assert "Nobody works in the background now" in fay.get(address).content.decode()
    by_hand("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert "Nobody works in the background now" not in fay.get(address).content.decode()


@pytest.mark.usefixtures("small_is_large")
def test_what_was_read_in_part_does_not_come_in(fay: Client) -> None:
    address = looked_at(fay, SHEET.encode())
    [(_task, arguments)] = waiting()
    tasks.read_in(**arguments)
    by_hand("UPDATE procrastinate_jobs SET status = 'failed'")
    assert "Reading the file broke off" in fay.get(address).content.decode()

    fay.post(address, {"apply": "1"})

    assert not Claim.objects.exists()
    assert [task for task, _arguments in waiting()] == ["read_in"]


@pytest.mark.usefixtures("small_is_large")
def test_a_large_file_that_is_gone_says_so(fay: Client) -> None:
    address = looked_at(fay, SHEET.encode())
    [(_task, arguments)] = waiting()
    file_store.empty(file_store.CLAIMS)
    tasks.read_in(**arguments)
    by_hand("UPDATE procrastinate_jobs SET status = 'succeeded'")

    page = fay.get(address).content.decode()

    assert "The file is kept no more: choose it again." in page
    assert b"The file is kept no more" in b"".join(fay.get(f"{address}faults/"))
