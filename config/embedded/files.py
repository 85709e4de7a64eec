"""Locks between processes, and short names for long paths."""

import fcntl
import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path

from config.embedded.errors import ServerError

# The shortest limit for a socket's address among the systems we know, less the socket's name.
LONGEST_SOCKET_DIRECTORY = 104 - len("/.s.PGSQL.5432") - 1


def opened(path: Path) -> int:
    """Open a file to lock; return the descriptor.

    A lock belongs to the descriptor and its copies in forked processes. The kernel lets go of it
    when the last of them is closed, however the processes end.
    """
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def locked(path: Path, kind: int) -> int:
    """Open the file and lock it, waiting if need be; return the descriptor."""
    while True:
        descriptor = opened(path)
        fcntl.flock(descriptor, kind)
        # While we waited, somebody may have removed the data directory and made a new one.
        if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
        os.close(descriptor)


def short(directory: Path) -> str:
    """Return a path of the directory that libpq accepts as the place of a socket.

    Too long a path, or one with a comma (which for libpq separates hosts), gets a link in /tmp,
    within a directory that only this user can write to.
    """
    if len(os.fsencode(directory)) <= LONGEST_SOCKET_DIRECTORY and "," not in str(directory):
        return str(directory)
    links = Path(f"/tmp/factcheck-{os.geteuid()}")  # noqa: S108
    links.mkdir(mode=0o700, exist_ok=True)
    status = links.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid() or status.st_mode & 0o022:
        raise ServerError(f"{links} is not a directory that only we can write to: remove it.")
    link = links / hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]
    with suppress(FileExistsError):
        link.symlink_to(directory)
    return str(link)
