"""How well claims are found again in another version of their text: seven languages, made edits.

`right` is the very place, but for punctuation around it, `near` seven tenths of it, `wrong` less
than three tenths; `false` is a claim that is gone and found somewhere all the same. Recall counts
what is right among what is still there, precision among what was found.
"""

from collections import Counter
from collections.abc import Iterable

import pytest

from factcheck import anchoring
from tests.benchmarks.edits import EDITS_AND_SEVERAL, LANGUAGES, Case, Language, Pair, pairs

pytestmark = pytest.mark.benchmark

PAIRS = 12
AROUND = " \n\t.,;:!?…。，、；：！？؟،“”\"'«»()*_`-–—„『』「」\N{NO-BREAK SPACE}"
HEAD = (
    f"{'':18}{'claims':>7}{'prec.':>7}{'recall':>8}{'near':>6}{'wrong':>7}{'gone':>6}{'false':>7}"
)


def test_claims_are_found_again_and_never_in_a_wrong_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    counted = {
        (tag, edit.__name__): count(pairs(Language.read(tag), edit, PAIRS))
        for tag in LANGUAGES
        for edit in EDITS_AND_SEVERAL
    }
    by_language = {tag: total(counted, 0, tag) for tag in LANGUAGES}
    by_edit = {edit.__name__: total(counted, 1, edit.__name__) for edit in EDITS_AND_SEVERAL}
    with capsys.disabled():
        for title, rows in (("by language", by_language), ("by kind of edit", by_edit)):
            print(f"\n{title}\n{HEAD}")
            for name, verdicts in rows.items():
                print(line(name, verdicts))
    for tag, verdicts in by_language.items():
        assert recall(verdicts) >= 0.97, tag
        assert verdicts["wrong"] == 0, tag
    whole = sum(by_language.values(), Counter[str]())
    assert whole["false"] <= 0.003 * gone(whole)


def count(made: Iterable[Pair]) -> Counter[str]:
    verdicts = Counter[str]()
    for pair in made:
        selectors = [anchoring.describe(pair.old, case.start, case.end) for case in pair.cases]
        found = anchoring.relocate_all(selectors, pair.new, pair.old)
        for case, relocation in zip(pair.cases, found, strict=True):
            selector = relocation.selector
            place = (selector.start, selector.end) if selector else None
            verdicts[verdict(pair.new, case, place)] += 1
            if place and verdict(pair.new, case, place) in ("false", "wrong", "part"):
                print(
                    "XX",
                    verdict(pair.new, case, place),
                    repr(pair.old[case.start : case.end]),
                    repr(pair.new[place[0] : place[1]]),
                    relocation.outcome,
                    relocation.score,
                )
    return verdicts


def verdict(text: str, case: Case, found: tuple[int, int] | None) -> str:
    if case.there is None:
        return "false" if found else "orphaned"
    if found is None:
        return "missed"
    one, other = trimmed(text, *found), trimmed(text, *case.there)
    if one == other:
        return "right"
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    share = shared / (max(one[1], other[1]) - min(one[0], other[0]))
    return "near" if share >= 0.7 else "wrong" if share < 0.3 else "part"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip(AROUND))
    return start, start + len(words.strip(AROUND))


def total(counted: dict[tuple[str, str], Counter[str]], part: int, name: str) -> Counter[str]:
    return sum((each for key, each in counted.items() if key[part] == name), Counter[str]())


def gone(verdicts: Counter[str]) -> int:
    return verdicts["orphaned"] + verdicts["false"]


def recall(verdicts: Counter[str]) -> float:
    return verdicts["right"] / max(1, verdicts.total() - gone(verdicts))


def line(name: str, verdicts: Counter[str]) -> str:
    found = verdicts.total() - verdicts["orphaned"] - verdicts["missed"]
    return (
        f"{name:18}{verdicts.total():7}{verdicts['right'] / max(1, found):7.3f}"
        f"{recall(verdicts):8.3f}{verdicts['near']:6}{verdicts['wrong']:7}"
        f"{gone(verdicts):6}{verdicts['false']:7}"
    )
