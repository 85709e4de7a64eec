"""Find an anchor again after its text has changed."""

from dataclasses import dataclass
from enum import StrEnum

from .closest import CONTEXT_WEIGHT, closest
from .folding import fold
from .matching import agreement, occurrences
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


def relocate(selector: Selector, text: str) -> Relocation:
    """Find the anchor again in a changed text: the same words first, then words like them.

    KEPT: the same words at the same position. MOVED: the same words elsewhere. Words are the
    same if only their typography changed (see `find`); the selector then holds the new typography.
    If they stand several times, prefix and suffix decide, then the distance to the old position:
    that is a guess, but every place has the very words.

    FUZZY: changed words in their old surroundings, or a changed passage anywhere, with a score
    of at least `closest.THRESHOLD`. It is preferred to the same words in other surroundings: if
    “60 dead” became “70 dead”, another “60 dead” far away is not the claim.

    ORPHANED: nothing comes close.
    """
    same = _same_words(selector, text)
    if same and same[1] * 2 >= 1:
        return _found(selector, text, *same[0], 1.0)
    near = closest(text, selector.exact, selector.prefix, selector.suffix, selector.start)
    if same and (not near or near.score <= 1 - CONTEXT_WEIGHT * (1 - same[1])):
        return _found(selector, text, *same[0], 1.0)
    if near:
        return _found(selector, text, near.start, near.end, near.score)
    return Relocation(Outcome.ORPHANED, None, 0.0)


def _same_words(selector: Selector, text: str) -> tuple[tuple[int, int], float] | None:
    """Choose one of the places of the same words; return it with the share of agreeing context."""
    best = max(
        (
            (sum(agreement(text, place, selector.prefix, selector.suffix)), place)
            for place in occurrences(text, selector.exact)
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
