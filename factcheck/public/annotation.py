"""An article's text with its claims marked, as the page shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from factcheck import anchoring
from factcheck.models.content import CitationContent, ListedClaim
from factcheck.models.reading_room import PublicArticle, PublicClaim


@dataclass
class NumberedClaim:
    """A claim and its number in the article; `is_shown` unless the reader filters it out.

    `previous` and `next` are the claims beside it in the text among those that are shown.
    """

    number: int
    claim: PublicClaim
    is_shown: bool = True
    previous: int | None = None
    next: int | None = None

    @property
    def is_in_text(self) -> bool:
        return self.claim.start is not None

    @cached_property
    def url(self) -> str:
        return self.claim.get_absolute_url()

    @cached_property
    def speakers(self) -> str:
        """The names of who says it."""
        return ", ".join(speaker.name for speaker in self._said.speakers)

    @cached_property
    def citations(self) -> tuple[CitationContent, ...]:
        """The cited sources, each with its finding, if it was looked up."""
        return self._said.citations

    @property
    def _said(self) -> ListedClaim:
        """What was published; load the claims `with_publication`."""
        return self.claim.publication.said.claim


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A stretch of text; `top` is the innermost of its claims, of those shown if there are any.

    `opens` are the claims that begin with it, `closes` those that end with it.
    """

    text: str
    keys: tuple[int, ...] = ()
    top: NumberedClaim | None = None
    opens: tuple[int, ...] = ()
    closes: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph's passages, and the claims that begin in it."""

    passages: list[MarkedPassage]
    claims: list[NumberedClaim]

    @property
    def text(self) -> str:
        return "".join(passage.text for passage in self.passages)

    @property
    def shown(self) -> int:
        """How many of its claims are shown."""
        return sum(numbered.is_shown for numbered in self.claims)


def numbered(claims: Iterable[PublicClaim], status: str) -> list[NumberedClaim]:
    """Number the claims, which come in the order of the text. An empty `status` shows them all."""
    rows = [
        NumberedClaim(number, claim, status in ("", claim.status_id))
        for number, claim in enumerate(claims, 1)
    ]
    for one, other in pairwise(row for row in rows if row.is_shown and row.is_in_text):
        one.next, other.previous = other.claim.pk, one.claim.pk
    return rows


def annotated(article: PublicArticle, claims: Sequence[NumberedClaim]) -> list[MarkedParagraph]:
    """Mark the claims in the article's text; those without a place in it are left out."""
    by_id = {numbered.claim.pk: numbered for numbered in claims}
    spans = [
        anchoring.Span(claim.pk, claim.start, claim.end)
        for claim in (numbered.claim for numbered in claims)
        if claim.start is not None and claim.end is not None
    ]
    paragraphs: list[MarkedParagraph] = []
    last: dict[int, MarkedPassage] = {}
    for segments in anchoring.marked_paragraphs(article.body, spans):
        passages, begun = [], []
        for segment in segments:
            top = _top([by_id[key] for key in segment.keys])
            passages.append(MarkedPassage(segment.text, segment.keys, top, segment.opens))
            last |= dict.fromkeys(segment.keys, passages[-1])
            begun += [by_id[key] for key in segment.opens]
        paragraphs.append(MarkedParagraph(passages, begun))
    for key, passage in last.items():
        passage.closes.append(by_id[key].number)
    return paragraphs


def _top(claims: Sequence[NumberedClaim]) -> NumberedClaim | None:
    innermost_first = claims[::-1]
    shown = (numbered for numbered in innermost_first if numbered.is_shown)
    return next(shown, None) or next(iter(innermost_first), None)
