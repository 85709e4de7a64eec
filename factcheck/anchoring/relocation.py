"""Find anchors again after their text has changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.words.tokens import tokens
from factcheck.words.typography import fold

from .alignment import MOVED, align
from .closest import THRESHOLD, closest
from .likeness import CONTEXT_WEIGHT
from .matching import agreement, likely, occurrences
from .passage import passage, stood_there
from .selectors import Selector, describe


class Outcome(StrEnum):
    """What became of the words of a claim."""

    KEPT = "kept"
    MOVED = "moved"
    FUZZY = "fuzzy"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Relocation:
    """Where the words are now: `selector` describes the new text, and is None for an orphan.

    `score` is 1 for kept and moved, 0 for orphaned, between for fuzzy.
    """

    outcome: Outcome
    selector: Selector | None
    score: float


GONE = Relocation(Outcome.ORPHANED, None, 0.0)


def relocate(selector: Selector, text: str, old: str = "") -> Relocation:
    """Find one anchor again: see `relocate_all`."""
    return relocate_all([selector], text, old)[0]


def relocate_all(selectors: Sequence[Selector], text: str, old: str = "") -> list[Relocation]:
    """Find anchors of an old text again in a changed one; without the old text, by their words.

    KEPT: the same words at the same position. MOVED: the same words elsewhere. Words are the same
    if only their typography changed (see `find`); the selector then holds the new typography.
    FUZZY: changed words in their old surroundings, or elsewhere with a score of at least
    `closest.THRESHOLD`, or the same words in surroundings that are others. ORPHANED: nothing
    comes close.

    With the old text, both are aligned, and every anchor is looked up there. What is lost so is
    looked for by its words, where the old text had nothing else: a passage that stood there before,
    or that has an anchor of its own, is taken by no other.
    """
    if not old:
        return [_by_words(each, text) for each in selectors]
    found = [_aligned(each, text, old) for each in selectors]
    for at, selector in enumerate(selectors):
        if found[at] is None:
            found[at] = _elsewhere(selector, text, old)
    told = [relocation or GONE for relocation in found]
    return [
        GONE if _is_taken(selector, relocation, zip(selectors, told, strict=True)) else relocation
        for selector, relocation in zip(selectors, told, strict=True)
    ]


def _is_taken(
    selector: Selector, found: Relocation, all_found: Iterable[tuple[Selector, Relocation]]
) -> bool:
    """Whether changed words are rather those of another anchor, which stood elsewhere before."""
    place = found.selector
    return (
        found.outcome == Outcome.FUZZY
        and place is not None
        and any(
            other.score > found.score
            and other.selector is not None
            and _overlap(other.selector, place)
            and not _overlap(own, selector)
            for own, other in all_found
        )
    )


def _aligned(selector: Selector, text: str, old: str) -> Relocation | None:
    """What the alignment says of an anchor; None where it says nothing."""
    if old[selector.start : selector.end] != selector.exact:
        return None
    olds, news, alignment = tokens(old), tokens(text), align(old, text)
    paired = alignment.there
    first, last = olds.between(selector.start, selector.end)
    place = passage(olds.keys, news.keys, alignment, first, last)
    if place is None or place.score < THRESHOLD:
        return None
    start, end = news.bounds[place.begin][0], news.bounds[place.stop - 1][1]
    # A quote may begin or end within a word, which is the same one still.
    for own, there in ((first - 1, place.begin - 1), (first, place.begin)):
        if own >= 0 and paired[own] == there >= 0 and olds.is_within(own, selector.start):
            start = news.bounds[there][0] + selector.start - olds.bounds[own][0]
    for own, there in ((last, place.stop), (last - 1, place.stop - 1)):
        if own < len(paired) and paired[own] == there and olds.is_within(own, selector.end):
            end = news.bounds[there][0] + selector.end - olds.bounds[own][0]
    return _found(selector, text, start, end, place.score)


def _elsewhere(selector: Selector, text: str, old: str) -> Relocation | None:
    """Where the words of an anchor are, if nothing else of the old text stands there."""
    relocation = _by_words(selector, text)
    place = relocation.selector
    if place is None:
        return None
    was = tokens(old).between(selector.start, selector.end)
    begin, stop = tokens(text).between(place.start, place.end)
    if relocation.score == 1 and stop - begin >= MOVED and _stands_once(selector.exact, old, text):
        return relocation
    if 2 * stood_there(align(old, text), was, (begin, stop)) > stop - begin:
        return None
    if relocation.score < 1:
        return relocation
    # The same words in other surroundings: somebody looks whether they are the claim.
    context = agreement(text, (place.start, place.end), selector.prefix, selector.suffix)
    score = 1 - CONTEXT_WEIGHT * (1 - sum(context) / 2)
    return relocation if score == 1 else Relocation(Outcome.FUZZY, place, score)


def _stands_once(words: str, *texts: str) -> bool:
    return all(len(occurrences(text, words)) == 1 for text in texts)


def _overlap(one: Selector, other: Selector) -> bool:
    return one.start < other.end and other.start < one.end


def _by_words(selector: Selector, text: str) -> Relocation:
    """The same words first, then words like them.

    If they stand several times, prefix and suffix decide, then the distance to the old position:
    that is a guess, but every place has the very words. Changed words in their old surroundings are
    preferred to the same words in others: if “60 dead” became “70 dead”, another “60 dead” far away
    is not the claim.
    """
    same = _same_words(selector, text)
    if same and same[1] * 2 >= 1:
        return _found(selector, text, *same[0], 1.0)
    near = closest(text, selector.exact, selector.prefix, selector.suffix, selector.start)
    if same and (not near or near.score <= 1 - CONTEXT_WEIGHT * (1 - same[1])):
        return _found(selector, text, *same[0], 1.0)
    if near:
        return _found(selector, text, near.start, near.end, near.score)
    return GONE


def _same_words(selector: Selector, text: str) -> tuple[tuple[int, int], float] | None:
    """Choose one of the places of the same words; return it with the share of agreeing context."""
    best = max(
        (
            (sum(agreement(text, place, selector.prefix, selector.suffix)), place)
            for place in likely(
                text,
                occurrences(text, selector.exact),
                selector.prefix,
                selector.suffix,
                selector.start,
            )
        ),
        key=lambda ranked: (ranked[0], -abs(ranked[1][0] - selector.start)),
        default=None,
    )
    return best and (best[1], best[0] / 2)


def _found(selector: Selector, text: str, start: int, end: int, score: float) -> Relocation:
    found = describe(text, start, end)
    if fold(found.exact).text.strip() != fold(selector.exact).text.strip():
        return Relocation(Outcome.FUZZY, found, score)
    outcome = Outcome.KEPT if start == selector.start else Outcome.MOVED
    return Relocation(outcome, found, 1.0)
