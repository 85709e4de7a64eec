"""What an article's page says of a claim beside the words that make it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from factcheck import anchoring
from factcheck.bidi import isolated
from factcheck.listing import listed
from factcheck.models.content import CitationContent, ListedClaim, ReviewedClaim, ShownEvidence
from factcheck.models.reading_room import PublicClaim
from factcheck.models.scale import DOES_NOT_HOLD, Badge, VerificationStatus
from factcheck.models.translated import Translated

# How high the tick of a claim stands in the strip, by its rating: trouble stands out.
HEIGHTS = {1: 100, 2: 85, 3: 70}
HEIGHT, HEIGHT_UNCHECKED = 45, 15


@dataclass
class Note:
    """A claim as the page of its article shows it; load the claims `with_publication`.

    It `is_chosen` unless the reader asks for another status, and `is_quiet` if nobody has checked
    it and the reader has not asked for such claims. `previous` and `next` are the claims beside it
    in the text among those that are shown.
    """

    claim: PublicClaim
    is_chosen: bool
    is_quiet: bool
    previous: int | None = None
    next: int | None = None

    @cached_property
    def key(self) -> int:
        return self.claim.pk

    @cached_property
    def number(self) -> int:
        return self.claim.number

    @cached_property
    def badge(self) -> VerificationStatus | Badge:
        return self.claim.badge

    @cached_property
    def headline(self) -> Translated:
        return self.claim.local_headline

    @property
    def is_shown(self) -> bool:
        return self.is_chosen and not self.is_quiet

    @property
    def is_in_text(self) -> bool:
        return self.claim.start is not None

    @cached_property
    def url(self) -> str:
        return self.claim.get_absolute_url()

    @property
    def rating(self) -> int | None:
        """Of five; None without one."""
        return None if self.claim.withdrawn else self.claim.status.rating_value

    @property
    def does_not_hold(self) -> bool:
        return self.rating is not None and self.rating <= DOES_NOT_HOLD

    @property
    def height(self) -> int:
        """The height of its tick in the strip, in hundredths."""
        if not self.claim.is_checked:
            return HEIGHT_UNCHECKED
        return HEIGHTS.get(self.rating or 0, HEIGHT)

    @property
    def top(self) -> int:
        """Where its tick begins."""
        return 100 - self.height

    @cached_property
    def speakers(self) -> str:
        """The names of who says it."""
        return listed(isolated(speaker.name) for speaker in self._said.speakers)

    @cached_property
    def citations(self) -> tuple[CitationContent, ...]:
        """The cited sources, each with its finding, if it was looked up."""
        return self._said.citations

    @property
    def is_earlier(self) -> bool:
        """Whether its review is from before this record, and tells of no sources."""
        return isinstance(self._said, ReviewedClaim) and self._said.is_earlier

    @cached_property
    def finding(self) -> str:
        """The answer in one sentence: the first one of the summary."""
        return anchoring.first_sentence(str(self.summary))

    @cached_property
    def summary(self) -> Translated:
        return self.claim.local_summary

    @cached_property
    def evidence(self) -> ShownEvidence | None:
        """The best piece: what points the way of the verdict goes first, then what is primary."""
        said = self._said
        if not isinstance(said, ReviewedClaim):
            return None
        ways = VerificationStatus.Direction(self.claim.status.direction).stances
        shown = (piece for piece in said.evidence if isinstance(piece, ShownEvidence))
        return min(
            shown,
            key=lambda piece: (piece.stance not in ways, piece.method != "primary"),
            default=None,
        )

    @property
    def _said(self) -> ListedClaim:
        return self.claim.publication.said.claim


def notes_on(claims: Iterable[PublicClaim], status: str, *, with_unchecked: bool) -> list[Note]:
    """Make notes of claims, which come in the order of the text. An empty `status` shows all."""
    notes = [
        Note(
            claim,
            is_chosen=status in ("", claim.badge.slug),
            is_quiet=not (with_unchecked or claim.is_checked),
        )
        for claim in claims
    ]
    for one, other in pairwise(note for note in notes if note.is_shown and note.is_in_text):
        one.next, other.previous = other.claim.pk, one.claim.pk
    return notes
