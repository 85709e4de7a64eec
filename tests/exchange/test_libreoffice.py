"""Our workbooks in LibreOffice: it reads them, and what it saves is what we wrote."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from factcheck.models import Claim
from factcheck.models.claim_export import ExportFormat
from tests.exchange.sheets import brought_in, row, rows_of, sheet, staged, taken_out
from tests.workflow.newsroom import Newsroom

# With commas, quotation marks, in UTF-8.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.system,
    pytest.mark.skipif(
        not (shutil.which("soffice") or os.environ.get("CI")), reason="LibreOffice is not installed"
    ),
]
CELLS = {
    "external_id": "007",
    "headline": "=1+1, says “Ñandú” & Co.",
    "statement": "Of two lines,\nthe second; with 1,5 and 12/02/2024.",
    "said_on": "2018-02",
    "status": "false",
    "earlier_rating": "True, but: it is 50 %",
    "earlier_url": "https://old.example.org/?" + "a" * 500,
    "earlier_published_on": "2018-03-04",
}


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


@pytest.fixture
def exported(newsroom: Newsroom, tmp_path: Path) -> Path:
    brought_in(sheet(tmp_path / "in.csv", [row(**CELLS)]), newsroom.fay)
    return taken_out(tmp_path / "out.xlsx", ExportFormat.XLSX)


def saved(path: Path, form: str) -> Path:
    """What LibreOffice makes of it when somebody opens it and saves it."""
    folder = path.parent / "saved"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=240)
    return folder / f"{path.stem}.{form.partition(':')[0]}"


def test_it_reads_what_we_write(exported: Path) -> None:
    [read] = rows_of(saved(exported, CSV))
    said = {name: read[name].removeprefix("'") for name in CELLS}
    assert said == CELLS


def test_what_it_saves_comes_in_unchanged(newsroom: Newsroom, exported: Path) -> None:
    again = staged(saved(exported, "xlsx"), newsroom.fay)
    assert (again.unchanged, again.rows.count()) == (Claim.objects.count(), 0)
