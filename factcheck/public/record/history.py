"""The history of a claim: each publication, with what it changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.models.content import ListedClaim
from factcheck.models.record import Publication
from factcheck.models.scale import VerificationStatus
from factcheck.models.vocabulary import PublicationKind
from factcheck.public.record.differences import Difference, differences
from factcheck.public.scale.badges import Badge, Badges


@dataclass(frozen=True, slots=True)
class Revision:
    """One publication; if it was redacted, only its tombstone is left.

    `can_be_compared` says whether the one before it is still there to compare it with.
    """

    publication: Publication
    badge: Badge | None
    can_be_compared: bool
    differences: list[Difference]

    @property
    def is_redacted(self) -> bool:
        return self.publication.content is None

    @property
    def is_amendment(self) -> bool:
        """Whether it amends a review; then the reader came to see what changed."""
        return PublicationKind(self.publication.kind).is_amendment


def revisions(
    newest_first: Sequence[Publication], scale: Iterable[VerificationStatus]
) -> list[Revision]:
    """Compare each publication of a claim with the one before it. Load them `with_redaction`."""
    badges = Badges(scale)
    earlier: list[Publication | None] = [*newest_first[1:], None]
    return [
        _revision(before, after, badges)
        for before, after in zip(earlier, newest_first, strict=True)
    ]


def _revision(before: Publication | None, after: Publication, badges: Badges) -> Revision:
    old, new = _claim(before), _claim(after)
    return Revision(
        after,
        badges.of(after.said) if new else None,
        bool(old and new),
        list(differences(old, new)) if old and new else [],
    )


def _claim(publication: Publication | None) -> ListedClaim | None:
    if publication is None or publication.content is None:
        return None
    return publication.said.claim


def is_gone(latest: Publication) -> bool:
    """Whether a claim ended by being taken back or redacted, and so is no longer public."""
    return latest.content is None or latest.kind == PublicationKind.RETRACTION
