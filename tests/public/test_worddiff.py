"""How one text became another, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.worddiff import WORDS_AROUND, DiffPart, diff

WORDS = st.lists(st.sampled_from(["the", "count", "49", "60", "died.", "\n\n", "é"]), max_size=60)


def shown(old: str, new: str) -> str:
    marks = {"keep": "{}", "del": "-{}-", "ins": "+{}+", "gap": "…"}
    return "".join(marks[part.kind].format(part.text) for part in diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It says 49 people died.", "It says 60 people died.", "It says -49- +60+ people died."),
        ("It did.", "It did. Twice.", "It did. +Twice.+"),
        ("It did it then. Twice.", "It did it then.", "It did it then. -Twice.-"),
        ("", "It did.", "+It did.+"),
        ("It did.", "", "-It did.-"),
        (
            "One is.\n\nTwo.",
            "One is.\n\nTwo.\n\nThree.",
            "One is.\n\nTwo.\n\n+Three.+",
        ),
    ],
)
def test_words_are_kept_deleted_or_inserted(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_few_words_between_two_changes_change_with_them() -> None:
    old, new = "The count went from 49 to 52 in May.", "The count went from 50 to 53 in May."
    assert shown(old, new) == "The count went from -49 to 52- +50 to 53+ in May."


def test_texts_that_share_hardly_a_word_stand_one_after_the_other() -> None:
    assert shown("Mostly true", "False") == "-Mostly true- +False+"


def test_of_a_long_text_only_the_words_around_the_changes_are_shown() -> None:
    words = [f"w{number}" for number in range(200)]
    parts = diff(" ".join(words), " ".join([*words[:100], "new", *words[100:]]))
    before, after = words[100 - WORDS_AROUND : 100], words[100 : 100 + WORDS_AROUND]
    assert [part.kind for part in parts] == ["gap", "keep", "ins", "keep", "keep", "gap"]
    assert parts[1].text.split() == before
    assert parts[4].text.split() == after


@given(old=WORDS, new=WORDS)
def test_both_texts_can_be_read_from_it(old: list[str], new: list[str]) -> None:
    parts = diff(" ".join(old), " ".join(new))
    if DiffPart("gap") in parts:
        return
    for kind, words in [("ins", old), ("del", new)]:
        text = "".join(part.text for part in parts if part.kind != kind)
        assert text.split() == " ".join(words).split()
