"""The ways to rank claims by their likeness to a text that are compared."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

import regex

from factcheck.words import similar
from factcheck.words.asked import Asked, asked

# As `factcheck.models.similar` fetches them.
FETCHED = 100
Ranking = Callable[[str], Sequence[int]]
_WORD = regex.compile(r"\w+")


def first(scores: Mapping[int, float], most: int = FETCHED) -> list[int]:
    """The keys of the highest scores; of equal ones the first."""
    return sorted(scores, key=lambda key: (-scores[key], key))[:most]


class Plain:
    """BM25 as textbooks have it, over lower-case words of claim and title."""

    K1, B = 1.2, 0.75

    def __init__(self, claims: Sequence[tuple[str, str]]) -> None:
        words = [Counter(_words(" ".join(claim))) for claim in claims]
        lengths = [each.total() for each in words]
        mean = sum(lengths) / len(lengths)
        self._slow = [self.K1 * (1 - self.B + self.B * length / mean) for length in lengths]
        self._places = defaultdict[str, dict[int, int]](dict)
        for claim, counted in enumerate(words):
            for word, number in counted.items():
                self._places[word][claim] = number

    def __call__(self, text: str) -> Sequence[int]:
        scores = defaultdict[int, float](float)
        for word in _words(text):
            places = self._places.get(word, {})
            weight = similar.rarity(len(places), len(self._slow))
            for claim, number in places.items():
                scores[claim] += weight * number * (self.K1 + 1) / (number + self._slow[claim])
        return first(scores)


class Ours:
    """What `factcheck.words.similar` makes of claims in one language, each part by itself."""

    def __init__(self, claims: Sequence[tuple[str, str]], languages: Sequence[str]) -> None:
        self._languages = languages
        self._statements = [
            similar.statement((text, languages[0]) for text in claim) for claim in claims
        ]
        self._having = defaultdict[str, list[int]](list)
        for claim, statement in enumerate(self._statements):
            for term in dict.fromkeys(term for word in statement.words for term in word):
                self._having[term].append(claim)
        by_term = {term: len(claims) for term, claims in self._having.items()}
        self._counts = similar.Counts(len(claims), by_term)

    def by_words(self, text: str) -> Sequence[int]:
        sought, fetched = self._fetched(text)
        scores = similar.by_words(sought, self._said(fetched), self._counts)
        return first(dict(zip(fetched, scores, strict=True)))

    def by_letters(self, text: str) -> Sequence[int]:
        sought, fetched = self._fetched(text)
        scores = similar.by_letters(sought, self._said(fetched))
        return first(dict(zip(fetched, scores, strict=True)))

    def joined(self, text: str) -> Sequence[int]:
        return first(self.scores(text))

    def scores(self, text: str) -> dict[int, float]:
        sought, fetched = self._fetched(text)
        scores = similar.likeness(sought, self._said(fetched), self._counts)
        return dict(zip(fetched, scores, strict=True))

    def _said(self, claims: Sequence[int]) -> list[similar.Statement]:
        return [self._statements[claim] for claim in claims]

    def _fetched(self, text: str) -> tuple[Asked, list[int]]:
        sought = asked(text, self._languages)
        scores = defaultdict[int, float](float)
        for word in sought.words:
            best = dict[int, float]()
            for term in word:
                for claim in self._having.get(term, ()):
                    best[claim] = max(best.get(claim, 0), self._counts.weight(term))
            for claim, weight in best.items():
                scores[claim] += weight
        return sought, first(scores)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
