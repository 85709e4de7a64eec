"""Two versions of an article's text, paragraph by paragraph."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from factcheck import anchoring
from factcheck.worddiff import DiffPart, diff

# Paragraphs with fewer words in common are two different ones, not one that was changed.
ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class ParagraphDiff:
    """A paragraph with its differences; without parts, it stands for `kept` unchanged ones."""

    parts: list[DiffPart]
    kept: int = 0


def paragraphs(old: str, new: str) -> list[ParagraphDiff]:
    """What changed, in the order of the text, and how many paragraphs between stayed the same."""
    olds, news = ([part.text for part in anchoring.paragraphs(text)] for text in (old, new))
    changes: list[ParagraphDiff] = []
    for tag, a, a_end, b, b_end in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(ParagraphDiff([], a_end - a))
        else:
            changes.extend(_changed(olds[a:a_end], news[b:b_end]))
    return changes


def _changed(olds: Sequence[str], news: Sequence[str]) -> Iterator[ParagraphDiff]:
    """Pair each new paragraph, in order, with the next old one that it may have been."""
    at = 0
    counts = [Counter(old.split()) for old in olds]
    for new in news:
        words = Counter(new.split())
        alike = [i for i in range(at, len(olds)) if _alike(counts[i], words)]
        if not alike:
            yield ParagraphDiff([DiffPart("ins", new)])
            continue
        yield from (ParagraphDiff([DiffPart("del", old)]) for old in olds[at : alike[0]])
        yield ParagraphDiff(diff(olds[alike[0]], new))
        at = alike[0] + 1
    yield from (ParagraphDiff([DiffPart("del", old)]) for old in olds[at:])


def _alike(old: Counter[str], new: Counter[str]) -> bool:
    return 2 * (old & new).total() >= ALIKE * (old.total() + new.total())
