"""A released migration stays as it was released: databases everywhere have run it."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.some import some
from tests.upgrade.conftest import DUMPS

RELEASES = sorted(Path(__file__).parent.glob("*.sha256"))


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.stem)
def test_the_migrations_of_a_release_are_as_they_were(release: Path) -> None:
    for line in some(release.read_text().splitlines()):
        digest, path = line.split()
        found = hashlib.sha256((settings.BASE_DIR / path).read_bytes()).hexdigest()
        assert found == digest, f"{path} was released: write a new migration instead."


def test_each_release_of_the_change_log_has_its_migrations_and_its_database() -> None:
    log = (settings.BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## (\d+\.\d+\.\d+)\b", log, re.MULTILINE)
    assert released
    assert [release.stem for release in RELEASES] == sorted(released)
    assert [dump.name.removesuffix(".sql.xz") for dump in DUMPS] == sorted(released)
