"""Files of evidence: part of what is signed and published, written once, gone when redacted."""

import os
import time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone

from factcheck import file_store
from factcheck.models import AuditEntry, Claim, Evidence, EvidenceFile
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.content import ReviewedClaim, ShownEvidence
from factcheck.models.vocabulary import Stage
from factcheck.publishing import redacting
from tests.workflow.newsroom import Newsroom, by_hand, refused

CONTENT = b"%PDF-1.7 the audit"


@pytest.fixture
def desk(db: None) -> Newsroom:
    return Newsroom()


def attach(
    desk: Newsroom, evidence: Evidence, content: bytes = CONTENT, **values: Any
) -> EvidenceFile:
    return desk.file(evidence, content, **values)


def claim_with_file(desk: Newsroom, **values: Any) -> tuple[Claim, EvidenceFile]:
    claim = desk.claim()
    return claim, attach(desk, claim.evidence.get(), **values)


def published(desk: Newsroom, **values: Any) -> tuple[Claim, EvidenceFile]:
    claim, file = claim_with_file(desk, **values)
    return desk.bring(claim, Stage.PUBLISHED), file


def address_of(file: EvidenceFile) -> str:
    return f"/claims/{file.claim_id}/files/{file.sha256}/"


# Part of the record


def test_a_publication_names_each_file_with_its_digest(desk: Newsroom) -> None:
    claim, file = published(desk)
    said = claim.publications.get().said.claim
    assert isinstance(said, ReviewedClaim)
    [piece] = said.evidence
    assert isinstance(piece, ShownEvidence)
    [named] = piece.files
    assert (named.name, named.type, named.size) == ("audit.pdf", "application/pdf", len(CONTENT))
    assert (named.sha256, named.readers_may) == (file.sha256, False)


def test_a_publication_without_files_has_the_bytes_that_it_had_before(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    assert b'"files"' not in bytes(claim.publications.get().content or b"")


def test_files_of_confidential_evidence_leave_no_trace_in_the_record(desk: Newsroom) -> None:
    claim, file = claim_with_file(desk, readers_may=True)
    with acting_as(desk.ana):
        claim.evidence.update(confidential=True, confidential_reason="It would endanger her.")
    desk.bring(claim, Stage.PUBLISHED)
    content = bytes(claim.publications.get().content or b"")
    assert file.sha256.encode() not in content
    assert b"audit.pdf" not in content


def test_what_was_taken_off_is_not_published(desk: Newsroom) -> None:
    claim, file = claim_with_file(desk)
    with acting_as(desk.ana):
        EvidenceFile.objects.update(is_taken_off=True)
    desk.bring(claim, Stage.PUBLISHED)
    assert file.sha256.encode() not in bytes(claim.publications.get().content or b"")


@pytest.mark.parametrize("change", [{"readers_may": True}, {"is_taken_off": True}])
def test_a_change_of_the_files_voids_a_sign_off(desk: Newsroom, change: dict[str, bool]) -> None:
    claim, _file = claim_with_file(desk)
    desk.bring(claim, Stage.APPROVED)
    with acting_as(desk.ben):
        EvidenceFile.objects.update(**change)
    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW


def test_whoever_adds_a_file_contributes(desk: Newsroom) -> None:
    claim, file = claim_with_file(desk)
    entry = AuditEntry.objects.get(table="factcheck_evidencefile", claim=claim)
    assert (entry.actor_id, entry.is_contribution) == (desk.ana.pk, True)
    assert file.added_by == desk.ana


def test_a_published_claim_takes_no_file(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    with refused("reopen it before you change it"), acting_as(desk.ana):
        attach(desk, claim.evidence.get())


# Written once


@pytest.mark.parametrize(
    "change",
    [
        {"name": "other.pdf"},
        {"sha256": "0" * 64},
        {"size": 1},
        {"type": "text/plain"},
        {"is_redacted": True},
        {"added_at": timezone.now()},
    ],
)
def test_a_file_is_written_once(desk: Newsroom, change: dict[str, Any]) -> None:
    claim_with_file(desk)
    with refused("written once"), acting_as(desk.ana):
        EvidenceFile.objects.update(**change)


def test_a_file_is_never_removed_from_the_desk(desk: Newsroom) -> None:
    claim, _file = claim_with_file(desk)
    with refused("written once"), acting_as(desk.ana):
        by_hand("DELETE FROM factcheck_evidencefile")
    with pytest.raises(ProtectedError), acting_as(desk.ana):
        claim.evidence.get().delete()


def test_who_added_a_file_is_who_acts(desk: Newsroom) -> None:
    claim = desk.claim()
    file = attach(desk, claim.evidence.get(), added_by=desk.ben)
    assert file.added_by == desk.ana


# What readers may have


def test_readers_download_what_the_latest_publication_lets_them(
    desk: Newsroom, client: Client
) -> None:
    _claim, file = published(desk, readers_may=True)
    answer = client.get(address_of(file))
    assert b"".join(answer.streaming_content) == CONTENT  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="audit.pdf"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "no-store"
    page = client.get(f"/claims/{file.claim_id}/", follow=True).content.decode()
    assert address_of(file) in page


def test_readers_see_the_digest_of_what_they_may_not_have(desk: Newsroom, client: Client) -> None:
    _claim, file = published(desk)
    assert client.get(address_of(file)).status_code == 404
    page = client.get(f"/claims/{file.claim_id}/", follow=True).content.decode()
    assert file.sha256 in page
    assert address_of(file) not in page


@pytest.mark.parametrize("what", ["draft", "other claim", "no digest", "lost"])
def test_readers_have_nothing_else(desk: Newsroom, client: Client, what: str) -> None:
    claim, file = published(desk, readers_may=True)
    other = desk.claim()
    if what == "draft":
        attached = attach(desk, other.evidence.get(), b"%PDF-1.7 draft", readers_may=True)
        address = address_of(attached)
    elif what == "other claim":
        desk.bring(other, Stage.PUBLISHED)
        address = f"/claims/{other.pk}/files/{file.sha256}/"
    elif what == "no digest":
        address = f"/claims/{claim.pk}/files/{'0' * 64}/"
    else:
        file_store.remove(file.sha256)
        address = address_of(file)
    assert client.get(address).status_code == 404


def test_a_file_is_gone_when_its_claim_is_withdrawn(desk: Newsroom, client: Client) -> None:
    claim, file = published(desk, readers_may=True)
    desk.move(claim, Verb.WITHDRAW, desk.eva, comment="It was wrong.")
    assert client.get(address_of(file)).status_code == 404


def redact(desk: Newsroom, claim: Claim) -> None:
    asked = redacting.ask(claim, list(claim.publications.all()), "A court’s order.", desk.eva)
    redacting.agree(asked, desk.sam)


def test_a_redaction_takes_the_file_and_its_name(
    desk: Newsroom, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    claim, file = published(desk, readers_may=True)
    with django_capture_on_commit_callbacks(execute=True):
        redact(desk, claim)
    file.refresh_from_db()
    assert (file.name, file.is_redacted) == ("█████", True)
    assert not file_store.path_of(file.sha256).exists()
    assert client.get(address_of(file)).status_code == 404


def test_a_redaction_leaves_what_another_claim_holds_too(
    desk: Newsroom, django_capture_on_commit_callbacks: Any
) -> None:
    claim, file = published(desk)
    attach(desk, desk.claim().evidence.get())
    with django_capture_on_commit_callbacks(execute=True):
        redact(desk, claim)
    assert file_store.is_whole(file.sha256)


def test_a_file_that_no_evidence_got_goes_in_the_end(desk: Newsroom) -> None:
    _claim, file = claim_with_file(desk)
    unsaved = file_store.put([b"Of a form that was never saved."]).sha256
    for days, left in ((7, [True, True]), (9, [True, None])):
        then = time.time() - days * 86_400
        for sha256 in (file.sha256, unsaved):
            os.utime(file_store.path_of(sha256), (then, then))
            EvidenceFile.objects.sweep(int(sha256[:2], 16))
        assert [file_store.is_whole(sha256) for sha256 in (file.sha256, unsaved)] == left


# Verified


def test_verification_names_files_that_are_missing_or_changed(desk: Newsroom) -> None:
    _claim, file = published(desk)
    path: Path = file_store.path_of(file.sha256)
    path.chmod(0o640)
    path.write_bytes(b"otherwise")
    named = f"The file audit.pdf of e1, claim {file.claim_id},"
    with pytest.raises(CommandError, match=f"{named} was changed: {file.sha256}"):
        call_command("verify_record", stdout=StringIO())
    file_store.remove(file.sha256)
    with pytest.raises(CommandError, match=f"{named} is missing: {file.sha256}"):
        call_command("verify_record", stdout=StringIO())
