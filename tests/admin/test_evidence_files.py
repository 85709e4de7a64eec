"""Files on the form of a claim: dropped on evidence, kept, downloaded, refused with a word."""

import errno
import os
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from playwright.sync_api import Page, expect

from factcheck import file_store
from factcheck.models import Claim, Evidence, EvidenceFile
from factcheck.models.acting import acting_as
from tests.admin.newsroom import PASSWORD, address_of, form_of, member, problems_of
from tests.models.factories import make_article, make_claim, make_evidence, person

PDF = b"%PDF-1.7 a report"


@pytest.fixture
def evidence(db: None) -> Evidence:
    return make_evidence(make_claim(make_article(""), ""))


def pdf(name: str = "report.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def send(client: Client, claim: Claim, *files: SimpleUploadedFile, **changes: Any) -> Any:
    data = form_of(client.get(address_of(claim)))
    data = {name: value for name, value in data.items() if name != "evidence-0-attachments"}
    if files:
        changes["evidence-0-attachments"] = list(files)
    return client.post(address_of(claim), data | changes)


def attached(evidence: Evidence) -> list[str]:
    return [file.name for file in evidence.files.order_by("pk")]


def test_files_are_kept_with_their_size_kind_and_digest(ana: Client, evidence: Evidence) -> None:
    send(ana, evidence.claim, pdf(), pdf("año.PDF", b"%PDF-1.4 another"))
    assert attached(evidence) == ["report.pdf", "año.pdf"]
    file = evidence.files.earliest("pk")
    assert (file.type, file.size, file.added_by.username) == ("application/pdf", len(PDF), "ana")
    assert file_store.path_of(file.sha256).read_bytes() == PDF


def test_the_same_file_twice_is_one(ana: Client, evidence: Evidence) -> None:
    send(ana, evidence.claim, pdf(), pdf("again.pdf"))
    send(ana, evidence.claim, pdf("once more.pdf"))
    assert attached(evidence) == ["report.pdf"]


def test_new_evidence_comes_with_its_files(ana: Client, evidence: Evidence) -> None:
    data = form_of(ana.get(address_of(evidence.claim)))
    row = {
        "source": evidence.source_id, "stance": "supports", "method": "primary", "extent": "whole",
        "summary": "It says so.", "accessed_on": "2026-02-12", "attachments": [pdf()],
    }  # fmt: skip
    data = {name: value for name, value in data.items() if not name.endswith("-attachments")}
    data |= {f"evidence-1-{name}": value for name, value in row.items()}
    ana.post(address_of(evidence.claim), data | {"evidence-TOTAL_FORMS": 2})
    assert EvidenceFile.objects.get().evidence.number == 2


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("report.pdf", b"<html><script>alert(1)</script>", "save it as PDF or picture"),
        ("drawing.svg", b"<svg onload='alert(1)'/>", "save it as PDF or picture"),
        ("setup.exe", b"MZ" + bytes(80), "Files of this kind are not kept"),
        ("empty.pdf", b"", "“empty.pdf” is empty: there is nothing to keep."),
    ],
)
def test_what_is_not_kept_is_named_and_the_rest_is_there_again(
    ana: Client, evidence: Evidence, name: str, content: bytes, problem: str
) -> None:
    refused = send(ana, evidence.claim, pdf(), pdf(name, content), headline="Typed meanwhile")
    assert problem in problems_of(refused)
    assert name in problems_of(refused)
    assert form_of(refused)["headline"] == "Typed meanwhile"
    assert "kept, and added when you save" in refused.content.decode()
    assert attached(evidence) == []
    token = (
        refused.content.decode()
        .split('name="evidence-0-attachments-kept" value="')[1]
        .split('"')[0]
    )
    send(ana, evidence.claim, **{"evidence-0-attachments-kept": token})
    assert attached(evidence) == ["report.pdf"]


def test_what_is_too_large_is_refused_and_never_filled_the_disk(
    ana: Client, evidence: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("factcheck.uploads.LIMIT", "factcheck.file_kinds.LIMIT"):
        monkeypatch.setattr(module, 10)
    refused = send(ana, evidence.claim, pdf())
    assert "“report.pdf” is too large: at most 10\xa0bytes fit." in problems_of(refused)


@pytest.fixture(params=["while it is sent", "while it is kept"])
def full_disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if request.param == "while it is sent":
        monkeypatch.setattr(TemporaryUploadedFile, "write", full, raising=False)
    else:
        monkeypatch.setattr(os, "fsync", full)


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_loses_nothing_that_was_typed(ana: Client, evidence: Evidence) -> None:
    refused = send(ana, evidence.claim, pdf(), headline="Typed meanwhile")
    assert "“report.pdf” could not be kept: the server’s disk is full" in problems_of(refused)
    assert form_of(refused)["headline"] == "Typed meanwhile"
    assert attached(evidence) == []


def test_readers_may_have_it_only_if_that_is_ticked(ana: Client, evidence: Evidence) -> None:
    send(ana, evidence.claim, pdf())
    file = evidence.files.get()
    assert not file.readers_may
    listed = {"evidence-0-attachments-listed": f"{file.pk}:0"}
    send(ana, evidence.claim, **listed, **{"evidence-0-attachments-readers_may": file.pk})
    file.refresh_from_db()
    assert file.readers_may
    listed = {"evidence-0-attachments-listed": f"{file.pk}:1"}
    send(ana, evidence.claim, **listed, **{"evidence-0-attachments-taken_off": file.pk})
    file.refresh_from_db()
    assert (file.readers_may, file.is_taken_off) == (False, True)
    send(ana, evidence.claim, pdf(), **{"evidence-0-attachments-readers_may_added": "1"})
    file.refresh_from_db()
    assert (file.readers_may, file.is_taken_off) == (True, False)


def test_what_somebody_else_ticked_meanwhile_stays(ana: Client, evidence: Evidence) -> None:
    send(ana, evidence.claim, pdf(), **{"evidence-0-attachments-readers_may_added": "1"})
    file = evidence.files.get()
    send(ana, evidence.claim, **{"evidence-0-attachments-listed": f"{file.pk}:0"})
    file.refresh_from_db()
    assert file.readers_may


def test_files_go_with_their_row_when_another_was_removed_meanwhile(
    ana: Client, evidence: Evidence
) -> None:
    second = make_evidence(evidence.claim)
    data = form_of(ana.get(address_of(evidence.claim)))
    data = {name: value for name, value in data.items() if not name.endswith("-attachments")}
    with acting_as(person("ana")):
        evidence.delete()
    data |= {"evidence-1-attachments": [pdf()], "evidence-1-summary": "Typed meanwhile"}
    answer = ana.post(address_of(second.claim), data)
    assert answer.status_code == 302
    second.refresh_from_db()
    assert (second.summary, attached(second)) == ("Typed meanwhile", ["report.pdf"])


def test_no_file_of_confidential_evidence_is_for_readers(ana: Client, evidence: Evidence) -> None:
    confidential = {
        "evidence-0-confidential": "on",
        "evidence-0-confidential_reason": "It would endanger her.",
    }
    shown = {"evidence-0-attachments-readers_may_added": "1"}
    refused = send(ana, evidence.claim, pdf(), **confidential, **shown)
    assert "Readers may have no file of confidential evidence." in problems_of(refused)
    send(ana, evidence.claim, pdf(), **confidential)
    assert attached(evidence) == ["report.pdf"]


def test_the_desk_downloads_what_can_never_run_there(
    ana: Client, gus: Client, client: Client, evidence: Evidence
) -> None:
    send(ana, evidence.claim, pdf())
    file = evidence.files.get()
    address = f"/admin/factcheck/claim/{file.claim_id}/files/{file.pk}/"
    answer = ana.get(address)
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].endswith("sandbox")
    assert "no-store" in answer["Cache-Control"]
    assert client.get(address).status_code == 302
    assert ana.get(address.replace(f"claim/{file.claim_id}", "claim/0")).status_code == 404


def test_evidence_with_files_stays(ana: Client, evidence: Evidence) -> None:
    send(ana, evidence.claim, pdf())
    refused = send(ana, evidence.claim, **{"evidence-0-DELETE": "on"})
    assert refused.status_code == 200
    assert Evidence.objects.filter(pk=evidence.pk).exists()


def test_nobody_else_can_send_files(client: Client, db: None) -> None:
    answer = client.post("/report/", {"kind": "error", "message": "x", "file": pdf()})
    assert list(answer.wsgi_request.FILES) == []


@pytest.fixture
def desk(live_site: str, page: Page) -> Page:
    member("ana")
    page.goto(f"{live_site}/admin/login/")
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    return page


DROP = """(entry) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(["%PDF-1.7 dropped"], "dropped.pdf"));
  const event = (type) => new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer });
  entry.dispatchEvent(event("dragover"));
  entry.dispatchEvent(event("drop"));
}"""


@pytest.mark.system
def test_a_file_is_dropped_on_evidence(desk: Page, live_site: str) -> None:
    evidence = make_evidence(make_claim(make_article(""), ""))
    desk.goto(f"{live_site}{address_of(evidence.claim)}")
    entry = desk.locator("#evidence-0")
    entry.locator("summary").first.click()
    entry.evaluate(DROP)
    expect(entry.locator(".files__chosen")).to_have_text("dropped.pdf")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator("#evidence-0 .files__file a")).to_have_text("dropped.pdf")
    assert attached(evidence) == ["dropped.pdf"]


@pytest.mark.system
def test_a_file_is_dropped_on_evidence_beside_the_text(desk: Page, live_site: str) -> None:
    evidence = make_evidence(make_claim(make_article("60 people died."), "60 people died"))
    article, claim = evidence.claim.article_id, evidence.claim_id
    desk.goto(f"{live_site}/admin/factcheck/article/{article}/workbench/?claim={claim}")
    entry = desk.locator("#evidence-0")
    entry.locator("summary").first.click()
    entry.evaluate(DROP)
    expect(entry.locator(".files__chosen")).to_have_text("dropped.pdf")
    desk.get_by_role("button", name="Save", exact=True).last.click()
    expect(desk.locator("#evidence-0 .files__file a")).to_have_text("dropped.pdf")
    assert attached(evidence) == ["dropped.pdf"]
