"""An article's text with its claims marked, as the page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck import anchoring, captions
from factcheck.models.reading_room import PublicArticle
from factcheck.public.article.note import Note


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A stretch of text; `top` is the innermost of its claims, of those shown if there are any.

    Where nobody has checked any of them, there is none. `opens` are the claims that begin with it,
    `closes` those with a note that end with it.
    """

    text: str
    keys: tuple[int, ...] = ()
    top: Note | None = None
    opens: tuple[int, ...] = ()
    closes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph's passages, and the notes on claims that begin in it."""

    passages: list[MarkedPassage]
    notes: list[Note]

    @property
    def text(self) -> str:
        return "".join(passage.text for passage in self.passages)

    @property
    def is_caption(self) -> bool:
        return captions.is_caption(self.text)


def annotated(article: PublicArticle, notes: Sequence[Note]) -> list[MarkedParagraph]:
    """Mark the claims in the article's text; those without a place in it are left out."""
    by_id = {note.claim.pk: note for note in notes}
    spans = [
        anchoring.Span(claim.pk, claim.start, claim.end)
        for claim in (note.claim for note in notes)
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
            begun += [by_id[key] for key in segment.opens if not by_id[key].is_quiet]
        paragraphs.append(MarkedParagraph(passages, begun))
    for key, passage in last.items():
        if not by_id[key].is_quiet:
            passage.closes.append(by_id[key])
    return paragraphs


def _top(notes: Sequence[Note]) -> Note | None:
    innermost_first = [note for note in reversed(notes) if not note.is_quiet]
    shown = (note for note in innermost_first if note.is_shown)
    return next(shown, None) or next(iter(innermost_first), None)
