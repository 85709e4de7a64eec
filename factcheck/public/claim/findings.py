"""What looking up a source found, claim by claim."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from factcheck.models.reading_room import PublicClaim, PublicSource


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim that cites the source; `finding` as it was published, None where there is none."""

    claim: PublicClaim
    finding: dict[str, Any] | None


def cited(claims: Iterable[PublicClaim], source: PublicSource) -> list[Cited]:
    """Pair claims with the finding on the source. Load them `with_publication`."""
    # The record calls it as it was called before it was merged.
    slugs = {source.slug, *source.former_slugs}
    return [Cited(claim, _finding(claim, slugs)) for claim in claims]


def _finding(claim: PublicClaim, slugs: Collection[str]) -> dict[str, Any] | None:
    for citation in claim.publication.data["claim"]["citations"]:
        if citation["source"]["slug"] in slugs:
            finding: dict[str, Any] | None = citation.get("finding")
            return finding
    return None
