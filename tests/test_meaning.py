"""What in changed words changes the meaning: numbers, negations, names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.meaning import Change, changes


@pytest.mark.parametrize(
    ("language", "old", "new", "kind", "was", "now"),
    [
        ("en", "It rose by 12 %.", "It rose by 21 %.", "number", "12", "21"),
        ("en", "It rose by 12 %.", "It rose by 12.", "number", "%", ""),
        ("en", "Ten people died.", "Two people died.", "number", "Ten", "Two"),
        ("en", "It cost 3 million.", "It cost 3 billion.", "number", "million", "billion"),
        ("en", "It cost 1,500 euros.", "It cost 15,00 euros.", "number", "1,500", "15,00"),
        ("en", "He did go.", "He did not go.", "negation", "", "not"),
        ("en", "He did go.", "He didn’t go.", "negation", "", "didn't"),
        ("en", "Nobody was warned.", "Everybody was warned.", "negation", "Nobody", ""),
        ("en", "It was Smith.", "It was Smyth.", "name", "Smith", "Smyth"),
        ("en", "Smith said so.", "Smyth said so.", "name", "Smith", "Smyth"),
        ("en-GB", "He did go.", "He did not go.", "negation", "", "not"),
        ("es", "Murieron dos personas.", "Murieron doce personas.", "number", "dos", "doce"),
        ("es", "El plan llegó.", "El plan nunca llegó.", "negation", "", "nunca"),
        ("es", "Lo dijo Boluarte.", "Lo dijo Castillo.", "name", "Boluarte", "Castillo"),
        ("es", "Llegó con aviso.", "Llegó sin aviso.", "negation", "", "sin"),
        ("ar", "قتل ٣ أشخاص", "قتل ٤ أشخاص", "number", "٣", "٤"),
        ("de", "Er heißt Müller.", "Er heißt Möller.", "name", "Müller", "Möller"),
    ],
)
def test_a_changed_number_negation_or_name_is_named(
    language: str, old: str, new: str, kind: str, was: str, now: str
) -> None:
    assert Change(kind, was, now) in changes(old, new, language)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "“It’s 12 %”, he said", '"It\'s 12 %", he said'),
        ("en", "It cost 10,000 euros.", "It cost 10000 euros."),
        ("en", "The mayr opened it.", "The mayor opened it."),
        ("en", "Te mayor opened it.", "The mayor opened it."),
        ("en", "A mayor opened it.", "The mayor opened it."),
        ("en", "it was said. the mayor left", "It was said. The mayor left"),
        ("es", "El alcalde lo abrio.", "El alcalde lo abrió."),
        ("es", "Según el informe, subió.", "Segun el informe, subió."),
    ],
)
def test_other_words_are_not(language: str, old: str, new: str) -> None:
    assert changes(old, new, language) == []


words = st.lists(
    st.sampled_from(
        ["the", "mayor", "opened", "a", "bridge", "12", "Smith", "not", "said,", "it."]
    ),
    max_size=12,
)
languages = st.sampled_from(["en", "es", "es-PE", "ar", ""])


@given(st.text(), languages)
def test_what_stays_the_same_changes_nothing(text: str, language: str) -> None:
    assert changes(text, text, language) == []


@given(st.text(), st.text(), languages)
def test_any_two_texts_can_be_compared(old: str, new: str, language: str) -> None:
    for change in changes(old, new, language):
        assert change.old != change.new


@given(words, words, st.sampled_from([("12", "21"), ("Smith", "Smyth"), ("7", "seven")]))
def test_whatever_stands_around_it_another_number_or_name_is_named(
    before: list[str], after: list[str], pair: tuple[str, str]
) -> None:
    old, new = (" ".join(["So", "said", *before, word, *after]) for word in pair)
    assert changes(old, new, "en")


@given(words, words, st.sampled_from(["not", "never", "without"]))
def test_whatever_stands_around_it_a_negation_that_comes_or_goes_is_named(
    before: list[str], after: list[str], word: str
) -> None:
    with_it, without = " ".join([*before, word, *after]), " ".join([*before, *after])
    for old, new in ((with_it, without), (without, with_it)):
        assert any(change.kind == "negation" for change in changes(old, new, "en"))
