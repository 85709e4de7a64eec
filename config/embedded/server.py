"""What each process that uses the embedded server does.

Three locks in DATA_DIR, each released by the kernel however its holders end:

- `postgres.users`: each user holds it shared for life; a keeper takes it exclusively to stop.
- `postgres.keepers`: each keeper holds it shared for life, so that users see whether one lives.
- `postgres.start`: held while a process looks for the server and starts it.
"""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

from config.embedded import files
from config.embedded.cluster import Cluster
from config.embedded.errors import ServerError

PROJECT = Path(__file__).resolve().parents[2]

# This lock makes this process, and any that it forks, users of a server.
_in_use: dict[Path, int] = {}


def use(data_dir: Path) -> str:
    """Keep the server running until this process ends; return the host to connect to.

    Call it before each connection: it restarts a server that was killed. It waits while
    another process starts or stops the server. Raises `ServerError`.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        start = files.locked(data_dir / "postgres.start", fcntl.LOCK_EX)
        try:
            if data_dir not in _in_use:
                _in_use[data_dir] = files.locked(data_dir / "postgres.users", fcntl.LOCK_SH)
            _ensure_running(Cluster(data_dir), start)
        finally:
            os.close(start)
    except OSError as error:
        raise ServerError(
            f"The database in {data_dir} cannot be used: {error}. "
            "Set DATA_DIR to a directory that you can write to."
        ) from error
    return Cluster(data_dir).host()


def _ensure_running(cluster: Cluster, start: int) -> None:
    keepers = files.opened(cluster.data_dir / "postgres.keepers")
    try:
        if _is_locked(keepers) and cluster.accepts_connections():
            return
        fcntl.flock(keepers, fcntl.LOCK_SH)
        _start_keeper(cluster, start, keepers)
    finally:
        os.close(keepers)


def _is_locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _start_keeper(cluster: Cluster, start: int, keepers: int) -> None:
    """Start a keeper in a session of its own, which Ctrl-C does not reach, and wait for it.

    If we are interrupted meanwhile it finishes, finds that nobody uses the server, and stops it.
    """
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "config.embedded.keeper",
            cluster.data_dir,
            str(start),
            str(keepers),
        ],
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        pass_fds=(start, keepers),
    ) as keeper:
        complaint = keeper.communicate()[0].strip()
    if keeper.returncode:
        raise ServerError(complaint or f"The keeper ended with status {keeper.returncode}.")
