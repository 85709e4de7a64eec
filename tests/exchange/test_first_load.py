"""Loading the seeds into an empty database."""

import pytest

from factcheck.exchange.seeds import load
from tests.exchange.conftest import SEEDS

pytestmark = pytest.mark.system


@pytest.mark.django_db
def test_progress_is_told_step_by_step() -> None:
    progress: list[str] = []

    load(SEEDS, progress.append)

    assert progress == [
        "14 speakers, 14 of them new",
        "16 cited sources, 16 of them new",
        "85 claims, 85 of them new",
        "216 records of evidence, 216 of them new",
        "38 citations, 38 of them new",
        "40 reviews, 40 of them new",
        "85 claims listed",
        "40 reviews published",
        "a finding on the article published",
    ]
