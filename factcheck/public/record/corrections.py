"""The ledger of corrections: what became of a review after it was published."""

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.models.content import ListedClaim
from factcheck.models.record import Publication
from factcheck.models.scale import VerificationStatus
from factcheck.public.scale.badges import Badge, Badges


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry of the ledger; `before` is None if what it corrects was redacted."""

    publication: Publication
    before: Badge | None
    after: Badge

    @property
    def claim(self) -> ListedClaim:
        return self.publication.said.claim

    @property
    def keeps_status(self) -> bool:
        return self.before is not None and self.before.slug == self.after.slug


def corrections(
    publications: Iterable[Publication], scale: Iterable[VerificationStatus]
) -> list[Correction]:
    """Make entries of publications; load them with `corrections`."""
    badges = Badges(scale)
    return [
        Correction(publication, _before(publication, badges), badges.of(publication.said))
        for publication in publications
    ]


def _before(publication: Publication, badges: Badges) -> Badge | None:
    return badges.of(publication.previous) if publication.previous else None
