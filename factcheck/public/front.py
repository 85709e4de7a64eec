"""The front page: a review that leads it, three more, and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck import anchoring
from factcheck.models.lead import Lead
from factcheck.models.reading_room import PublicClaim
from factcheck.models.scale import VerificationStatus
from factcheck.public.claim.review import Review

# A review of weight says of a claim that it is mostly false, or worse.
WEIGHTY = 2
MORE, REST = 3, 6


@dataclass(frozen=True)
class Told:
    """A review as the front page tells of it."""

    claim: PublicClaim

    @cached_property
    def review(self) -> Review:
        return Review.of(self.claim)

    @cached_property
    def finding(self) -> str:
        return anchoring.first_sentence(str(self.review.summary))

    @property
    def words(self) -> tuple[str, str, str] | None:
        """The sentence of the article that makes the claim: before its words, these, after them."""
        if not self.review.quote:
            return None
        before, quote, after = self.review.quote
        start, end = len(before), len(before) + len(quote)
        around = [
            sentence
            for sentence in anchoring.sentences(before + quote + after)
            if sentence.start < end and start < sentence.end
        ]
        first, last = min(start, around[0].start), max(end, around[-1].end)
        return before[first:], quote, after[: last - end]


def front(scale: Sequence[VerificationStatus]) -> tuple[Told | None, list[Told], list[PublicClaim]]:
    """What leads, what follows it, and the latest of the rest, by three queries.

    The one that an editor chose comes first, then the newest of weight, then the newest.
    """
    reviews = PublicClaim.objects.reviewed().standing().for_list().with_publication()
    chosen = reviews.filter(pk__in=Lead.objects.values("claim")[:1])
    weighty = [status for status in scale if (status.rating_value or WEIGHTY + 1) <= WEIGHTY]
    latest = [*chosen, *reviews.rated(weighty)[: 1 + MORE], *reviews[: 1 + MORE + REST]]
    claims = list({claim.pk: claim for claim in latest}.values())[: 1 + MORE + REST]
    lead, more, rest = claims[:1], claims[1 : 1 + MORE], claims[1 + MORE :]
    newest_first = sorted(rest, key=lambda claim: (claim.reviewed_at, claim.pk), reverse=True)
    return (Told(lead[0]) if lead else None), [Told(claim) for claim in more], newest_first
