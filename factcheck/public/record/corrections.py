"""The ledger of corrections: what became of a review, or a finding, after it was published."""

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.models.content import ArticleContent, PublicationContent, standing
from factcheck.models.record import Publication
from factcheck.models.scale import Badge, VerificationStatus
from factcheck.models.translated import Translated
from factcheck.public.claim.review import Review
from factcheck.public.scale.badges import Badges


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry of the ledger; `before` is None if what it corrects was redacted."""

    publication: Publication
    before: Badge | None
    after: Badge

    @property
    def headline(self) -> Translated:
        return Review(self.publication, standing(self.history)).headline

    @property
    def history(self) -> list[PublicationContent]:
        """What it says, and what it corrects."""
        return [said for said in (self.publication.said, self.publication.previous) if said]

    @property
    def keeps_status(self) -> bool:
        return self.before is not None and self.before.slug == self.after.slug


@dataclass(frozen=True, slots=True)
class FindingCorrection:
    """An entry of the ledger on a whole article."""

    publication: Publication

    @property
    def article(self) -> ArticleContent:
        return self.publication.said_of_article.finding.article


def ledger(
    publications: Iterable[Publication], scale: Iterable[VerificationStatus]
) -> list[Correction | FindingCorrection]:
    """Make entries of publications of either kind, in their order."""
    rows = list(publications)
    of_claims = iter(corrections((row for row in rows if row.claim_id), scale))
    return [next(of_claims) if row.claim_id else FindingCorrection(row) for row in rows]


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
