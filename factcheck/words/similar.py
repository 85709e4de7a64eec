"""How like statements are to a text: by its words, and by the letters of these.

Of the words, BM25 over their terms: a rare word counts for more, and the word itself for more than
its stem. Of the letters, the cosine of groups of four (tf-idf): it sees "burglars" in "burglary",
compounds and spelling mistakes. `tests/benchmarks/test_similar.py` measured how they are joined,
and that headlines weigh no more than statements.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .asked import Asked, telling

# BM25: how soon more of one word count for no more; how far long statements count for less.
K1, B = 1.2, 0.6
GRAM = 4
# Measured on the training part of CLEF CheckThat! 2020.
OF_WORDS, OF_LETTERS = 0.58, 0.42


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of one claim, as `statement` reads them."""

    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many of all statements each term stands; those that stand in none may be missing."""

    total: int
    by_term: Mapping[str, int]

    def weight(self, term: str) -> float:
        """How much a term tells (idf); never nothing."""
        return rarity(self.by_term.get(term, 0), self.total)


def rarity(count: int, total: int) -> float:
    return math.log(1 + (max(total, count) - count + 0.5) / (count + 0.5))


def statement(texts: Iterable[tuple[str, str]]) -> Statement:
    """Read the texts of a claim, each with the tag of its language."""
    words = (word for text, language in texts for word in telling(text, (language,)))
    return Statement(tuple(words))


def likeness(asked: Asked, statements: Sequence[Statement], counts: Counts) -> list[float]:
    """How like each statement is to what is asked: from 0 to about 1, for the same words."""
    pairs = zip(by_words(asked, statements, counts), by_letters(asked, statements), strict=True)
    return [OF_WORDS * words + OF_LETTERS * letters for words, letters in pairs]


def by_words(asked: Asked, statements: Sequence[Statement], counts: Counts) -> list[float]:
    """How much of the weight of what is asked each statement has (BM25)."""
    weights = {term: counts.weight(term) for term in asked.terms}
    whole = sum(weights[word[0]] for word in asked.words) or 1
    mean = sum(len(each.words) for each in statements) / (len(statements) or 1)
    return [_of_words(asked, each, weights, mean) / whole for each in statements]


def _of_words(
    asked: Asked, statement: Statement, weights: Mapping[str, float], mean: float
) -> float:
    said = Counter(term for word in statement.words for term in dict.fromkeys(word))
    slow = K1 * (1 - B + B * len(statement.words) / (mean or 1))
    return sum(
        max(
            (weights[term] * (K1 + 1) * n / (n + slow) for term in word if (n := said[term])),
            default=0,
        )
        for word in asked.words
    )


def by_letters(asked: Asked, statements: Sequence[Statement]) -> list[float]:
    """The cosine of the groups of letters, weighed by how few of the statements have them."""
    grams = [_grams(each.words) for each in statements]
    counts = Counter(gram for each in grams for gram in each)
    sought = _unit(_grams(asked.words), counts, len(grams))
    return [
        sum(
            weight * sought[gram]
            for gram, weight in _unit(each, counts, len(grams)).items()
            if gram in sought
        )
        for each in grams
    ]


def _grams(words: Iterable[tuple[str, ...]]) -> Counter[str]:
    """Groups of letters of words with a space at both ends; a shorter word is one."""
    found = Counter[str]()
    for terms in words:
        # A character of many has the pair with the next as its second term, unlike a stem.
        is_pair = len(terms) > 1 and terms[1].startswith(terms[0])
        word = terms[1] if is_pair else f" {terms[0]} "
        found.update(word[at : at + GRAM] for at in range(max(1, len(word) - GRAM + 1)))
    return found


def _unit(grams: Counter[str], counts: Mapping[str, int], total: int) -> dict[str, float]:
    weighed = {
        gram: (1 + math.log(n)) * rarity(counts.get(gram, 0), total) for gram, n in grams.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1
    return {gram: weight / length for gram, weight in weighed.items()}
