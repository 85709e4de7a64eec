"""`manage.py demo` brings up everything, says how to use it, and takes everything down."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.config.processes import PROJECT, kill, servers, wait_until_stopped

pytestmark = pytest.mark.system


def command(data_dir: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Start the command in a process group of its own, as a terminal does."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "demo", *arguments],
        cwd=PROJECT,
        env={**os.environ, "SITE_URL": "", "DATA_DIR": str(data_dir), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def refusal(data_dir: Path, *arguments: str, **environment: str) -> str:
    """Return the one line that the command ends with when it cannot work."""
    output, _ = (process := command(data_dir, *arguments, **environment)).communicate(timeout=60)
    assert process.returncode == 1
    assert output.count("\n") == 1
    return output.strip()


@contextmanager
def demo(data_dir: Path, address: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with command(data_dir, address) as process:
        assert process.stdout
        try:
            lines: list[str] = []
            while not (lines and "Stop with Ctrl-C" in lines[-1]):
                lines.append(process.stdout.readline())
                assert lines[-1], f"it ended with {''.join(lines)}"
            urllib.request.urlopen(f"http://{address}/admin/login/").close()
            yield process, "".join(lines)
        finally:
            kill(family(process))


def family(process: subprocess.Popen[str]) -> list[psutil.Process]:
    try:
        parent = psutil.Process(process.pid)
        return [*parent.children(recursive=True), parent]
    except psutil.NoSuchProcess:
        return []


def is_there(group: int) -> bool:
    """Whether a group of processes has any."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def stop(process: subprocess.Popen[str], sign: signal.Signals, data_dir: Path) -> None:
    """Send the signal as a terminal does; demand that everything ends and nothing complains."""
    worker = next(each for each in family(process) if "worker" in each.cmdline())
    os.killpg(process.pid, sign)
    process.wait(20)
    assert not worker.is_running()
    assert (process.returncode, process.communicate()[0]) == (0, "")
    wait_until_stopped(data_dir)
    # Whoever kept the server may still be on the way out.
    deadline = time.monotonic() + 20
    while is_there(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_there(process.pid)


@pytest.fixture
def address() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"127.0.0.1:{free.getsockname()[1]}"


def passwords(said: str) -> dict[str, str]:
    return dict(re.findall(r"(?m)^  (\w+) +(?:[A-Z][a-z ]+?) +(\S+)$", said))


def sign_in(page: Page, address: str, password: str) -> None:
    page.goto(f"http://{address}/admin/")
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_by_itself_beside_a_connection_that_a_browser_opened_in_advance(
    sign: signal.Signals, empty_dir: Path, address: str
) -> None:
    host, port = address.split(":")
    with (
        demo(empty_dir, address) as (process, _said),
        socket.create_connection((host, int(port))),
    ):
        time.sleep(0.5)
        stop(process, sign, empty_dir)


def test_it_serves_the_site_to_the_users_that_it_names_until_ctrl_c(
    empty_dir: Path, address: str, page: Page
) -> None:
    with demo(empty_dir, address) as (process, said):
        assert f"factcheck is at http://{address}/" in said
        names = passwords(said)
        assert list(names) == ["ana", "ben", "carla", "dan", "eva", "fay", "gus", "admin"]

        sign_in(page, address, names["ana"])
        stylesheet = page.locator("link[rel=stylesheet]").first.get_attribute("href")
        assert re.search(r"\.[0-9a-f]{12}\.css$", stylesheet or "")

        stop(process, signal.SIGINT, empty_dir)

        users = empty_dir / "demo-users.txt"
        assert stat.S_IMODE(users.stat().st_mode) == 0o600

    with demo(empty_dir, address) as (process, said_again):
        assert all(password in said_again for password in names.values())
        assert "0 of them new" in said_again
        request = Request(f"http://{address}/admin/", headers={"Host": "attacker.example"})
        with pytest.raises(HTTPError, match="400") as refused:
            urllib.request.urlopen(request)
        refused.value.close()
        stop(process, signal.SIGTERM, empty_dir)


def send_slowly(where: tuple[str, int], stop: threading.Event) -> None:
    """Send a form byte by byte, as an attacker does, or a telephone in a tunnel."""
    with socket.create_connection(where) as connection, suppress(OSError):
        connection.sendall(
            b"POST /report/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
        while not stop.wait(0.2):
            connection.sendall(b"x")


def test_a_page_comes_while_others_send_their_forms_byte_by_byte(
    empty_dir: Path, address: str
) -> None:
    with demo(empty_dir, address) as (process, _said):
        host, port = address.split(":")
        stop_sending = threading.Event()
        with ThreadPoolExecutor(24) as senders:
            for _sender in range(24):
                senders.submit(send_slowly, (host, int(port)), stop_sending)
            try:
                for _visit in range(10):
                    urllib.request.urlopen(f"http://{address}/", timeout=2).close()
            finally:
                stop_sending.set()
        stop(process, signal.SIGINT, empty_dir)


def test_what_somebody_typed_is_saved_though_the_database_was_killed(
    empty_dir: Path, address: str, page: Page
) -> None:
    words = "Typed at length, while the database was killed."
    with demo(empty_dir, address) as (_process, said):
        sign_in(page, address, passwords(said)["ana"])
        page.goto(f"http://{address}/admin/factcheck/source/add/")
        page.get_by_label("Title").fill(words)
        page.get_by_label("Publisher").fill("The ministry")
        kill(servers(empty_dir))
        # It is started anew, and the save is tried once more.
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".messagelist .success")).to_contain_text(words)


def test_a_busy_port_is_reported_before_anything_is_done(empty_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        address = f"127.0.0.1:{busy.getsockname()[1]}"
        said = refusal(empty_dir, address)

    assert said.startswith(f"CommandError: Cannot listen on {address}: [Errno 98] Address already")
    assert said.endswith("Name another address: manage.py demo ADDR:PORT.")
    assert not (empty_dir / "postgres").exists()


def test_a_database_that_does_not_start_is_reported_in_one_line(
    data_dir: Path, address: str
) -> None:
    with (data_dir / "postgres" / "postgresql.conf").open("a") as configuration:
        configuration.write("shared_buffers = nonsense\n")

    said = refusal(data_dir, address)
    assert said.startswith("CommandError: The database cannot be used. PostgreSQL's pg_ctl failed")
    assert servers(data_dir) == []


def test_it_keeps_its_known_passwords_out_of_other_databases(empty_dir: Path) -> None:
    said = refusal(empty_dir, DATABASE_URL="postgresql:///newsroom", SECRET_KEY="x" * 50)
    assert said.endswith("so it keeps to its own database: unset DATABASE_URL.")


@pytest.mark.parametrize("address", ["8000", "localhost", "127.0.0.1:", "http://127.0.0.1:8000"])
def test_an_address_without_host_and_port_is_refused(empty_dir: Path, address: str) -> None:
    said = refusal(empty_dir, address)
    assert said == (
        f"CommandError: “{address}” is not an address: write ADDR:PORT, like 127.0.0.1:8000."
    )
