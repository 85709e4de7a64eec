"""How claims spread over the scale, for a bar and its legend."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factcheck.models.reading_room import PublicArticle, PublicClaim
from factcheck.models.scale import NO_VERDICT, WITHDRAWN, Badge, VerificationStatus

# So many claims fill a bar of an index.
WIDE = 20


@dataclass(frozen=True, slots=True)
class Share:
    """A status and its claims; `start` is how many come before it in the bar."""

    status: VerificationStatus | Badge
    count: int
    start: int


@dataclass(frozen=True, slots=True)
class Balance:
    """The shares in the order of the scale, without those that have no claims."""

    shares: list[Share]
    total: int

    @property
    def checked(self) -> int:
        """Claims that have a verdict."""
        return sum(share.count for share in self.verdicts)

    @property
    def verdicts(self) -> list[Share]:
        """The shares of what has a verdict."""
        return [share for share in self.shares if share.status.slug not in NO_VERDICT]

    @property
    def width(self) -> int:
        """How wide its bar is drawn in an index, where few claims make a short one."""
        return max(self.total, WIDE)

    def share_of(self, status: str) -> Share | None:
        """The share of a status by its slug, if it has claims."""
        return next((share for share in self.shares if share.status.slug == status), None)


def balance(counts: Mapping[str, int], statuses: Iterable[VerificationStatus]) -> Balance:
    """Make the shares of counts by the slug of their status."""
    shares, start = [], 0
    badges: list[VerificationStatus | Badge] = [*statuses, WITHDRAWN]
    for status in badges:
        if count := counts.get(status.slug, 0):
            shares.append(Share(status, count, start))
            start += count
    return Balance(shares, start)


def with_balance(
    articles: Iterable[PublicArticle], statuses: Iterable[VerificationStatus]
) -> list[tuple[PublicArticle, Balance]]:
    """Pair each article with how its claims spread, by one query for all."""
    rows, scale = list(articles), list(statuses)
    counts = PublicClaim.objects.filter(article__in=rows).status_counts_by_article()
    return [(article, balance(counts[article.pk], scale)) for article in rows]
