"""What a word is, what finds it, and where it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.words import parse, read
from factcheck.words.folding import fold

LANGUAGES = ("en", "es", "ar")
TEXTS = st.text(
    st.sampled_from("aáÉñ 1,.-'’“」「東京カタスー語ไทย\u0301\u00ad\u200bﬁＡ２٢كِة🇵🇪\t\n")
    | st.characters()
)


def terms(text: str) -> set[str]:
    return {term for word in read(text, LANGUAGES) for term in word.terms}


def finds(search: str, text: str) -> bool:
    """Whether every word of a search finds some word of the text."""
    return all(
        any(terms(word) & {*each.terms} for each in read(text, LANGUAGES))
        for word in search.split()
    )


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("covid", "COVID-19"),
        ("covid 19", "COVID-19"),
        ("covid19", "COVID-19"),
        ("COVID‑19", "COVID 19"),
        ("MiG-29", "a MiG 29 jet"),
        ("28960", "28,960 people"),
        ("28960", "28.960 personas"),
        ("28960", "28 960 personnes"),
        ("28960", "28\u202f960 personnes"),
        ("28960", "28'960 Menschen"),
        ("28960", "٢٨٬٩٦٠ شخصا"),
        ("28,960", "२८९६०"),
        ("1234567.5", "1.234.567,5"),
        ("1,5", "1.5 million"),
        ("tear gas", "tear-gas"),
        ("teargas", "tear-gas"),
        ("US", "the U.S. army"),
        ("wifi", "Wi‑Fi"),
        ("example.com", "see EXAMPLE.com"),
        ("example", "see example.com"),
        ("AT&T", "AT&T said"),
        ("obrien", "O’Brien"),
        ("état", "l'Etat"),
        ("otarola", "Otárola"),
        ("OTÁROLA", "Ota\u0301rola"),
        ("strasse", "Straße"),
        ("finance", "ﬁnance"),
        ("ABC 12", "ＡＢＣ １２"),
        ("Lodz", "Łódź"),
        ("Kobenhavn", "København"),
        ("soft", "so\u00adft"),
        ("zero", "ze\u200bro"),
        ("protest", "protests"),
        ("protested", "protesting"),
        ("manifestaciones", "manifestación"),
        ("manifestacion", "manifestaciones"),
        ("كتاب", "كِتَاب"),
        ("كتاب", "كـتـاب"),
        ("احمد", "أحمد"),
        ("مدرسه", "مدرسة"),
        ("یک", "يك"),
        ("שלום", "שָׁלוֹם"),
        ("ежик", "ёжик"),
        ("ΕΡΓΟ", "έργο"),
        ("東京", "東京都で"),
        ("京都", "東京都で"),
        ("スーパー", "大型スーパーマーケット"),
        ("ｽｰﾊﾟｰ", "スーパー"),
        ("ไทย", "ภาษาไทย"),
        ("서울", "서울에서"),
        ("नमस्ते", "नमस्ते दुनिया"),
    ],
)
def test_a_word_is_found_however_it_is_written(search: str, text: str) -> None:
    assert finds(search, text)


@pytest.mark.parametrize(
    ("search", "text"),
    [
        ("28960", "28 and 960"),
        ("15", "1.5"),
        ("protest", "attest"),
        ("स", "सी"),
    ],
)
def test_another_word_is_not_found(search: str, text: str) -> None:
    assert not finds(search, text)


def test_what_is_joined_stands_at_the_place_of_its_parts() -> None:
    whole, covid, number, rest = read("COVID-19 spread")
    assert (whole.terms, whole.start, whole.end, whole.is_whole) == (("covid19",), 0, 8, True)
    assert (covid.terms, covid.start, covid.end) == (("covid",), 0, 5)
    assert (number.terms, number.start, number.end) == (("19",), 6, 8)
    assert [word.position for word in (whole, covid, number, rest)] == [0, 0, 1, 2]


def test_a_full_stop_joins_nothing_to_the_next_sentence() -> None:
    assert [word.terms[0] for word in read("It ended. They left.")] == [
        *("it", "ended", "they", "left")
    ]


@pytest.mark.parametrize("text", ["ـ", "\u0301", "\u200d", "\ufe0f", "\u2060ـ", "̈ ̈"])
def test_what_nobody_sees_is_no_word(text: str) -> None:
    assert read(text, LANGUAGES) == []
    assert [word.terms[0] for word in read(f"{text} one {text}")] == ["one"]


def test_no_character_is_cut() -> None:
    assert [word.terms[0] for word in read("ง่าย")] == ["ง่", "า", "ย"]


@given(TEXTS)
def test_words_stand_in_order_within_their_text(text: str) -> None:
    words = [word for word in read(text, LANGUAGES) if not word.is_whole]
    assert [word.position for word in words] == list(range(len(words)))
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert words == sorted(words, key=lambda word: (word.start, word.position))
    assert all(all(word.terms) for word in words)


@given(TEXTS)
def test_composed_and_decomposed_letters_are_the_same_words(text: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert [word.terms for word in read(composed, LANGUAGES)] == [
        word.terms for word in read(apart, LANGUAGES)
    ]


@given(st.text())
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(TEXTS)
def test_every_word_of_a_text_can_be_searched_for(text: str) -> None:
    for word in read(text):
        said = text[word.start : word.end]
        assert not said.strip() or parse(f"x {said}"), said
