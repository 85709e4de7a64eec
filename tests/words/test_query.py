"""What a search asks for."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.words import Weighted, parse, vector

LANGUAGES = ("en", "es", "ar")
TEXT = "The police used tear-gas against 28,960 protesters, says Alberto Otárola (COVID-19)."

pytestmark = pytest.mark.django_db


def matches(search: str, text: str, language: str = "en", *, is_typing: bool = False) -> bool:
    query = parse(search, LANGUAGES, is_typing=is_typing)
    with connection.cursor() as cursor:
        stored = vector([Weighted(text, "A", (language,))])
        cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [stored, query.tsquery])
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "search",
    [
        *("otarola", "protester", "28960", "28 960", "28.960", "covid 19", "covid-19", "covid19"),
        *("tear gas", "tear-gas", "teargas", "“tear gas”", "«used tear gas»", "THE POLICE"),
        *("nothing or police", "police OR nothing", "nothing | police", "police -army"),
        *("the", "prot*", "police -28,960", '"alberto otarola', "police -", 'police ""'),
    ],
)
def test_a_search_finds_the_text(search: str) -> None:
    assert matches(search, TEXT)


@pytest.mark.parametrize(
    "search",
    [
        *("army", "police army", '"gas tear"', '"tear gases"', "police -gas", "police -“tear gas”"),
        *("", "  ", '""', "…", "or", "-"),
        *("prot", "police -8", "covid 18"),
    ],
)
def test_another_search_does_not(search: str) -> None:
    assert not matches(search, TEXT)


def test_characters_are_found_in_their_order_alone() -> None:
    assert not matches("京東", "東京都", "ja")


def test_the_last_word_may_be_begun_only() -> None:
    assert matches("police prot", TEXT, is_typing=True)
    assert not matches("prot police", TEXT, is_typing=True)
    assert not matches("“police prot”", TEXT, is_typing=True)


@pytest.mark.parametrize(
    ("search", "text", "language"),
    [
        ("東京", "昨日、東京都で発表した", "ja"),
        ("京", "昨日、東京都で発表した", "ja"),
        ("ワクチン接種", "新型コロナのワクチン接種が始まった", "ja"),
        ("“ワクチン 接種”", "新型コロナのワクチン接種が始まった", "ja"),
        ("北京大学", "他在北京大学任教", "zh"),
        ("ไทย", "ภาษาไทยง่าย", "th"),
        ("الرئيس", "قال الرئيسُ إنّ الأمر", "ar"),
        ("manifestaciones", "La manifestación fue pacífica", "es-PE"),
    ],
)
def test_every_language_is_searched(search: str, text: str, language: str) -> None:
    assert matches(search, text, language)


def test_common_words_count_only_where_there_are_no_others() -> None:
    assert matches("the police of the", "Police used gas")
    assert not matches("the", "Police used gas")
    assert not matches("“the police”", "Police used gas")


def test_what_is_left_out_is_marked_nowhere() -> None:
    assert parse("police -gas").terms == {"police"}


ODD = st.text(st.sampled_from("'\"\\&|!<->:*() abč1,.-東京\0~%") | st.characters())


@given(ODD, ODD)
@settings(max_examples=200)
def test_no_search_and_no_text_is_an_error(search: str, text: str) -> None:
    matches(search, text, is_typing=True)


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1, max_size=4))
@settings(max_examples=100)
def test_a_text_is_found_by_its_own_words(words: list[str]) -> None:
    text = " ".join(words)
    query = parse(f'"{text}"', LANGUAGES)
    assert not query or matches(f'"{text}"', text)
