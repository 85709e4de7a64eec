"""Files as they came, each under the SHA-256 of its content: written once, and never changed.

A file is written under a name of its own, brought to the disk, and only then gets its place. So
what stands under a digest is whole, the same file is kept once, and a full disk leaves no trace.
"""

import contextlib
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

# By the first byte of the digest.
PARTS = 256
# What evidence holds, and files of claims that were uploaded to come in.
EVIDENCE, CLAIMS = "evidence", "claims"
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Stored:
    sha256: str
    size: int


def path_of(sha256: str, place: str = EVIDENCE) -> Path:
    """Where the file of a digest has its place. Raises ValueError for what is no digest."""
    if not _DIGEST.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256.")
    return _root(place) / sha256[:2] / sha256


def put(pieces: Iterable[bytes], place: str = EVIDENCE) -> Stored:
    """Keep a file. Raises OSError, and then nothing of it is kept."""
    root = _root(place)
    root.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    descriptor, name = tempfile.mkstemp(prefix=".incoming-", dir=root)
    try:
        with os.fdopen(descriptor, "wb") as incoming:
            for piece in pieces:
                incoming.write(piece)
                digest.update(piece)
                size += len(piece)
            incoming.flush()
            os.fsync(incoming.fileno())
        Path(name).chmod(0o440)
        path = path_of(digest.hexdigest(), place)
        path.parent.mkdir(exist_ok=True)
        # One that is there is the same, or damaged and mended by this.
        Path(name).replace(path)
        _sync(path.parent)
    finally:
        Path(name).unlink(missing_ok=True)
    return Stored(digest.hexdigest(), size)


def is_whole(sha256: str) -> bool | None:
    """Whether the file of a digest is still what its digest says; None where it is missing."""
    try:
        with path_of(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return None


def keep_on(sha256: str, place: str = EVIDENCE) -> bool:
    """Note that a file is wanted still; False where it is missing."""
    try:
        os.utime(path_of(sha256, place))
    except FileNotFoundError:
        return False
    return True


def sweep(part: int, before: float, is_held: Callable[[str], bool], place: str = EVIDENCE) -> int:
    """Remove what nobody holds and nobody wanted since; returns how many files that were.

    A `part` of PARTS at a time, so that it can be done often. What broke off is removed, too.
    """
    root = _root(place)
    for incoming in root.glob(".incoming-*"):
        if _is_old(incoming, before):
            incoming.unlink(missing_ok=True)
    swept = 0
    for path in (root / f"{part:02x}").glob("*"):
        # Somebody may want it again while we ask.
        if _is_old(path, before) and not is_held(path.name) and _is_old(path, before):
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def empty(place: str) -> None:
    """Take all files of a place away for good."""
    for path in _root(place).glob("*/*"):
        path.unlink(missing_ok=True)


def part_of_minute() -> int:
    """The part of a place whose turn it is to be swept."""
    return int(time.time() / 60) % PARTS


def _is_old(path: Path, before: float) -> bool:
    return path.stat().st_mtime < before


def remove(sha256: str) -> None:
    """Take a file away for good, as a redaction does."""
    path_of(sha256).unlink(missing_ok=True)


def _root(place: str) -> Path:
    return Path(settings.MEDIA_ROOT) / place


def _sync(directory: Path) -> None:
    """Bring the name of a new file to the disk, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
