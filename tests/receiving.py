"""A receiver of webhooks on this machine, which keeps what it gets."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import Any


@dataclass
class Got:
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    url: str = ""
    got: list[Got] = field(default_factory=list)
    # What it answers, in turn; after that, that it has it.
    answers: list[tuple[int, bytes]] = field(default_factory=list)


@contextmanager
def receiver(settings: Any) -> Iterator[Receiver]:
    """Receive on this machine, which the settings take for the newsroom's own network."""
    there = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            there.got.append(Got(headers, body))
            status, answer = there.answers.pop(0) if there.answers else (204, b"")
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    settings.OUTGOING_NETWORKS = [ip_network("127.0.0.0/8")]
    there.url = f"http://127.0.0.1:{server.server_port}/hook"
    yield there
    server.shutdown()
    server.server_close()
