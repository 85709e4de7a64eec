"""The record as strangers read it: JSON."""

import json
from typing import Any

import msgspec

from factcheck.models import Publication
from factcheck.models.content import ReviewedClaim, read_publication


def json_of(publication: Publication) -> dict[str, Any]:
    """The content of a publication that was not redacted."""
    assert publication.content is not None
    content: dict[str, Any] = json.loads(bytes(publication.content))
    return content


def as_json(content: object) -> dict[str, Any]:
    """Typed content as plain JSON."""
    plain: dict[str, Any] = json.loads(msgspec.json.encode(content))
    return plain


def reviewed(claim: dict[str, Any]) -> ReviewedClaim:
    """A claim with its verdict, read as a publication of it is."""
    envelope = {
        "claim_id": 1,
        "number": 1,
        "kind": "review",
        "reason": "",
        "published_at": "2026-11-24T08:30:00.000000Z",
        "bylines": {},
    }
    content = {"claim": claim, "nonce": "", "publication": envelope, "schema_version": 1}
    said = read_publication(json.dumps(content).encode()).claim
    assert isinstance(said, ReviewedClaim)
    return said
