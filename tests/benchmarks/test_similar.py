"""How well claims are found that say what a text says.

    SIMILAR_DATA=DIRECTORY python -m pytest -m benchmark -n 0 -s tests/benchmarks/test_similar.py

takes any directory in the layout of CLEF CheckThat! 2020, task 2. What is chosen by measurement
was chosen on its training part alone; the others were held back.
"""

import os
from pathlib import Path

import pytest

from tests.benchmarks import clef
from tests.benchmarks.rankings import Ours, Plain, Ranking

pytestmark = pytest.mark.benchmark

# The languages of the site, as a text is read by; the claims are in the first.
LANGUAGES = ("en", "es", "ar")


@pytest.fixture(scope="module")
def data() -> clef.Data:
    if not (directory := os.environ.get("SIMILAR_DATA")):
        pytest.skip("SIMILAR_DATA names no directory in the layout of CLEF CheckThat! 2020.")
    return clef.read(Path(directory))


@pytest.fixture(scope="module")
def rankings(data: clef.Data) -> dict[str, Ranking]:
    ours = Ours(data.claims, LANGUAGES)
    return {
        "plain BM25": Plain(data.claims),
        "words": ours.by_words,
        "letters": ours.by_letters,
        "joined": ours.joined,
    }


def test_joined_they_find_more_than_each_alone(
    data: clef.Data, rankings: dict[str, Ranking]
) -> None:
    print(
        f"\n{'':18}" + "".join(f"  MAP@{depth}" for depth in clef.DEPTHS) + f"  recall@{clef.FAR}"
    )
    for part, queries in data.parts.items():
        found = {name: clef.score(queries, rank) for name, rank in rankings.items()}
        for name, score in found.items():
            depths = "".join(f"{each:7.3f}" for each in score.precision)
            print(f"{part:6}{name:12}{depths}{score.recall:11.3f}")
        joined = found.pop("joined").precision[-1]
        assert joined >= max(score.precision[-1] for score in found.values())
