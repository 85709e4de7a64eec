"""The words of two texts, each marked as kept, deleted or inserted, for people to read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS_AROUND = 12
# Fewer kept words than this between two changes are shown as changed: that reads better.
FEW = 3
# With fewer words in common, the two texts read better one after the other.
ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A run of words; a `gap` stands for kept words that are left out."""

    kind: Literal["keep", "del", "ins", "gap"]
    text: str = ""


def diff(old: str, new: str) -> list[DiffPart]:
    """Compare two texts; of the words that stayed, keep only those around the changes."""
    olds, news = _words(old), _words(new)
    matcher = SequenceMatcher(
        None, [word.rstrip() for word in olds], [word.rstrip() for word in news], autojunk=False
    )
    is_new = matcher.ratio() < ALIKE
    parts = _change(olds, news) if is_new else _parts(matcher, olds, news)
    return [part for part in parts if part.text or part.kind == "gap"]


def _words(text: str) -> list[str]:
    """The words, each with the white space that follows it; what is isolated is one word."""
    return re.findall(r"(?:\u2068[^\u2068\u2069]*\u2069|\S)+\s*", text)


def _parts(
    matcher: SequenceMatcher[str], olds: Sequence[str], news: Sequence[str]
) -> Iterator[DiffPart]:
    a = b = 0
    # The last block is empty and stands at the end of both.
    for block in matcher.get_matching_blocks():
        end = (block.a + block.size, block.b + block.size)
        is_first, is_last = block.a == block.b == 0, end == (len(olds), len(news))
        if block.size < FEW and not (is_first or is_last):
            continue
        yield from _change(olds[a : block.a], news[b : block.b])
        both = zip(olds[block.a : end[0]], news[block.b : end[1]], strict=True)
        # Where a word ends one of the texts, take the white space after it from the other.
        yield from _kept([max(words, key=len) for words in both], is_first, is_last)
        a, b = end


def _change(olds: Sequence[str], news: Sequence[str]) -> Iterator[DiffPart]:
    """What was deleted, then what was inserted, each without the white space after it."""
    deleted, inserted = "".join(olds), "".join(news)
    if deleted:
        yield DiffPart("del", deleted.rstrip())
        yield DiffPart("keep", " " if inserted else deleted[len(deleted.rstrip()) :])
    if inserted:
        yield DiffPart("ins", inserted.rstrip())
        yield DiffPart("keep", inserted[len(inserted.rstrip()) :])


def _kept(words: Sequence[str], is_first: bool, is_last: bool) -> Iterator[DiffPart]:
    head, tail = (0 if is_first else WORDS_AROUND), (0 if is_last else WORDS_AROUND)
    if len(words) <= head + tail + FEW:
        yield DiffPart("keep", "".join(words))
        return
    yield DiffPart("keep", "".join(words[:head]))
    yield DiffPart("gap")
    yield DiffPart("keep", "".join(words[len(words) - tail :]))
