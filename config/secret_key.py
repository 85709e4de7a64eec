"""The key that signs sessions and tokens."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from config import environment


def from_environment(name: str) -> str:
    """Return the key of the environment, which production must set."""
    key = environment.text(name, "")
    if len(key) < 50:
        raise ImproperlyConfigured(
            f"{name} has {len(key)} characters: with DATABASE_URL set it must have at least 50, "
            "made at random and kept secret. Make one with: python3 -c "
            "'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return key


def kept_in(path: Path) -> str:
    """Return the key in the file, made at random (mode 0600) when the file is missing."""
    try:
        return path.read_text()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(0o600)
    draft.write_text(get_random_secret_key())
    try:
        # A link never replaces a key that another process has just made.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text()
