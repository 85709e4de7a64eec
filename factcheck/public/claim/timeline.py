"""What happened to a claim, from the day it was said to its latest publication."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.models.content import ListedClaim, ReviewedClaim
from factcheck.models.partial_date import bounds
from factcheck.models.record import Publication
from factcheck.models.scale import VerificationStatus
from factcheck.models.vocabulary import PublicationKind

PUBLISHED: dict[str, Promise] = {
    PublicationKind.LISTING: gettext_lazy("Listed to be checked"),
    PublicationKind.REVIEW: gettext_lazy("Reviewed"),
    PublicationKind.CORRECTION: gettext_lazy("Corrected"),
    PublicationKind.UPDATE: gettext_lazy("Updated"),
    PublicationKind.TYPOGRAPHICAL: gettext_lazy("Typing error set right"),
    PublicationKind.RETRACTION: gettext_lazy("Withdrawn"),
}
# They say nothing of the status.
WITHOUT_STATUS = (
    *(PublicationKind.LISTING, PublicationKind.TYPOGRAPHICAL, PublicationKind.RETRACTION),
)


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that happened, dated as exactly as is known; `who` is whom it concerns.

    For a review, `status` is its verdict, and `before` that of the previous review if it differed.
    """

    day: str
    what: str
    who: str = ""
    publication: Publication | None = None
    status: str = ""
    before: str = ""

    @property
    def is_redacted(self) -> bool:
        return self.publication is not None and self.publication.status is None

    @property
    def first_day(self) -> date:
        return bounds(self.day)[0]


def timeline(claim: ListedClaim, publications: Iterable[Publication]) -> list[Milestone]:
    """Put in order what a published claim says of itself, and its publications.

    These come the newest first. Within a day the order is: said, reported, asked,
    answered, published.
    """
    told = [*_told(claim), *_published(publications)]
    return sorted(told, key=lambda milestone: milestone.first_day)


def _told(claim: ListedClaim) -> Iterator[Milestone]:
    article = claim.article
    if claim.said_on not in ("", article.published_on):
        yield Milestone(claim.said_on, _("Said"))
    if not (isinstance(claim, ReviewedClaim) and claim.is_only_filed):
        yield Milestone(article.published_on, _("In the article of"), article.publisher)
    for review in claim.external_reviews:
        if review.published_on:
            yield Milestone(review.published_on, _("Reviewed by"), review.publisher)
    if not isinstance(claim, ReviewedClaim):
        return
    if claim.earlier:
        yield Milestone(claim.earlier.published_on, _("Reviewed by us, before this record began"))
    replies = claim.replies
    for reply in replies:
        yield Milestone(reply.asked_on, _("Asked for a reply:"), reply.asked)
    for reply in replies:
        if reply.answered_on:
            yield Milestone(reply.answered_on, _("Reply of"), reply.asked)


def _published(publications: Iterable[Publication]) -> Iterator[Milestone]:
    before = ""
    for publication in reversed(list(publications)):
        day = localdate(publication.published_at).isoformat()
        what = str(PUBLISHED[publication.kind])
        if publication.kind in WITHOUT_STATUS:
            yield Milestone(day, what, publication=publication)
            continue
        if publication.status and publication.status.slug == VerificationStatus.UNVERIFIED:
            yield Milestone(day, _("Cited sources looked up"), publication=publication)
            continue
        status = str(publication.status.name) if publication.status else ""
        was = before if before != status else ""
        yield Milestone(day, what, publication=publication, status=status, before=was)
        before = status
