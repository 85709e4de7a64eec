"""An article's text with its claims marked, as the page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck import anchoring
from factcheck.models.reading_room import PublicArticle, PublicClaim


@dataclass(frozen=True, slots=True)
class Numbered:
    """A claim and its number in the article."""

    number: int
    claim: PublicClaim


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text; in claims, `claim` is the innermost, which it links to.

    `opens` are the claims that begin with it, `closes` those that end with it.
    """

    text: str
    keys: tuple[int, ...] = ()
    claim: PublicClaim | None = None
    opens: tuple[int, ...] = ()
    closes: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's passages, and the claims that begin in it."""

    passages: list[Passage]
    claims: list[Numbered]

    @property
    def text(self) -> str:
        return "".join(passage.text for passage in self.passages)


def annotated(article: PublicArticle, claims: Sequence[Numbered]) -> list[Paragraph]:
    """Mark the claims in the article's text; those without a place in it are left out."""
    by_id = {numbered.claim.pk: numbered for numbered in claims}
    spans = [
        anchoring.Span(claim.pk, claim.start, claim.end)
        for claim in (numbered.claim for numbered in claims)
        if claim.start is not None and claim.end is not None
    ]
    paragraphs: list[Paragraph] = []
    last: dict[int, Passage] = {}
    for segments in anchoring.marked_paragraphs(article.body, spans):
        passages, begun = [], []
        for segment in segments:
            innermost = by_id[segment.keys[-1]].claim if segment.keys else None
            passages.append(Passage(segment.text, segment.keys, innermost, segment.opens))
            last |= dict.fromkeys(segment.keys, passages[-1])
            begun += [by_id[key] for key in segment.opens]
        paragraphs.append(Paragraph(passages, begun))
    for key, passage in last.items():
        passage.closes.append(by_id[key].number)
    return paragraphs
