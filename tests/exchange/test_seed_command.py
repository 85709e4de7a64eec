"""`seed`: what it says of a directory that cannot be loaded."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.exchange.conftest import SeedDirectory
from tests.exchange.test_seed_errors import GAS

pytestmark = pytest.mark.django_db


def test_the_command_says_what_is_wrong_and_that_nothing_was_loaded(
    directory: SeedDirectory,
) -> None:
    directory.change("reviews.json", 1, status="so-so")

    with pytest.raises(CommandError) as refusal:
        call_command("seed", str(directory.path), stdout=StringIO())

    assert str(refusal.value) == (
        f"reviews.json: {GAS}: unknown status “so-so”; add it to statuses.json or correct it. "
        "Nothing was loaded."
    )


def test_the_command_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("seed", str(tmp_path / "nowhere"), stdout=StringIO())

    assert str(refusal.value) == (
        f"article.json: file: is not in {tmp_path / 'nowhere'}; add it. Nothing was loaded."
    )
