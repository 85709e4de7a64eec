"""Just enough of Redis to keep pages in."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class StandInStore:
    """What it holds, and what it answers when something is to be kept."""

    url: str = ""
    held: dict[bytes, bytes] = field(default_factory=dict)
    refusal: bytes = b""


@contextmanager
def stand_in_store() -> Iterator[StandInStore]:
    store = StandInStore()

    class Commands(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while line := self.rfile.readline():
                words = [self._word() for _number in range(int(line[1:]))]
                self.wfile.write(self._answer(words))

        def _word(self) -> bytes:
            length = int(self.rfile.readline()[1:])
            return self.rfile.read(length + 2)[:-2]

        def _answer(self, words: list[bytes]) -> bytes:
            match words:
                case [b"SET", *_rest] if store.refusal:
                    return store.refusal
                case [b"SET", key, value, *_options]:
                    store.held[key] = value
                    return b"+OK\r\n"
                case [b"GET", key] if key in store.held:
                    return b"$%d\r\n%b\r\n" % (len(store.held[key]), store.held[key])
                case [b"GET", _key]:
                    return b"$-1\r\n"
            return b"-ERR unknown command\r\n"

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Commands) as server:
        store.url = f"redis://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield store
        finally:
            server.shutdown()
            thread.join()
