"""The one client for what goes out to addresses that somebody typed in.

A name is resolved here, each address that it has is checked, and the connection goes to one that
passed: at each redirect anew, so that no second answer of a name server is believed. TLS checks the
name all the same. Networks that are not public (the machine itself, a house's own network, the
addresses at which clouds tell their secrets) are refused, unless OUTGOING_NETWORKS has them.

IPv4: https://www.iana.org/assignments/iana-ipv4-special-registry/ · IPv6: only what is global
unicast (RFC 4291, 2.5.4), without the ranges that lead elsewhere (6to4, Teredo, documentation).
"""

import socket
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import certifi
import httpcore
import httpx
from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SECONDS = 20
MOST_BYTES = 10 * 1024 * 1024
REDIRECTS = 5
PIECE = 1 << 14
# For a body of which the status is enough.
SECONDS_FOR_WORDS = 1
# For one of the addresses of a host; then the next is tried.
CONNECTING = 5

# Global by the registry, or by older versions of Python; and yet not for the public.
NOT_PUBLIC = [
    ip_network(network)
    for network in (
        "100.64.0.0/10",  # networks of carriers
        "192.0.0.0/24",  # protocols; a cloud's metadata
        "192.88.99.0/24",  # relays of 6to4
        "168.63.129.16/32",  # a cloud's metadata
        "2001::/23",  # protocols, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
]
GLOBAL_UNICAST = ip_network("2000::/3")
# Of networks that have IPv6 only: the last 32 bits are an address of IPv4 (RFC 6052).
NAT64 = ip_network("64:ff9b::/96")

Address = IPv4Address | IPv6Address


class Why(TextChoices):
    """Why nothing was fetched or sent, for people to read."""

    NO_ADDRESS = (
        "no-address",
        _("The address does not begin with http:// or https:// and a server."),
    )
    CREDENTIALS = "credentials", _("The address carries a user name or a password.")
    NO_HOST = "no-host", _("There is no such server.")
    NOT_PUBLIC = "not-public", _("The server lies in a network that is not public.")
    NO_CONNECTION = "no-connection", _("The server cannot be connected to.")
    NOT_TRUSTED = "not-trusted", _("The server’s certificate is not one for its name.")
    TOO_SLOW = "too-slow", _("The server did not answer in time.")
    TOO_LARGE = "too-large", _("The answer is too large.")
    TOO_MANY = "too-many", _("The address leads to others too many times.")
    UNREADABLE = "unreadable", _("What the server answers cannot be read.")


class NotReached(Exception):
    """Nothing came of it; the message is for people."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why)

    def __str__(self) -> str:
        return str(self.why.label)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    # Where it came from, after redirects.
    url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


def send(
    method: str,
    url: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
    most_bytes: int = MOST_BYTES,
    redirects: int = REDIRECTS,
    whole: bool = True,
) -> Answer:
    """Send a request and return its answer, whatever its status; raises NotReached.

    `seconds` are for all of it, redirects included; only the name server has its own patience.
    `most_bytes` are those of the body, unpacked. With 0 `redirects` one is an answer like others.
    Where it need not be `whole`, the body is what could be read of it, and no reason to refuse.
    """
    network = _Network(time.monotonic() + seconds)
    try:
        with _client(network) as client:
            request = client.build_request(method, url, content=body, headers=headers)
            for _redirect in range(redirects + 1):
                _check(request.url)
                response = client.send(request, stream=True)
                try:
                    if redirects == 0 or response.next_request is None:
                        if not whole:
                            network.hurry(SECONDS_FOR_WORDS)
                        return _read(response, most_bytes, whole=whole)
                    request = response.next_request
                finally:
                    response.close()
    except httpx.InvalidURL:
        raise NotReached(Why.NO_ADDRESS) from None
    except _EXPECTED as error:
        raise NotReached(_reason(error)) from error
    raise NotReached(Why.TOO_MANY)


def check(url: str) -> None:
    """Raise NotReached for what is no address to go to, before anybody is asked where it is."""
    try:
        _check(httpx.URL(url))
    except httpx.InvalidURL:
        raise NotReached(Why.NO_ADDRESS) from None


def is_allowed(address: Address) -> bool:
    """Whether a connection may go to an address: it is public, or the settings name its network."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_allowed(address.ipv4_mapped)
        if address in NAT64:
            return is_allowed(IPv4Address(int(address) & 0xFFFF_FFFF))
    if any(address in network for network in settings.OUTGOING_NETWORKS):
        return True
    if isinstance(address, IPv6Address) and address not in GLOBAL_UNICAST:
        return False
    is_special = any(address in network for network in NOT_PUBLIC)
    return address.is_global and not address.is_multicast and not is_special


# Where httpx has no word for it, that of the library beneath.
_REASONS: dict[type[Exception], Why] = {
    httpcore.TimeoutException: Why.TOO_SLOW,
    httpcore.NetworkError: Why.NO_CONNECTION,
    httpcore.ProtocolError: Why.UNREADABLE,
    zlib.error: Why.UNREADABLE,
}
_EXPECTED: tuple[type[Exception], ...] = (httpx.HTTPError, *_REASONS)
_UNREAD: tuple[type[Exception], ...] = (NotReached, *_EXPECTED)


def _reason(error: Exception) -> Why:
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in error.args):
        return Why.NOT_TRUSTED
    found = (why for kind, why in _REASONS.items() if isinstance(error, kind))
    return next(found, Why.UNREADABLE)


def _check(url: httpx.URL) -> None:
    has_port = url.port is None or 0 < url.port < 2**16
    if url.scheme not in {"http", "https"} or not url.host or "%" in url.host or not has_port:
        raise NotReached(Why.NO_ADDRESS)
    with suppress(ValueError):
        if not is_allowed(ip_address(url.host)):
            raise NotReached(Why.NOT_PUBLIC)
    if url.userinfo:
        raise NotReached(Why.CREDENTIALS)


def _read(response: httpx.Response, most_bytes: int, *, whole: bool) -> Answer:
    body = bytearray()
    try:
        for piece in _unpacked(response):
            body += piece
            if len(body) > most_bytes:
                raise NotReached(Why.TOO_LARGE)
    except _UNREAD:
        if whole:
            raise
    said = bytes(body[:most_bytes])
    return Answer(response.status_code, str(response.url), response.headers, said)


def _unpacked(response: httpx.Response) -> Iterator[bytes]:
    """The body in small pieces, of which none is larger than that, however well it was packed."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing == "identity":
        yield from response.iter_raw()
        return
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise NotReached(Why.UNREADABLE)
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    for packed in response.iter_raw():
        piece = unpacking.decompress(packed, PIECE)
        while piece:
            yield piece
            piece = unpacking.decompress(unpacking.unconsumed_tail, PIECE)


def _client(network: "_Network") -> httpx.Client:
    # The newsroom's own authorities are those of its system.
    trust = ssl.create_default_context(cafile=certifi.where())
    trust.load_default_certs()
    pool = httpcore.ConnectionPool(ssl_context=trust, network_backend=network)
    return httpx.Client(
        transport=_Transport(pool),
        trust_env=False,
        headers={
            "User-Agent": f"factcheck (+{settings.SITE_URL})",
            "Accept-Encoding": "gzip, deflate",
        },
    )


class _Transport(httpx.BaseTransport):
    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self.pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self.pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        self.pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self.answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self.answer.iter_stream()

    def close(self) -> None:
        self.answer.close()


class _Network(httpcore.NetworkBackend):
    """Connects to checked addresses only, and to nobody after the deadline."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        self.sockets = httpcore.SyncBackend()

    def hurry(self, seconds: float) -> None:
        self.deadline = min(self.deadline, time.monotonic() + seconds)

    def left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError()
        for address in _resolved(host, port):
            try:
                made = self.sockets.connect_tcp(address, port, min(self.left(), CONNECTING))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(made, self)
        raise failure


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, network: _Network) -> None:
        self.stream, self.network = stream, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.network.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), PIECE):
            self.stream.write(buffer[start : start + PIECE], self.network.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self.stream.start_tls(ssl_context, server_hostname, self.network.left())
        return _Stream(secured, self.network)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def _resolved(host: str, port: int) -> list[str]:
    """The addresses of a host that a connection may go to, in the resolver's order."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        raise NotReached(Why.NO_HOST) from None
    allowed = [str(where[0]) for *_kind, where in found if is_allowed(ip_address(str(where[0])))]
    if not allowed:
        raise NotReached(Why.NOT_PUBLIC)
    return allowed
