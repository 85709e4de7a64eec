"""A released migration stays as it was released: databases everywhere have run it."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings

RELEASES = sorted(Path(__file__).parent.glob("*.sha256"))


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.stem)
def test_the_migrations_of_a_release_are_as_they_were(release: Path) -> None:
    for line in release.read_text().splitlines():
        digest, path = line.split()
        found = hashlib.sha256((settings.BASE_DIR / path).read_bytes()).hexdigest()
        assert found == digest, f"{path} was released: write a new migration instead."


def test_there_is_a_release() -> None:
    assert RELEASES
