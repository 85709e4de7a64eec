"""Of a redacted claim nothing stays in the files that wait to come in."""

from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks as Capture

from factcheck import file_store
from factcheck.models import Claim, ImportRow
from factcheck.models.claim_export import ExportFormat
from factcheck.models.vocabulary import Stage
from factcheck.publishing import redacting
from tests.exchange.sheets import row, rows_of, sheet, staged, taken_out
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.django_db
HEADLINE = "The mayor took “both” bribes"


def redact(desk: Newsroom, claim: Claim) -> None:
    asked = redacting.ask(claim, claim.publications.all(), "A court’s order.", desk.eva)
    redacting.agree(asked, desk.sam)


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim(headline=HEADLINE)
    newsroom.bring(claim, Stage.PUBLISHED)
    return claim


def test_rows_that_repeat_it_go_and_others_stay(
    newsroom: Newsroom, claim: Claim, tmp_path: Path
) -> None:
    rows = [
        row(external_id="1", headline=HEADLINE),
        row(external_id="2", headline=HEADLINE, said_on="someday"),
        row(external_id="3", note=f"As with: {HEADLINE}"),
        row(external_id="4", headline="It snowed in Cuzco"),
        row(external_id="5", headline="It rained in Puno", said_on="someday"),
    ]
    staged(sheet(tmp_path / "more.csv", rows), newsroom.fay)

    redact(newsroom, claim)

    assert [each.line for each in ImportRow.objects.all()] == [5, 6]


def test_a_row_that_would_change_it_goes_whatever_it_says(
    newsroom: Newsroom, claim: Claim, tmp_path: Path
) -> None:
    path = taken_out(tmp_path / "ours.csv", ExportFormat.CSV)
    [cells] = rows_of(path)
    whole = staged(sheet(path, [cells | {"headline": "He did it", "note": "Ask."}]), newsroom.fay)
    assert whole.rows.exists()

    redact(newsroom, claim)

    assert not whole.rows.exists()


def test_uploads_go_that_nobody_can_look_into(
    newsroom: Newsroom, claim: Claim, django_capture_on_commit_callbacks: Capture
) -> None:
    kept = file_store.put([HEADLINE.encode()], file_store.CLAIMS)
    assert file_store.keep_on(kept.sha256, file_store.CLAIMS)

    with django_capture_on_commit_callbacks(execute=True):
        redact(newsroom, claim)

    assert not file_store.keep_on(kept.sha256, file_store.CLAIMS)
