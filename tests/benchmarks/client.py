"""Ask for one address again and again over a few connections; print as JSON how long it took.

A program of its own, so that what it costs is on no account of the server's:
``client.py PORT SECONDS CONNECTIONS PATH [HEADER…]``.
"""

import json
import re
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field

# A connection stays with the process that took it. Renewed now and then, as those of readers are,
# a few of them meet all processes alike.
REQUESTS_OF_A_CONNECTION = 25
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)


@dataclass
class Visit:
    """A connection, and what of an answer has come so far."""

    address: tuple[str, int]
    request: bytes
    answer: bytes = b""
    asked: int = 0
    began: float = 0.0
    connection: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self.connect()

    def connect(self) -> None:
        self.asked = 0
        self.connection = socket.create_connection(self.address)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self) -> None:
        self.asked += 1
        self.answer, self.began = b"", time.perf_counter()
        self.connection.sendall(self.request)

    def is_done(self) -> bool:
        """Read what has come; say whether it is the whole answer. Raises ConnectionError."""
        came = self.connection.recv(1 << 20)
        if not came:
            raise ConnectionError
        self.answer += came
        head, end, body = self.answer.partition(b"\r\n\r\n")
        if not end:
            return False
        length = _LENGTH.search(head)
        return self.status == 304 or len(body) == int(length[1] if length else -1)

    @property
    def status(self) -> int:
        return int(self.answer[9:12])

    @property
    def is_over(self) -> bool:
        """Whether the connection has served its time, or the server ends it after this answer."""
        if self.asked >= REQUESTS_OF_A_CONNECTION:
            return True
        return bool(_CLOSES.search(self.answer.partition(b"\r\n\r\n")[0]))


def measure(address: tuple[str, int], request: bytes, seconds: float, number: int) -> object:
    waiting, took = selectors.DefaultSelector(), list[float]()
    statuses, size = set[int](), 0
    for _number in range(number):
        visit = Visit(address, request)
        waiting.register(visit.connection, selectors.EVENT_READ, visit)
        visit.ask()
    began = now = time.perf_counter()
    while now - began < seconds or not took:
        for key, _events in waiting.select(timeout=seconds):
            visit = key.data
            try:
                done = visit.is_done()
            except ConnectionError:
                done = None
            now = time.perf_counter()
            if done:
                took.append(now - visit.began)
                statuses.add(visit.status)
                size = len(visit.answer)
            if done is None or (done and visit.is_over):
                # A server may end a connection that it has kept for long enough.
                waiting.unregister(visit.connection)
                visit.connection.close()
                visit.connect()
                waiting.register(visit.connection, selectors.EVENT_READ, visit)
            if done is not False:
                visit.ask()
    took.sort()
    return {
        "requests": len(took),
        "seconds": now - began,
        "p50": took[len(took) // 2],
        "p99": took[len(took) * 99 // 100],
        "statuses": sorted(statuses),
        "bytes": size,
    }


def request_for(port: str, path: str, *headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept-Encoding: gzip", *headers]
    return "\r\n".join([*lines, "", ""]).encode()


if __name__ == "__main__":
    port, seconds, number, *asked = sys.argv[1:]
    measured = measure(
        ("127.0.0.1", int(port)), request_for(port, *asked), float(seconds), int(number)
    )
    print(json.dumps(measured))
