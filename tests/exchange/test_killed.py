"""An import that is killed in the middle leaves no article half, and goes on where it was."""

import subprocess
import time
from pathlib import Path

import pytest
from django.db.models import Count

from factcheck.models import Article, Claim
from tests.exchange.commands import PER_ARTICLE, many_rows, started

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("own_database")]
ROWS = 3_000
PATIENCE = 120


def test_a_killed_import_is_completed_by_the_same_command(tmp_path: Path) -> None:
    path = many_rows(tmp_path / "many.csv", ROWS)
    process = started("import_claims", str(path), stdout=subprocess.DEVNULL)
    until = time.monotonic() + PATIENCE
    while Claim.objects.count() < ROWS // 10:
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)
    process.kill()
    process.wait()

    came = Claim.objects.count()
    of_each = Article.objects.annotate(own=Count("claims")).values_list("own", flat=True)
    assert 0 < came < ROWS
    assert {*of_each} == {PER_ARTICLE}

    again = started("import_claims", str(path), stdout=subprocess.PIPE)
    said, _errors = again.communicate(timeout=PATIENCE)

    assert Claim.objects.count() == ROWS
    last = said.decode().splitlines()[-1]
    assert last == f"{ROWS - came} added, 0 changed, {came} unchanged, 0 not taken."
