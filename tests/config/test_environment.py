"""Settings come from the environment; what cannot be used is refused with the remedy."""

from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment

Reader = Callable[[str], object]

READERS: dict[str, Reader] = {
    "flag": environment.flag,
    "number": lambda name: environment.number(name, 2),
    "words": environment.words,
    "directory": lambda name: environment.directory(name, Path("/nowhere")),
    "time_zone": lambda name: environment.time_zone(name, "UTC"),
    "origin": lambda name: environment.origin(name, "http://127.0.0.1:8000"),
    "origins": environment.origins,
    "networks": environment.networks,
    "store": environment.store,
    "urls": environment.urls,
    "licence": environment.licence,
    "database": environment.database,
    "email": environment.email,
}


@pytest.mark.parametrize(
    ("reader", "value", "result"),
    [
        ("flag", "", False),
        ("flag", "0", False),
        ("flag", "1", True),
        ("number", "", 2),
        ("number", "12", 12),
        ("words", "", []),
        ("words", " one, two ,,", ["one", "two"]),
        ("directory", "", Path("/nowhere")),
        ("directory", "/a/../b", Path("/b")),
        ("time_zone", "", "UTC"),
        ("time_zone", "America/Lima", "America/Lima"),
        ("origin", "", "http://127.0.0.1:8000"),
        ("origin", "https://facts.example.org/", "https://facts.example.org"),
        ("origins", "https://a.example, http://b.example:81", ["https://a.example", "http://b.example:81"]),
        ("networks", "::1, 10.0.0.0/8", [ip_network("::1/128"), ip_network("10.0.0.0/8")]),
        ("store", "", ""),
        ("store", "redis://127.0.0.1/1", "redis://127.0.0.1/1"),
        ("urls", "", []),
        ("urls", "http://a.example:6081/, https://b.example", ["http://a.example:6081/", "https://b.example"]),
        ("licence", "", None),
        ("licence", "CC0-1.0 https://spdx.org/licenses/CC0-1.0", ("CC0-1.0", "https://spdx.org/licenses/CC0-1.0")),
        ("database", "", None),
        ("email", "", None),
    ],
)  # fmt: skip
def test_a_value_is_read(
    monkeypatch: pytest.MonkeyPatch, reader: str, value: str, result: object
) -> None:
    monkeypatch.setenv("FACTCHECK_TEST", value)
    assert READERS[reader]("FACTCHECK_TEST") == result


@pytest.mark.parametrize(
    ("reader", "value", "complaint"),
    [
        ("flag", "yes", "FACTCHECK_TEST='yes' cannot be used: set it to 1 (on) or 0 (off)."),
        ("store", "memcached://127.0.0.1", "write redis://:PASSWORD@HOST:PORT/NUMBER"),
        ("urls", "varnish:6081", "write whole addresses, such as http://10.0.0.2:6081/."),
        ("number", "-1", "write a whole number, such as 2."),
        ("licence", "CC-BY-4.0", "write a short name and an address, as CC0-1.0 https://"),
        ("directory", __file__, "it is a file; name a directory"),
        ("time_zone", "Lima", "use a name of the IANA time zone database, such as Europe/Madrid."),
        ("origin", "facts.example.org", "write scheme and host, such as https://"),
        ("origin", "ftp://facts.example.org", "write scheme and host, such as https://"),
        ("origin", "https://a.example/news", "leave out everything but scheme, host and port."),
        ("origins", "https://a.example,b.example", "FACTCHECK_TEST='b.example' cannot be used"),
        ("networks", "proxy.example.org", "write addresses or networks, such as 10.0.0.0/8."),
        ("networks", "10.0.0.1/8", "has host bits set"),
        ("database", "mysql://host/name", "write postgresql://USER:PASSWORD@HOST:PORT/NAME."),
        ("database", "postgresql://host", "write postgresql://USER:PASSWORD@HOST:PORT/NAME."),
        ("database", "postgresql://host:port/name", "write postgresql://USER:PASSWORD@HOST:PORT"),
        ("database", "mysql://me:hunter2@host/name", "FACTCHECK_TEST='mysql://me:***@host/name'"),
        ("email", "mail.example.org", "write smtp://USER:PASSWORD@HOST:PORT"),
        ("email", "smtp://host:port", "write smtp://USER:PASSWORD@HOST:PORT"),
        ("email", "smtp://me:hunter2@host?tls=maybe", "smtp://me:***@host?tls=maybe"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, reader: str, value: str, complaint: str
) -> None:
    monkeypatch.setenv("FACTCHECK_TEST", value)
    with pytest.raises(ImproperlyConfigured) as refused:
        READERS[reader]("FACTCHECK_TEST")
    assert complaint in str(refused.value)
    assert "FACTCHECK_TEST=" in str(refused.value)


def test_a_database_url_becomes_djangos_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_TEST", "postgresql://me:p%40ss@db.example:5433/facts")
    settings = environment.database("FACTCHECK_TEST") or {}
    assert settings["ENGINE"] == "config.postgresql"
    assert [settings[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "me", "p@ss", "db.example", 5433, "facts",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "port", "starttls", "implicit"),
    [
        ("smtp://me:p%40ss@mail.example", 25, False, False),
        ("smtp://me:p%40ss@mail.example?tls=starttls", 587, True, False),
        ("smtp://me:p%40ss@mail.example?tls=implicit", 465, False, True),
        ("smtp://me:p%40ss@mail.example:2525?tls=starttls", 2525, True, False),
    ],
)
def test_an_email_url_becomes_djangos_settings(
    monkeypatch: pytest.MonkeyPatch, url: str, port: int, starttls: bool, implicit: bool
) -> None:
    monkeypatch.setenv("FACTCHECK_TEST", url)
    assert environment.email("FACTCHECK_TEST") == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": "me",
        "EMAIL_HOST_PASSWORD": "p@ss",
        "EMAIL_USE_TLS": starttls,
        "EMAIL_USE_SSL": implicit,
    }
