"""What it costs to find claims again in a new version of a text."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from factcheck.anchoring import Outcome, Selector, find, relocate
from tests.benchmarks.stopwatch import ratio

pytestmark = pytest.mark.benchmark

SEEDS: Path = settings.BASE_DIR / "seeds"
# Twice the growth of what is linear.
SLACK = 2


def shuffled(text: str, seed: int) -> str:
    """A text of the same words, in which no claim stands."""
    return " ".join(sorted(text.split(), key=str(seed).__add__))


@pytest.fixture(scope="module")
def article() -> str:
    return (SEEDS / "article.txt").read_text(encoding="utf-8")


def anchors(text: str) -> list[Selector]:
    claims = json.loads((SEEDS / "claims.json").read_text(encoding="utf-8"))
    return [find(text, claim["quote"], prefix=claim["prefix"]) for claim in claims]


def finding_again(text: str) -> Callable[[], list[Outcome]]:
    """What is timed: the claims are found before, and the text is changed."""
    anchored, changed = anchors(text), text.replace("the ", "that ")
    return lambda: [relocate(anchor, changed).outcome for anchor in anchored]


def test_the_cost_grows_with_the_length_of_the_text_and_no_faster(article: str) -> None:
    longer = "\n\n".join([article, *(shuffled(article, seed) for seed in range(3))])
    longest = "\n\n".join([longer, *(shuffled(longer, seed) for seed in range(3))])

    growth = ratio(finding_again(longest), finding_again(longer), runs=3)

    print(f"\nA text of four times the length costs {growth:.1f} times as much.")
    assert growth < 4 * SLACK
