"""Data in the layout of CLEF CheckThat! 2020, task 2, and its measures.

`verified_claims.docs.tsv` has a claim and its title in a line; each directory beside it is a part,
with `tweets.queries.tsv` and, in `tweet-vclaim-pairs.qrels`, which claims answer which of these.
Some claims stand there twice, in other quotation marks, of which only one is judged: as no ranking
can tell them apart, and the order of equal ones would decide, the first stands for both.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck import words

DEPTHS, FAR = (1, 3, 5), 10


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    answers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Data:
    """The claims and their titles, and the queries of each part; answers are indexes of claims."""

    claims: list[tuple[str, str]]
    parts: dict[str, list[Query]]


@dataclass(frozen=True, slots=True)
class Score:
    """Mean average precision at each of `DEPTHS`, and recall at `FAR`."""

    precision: tuple[float, ...]
    recall: float


def read(directory: Path) -> Data:
    [documents] = directory.rglob("verified_claims.docs.tsv")
    claims = list[tuple[str, str]]()
    first = dict[tuple[str, ...], int]()
    index = dict[str, int]()
    for key, claim, title in list(_rows(documents))[1:]:
        said = tuple(word.terms[0] for word in words.read(claim))
        index[key] = first.setdefault(said, len(claims))
        if index[key] == len(claims):
            claims.append((claim, title))
    parts = {
        queries.parent.name: list(_queries(queries, index))
        for queries in sorted(documents.parent.glob("*/tweets.queries.tsv"))
    }
    return Data(claims, parts)


def _queries(path: Path, index: dict[str, int]) -> Iterator[Query]:
    answers = defaultdict(set)
    for query, _zero, claim, is_answer in _rows(path.with_name("tweet-vclaim-pairs.qrels")):
        if int(is_answer):
            answers[query].add(index[claim])
    for query, text in list(_rows(path))[1:]:
        if answers[query]:
            yield Query(text, frozenset(answers[query]))


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.reader(file, delimiter="\t") if row)


def score(queries: Sequence[Query], rank: Callable[[str], Sequence[int]]) -> Score:
    """How well a ranking does, which names the likest claims first."""
    ranked = [(query.answers, list(rank(query.text))[:FAR]) for query in queries]
    return Score(
        tuple(
            sum(_average_precision(answers, found[:depth], depth) for answers, found in ranked)
            / len(ranked)
            for depth in DEPTHS
        ),
        sum(len(answers.intersection(found)) / len(answers) for answers, found in ranked)
        / len(ranked),
    )


def _average_precision(answers: frozenset[int], found: Sequence[int], depth: int) -> float:
    right = [place for place, claim in enumerate(found, 1) if claim in answers]
    return sum(number / place for number, place in enumerate(right, 1)) / min(depth, len(answers))
