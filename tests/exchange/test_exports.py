"""Claims of the desk as files: for whom, which ones, what is in them, and that it is noted."""

import csv
import json
from io import BytesIO, StringIO
from itertools import combinations
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from factcheck import backlog, file_store, tasks
from factcheck.exchange import exporting, writing
from factcheck.exchange.columns import NAMES
from factcheck.filters import ClaimFilter
from factcheck.models import Claim, ClaimExport, LargeExport, PublicClaim
from factcheck.models.claim_export import ExportFormat
from factcheck.publishing import blackout
from tests.admin.newsroom import signed_in
from tests.background import waiting
from tests.models.factories import (
    at_the_desk,
    make_article,
    make_claim,
    make_evidence,
    make_speaker,
)
from tests.public.pages import read
from tests.workflow.newsroom import by_hand

__all__ = ["at_the_desk"]
pytestmark = pytest.mark.django_db
EXPORT = "/admin/factcheck/claim/export/"


def exported(*options: str) -> str:
    out = StringIO()
    call_command("export_claims", *options, stdout=out)
    return out.getvalue().removeprefix("\ufeff")


def rows(*options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(exported(*options), newline="")))


def test_a_sheet_has_every_documented_column_and_the_digests() -> None:
    make_claim(make_article())

    assert [*rows()[0]] == [*NAMES, "as_exported"]


def test_a_claim_is_a_row_of_plain_cells() -> None:
    ada, article = make_speaker(slug="ada"), make_article(slug="deaths", language="es")
    claim = make_claim(article, speaker=ada, said_on="2023-02", note="Ask, “again”\nand again")
    claim.co_speakers.add(make_speaker("Bo; Ltd", slug="bo"), make_speaker("Cy", slug="cy"))

    [row] = rows()

    assert row["external_id"] == str(claim.pk)
    assert (row["speaker"], row["co_speakers"]) == ("Ada Ruiz", "[bo]; Cy")
    assert (row["said_on"], row["attribution_ambiguous"]) == ("2023-02", "no")
    assert (row["article"], row["article_language"]) == ("deaths", "es")
    assert row["note"] == "Ask, “again”\nand again"


def test_speakers_of_one_name_are_told_apart() -> None:
    make_speaker(slug="ada-of-lima")
    make_claim(make_article(), speaker=make_speaker(slug="ada"))

    assert rows()[0]["speaker"] == "Ada Ruiz [ada]"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "＝", "'=", "|", "%"])
def test_no_cell_is_a_formula(first: str) -> None:
    make_claim(make_article(), note=f"{first}1+1")

    [row] = rows()
    sheet = load_workbook(BytesIO(b"".join(of(ExportFormat.XLSX)))).worksheets[0]
    cell = sheet.cell(2, NAMES.index("note") + 1)

    assert row["note"] == f"'{first}1+1"
    assert (cell.data_type, cell.value) == ("s", f"'{first}1+1")


def of(form: ExportFormat) -> Any:
    return writing.write(Claim.objects.all(), form)


def test_a_text_that_no_spreadsheet_holds_is_refused_whole() -> None:
    make_claim(make_article(), note="x" * 32_768)

    with pytest.raises(writing.CannotHold, match="take CSV or JSON Lines"):
        of(ExportFormat.XLSX)


def test_json_lines_have_all_parts_and_each_speaker_source_and_article_once() -> None:
    article = make_article()
    for quote in ("60 people died", "Nobody was warned"):
        make_evidence(make_claim(article, quote, speaker=make_speaker()), summary="Counts.")

    lines = [json.loads(line) for line in exported("--format", "jsonl").splitlines()]

    kinds = [line["type"] for line in lines]
    assert [kinds.count(kind) for kind in ("article", "speaker", "source", "claim")] == [1, 2, 2, 2]
    assert [line["evidence"][0]["summary"] for line in lines if line["type"] == "claim"] == [
        "Counts.",
        "Counts.",
    ]


@pytest.mark.parametrize("form", ExportFormat)
def test_an_export_asks_for_no_more_with_more_claims(form: ExportFormat) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert b"".join(of(form))
        return len(asked)

    article = make_article()
    first = make_claim(article, speaker=make_speaker())
    first.co_speakers.add(make_speaker("Di"))
    make_evidence(first)
    few = queries()
    for _each in range(5):
        claim = make_claim(article, speaker=make_speaker("Bo"))
        make_evidence(claim)
        claim.co_speakers.add(make_speaker("Cy"))

    assert queries() == few


# Which claims


def test_an_unknown_value_of_a_filter_is_refused() -> None:
    with pytest.raises(CommandError, match="--status: There is no status “so-so”"):
        exported("--status", "so-so")


@pytest.mark.usefixtures("seeds")
def test_each_filter_alone_and_in_pairs_chooses_what_the_public_list_shows() -> None:
    values = {
        "q": "police",
        "status": "true",
        "speaker": "world-socialist-web-site",
        "source": "idl-reporteros",
        "article": PublicClaim.objects.all()[0].article_id,
        "kind": "event",
        "finding": "accurate",
        "from": "2023-01-01",
        "to": "2023-02-15",
    }
    assert {*values, "topic"} == {*exporting.FILTERS}
    for names in [*combinations(values, 1), *combinations(values, 2)]:
        filters = QueryDict(mutable=True)
        filters.update({name: str(values[name]) for name in names})
        shown = ClaimFilter(filters).claims.order_by().values_list("pk", flat=True)
        chosen = exporting.chosen(filters).values_list("pk", flat=True)
        assert {*chosen} == {*shown}, names


@pytest.mark.usefixtures("seeds")
def test_claimreview_is_a_feed_of_the_published_reviews() -> None:
    feed = json.loads(exported("--format", "claimreview"))

    items = [item["item"]["url"] for item in feed["dataFeedElement"]]
    assert len(items) == PublicClaim.objects.reviewed().with_own_verdict().count() > 30
    assert len({*items}) == len(items)


# At the desk


def test_the_list_gives_out_what_its_filters_leave() -> None:
    article = make_article()
    make_claim(article, priority=1)
    make_claim(article, "Nobody was warned")

    response = signed_in("fay").post(f"{EXPORT}?priority=1", {"format": "csv"})

    text = b"".join(response).decode("utf-8-sig")
    assert [row["headline"] for row in csv.DictReader(StringIO(text))] == ["60 people died"]
    assert response["Content-Disposition"].endswith('.csv"')
    noted = ClaimExport.objects.get()
    assert (str(noted.by), noted.filters, noted.claims) == ("fay", "priority=1", 1)


@pytest.mark.parametrize("name", ["ana", "carla", "eva", "gus"])
def test_nobody_else_is_given_claims(name: str) -> None:
    client = signed_in(name)

    assert client.post(EXPORT, {"format": "csv"}).status_code == 403
    assert EXPORT not in client.get("/admin/factcheck/claim/").content.decode()


def test_the_list_offers_the_download_to_who_may() -> None:
    assert f'{EXPORT}?priority=1"' in (
        signed_in("fay").get("/admin/factcheck/claim/?priority=1").content.decode()
    )


@pytest.mark.parametrize("form", ["", "docx"])
def test_an_unknown_format_leads_back_to_the_list(form: str) -> None:
    response = signed_in("fay").post(f"{EXPORT}?priority=1", {"format": form})

    assert response["Location"] == f"{reverse('admin:factcheck_claim_changelist')}?priority=1"
    assert not ClaimExport.objects.exists()


def test_a_text_that_is_too_long_is_said_on_the_list(client: Client) -> None:
    make_claim(make_article(), note="x" * 40_000)

    response = signed_in("fay").post(EXPORT, {"format": "xlsx"}, follow=True)

    assert "take CSV or JSON Lines" in response.content.decode()


def test_an_export_is_noted_once_and_for_good() -> None:
    exported()
    noted = ClaimExport.objects.get()
    assert (noted.by, noted.format) == (None, "csv")

    for change in (noted.delete, noted.save):
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            change()


# Many claims


@pytest.fixture
def fay(monkeypatch: pytest.MonkeyPatch) -> Client:
    """A desk editor, for whom two claims are as many as nobody waits for."""
    monkeypatch.setattr(backlog, "LARGE", 1)
    article = make_article()
    make_claim(article, priority=1)
    make_claim(article, "Nobody was warned", priority=1)
    make_claim(article)
    return signed_in("fay")


@pytest.mark.parametrize("form", ExportFormat)
def test_many_claims_are_written_in_the_background(fay: Client, form: ExportFormat) -> None:
    asked = fay.post(f"{EXPORT}?priority=1", {"format": form}, follow=True)

    page, address = read(asked.content.decode()), asked.redirect_chain[-1][0]
    assert page.one("progress").attributes["max"] == "2"
    assert page.links["Look again"] == address
    noted = ClaimExport.objects.get()
    assert (str(noted.by), noted.filters, noted.claims) == ("fay", "priority=1", 2)
    assert fay.get(f"{address}file/").status_code == 404
    [(task, arguments)] = waiting()
    assert task == "take_out"

    tasks.take_out(**arguments)

    page = read(fay.get(address).content.decode())
    assert page.all("progress") == []
    got = fay.get(page.links["Download"])
    assert got["Content-Type"] == writing.TYPES[form]
    assert writing.ENDINGS[form] in got["Content-Disposition"]
    text = b"".join(got)
    if form == ExportFormat.CSV:
        names = {row["headline"] for row in csv.DictReader(StringIO(text.decode("utf-8-sig")))}
        assert names == {"60 people died", "Nobody was warned"}


def test_nobody_is_given_the_file_of_somebody_else(fay: Client) -> None:
    address = fay.post(EXPORT, {"format": "csv"})["Location"]
    tasks.take_out(LargeExport.objects.get().pk)
    for page in (address, f"{address}file/"):
        assert signed_in("ana").get(page).status_code == 403
        assert signed_in("admin").get(page).status_code == 404


def test_a_file_that_broke_off_is_written_at_the_word(fay: Client) -> None:
    address = fay.post(EXPORT, {"format": "csv"})["Location"]
    by_hand("UPDATE procrastinate_jobs SET status = 'failed'")
    assert "This broke off" in fay.get(address).content.decode()
    fay.post(address)
    assert [task for task, _arguments in waiting()] == ["take_out"]


@pytest.mark.parametrize("how", ["a day went by", "somebody redacts"])
def test_the_file_is_let_go(fay: Client, how: str, django_capture_on_commit_callbacks: Any) -> None:
    address = fay.post(EXPORT, {"format": "csv"})["Location"]
    large = LargeExport.objects.get()
    tasks.take_out(large.pk)
    large.refresh_from_db()
    assert file_store.is_whole(large.sha256)
    with django_capture_on_commit_callbacks(execute=True):
        if how == "somebody redacts":
            blackout.black_out_desk(Claim.objects.all()[0])
        else:
            by_hand("SET LOCAL session_replication_role = replica")
            by_hand("UPDATE factcheck_claimexport SET at = at - interval '25 hours'")
            by_hand("SET LOCAL session_replication_role = origin")
            tasks.sweep_files()
    assert file_store.is_whole(large.sha256) is None
    assert fay.get(address).status_code == 404


def test_a_file_that_is_let_go_while_it_is_written_is_not_kept(fay: Client) -> None:
    fay.post(EXPORT, {"format": "csv"})
    large = LargeExport.objects.get()
    LargeExport.objects.all().delete()
    exporting.write_large(large)
    kept = file_store.path_of("00" * 32).parent.parent.rglob("*")
    assert [path for path in kept if path.is_file()] == []
