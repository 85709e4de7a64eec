"""What was found when a source was looked up, claim by claim."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from factcheck.models.content import CheckedCitation, FindingContent
from factcheck.models.reading_room import PublicClaim, PublicSource


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim that cites the source; `finding` as it was published, or None."""

    claim: PublicClaim
    finding: FindingContent | None


def cited(claims: Iterable[PublicClaim], source: PublicSource) -> list[Cited]:
    """Pair claims with the finding on the source. Load them `with_publication`."""
    # The record has the name from before a merge.
    slugs = {source.slug, *source.former_slugs}
    return [Cited(claim, _finding(claim, slugs)) for claim in claims]


def _finding(claim: PublicClaim, slugs: Collection[str]) -> FindingContent | None:
    for citation in claim.publication.said.claim.citations:
        if citation.source.slug in slugs:
            return citation.finding if isinstance(citation, CheckedCitation) else None
    return None
