"""Anchors of an old text in a new one, when both are there: each has a place of its own."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.anchoring import (
    AnchorError,
    Outcome,
    Relocation,
    Selector,
    describe,
    find,
    relocate,
    relocate_all,
    sentences,
)
from tests.anchoring.strategies import quick

CASE = "Case {0}. The court rejected the appeal. End {0}."
SAME = "The court rejected the appeal."


def anchor(text: str, words: str, after: str = "") -> Selector:
    start = text.index(words, text.index(after))
    return describe(text, start, start + len(words))


def cases(numbers: range) -> str:
    return "\n\n".join(CASE.format(number) for number in numbers)


def test_of_twins_that_lose_every_second_one_each_keeps_its_own_place() -> None:
    old, new = cases(range(50)), cases(range(0, 50, 2))
    anchors = [anchor(old, SAME, f"Case {number}.") for number in range(50)]
    found = relocate_all(anchors, new, old)
    for number, relocation in enumerate(found):
        if number % 2:
            assert relocation.outcome == Outcome.ORPHANED, number
        else:
            assert relocation.selector == anchor(new, SAME, f"Case {number}."), number


def test_a_twin_that_stood_there_before_takes_no_other() -> None:
    old = f"In May, {SAME} Nobody spoke.\n\nIn June, {SAME} Many spoke."
    new = f"Nobody spoke in May.\n\nIn June, {SAME} Many spoke."
    found = relocate(anchor(old, SAME, "May"), new, old)
    assert found.outcome == Outcome.ORPHANED


def test_two_anchors_that_were_apart_never_share_a_place() -> None:
    old = "Ana said it was paid. " * 2 + "Ben denied that."
    new = "Ana said it was paid. Ben denied that."
    anchors = [anchor(old, "it was paid"), describe(old, 31, 42)]
    found = [each.selector for each in relocate_all(anchors, new, old)]
    assert [each is None for each in found].count(False) == 1


def test_nested_anchors_stay_nested() -> None:
    old = "The ministry says that 60 people were killed in Juliaca."
    new = "On Monday the ministry says that 70 people were killed in Juliaca."
    outer, inner = relocate_all(
        [anchor(old, "60 people were killed"), anchor(old, "60 people")], new, old
    )
    assert outer.selector
    assert inner.selector
    assert (outer.selector.exact, inner.selector.exact) == ("70 people were killed", "70 people")


def test_what_is_put_before_the_very_words_is_no_part_of_them() -> None:
    old, new = "It cost ten million.", "It is said: It cost ten million."
    found = relocate(anchor(old, "It cost ten million"), new, old)
    assert found.selector == anchor(new, "It cost ten million")


def test_the_same_words_that_came_in_elsewhere_are_for_somebody_to_look_at() -> None:
    stays = "Then it rained for forty days, and the river took the bridge with it."
    old = f"In May nobody was told. {stays}"
    new = f"{stays} Later, elsewhere, and of something else, nobody was told about that."
    found = relocate(anchor(old, "nobody was told"), new, old)
    assert found.outcome == Outcome.FUZZY
    assert found.selector == anchor(new, "nobody was told")
    assert found.score < 1


def test_a_paragraph_that_moved_takes_its_anchor_with_it() -> None:
    parts = [f"Paragraph {n} tells what happened on day {n} in town {n * 7}." for n in range(9)]
    old, new = "\n\n".join(parts), "\n\n".join([*parts[4:], *parts[:4]])
    for part in parts:
        found = relocate(anchor(old, part), new, old)
        assert found.outcome == Outcome.MOVED
        assert found.selector == anchor(new, part)


@pytest.mark.parametrize(
    ("old", "new", "quote", "now"),
    [
        (
            "警方周三表示，有60人在示威中死亡。政府否认。",
            "警方周三表示，有70人在示威中死亡。政府否认。",
            "有60人在示威中死亡",
            "有70人在示威中死亡",
        ),
        (
            "大臣は会見で、費用は十億円だったと述べた。野党は否定した。",
            "大臣は会見で、費用は二十億円だったと述べた。野党は否定した。",
            "費用は十億円だった",
            "費用は二十億円だった",
        ),
        (
            "قال الوزير إن الجسر كلّف عشرة ملايين. نفت المعارضة ذلك.",
            "قال الوزير إن الجسر كلّف عشرين مليونا. نفت المعارضة ذلك.",
            "الجسر كلّف عشرة ملايين",
            "الجسر كلّف عشرين مليونا",
        ),
        (
            "รัฐมนตรีกล่าวว่าสะพานมีราคาสิบล้านบาท ฝ่ายค้านปฏิเสธ",
            "รัฐมนตรีกล่าวว่าสะพานมีราคายี่สิบล้านบาท ฝ่ายค้านปฏิเสธ",
            "สะพานมีราคาสิบล้านบาท",
            "สะพานมีราคายี่สิบล้านบาท",
        ),
    ],
    ids=["zh", "ja", "ar", "th"],
)
def test_a_change_within_a_sentence_of_any_script_is_found(
    old: str, new: str, quote: str, now: str
) -> None:
    for found in (relocate(anchor(old, quote), new, old), relocate(anchor(old, quote), new)):
        assert found.outcome == Outcome.FUZZY
        assert found.selector
        assert found.selector.exact == now


def test_another_speakers_same_words_are_not_the_claim() -> None:
    old = "王部长说，桥的费用是十亿。\n\n李议员说，桥的费用是十亿。"
    new = "王部长说，桥的费用是十二亿。\n\n李议员说，桥的费用是十亿。"
    found = relocate(anchor(old, "桥的费用是十亿"), new, old)
    assert found.selector
    assert found.selector.exact == "桥的费用是十二亿"


SEEDS = (Path(__file__).parents[2] / "seeds" / "article.txt").read_text(encoding="utf-8")
SENTENCES = [each.text for each in sentences(SEEDS)][2:14]


@given(st.lists(st.sampled_from(range(12)), min_size=1, unique=True))
@quick
def test_whatever_goes_or_moves_every_sentence_that_is_there_is_found_and_no_other(
    order: list[int],
) -> None:
    old, new = " ".join(SENTENCES), " ".join(SENTENCES[number] for number in order)
    found = relocate_all([anchor(old, each) for each in SENTENCES], new, old)
    for number, relocation in enumerate(found):
        there = anchor(new, SENTENCES[number]) if number in order else None
        assert relocation.selector == there, number


def growth(run: Callable[[int], object], size: int, times: int) -> float:
    """How much more processor time it takes for a text so many times as long."""

    def cost(length: int) -> float:
        best = float("inf")
        for _try in range(3):
            start = time.process_time()
            run(length)
            best = min(best, time.process_time() - start)
        return best

    return cost(size * times) / max(cost(size), 0.002)


def relocated(quote: str, text: str) -> Relocation:
    return relocate(Selector(quote, "", "", 0, len(quote)), text)


def refused(text: str, quote: str) -> None:
    with pytest.raises(AnchorError):
        find(text, quote)


@pytest.mark.parametrize(
    "run",
    [
        lambda size: relocated("a c " * (size // 8), "a b " * size),
        lambda size: refused("a b " * size, "a c " * (size // 8)),
        lambda size: refused("a " * size, "a"),
        lambda size: sentences("." * size),
        lambda size: sentences("“" * size),
        lambda size: sentences(".“" * size),
        lambda size: relocate(describe("a b " * size, 0, 99), "b a " * size, "a b " * size),
    ],
)
def test_what_repeats_itself_costs_no_more_than_its_length(run: Callable[[int], object]) -> None:
    assert growth(run, 1_000, 8) < 8 * 4


def test_many_words_that_changed_cost_no_more_than_their_length() -> None:
    def run(size: int) -> None:
        words = random.Random(size)
        old = " ".join(f"w{words.randrange(size)}" for _ in range(size))
        new = old.replace("w1", "x1")
        relocate(describe(old, 0, 60), new, old)

    assert growth(run, 4_000, 8) < 8 * 4
