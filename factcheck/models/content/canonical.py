"""Canonical bytes and digests: the same content always gives the same bytes.

RFC 8785, JSON Canonicalization Scheme.
"""

import hashlib

import msgspec
import rfc8785


def canonical(content: object) -> bytes:
    """UTF-8 bytes of RFC 8785, for typed content and for plain JSON."""
    return rfc8785.dumps(msgspec.to_builtins(content))


def sha256(content: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def link(previous_link: str, serial: int, content_sha256: str) -> str:
    """The chain's next link: SHA-256 of the three, as text, one to a line.

    The digest of the content takes part, not the content, so that content can be redacted
    while the chain still verifies.
    """
    return sha256(f"{previous_link}\n{serial}\n{content_sha256}".encode("ascii"))
