"""What goes out keeps away from networks that are not public, and bears with no hostile host."""

import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import trustme
from django.core.exceptions import ImproperlyConfigured

from config import environment
from factcheck import outgoing
from factcheck.outgoing import NotReached, Why

Handler = Callable[[socket.socket, str], None]
HERE = "127.0.0.1"


@contextmanager
def host(
    handler: Handler, at: str = HERE, port: int = 0, certificate: trustme.LeafCert | None = None
) -> Iterator[int]:
    """Serve on this machine what a handler of connection and request says; gives the port."""
    listener = socket.create_server((at, port))
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        listener = context.wrap_socket(listener, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=_serve, args=[listener, handler], daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        # Closing alone leaves whoever waits for a connection waiting.
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _serve(listener: socket.socket, handler: Handler) -> None:
    # Whoever gives up on us lets go of the connection.
    with suppress(OSError):
        while True:
            made, _address = listener.accept()
            with suppress(OSError), made:
                head = b""
                while b"\r\n\r\n" not in head:
                    head += made.recv(1 << 16)
                handler(made, head.decode())


def saying(body: bytes, *headers: str, status: str = "200 OK") -> Handler:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return lambda made, _head: made.sendall("\r\n".join(lines).encode() + body)


def leading_to(*addresses: str) -> Handler:
    """Answer each request with a redirect to the next address, the last of them for ever."""
    left = list(addresses)

    def handler(made: socket.socket, _head: str) -> None:
        address = left.pop(0) if len(left) > 1 else left[0]
        saying(b"", f"Location: {address}", status="302 Found")(made, "")

    return handler


@pytest.fixture
def in_our_network(settings: Any) -> None:
    settings.OUTGOING_NETWORKS = [ip_network(HERE)]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What the resolver says of names, an answer each time that it is asked."""
    answers: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def resolve(name: str, *args: Any, **kwargs: Any) -> Any:
        address = answers[name].pop(0) if name in answers else name
        return real(address, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return answers


def why(url: str, **kwargs: Any) -> Why:
    with pytest.raises(NotReached) as refusal:
        outgoing.send("GET", url, **kwargs)
    return refusal.value.why


@pytest.mark.parametrize(
    "name", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0"]
)
def test_a_host_is_refused_however_its_address_is_written(name: str) -> None:
    with host(saying(b"the secrets")) as port:
        assert why(f"http://{name}:{port}/") is Why.NOT_PUBLIC


def test_a_setting_lets_connections_into_a_network_of_our_own(settings: Any) -> None:
    with host(saying(b"ours")) as port:
        settings.OUTGOING_NETWORKS = [ip_network("127.0.0.0/8")]
        answer = outgoing.send("GET", f"http://localhost:{port}/")
    assert (answer.status, answer.body) == (200, b"ours")


def test_the_setting_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTGOING_NETWORKS", "10.1.2.0/24, fd00::/8")
    read = environment.networks("OUTGOING_NETWORKS")
    assert read == [ip_network("10.1.2.0/24"), ip_network("fd00::/8")]
    monkeypatch.setenv("OUTGOING_NETWORKS", "ours")
    with pytest.raises(ImproperlyConfigured, match="OUTGOING_NETWORKS='ours'"):
        environment.networks("OUTGOING_NETWORKS")


@pytest.mark.usefixtures("in_our_network")
def test_what_is_sent_arrives_and_so_does_the_answer() -> None:
    heard = []

    def handler(made: socket.socket, head: str) -> None:
        heard.append(head)
        saying(b"Thanks.", status="202 Accepted")(made, head)

    with host(handler) as port:
        url = f"http://{HERE}:{port}/hook?of=ours"
        answer = outgoing.send("POST", url, body=b"{}", headers={"webhook-id": "7"})
    assert (answer.status, answer.is_success, answer.url) == (202, True, url)
    first, *headers = heard[0].lower().splitlines()
    assert first == "post /hook?of=ours http/1.1"
    assert {f"host: {HERE}:{port}", "webhook-id: 7", "content-length: 2"} <= set(headers)


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://example.org/", "gopher://x/", "example.org", "http://", ""),
        *("http://a b/", "http://example.org:99999/"),
    ],
)
def test_only_web_addresses_are_gone_to(url: str) -> None:
    assert why(url) is Why.NO_ADDRESS


@pytest.mark.parametrize("url", ["http://169.254.169.254/", "http://[::1]:9/", "http://10.0.0.1/"])
def test_a_private_address_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(outgoing.NotReached) as refused:
        outgoing.check(url)
    assert refused.value.why is Why.NOT_PUBLIC


def test_an_address_with_a_password_is_refused() -> None:
    assert why("http://ana:secret@example.org/") is Why.CREDENTIALS


def test_a_host_that_does_not_exist_is_said_to(names: dict[str, list[str]]) -> None:
    assert why("http://nowhere.invalid/") is Why.NO_HOST
    assert str(NotReached(Why.NO_HOST)) == "There is no such server."


@pytest.mark.usefixtures("in_our_network")
def test_a_host_where_nobody_listens_is_not_reached() -> None:
    with host(saying(b"")) as port:
        pass
    assert why(f"http://{HERE}:{port}/") is Why.NO_CONNECTION


@pytest.mark.usefixtures("in_our_network")
def test_each_redirect_is_checked_as_the_first_address_was() -> None:
    with host(saying(b"the secrets"), at="127.0.0.2") as secret:
        for address, reason in (
            (f"http://127.0.0.2:{secret}/", Why.NOT_PUBLIC),
            ("http://169.254.169.254/latest/meta-data/", Why.NOT_PUBLIC),
            (f"//[::ffff:127.0.0.2]:{secret}/", Why.NOT_PUBLIC),
            ("file:///etc/passwd", Why.NO_ADDRESS),
            (f"http://ana:secret@{HERE}/", Why.CREDENTIALS),
            ("http://host:port/", Why.UNREADABLE),
        ):
            with host(leading_to(address)) as port:
                assert why(f"http://{HERE}:{port}/") is reason


@pytest.mark.usefixtures("in_our_network")
def test_redirects_are_followed_a_few_times() -> None:
    with host(leading_to("/again")) as port:
        assert why(f"http://{HERE}:{port}/") is Why.TOO_MANY
    with host(saying(b"here")) as last, host(leading_to(f"http://{HERE}:{last}/")) as first:
        answer = outgoing.send("GET", f"http://{HERE}:{first}/")
    assert (answer.url, answer.body) == (f"http://{HERE}:{last}/", b"here")


@pytest.mark.usefixtures("in_our_network")
def test_nobody_reads_what_a_redirect_says() -> None:
    with host(saying(b"here")) as last:
        start = f"HTTP/1.1 302 Found\r\nLocation: http://{HERE}:{last}/\r\n\r\n"
        with host(trickling(start.encode())) as first:
            assert outgoing.send("GET", f"http://{HERE}:{first}/").body == b"here"


@pytest.mark.usefixtures("in_our_network")
def test_where_none_is_followed_a_redirect_is_the_answer() -> None:
    with host(leading_to("/again")) as port:
        answer = outgoing.send("POST", f"http://{HERE}:{port}/", redirects=0)
    assert (answer.status, answer.is_success) == (302, False)


@pytest.mark.usefixtures("in_our_network")
def test_the_address_that_was_checked_is_the_one_connected_to(names: dict[str, list[str]]) -> None:
    names["rebinding.example"] = [HERE, "127.0.0.2", "127.0.0.2"]
    with host(saying(b"ours")) as port, host(saying(b"the secrets"), "127.0.0.2", port):
        url = f"http://rebinding.example:{port}/"
        assert outgoing.send("GET", url).body == b"ours"
        # Asked anew, the name server says something else; that is checked anew, too.
        assert why(url) is Why.NOT_PUBLIC


@pytest.mark.usefixtures("in_our_network")
def test_a_name_that_leads_elsewhere_after_a_redirect_is_refused(
    names: dict[str, list[str]],
) -> None:
    names["rebinding.example"] = [HERE, "127.0.0.2"]

    def leaving(made: socket.socket, head: str) -> None:
        leading_to("/again")(made, head)

    with host(leaving) as port, host(saying(b"the secrets"), "127.0.0.2", port):
        assert why(f"http://rebinding.example:{port}/") is Why.NOT_PUBLIC


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> trustme.CA:
    """A newsroom's own authority, among those of its system."""
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return made


@pytest.mark.usefixtures("in_our_network")
def test_a_certificate_must_be_one_for_the_name_in_the_address(
    authority: trustme.CA, names: dict[str, list[str]]
) -> None:
    names |= {"ours.example": [HERE], "theirs.example": [HERE]}
    certificate = authority.issue_cert("ours.example")
    with host(saying(b"ours"), certificate=certificate) as port:
        assert outgoing.send("GET", f"https://ours.example:{port}/").body == b"ours"
        assert why(f"https://theirs.example:{port}/") is Why.NOT_TRUSTED
        assert why(f"https://{HERE}:{port}/") is Why.NOT_TRUSTED


@pytest.mark.usefixtures("in_our_network")
def test_a_certificate_of_an_authority_that_nobody_knows_is_refused() -> None:
    certificate = trustme.CA().issue_cert(HERE)
    with host(saying(b"ours"), certificate=certificate) as port:
        assert why(f"https://{HERE}:{port}/") is Why.NOT_TRUSTED


@pytest.mark.usefixtures("in_our_network")
def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with host(saying(b"a proxy")) as proxy, host(saying(b"the host")) as port:
        monkeypatch.setenv("http_proxy", f"http://{HERE}:{proxy}")
        monkeypatch.setenv("all_proxy", f"http://{HERE}:{proxy}")
        assert outgoing.send("GET", f"http://{HERE}:{port}/").body == b"the host"


def trickling(start: bytes) -> Handler:
    """Send a start, then something every now and then for as long as somebody listens."""
    pause = threading.Event()

    def handler(made: socket.socket, _head: str) -> None:
        made.sendall(start)
        while not pause.wait(0.05):
            made.sendall(b"x")

    return handler


@pytest.mark.usefixtures("in_our_network")
@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Long: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
    ],
    ids=["a first line", "a header", "a body"],
)
def test_a_host_that_answers_in_a_trickle_is_given_up(start: bytes) -> None:
    with host(trickling(start)) as port:
        assert why(f"http://{HERE}:{port}/", seconds=0.4) is Why.TOO_SLOW


def listening(made: socket.socket, _head: str) -> None:
    made.recv(1)


@pytest.mark.usefixtures("in_our_network")
def test_a_host_that_says_nothing_is_given_up() -> None:
    with host(listening) as port:
        assert why(f"http://{HERE}:{port}/", seconds=0.2) is Why.TOO_SLOW


@pytest.mark.usefixtures("in_our_network")
def test_redirects_share_the_time_of_the_whole() -> None:
    pause = threading.Event()

    def slow(made: socket.socket, head: str) -> None:
        pause.wait(0.15)
        leading_to("/again")(made, head)

    with host(slow) as port:
        reason = why(f"http://{HERE}:{port}/", seconds=0.4, redirects=50)
    assert reason is Why.TOO_SLOW


@pytest.mark.usefixtures("in_our_network")
def test_a_body_that_is_too_large_is_refused_whatever_was_said_of_its_length() -> None:
    def endless(made: socket.socket, _head: str) -> None:
        made.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            made.sendall(b"x" * 4096)

    for handler in (saying(b"x" * 1001), endless):
        with host(handler) as port:
            assert why(f"http://{HERE}:{port}/", most_bytes=1000) is Why.TOO_LARGE
    with host(saying(b"x" * 1000)) as port:
        assert len(outgoing.send("GET", f"http://{HERE}:{port}/", most_bytes=1000).body) == 1000


def compressed(size: int, wbits: int) -> bytes:
    packing = zlib.compressobj(9, wbits=wbits)
    return b"".join(packing.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packing.flush()


@pytest.mark.usefixtures("in_our_network")
@pytest.mark.parametrize("packing", ["gzip", "deflate"])
def test_a_body_that_unpacks_to_too_much_is_refused_before_it_fills_the_memory(
    packing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = compressed(100 << 20, zlib.MAX_WBITS | (16 if packing == "gzip" else 0))
    sizes = []
    unpack = outgoing._unpacked

    def watched(response: Any) -> Iterator[bytes]:
        for piece in unpack(response):
            sizes.append(len(piece))
            yield piece

    monkeypatch.setattr(outgoing, "_unpacked", watched)
    with host(saying(bomb, f"Content-Encoding: {packing}")) as port:
        assert why(f"http://{HERE}:{port}/", most_bytes=1 << 20) is Why.TOO_LARGE
    assert max(sizes) <= outgoing.PIECE
    assert sum(sizes) < (1 << 20) + outgoing.PIECE + 1


@pytest.mark.usefixtures("in_our_network")
def test_what_was_packed_is_unpacked_whole() -> None:
    body = bytes(range(256)) * 1000
    with host(saying(gzip.compress(body), "Content-Encoding: gzip")) as port:
        assert outgoing.send("GET", f"http://{HERE}:{port}/").body == body


@pytest.mark.usefixtures("in_our_network")
@pytest.mark.parametrize(
    "handler",
    [
        saying(b"no gzip", "Content-Encoding: gzip"),
        saying(b"packed twice", "Content-Encoding: gzip, gzip"),
        saying(b"packed in a way that nobody asked for", "Content-Encoding: br"),
        lambda made, _head: made.sendall(b"220 ready for mail\r\n"),
        lambda made, _head: made.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"),
        lambda made, _head: made.sendall(b"HTTP/1.1 200 OK\r\nX: " + b"x" * (1 << 20)),
    ],
    ids=["no gzip", "twice", "brotli", "no HTTP", "cut", "a header without end"],
)
def test_an_answer_that_cannot_be_read_is_refused(handler: Handler) -> None:
    with host(handler) as port:
        assert why(f"http://{HERE}:{port}/") is Why.UNREADABLE


@pytest.mark.usefixtures("in_our_network")
@pytest.mark.parametrize(
    "handler",
    [
        saying(compressed(10 << 20, zlib.MAX_WBITS | 16), "Content-Encoding: gzip"),
        saying(b"no gzip", "Content-Encoding: gzip"),
        lambda made, _head: made.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"),
    ],
    ids=["a bomb", "no gzip", "cut"],
)
def test_where_the_status_is_enough_a_body_refuses_nothing(handler: Handler) -> None:
    with host(handler) as port:
        answer = outgoing.send("GET", f"http://{HERE}:{port}/", most_bytes=100, whole=False)
    assert answer.is_success
    assert len(answer.body) <= 100


@pytest.mark.usefixtures("in_our_network")
def test_where_the_status_is_enough_nobody_waits_for_a_body_in_a_trickle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outgoing, "SECONDS_FOR_WORDS", 0.2)
    with host(trickling(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")) as port:
        answer = outgoing.send("POST", f"http://{HERE}:{port}/", seconds=3_600, whole=False)
    assert answer.is_success
