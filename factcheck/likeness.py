"""What the desk has that is like a claim that is being entered: it may be the same one."""

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck import anchoring, finding
from factcheck.models import Article, Claim, RowWords, Speaker
from factcheck.models.claim_queries import ClaimQuerySet
from factcheck.models.similar import Version, ranked
from factcheck.models.vocabulary import Stage

# Of places: what shares most of its words.
SAME = 0.8
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Entered:
    """A claim as far as it is entered; `claim_id` is its own number, 0 before it has one."""

    claim_id: int = 0
    article: Article | None = None
    quote: str = ""
    place: int | None = None
    headline: str = ""
    speaker: Speaker | None = None

    def overlapping(self) -> list[tuple[Claim, bool]]:
        """Claims in some of the same words of the newest text, and whether in most of them."""
        revision = self.article and self.article.current_revision
        found = _place(revision.body, self.quote, self.place) if revision else None
        if not (revision and found):
            return []
        there = self._others().filter(revision=revision, start__lt=found.end, end__gt=found.start)
        place = (found.start, found.end)
        return [
            (claim, is_same((claim.start or 0, claim.end or 0), place))
            for claim in there.in_text_order()[:SHOWN]
        ]

    def same_place(self) -> list[Claim]:
        return [claim for claim, is_same in self.overlapping() if is_same]

    def similar(self) -> list[Claim]:
        """Claims of any article that say what the headline says, the likest first."""
        if not self.headline:
            return []
        finding.catch_up()
        rows = RowWords.objects.filter(kind="claim").exclude(row=self.claim_id)
        claims = self._others().select_related("article", "speaker", "status").with_repeatable()
        load = claims.prefetch_related("translations").in_bulk
        return [claim for _likeness, claim in ranked(self.headline, rows, "row", load, _versions)][
            :SHOWN
        ]

    def like_speakers(self) -> list[Speaker]:
        """Others with a name like that of the speaker."""
        if self.speaker is None:
            return []
        return list(Speaker.objects.like(self.speaker.name).exclude(pk=self.speaker.pk)[:SHOWN])

    def _others(self) -> ClaimQuerySet:
        return Claim.objects.exclude(pk=self.claim_id).exclude(stage=Stage.DROPPED)


def of(claim: Claim) -> Entered:
    """A claim that was saved."""
    return Entered(claim.pk, claim.article, claim.quote, claim.start, claim.headline, claim.speaker)


def _versions(claim: Claim) -> Iterator[Version]:
    """In its own language, and in those that it is translated into."""
    names = [(claim.speaker.name, "")] if claim.speaker else []
    yield [(claim.headline, claim.language), (claim.statement, claim.language), *names]
    for translation in claim.translations.all():
        yield [(translation.headline, translation.language), *names]


def _place(text: str, quote: str, start: int | None) -> anchoring.Selector | None:
    if not quote:
        return None
    try:
        return anchoring.find(text, quote, start=start)
    except anchoring.AnchorError:
        return None


def is_same(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two places that overlap are the same but for little."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= SAME * (max(one[1], other[1]) - min(one[0], other[0]))
