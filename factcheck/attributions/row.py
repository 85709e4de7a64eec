"""The items of a unit in a row, with what the language says of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .languages import Language
from .units import Item


@dataclass(frozen=True, slots=True)
class Row:
    """Items are asked for by their place; beyond the ends stands the kind `end`, with no word."""

    items: Sequence[Item]
    language: Language

    def low(self, at: int) -> str:
        return self.items[at].low if 0 <= at < len(self.items) else ""

    def kind(self, at: int) -> str:
        return self.items[at].kind if 0 <= at < len(self.items) else "end"

    def lows(self, first: int, last: int) -> list[str]:
        """The words from the first place up to the last."""
        return [self.low(k) for k in range(first, last)]

    def is_name(self, at: int) -> bool:
        return self.kind(at) == "name"

    def owns(self, at: int) -> bool:
        """Whether a name is in the genitive: “NAME's”, “the mayor's”."""
        return self.low(at + 1) == "'s" or self.low(at).endswith("'s")

    def is_stop(self, at: int) -> bool:
        """Whether a phrase cannot go on here."""
        return self.kind(at) in {"mark", "quote", "end"}

    def next_stop(self, at: int) -> int:
        return next(k for k in range(at, len(self.items) + 1) if self.is_stop(k))

    def find(self, wanted: str, first: int, last: int) -> int:
        """The first place of a mark in a range; -1 without one."""
        found = (k for k in range(first, last) if self.low(k) == wanted and self.kind(k) == "mark")
        return next(found, -1)

    def is_adverb(self, at: int) -> bool:
        return self.kind(at) == "word" and bool(re.fullmatch(self.language.adverb, self.low(at)))

    def is_gerund(self, at: int) -> bool:
        return self.low(at).endswith(self.language.gerund)

    def is_verb(self, at: int) -> bool:
        """Whether a word may report here."""
        return (
            self.kind(at) == "word"
            and self.low(at) in self.language.verbs
            and not self._is_noun(at)
        )

    def _is_noun(self, at: int) -> bool:
        """Whether a word that is a verb elsewhere, as “reports” or “claim”, is a noun here."""
        lang, before, after = self.language, self.low(at - 1), self.low(at + 1)
        if self.low(at) not in lang.documents | lang.claims:
            return False
        if self.is_name(at - 1) and lang.turns_round:
            return False
        return (
            before in lang.articles | lang.prepositions
            or before.endswith("'s")
            or after in lang.prepositions | lang.showing
        )

    def has_finite(self, first: int, last: int) -> bool:
        """Whether something is done in this range."""
        return any(
            self.is_verb(k) or (self.kind(k) == "word" and self.low(k) in self.language.finite)
            for k in range(first, last)
        )

    def has_any(self, first: int, last: int, *lists: frozenset[str]) -> bool:
        """Whether a word of these lists, or a genitive, stands in this range."""
        return any(
            low.endswith("'s") or any(low in each for each in lists)
            for low in self.lows(first, last)
        )

    def is_boundary(self, at: int) -> bool:
        """Whether a clause begins after this place."""
        lang, low = self.language, self.low(at)
        if self.is_stop(at) or self.is_verb(at):
            return True
        opening = (lang.that, lang.against, lang.unsure, lang.relative, lang.subordinating)
        turning = (lang.as_said, lang.so_said)
        return self.kind(at) == "word" and any(low in each for each in (*opening, *turning))

    def clause_start(self, at: int) -> int:
        """The first place of the clause that goes on to here."""
        while not self.is_boundary(at - 1):
            at -= 1
        return at

    def light(self, verb: int) -> int:
        """How many words before an infinitive lead to it, as in “went on to say”."""
        return next(
            (
                len(light)
                for light in self.language.lights
                if self.low(verb - 1) == light[-1]
                and tuple(self.lows(verb - len(light), verb)) == light
            ),
            0,
        )
