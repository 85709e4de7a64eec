"""Read settings from environment variables; refuse bad values.

Each reader returns a typed value or raises `ImproperlyConfigured`, naming the variable, its
value and what to do. An empty variable counts as unset.
"""

import os
import zoneinfo
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

POSTGRESQL_URL = "postgresql://USER:PASSWORD@HOST:PORT/NAME"
LICENCE = (
    "its short name and its address, such as CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/"
)
LICENCE = "a short name and an address, as CC0-1.0 https://spdx.org/licenses/CC0-1.0"
STORE_URL = "redis://:PASSWORD@HOST:PORT/NUMBER (or rediss:, or unix:/PATH)"
EMAIL_URL = "smtp://USER:PASSWORD@HOST:PORT?tls=starttls (or tls=implicit, or no tls)"


def _refuse(name: str, value: str, remedy: str) -> NoReturn:
    raise ImproperlyConfigured(f"{name}={value!r} cannot be used: {remedy}")


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """Return whether the variable is 1; unset and 0 are false."""
    value = text(name, "0")
    if value not in {"0", "1"}:
        _refuse(name, value, "set it to 1 (on) or 0 (off).")
    return value == "1"


def number(name: str, default: int) -> int:
    """Return a whole number, 0 or more."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()):
        _refuse(name, value, "write a whole number, such as 2.")
    return int(value)


def words(name: str) -> list[str]:
    """Return the words of a comma-separated list."""
    return [word for part in text(name, "").split(",") if (word := part.strip())]


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Return a comma-separated list of addresses and networks."""
    return [_network(name, word) for word in words(name)]


def _network(name: str, value: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(value)
    except ValueError as error:
        _refuse(name, value, f"{error}; write addresses or networks, such as 10.0.0.0/8.")


def directory(name: str, default: Path) -> Path:
    """Return an absolute path; a relative one counts from the working directory."""
    path = Path(text(name, str(default))).expanduser().resolve()
    if path.exists() and not path.is_dir():
        _refuse(name, str(path), "it is a file; name a directory (it is made if it is missing).")
    return path


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    if value not in zoneinfo.available_timezones():
        _refuse(name, value, "use a name of the IANA time zone database, such as Europe/Madrid.")
    return value


def origin(name: str, default: str) -> str:
    """Return a web origin: scheme, host and port, without a trailing slash."""
    return _origin(name, text(name, default))


def origins(name: str) -> list[str]:
    """Return a comma-separated list of web origins."""
    return [_origin(name, word) for word in words(name)]


def urls(name: str) -> list[str]:
    """Return a comma-separated list of web addresses."""
    found = words(name)
    for value in found:
        if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname:
            _refuse(name, value, "write whole addresses, such as http://10.0.0.2:6081/.")
    return found


def licence(name: str) -> tuple[str, str] | None:
    """Return a licence's short name (SPDX) and address, or None if the variable is unset."""
    value = text(name, "")
    if not value:
        return None
    short, _space, address = value.partition(" ")
    if urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname:
        _refuse(name, value, f"write {LICENCE}.")
    return short, address


def _origin(name: str, value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        _refuse(name, value, "write scheme and host, such as https://facts.example.org.")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        _refuse(name, value, "leave out everything but scheme, host and port.")
    return f"{parts.scheme}://{parts.netloc}"


def database(name: str) -> dict[str, Any] | None:
    """Return Django's settings of a PostgreSQL database, or None if the variable is unset."""
    value = text(name, "")
    if not value:
        return None
    parts = urlsplit(value)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        _refuse(name, _without_password(value), f"write {POSTGRESQL_URL}.")
    try:
        return {**dj_database_url.parse(value, engine="config.postgresql")}
    except ValueError as error:
        _refuse(name, _without_password(value), f"{error}; write {POSTGRESQL_URL}.")


def store(name: str) -> str:
    """Return the address of a Redis, or an empty text if the variable is unset."""
    value = text(name, "")
    if value and urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
        _refuse(name, _without_password(value), f"write {STORE_URL}.")
    return value


def email(name: str) -> dict[str, Any] | None:
    """Return Django's e-mail settings for an SMTP server, or None if the variable is unset."""
    value = text(name, "")
    if not value:
        return None
    parts = urlsplit(value)
    tls = parse_qs(parts.query).get("tls", [""])[-1]
    try:
        port = parts.port or {"implicit": 465, "starttls": 587}.get(tls, 25)
    except ValueError:
        port = 0
    if parts.scheme != "smtp" or not parts.hostname or not port:
        _refuse(name, _without_password(value), f"write {EMAIL_URL}.")
    if tls not in {"", "implicit", "starttls"}:
        _refuse(name, _without_password(value), f"tls is starttls or implicit; write {EMAIL_URL}.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls == "starttls",
        "EMAIL_USE_SSL": tls == "implicit",
    }


def _without_password(url: str) -> str:
    password = urlsplit(url).password
    return url.replace(f":{password}@", ":***@") if password else url
