"""Start the server; stop it when nobody uses it any more.

Run as `python -m config.embedded.keeper DATA_DIR START_LOCK KEEPERS_LOCK` by `server`, which
hands over two locked descriptors: the first until the server has started, the second for the
keeper's life. Prints why the server could not be started, and exits with 1.
"""

import fcntl
import os
import sys
from pathlib import Path

from config.embedded import files
from config.embedded.cluster import Cluster
from config.embedded.errors import ServerError


def main(data_dir: Path, start_lock: int) -> None:
    cluster = Cluster(data_dir)
    try:
        cluster.start()
    except ServerError as error:
        sys.exit(str(error))
    _leave_the_caller()
    os.close(start_lock)
    files.locked(data_dir / "postgres.users", fcntl.LOCK_EX)
    # Newcomers now wait for this lock until we have stopped the server and are gone.
    cluster.stop()


def _leave_the_caller() -> None:
    """Go on in the background; the end of this process tells its caller that the server started."""
    sys.stdout.flush()
    if os.fork():
        os._exit(0)
    os.chdir("/")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
