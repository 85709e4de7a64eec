"""Real processes on a server of their own, for the tests of the embedded database."""

import os
import pwd
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

PROJECT = Path(__file__).resolve().parents[2]

USER_OF_THE_SERVER = """
import sys
from pathlib import Path

import psycopg

from config.embedded import cluster, server
from config.embedded.errors import ServerError

connection = None
for request in sys.stdin:
    try:
        if connection is None or request == "reconnect\\n":
            host = server.use(Path(sys.argv[1]))
            connection = psycopg.connect(
                host=host, port=cluster.PORT, user=cluster.USER, dbname=cluster.DATABASE
            )
        row = connection.execute("SELECT pg_postmaster_start_time()").fetchone()
        print(row[0].isoformat(), flush=True)
    except ServerError as error:
        print("ERROR", " ".join(str(error).split()), flush=True)
"""


class ServerUser:
    """A process that uses the embedded server of a data directory until it leaves."""

    def __init__(self, data_dir: Path, run_as: pwd.struct_passwd | None, **env: str) -> None:
        self.process = subprocess.Popen(
            [*_become(run_as), sys.executable, "-c", USER_OF_THE_SERVER, data_dir],
            cwd=PROJECT,
            env={**os.environ, **env},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, request: str = "query") -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{request}\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        """Return when the server that the process is connected to was started, or an error."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def query(self, request: str = "query") -> str:
        self.ask(request)
        return self.answer()

    def leave(self) -> None:
        self.process.stdin and self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout and self.process.stdout.close()


@contextmanager
def using(
    data_dir: Path, run_as: pwd.struct_passwd | None = None, **env: str
) -> Iterator[ServerUser]:
    user = ServerUser(data_dir, run_as, **env)
    try:
        yield user
    finally:
        user.process.kill()
        user.leave()


def _become(user: pwd.struct_passwd | None) -> list[str]:
    if user is None:
        return []
    # The capability lets the user read this project, wherever it lies.
    return [
        "setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups",
        "--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override",
    ]  # fmt: skip


def servers(data_dir: Path) -> list[psutil.Process]:
    """Return all processes of PostgreSQL in the data directory."""
    return [
        process
        for process in psutil.process_iter(["name", "cwd"])
        if process.info["name"] in {"postgres", "initdb", "pg_ctl"}
        and process.info["cwd"]
        and Path(process.info["cwd"]).is_relative_to(data_dir)
    ]


def keepers(data_dir: Path) -> list[psutil.Process]:
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if {"config.embedded.keeper", str(data_dir)} <= set(process.info["cmdline"] or ())
    ]


def postmaster(data_dir: Path) -> psutil.Process:
    return psutil.Process(int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0]))


def kill(processes: list[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, timeout=10)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, f"not within 20 seconds: {condition}"
        time.sleep(0.02)


def is_locked(path: Path, kind: str) -> bool:
    """Say whether a lock of the kind, shared or exclusive, would have to wait."""
    attempt = subprocess.run(["flock", f"--{kind}", "--nonblock", path, "true"], check=False)
    return attempt.returncode != 0


def wait_until_stopped(data_dir: Path) -> None:
    """Wait for the last keeper to end, then demand that nothing of the server is left."""
    subprocess.run(["flock", "--wait", "20", data_dir / "postgres.keepers", "true"], check=True)
    assert servers(data_dir) == []
    assert not (data_dir / "postgres" / "postmaster.pid").exists()


def is_root() -> bool:
    return os.geteuid() == 0
