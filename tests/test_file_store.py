"""What is kept stands under its digest, whole, once, and unchanged."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck import file_store


@pytest.fixture
def root() -> Path:
    return Path(django_settings.MEDIA_ROOT) / "evidence"


def files_in(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


@given(st.lists(st.binary(max_size=40)))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_is_kept_as_it_came(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    stored = file_store.put(pieces)
    assert (stored.size, stored.sha256) == (len(whole), hashlib.sha256(whole).hexdigest())
    assert file_store.path_of(stored.sha256).read_bytes() == whole
    assert file_store.is_whole(stored.sha256)


def test_the_same_file_is_kept_once(root: Path) -> None:
    assert file_store.put([b"same"]) == file_store.put([b"sa", b"me"])
    assert len(files_in(root)) == 1


def test_nobody_may_write_to_what_is_kept() -> None:
    path = file_store.path_of(file_store.put([b"kept"]).sha256)
    assert path.stat().st_mode & 0o222 == 0


def test_what_breaks_off_leaves_nothing(root: Path) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, os.strerror(28))

    with pytest.raises(OSError, match="No space left"):
        file_store.put(breaking())
    assert files_in(root) == []


def test_a_file_that_is_missing_or_changed_is_told() -> None:
    stored = file_store.put([b"as it was"])
    path = file_store.path_of(stored.sha256)
    path.chmod(0o640)
    path.write_bytes(b"otherwise")
    assert file_store.is_whole(stored.sha256) is False
    file_store.remove(stored.sha256)
    assert file_store.is_whole(stored.sha256) is None


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_digests_have_a_place(digest: str) -> None:
    with pytest.raises(ValueError, match="is no SHA-256"):
        file_store.path_of(digest)


def last_wanted(path: Path, days: int) -> None:
    then = time.time() - days * 86_400
    os.utime(path, (then, then))


def swept(held: str = "") -> int:
    before = time.time() - 3 * 86_400
    parts = range(file_store.PARTS)
    return sum(file_store.sweep(part, before, lambda digest: digest == held) for part in parts)


def test_what_nobody_holds_goes_once_it_is_old(root: Path) -> None:
    old, new, held = (file_store.put([name]).sha256 for name in (b"old", b"new", b"held"))
    for digest in (old, held):
        last_wanted(file_store.path_of(digest), days=4)
    broken_off, coming = root / ".incoming-1", root / ".incoming-2"
    for incoming in (broken_off, coming):
        incoming.touch()
    last_wanted(broken_off, days=4)
    assert swept(held) == 1
    assert {path.name for path in files_in(root)} == {new, held, coming.name}


def test_what_somebody_wants_still_stays() -> None:
    stored = file_store.put([b"old"])
    last_wanted(file_store.path_of(stored.sha256), days=4)
    assert file_store.keep_on(stored.sha256)
    assert swept() == 0
    last_wanted(file_store.path_of(stored.sha256), days=4)
    assert file_store.put([b"old"]) == stored
    assert swept() == 0


def test_what_is_gone_is_told() -> None:
    stored = file_store.put([b"old"])
    file_store.remove(stored.sha256)
    assert not file_store.keep_on(stored.sha256)
