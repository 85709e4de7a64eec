import os
import re
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connections, transaction
from gunicorn.app.base import BaseApplication

from config import server
from factcheck.exchange.seeds.cast import CAST, member

SECONDS_FOR_THE_WORKER = 5


class Address(NamedTuple):
    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> "Address":
        match = re.fullmatch(r"(?:\[([0-9a-f:]+)\]|([\w.-]+)):(\d{1,5})", text)
        if not match:
            raise CommandError(f"“{text}” is not an address: write ADDR:PORT, like 127.0.0.1:8000.")
        return cls(match[1] or match[2], int(match[3]))

    @property
    def is_everywhere(self) -> bool:
        return self.host in {"0.0.0.0", "::"}  # noqa: S104

    @property
    def url(self) -> str:
        host = "127.0.0.1" if self.is_everywhere else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def listen(self) -> socket.socket:
        """Listen at the address before any slow work: whoever comes early waits for the server."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        try:
            return socket.create_server((self.host, self.port), family=family)
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Cannot listen on {self.host}:{self.port}: {error}. "
                "Name another address: manage.py demo ADDR:PORT."
            ) from None


class Server(BaseApplication):
    """Gunicorn as in production, on a socket that already listens."""

    def __init__(
        self, listener: socket.socket, when_ready: Callable[[], None], at_end: Callable[[], None]
    ) -> None:
        self.listener = listener
        self.when_ready = when_ready
        self.at_end = at_end
        super().__init__()

    def load_config(self) -> None:
        configured = {
            name: vars(server)[name] for name in vars(server) if name in self.cfg.settings
        }
        for name, value in {
            **configured,
            "bind": f"fd://{self.listener.detach()}",
            "when_ready": lambda arbiter: self.when_ready(),
            "on_exit": lambda arbiter: self.at_end(),
            # Ctrl-C reaches the workers too, which hang when they are told twice to stop.
            "post_worker_init": lambda worker: signal.signal(signal.SIGINT, signal.SIG_IGN),
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Load the application only now: it looks for static files only once."""
        return get_wsgi_application()


class Command(BaseCommand):
    help = "Serve a demo: an embedded database with the seeds and users for every role."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="?", default="127.0.0.1:8000", metavar="ADDR:PORT")

    def handle(self, *, address: str, **options: Any) -> None:
        if settings.DATABASES["default"]["ENGINE"] != "config.embedded":
            raise CommandError(
                "The demo makes accounts with known passwords, so it keeps to its own database: "
                "unset DATABASE_URL."
            )
        where = Address.parse(address)
        _read_settings_for(where)
        listener = where.listen()
        try:
            call_command("migrate", interactive=False, verbosity=0)
            passwords = _users()
            call_command("seed", stdout=self.stdout)
            call_command("collectstatic", interactive=False, verbosity=0)
            connections.close_all()
            worker = Worker()
            Server(
                listener,
                when_ready=lambda: self._welcome(passwords, worker),
                at_end=worker.stop,
            ).run()
        except OperationalError as error:
            raise CommandError(f"The database cannot be used. {error}") from None
        except KeyboardInterrupt:
            raise CommandError("Stopped before it was ready.") from None

    def _welcome(self, passwords: dict[str, str], worker: "Worker") -> None:
        worker.start()
        self.stdout.write(f"\nfactcheck is at {settings.SITE_URL}/")
        self.stdout.write(f"Sign in at {settings.SITE_URL}/admin/ as one of\n\n")
        for name, (_first_name, group) in CAST.items():
            self.stdout.write(f"  {name:8}{group:16}{passwords[name]}")
        self.stdout.write(f"\n(also in {settings.DATA_DIR / 'demo-users.txt'}). Stop with Ctrl-C.")
        self.stdout.flush()


class Worker:
    """The worker of the queue, which ends before its database does."""

    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        # Where this process is killed, the worker sees it and ends too. In a session of its own,
        # Ctrl-C does not reach it before it can heed it.
        command = [sys.executable, "manage.py", "worker", "--with-parent", str(os.getpid())]
        self.process = subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)

    def stop(self) -> None:
        if not self.process:
            return
        self.process.terminate()
        try:
            self.process.wait(SECONDS_FOR_THE_WORKER)
        except subprocess.TimeoutExpired:
            # Nobody waits for a long job now; it is done again the next time.
            self.process.kill()


def _read_settings_for(where: Address) -> None:
    """Start again with the address in the environment, from which the settings are read."""
    if os.environ.get("SITE_URL"):
        return
    os.environ["SITE_URL"] = where.url
    os.environ.setdefault(
        "ALLOWED_HOSTS", "*" if where.is_everywhere else f"{where.host},127.0.0.1,localhost"
    )
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606


def _users() -> dict[str, str]:
    """Make the demo's users; return their passwords, which a file keeps for next time."""
    path = settings.DATA_DIR / "demo-users.txt"
    are_new = not path.exists()
    if are_new:
        lines = [f"{n:8}{group:16}{secrets.token_urlsafe(9)}\n" for n, (_, group) in CAST.items()]
        path.touch(0o600)
        path.write_text("".join(lines))
    passwords = {line.split()[0]: line.split()[-1] for line in path.read_text().splitlines()}
    with transaction.atomic():
        for name in CAST:
            user = member(name)
            if are_new or not user.has_usable_password():
                user.set_password(passwords[name])
                user.save()
    return passwords
