"""What it costs to bring claims in and to take them out: rows a second, and memory at the peak."""

import time
from pathlib import Path

import psutil
import pytest

from tests.exchange.commands import many_rows, started

pytestmark = [pytest.mark.benchmark, pytest.mark.usefixtures("own_database")]
ROWS = 100_000
FEW = 10_000
# How much more memory ten times as many rows may take.
SLACK = 1.5


def measured(rows: int, *options: str, out: Path) -> int:
    """Run a command to its end; print what it cost and return its peak of memory in bytes."""
    began, peak = time.perf_counter(), 0
    with out.open("wb") as file:
        process = started(*options, stdout=file, stderr=None)
        while process.poll() is None:
            try:
                peak = max(peak, psutil.Process(process.pid).memory_info().rss)
            except psutil.NoSuchProcess:
                break
            time.sleep(0.05)
    assert process.wait() == 0
    seconds = time.perf_counter() - began
    print(
        f"\n{' '.join(options)}: {rows} rows, {rows / seconds:,.0f} a second, "
        f"{peak / 2**20:.0f} MB at the peak."
    )
    return peak


def test_a_hundred_thousand_rows_come_in_and_go_out_in_flat_memory(tmp_path: Path) -> None:
    out = tmp_path / "out"
    few = measured(FEW, "import_claims", str(many_rows(tmp_path / "few.csv", FEW)), out=out)
    many = measured(ROWS, "import_claims", str(many_rows(tmp_path / "many.csv", ROWS)), out=out)

    exported = [
        measured(ROWS + FEW, "export_claims", "--format", form, out=out)
        for form in ("csv", "xlsx", "jsonl")
    ]

    assert many < few * SLACK
    assert max(exported) < few * SLACK
