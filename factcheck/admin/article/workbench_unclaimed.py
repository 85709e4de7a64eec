"""The sentences in which no claim stands: proposed as claims, refused as such, or neither.

In a language that the rules do not know, none is proposed, and all are looked at one by one.
"""

from collections.abc import Iterable
from typing import Any

from factcheck import anchoring
from factcheck.anchoring import Sentence
from factcheck.models import RefusedSentence
from factcheck.models.refused_sentence import digest_of

Place = tuple[int, int]


class Unclaimed:
    """`left` are those that nobody refused; of them, `proposed` are at places that carry claims."""

    def __init__(
        self, article: Any, body: str, claims: Iterable[Place], carrying: Iterable[Place]
    ) -> None:
        places, carries = list(claims), set(carrying)
        self._refused = {
            each.digest: each for each in article.refused_sentences.select_related("refused_by")
        }
        self.all = [
            each
            for each in anchoring.sentences(body)
            if not any(start < each.end and each.start < end for start, end in places)
        ]
        self.left = [each for each in self.all if not self.refusal(each)]
        self.proposed = [each for each in self.left if (each.start, each.end) in carries]
        self._proposed_at = {each.start for each in self.proposed}

    @property
    def refused(self) -> int:
        return len(self.all) - len(self.left)

    @property
    def others(self) -> int:
        """How many are left that are not proposed."""
        return len(self.left) - len(self.proposed)

    def is_proposed(self, sentence: Sentence) -> bool:
        return sentence.start in self._proposed_at

    def refusal(self, sentence: Sentence) -> RefusedSentence | None:
        """Who said, and when, that a sentence carries no claim."""
        return self._refused.get(digest_of(sentence.text)) if self._refused else None

    def at(self, start: int, end: int) -> Sentence | None:
        """The sentence that stands exactly there."""
        return next((each for each in self.all if (each.start, each.end) == (start, end)), None)

    def of(self, digest: str) -> Sentence | None:
        """The first sentence of these words."""
        return next((each for each in self.all if digest_of(each.text) == digest), None)

    def next(self, place: Place) -> Sentence | None:
        """The next one beside this place: a proposed one if there is any, after the last the first.

        None if no other is left.
        """
        start, end = place
        waiting = self.proposed or self.left
        after = (each for each in waiting if each.start >= end)
        before = (each for each in waiting if each.end <= start)
        return next(after, None) or next(before, None)
