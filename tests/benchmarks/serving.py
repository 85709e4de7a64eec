"""Servers on a database of thousands of claims, and what these cost the processor."""

import json
import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import psutil
from django.conf import settings

from tests.config.processes import servers, wait_until

CLIENT = Path(__file__).with_name("client.py")
CLAIMS = int(os.environ.get("BENCHMARK_CLAIMS", "10000"))
DATA_DIR = Path(settings.BASE_DIR) / "var" / f"benchmark-{CLAIMS}"
SERVER = ["-m", "gunicorn", "-c", "config/server.py"]
CONNECTIONS, SECONDS = 4, 1.5


@dataclass(frozen=True, slots=True)
class Measured:
    """What one address costs: requests a second, seconds, seconds of the processor a request."""

    rate: float
    p50: float
    p99: float
    processor: float
    database: float
    size: int


@dataclass(frozen=True, slots=True)
class Served:
    """A site that is being served on a port."""

    process: psutil.Process
    port: int

    def get(self, path: str, **headers: str) -> Any:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        return urllib.request.urlopen(request)

    def text(self, path: str) -> str:
        with self.get(path) as answer:
            return str(answer.read().decode())

    def measure(self, path: str, *headers: str, seconds: float = SECONDS) -> Measured:
        before = self._processor(), _database()
        words = [self.port, seconds, CONNECTIONS, path, *headers]
        output = subprocess.check_output([sys.executable, CLIENT, *map(str, words)])
        web, database = self._processor() - before[0], _database() - before[1]
        said = json.loads(output)
        assert said["statuses"] in ([200], [304]), (path, said)
        number = said["requests"]
        return Measured(
            rate=number / said["seconds"],
            p50=said["p50"],
            p99=said["p99"],
            processor=(web + database) / number,
            database=database / number,
            size=said["bytes"],
        )

    def _processor(self) -> float:
        return _seconds([self.process, *self.process.children()])

    @classmethod
    def at(cls, process: subprocess.Popen[bytes], port: int) -> Self:
        return cls(psutil.Process(process.pid), port)


def _database() -> float:
    return _seconds(servers(DATA_DIR))


def _seconds(processes: list[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return sum(time.user + time.system for time in times)


def manage(*words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], env=_environment(), check=True)


def prepare() -> None:
    """Fill the database, which is kept from run to run."""
    manage("migrate", "--verbosity=0")
    manage("collectstatic", "--noinput", "--verbosity=0")
    if not (DATA_DIR / "filled").exists():
        manage("generate_claims", str(CLAIMS))
        (DATA_DIR / "filled").touch()


@contextmanager
def served(**environment: str) -> Iterator[Served]:
    """Serve the site, or what other settings make of it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, *SERVER, f"--bind=127.0.0.1:{port}"]
    with subprocess.Popen(words, env=_environment() | environment) as process:
        try:
            wait_until(lambda: _listens(port))
            yield Served.at(process, port)
        finally:
            process.terminate()


def _listens(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def _environment() -> dict[str, str]:
    return os.environ | {"DATA_DIR": str(DATA_DIR), "PYTHONPATH": str(settings.BASE_DIR)}


def first_link(page: str, pattern: str) -> str:
    found = re.search(f'href="({pattern})"', page)
    assert found, pattern
    return found[1]
