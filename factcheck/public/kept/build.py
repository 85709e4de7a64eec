"""What pages are made by: code, templates, words, packages, settings. A deploy changes it."""

import hashlib
import sys
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings

from config import settings as ours

ROOMS = ("config", "factcheck", "templates")
# These may differ from machine to machine, and say nothing of what readers see.
APART = {
    *("DATABASES", "SECRET_KEY", "LOGGING", "CACHE_URL", "PURGE_URLS", "KEPT_PAGES"),
    *("BASE_DIR", "DATA_DIR", "MEDIA_ROOT", "STATIC_ROOT", "LOCALE_PATHS", "TEMPLATES"),
    *(name for name in vars(ours) if name.startswith("EMAIL_")),
}


@cache
def build() -> str:
    digest = hashlib.sha256(code().encode())
    for name in sorted(name for name in vars(ours) if name.isupper() and name not in APART):
        digest.update(f"{name}={getattr(settings, name)!r}\n".encode())
    return digest.hexdigest()


@cache
def code() -> str:
    """All but the settings: a digest of some thousand files."""
    digest = hashlib.sha256(sys.version.encode())
    for package in sorted(f"{each.name}=={each.version}\n" for each in distributions()):
        digest.update(package.encode())
    for path in [*_sources(), Path(settings.STATIC_ROOT) / "staticfiles.json"]:
        content = path.read_bytes() if path.exists() else b""
        digest.update(f"{path.name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


def _sources() -> list[Path]:
    found = (path for room in ROOMS for path in (settings.BASE_DIR / room).rglob("*"))
    return sorted(path for path in found if path.is_file() and path.suffix != ".pyc")
