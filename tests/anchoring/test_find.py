import unicodedata
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.anchoring import AmbiguousQuote, AnchorError, QuoteNotFound, Selector, describe, find
from tests.some import some

from .strategies import anchored, plain_texts, quick, texts

ECHO = "In Puno 19 died. In Cuzco 19 died. In Lima 19 died."


def test_every_quote_of_the_seeds_is_found_where_it_stands(
    article: str, claims: list[dict[str, Any]]
) -> None:
    for claim in some(claims):
        expected = Selector(
            *(claim[part] for part in ("quote", "prefix", "suffix", "start", "end"))
        )
        assert find(article, claim["quote"]) == expected


@quick
@given(anchored())
def test_what_was_anchored_is_found_again(case: tuple[str, Selector]) -> None:
    text, anchor = case
    assert anchor == find(
        text, anchor.exact, prefix=anchor.prefix, suffix=anchor.suffix, start=anchor.start
    )


def _mangle(quote: str) -> str:
    curly = quote.replace('"', "„").replace("'", "’").replace("-", "—").replace("...", "…")
    return "\u00a0\n ".join(unicodedata.normalize("NFD", curly).split(" ")) + "\u00ad"


@quick
@given(anchored(plain_texts))
def test_what_was_anchored_is_found_again_in_other_typography(case: tuple[str, Selector]) -> None:
    text, anchor = case
    quote = _mangle(anchor.exact)
    assert quote not in text
    assert anchor == find(
        text, quote, prefix=anchor.prefix, suffix=anchor.suffix, start=anchor.start
    )


@quick
@given(texts, st.one_of(texts, st.just("")), texts, texts, st.integers())
def test_any_other_quote_is_refused_with_an_anchor_error(
    text: str, quote: str, prefix: str, suffix: str, start: int
) -> None:
    with suppress(AnchorError):
        found = find(text, quote, prefix=prefix, suffix=suffix, start=start)
        assert describe(text, found.start, found.end) == found


@pytest.mark.parametrize(
    ("text", "quote", "exact"),
    [
        ("They said: “we don’t have any evidence”.", "\"we don't have", "“we don’t have"),
        ("Dijo: «no hay pruebas».", '"no hay pruebas"', "«no hay pruebas»"),
        ("Er sagte: „nein‚ nie‘“", "\"nein' nie'\"", "„nein‚ nie‘“"),
        ("It is 5′ 10″ tall.", "5' 10\"", "5′ 10″"),
        ("security aid—about $40 million", "aid-about", "aid—about"),
        ("7–12 February", "7-12 February", "7–12 February"),
        ("about\u00a0$40\n  million yearly", "about $40 million", "about\u00a0$40\n  million"),
        ("He waited… and left", "waited... and", "waited… and"),
        ("He waited... and left", "waited… and", "waited... and"),
        ("Alberto Ota\u0301rola resigned", "Otárola", "Ota\u0301rola"),
        ("Alberto Otárola resigned", "Ota\u0301rola", "Otárola"),
        (
            "demon\u00adstrators\u200b killed",
            "demonstrators killed",
            "demon\u00adstrators\u200b killed",
        ),
    ],
)
def test_typography_is_overlooked_and_the_text_s_own_words_are_kept(
    text: str, quote: str, exact: str
) -> None:
    found = find(text, quote)
    assert found.exact == exact == text[found.start : found.end]


def test_white_space_around_the_typed_quote_is_ignored() -> None:
    assert find(ECHO, "\n In Lima ").exact == "In Lima"


@quick
@given(plain_texts, st.data())
def test_words_selected_with_white_space_around_are_found_where_they_were_selected(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    selected = text[start : start + data.draw(st.integers(1, 5))]
    assume(selected.strip())
    found = find(text, selected, start=start)
    assert text[start : found.start] + found.exact == selected.rstrip()


def test_the_same_typography_goes_before_another() -> None:
    assert find('“no”, "no"', '"no"').start == 6


def test_context_chooses_among_several_places() -> None:
    assert find(ECHO, "19 died", prefix="In Cuzco ").start == ECHO.index("19", 10)
    assert find(ECHO, "19 died", prefix="Cuzco").start == ECHO.index("19", 10)
    assert find(ECHO, "19 died", suffix=". In Lima").start == ECHO.index("19", 10)
    assert find(ECHO, "19 died.", suffix="In Lima").start == ECHO.index("19", 10)


def test_context_is_trusted_more_than_position() -> None:
    assert find(ECHO, "19 died", prefix="In Cuzco ", start=8).start == ECHO.index("19", 10)


def test_position_decides_only_where_it_hits_exactly() -> None:
    assert find(ECHO, "19 died", start=8).start == 8
    with pytest.raises(AmbiguousQuote):
        find(ECHO, "19 died", start=9)


def test_a_single_place_needs_neither_context_nor_position() -> None:
    assert find(ECHO, "In Lima", prefix="nowhere", start=0).exact == "In Lima"


def test_an_ambiguous_quote_names_all_places() -> None:
    with pytest.raises(AmbiguousQuote) as caught:
        find(ECHO, "19 died")
    assert [place.start for place in caught.value.candidates] == [8, 26, 43]
    assert str(caught.value) == (
        "“19 died” stands 3 times in the text. Choose one of the places, or quote more words."
    )


def test_a_quote_that_comes_close_is_answered_with_the_passage(article: str) -> None:
    with pytest.raises(QuoteNotFound) as caught:
        find(article, "the sale of 29,960 tear gas canisters")
    assert str(caught.value) == (
        "The text does not contain “the sale of 29,960 tear gas canisters”. "
        "Did you mean “the sale of 28,960 tear gas canisters”?"
    )
    assert caught.value.nearest == find(article, "the sale of 28,960 tear gas canisters")


def test_of_passages_that_come_close_the_context_chooses() -> None:
    with pytest.raises(QuoteNotFound) as caught:
        find(ECHO, "18 died", prefix=". In Lima ")
    assert caught.value.nearest == find(ECHO, "19 died", prefix=". In Lima ")


def test_a_quote_from_elsewhere_is_answered_without_a_guess(article: str) -> None:
    with pytest.raises(QuoteNotFound) as caught:
        find(article, "It was the best of times, it was the worst of times")
    assert caught.value.nearest is None
    assert str(caught.value).endswith("nor anything close to it. Copy the words from the text.")


def test_case_counts(article: str) -> None:
    with pytest.raises(QuoteNotFound, match="Did you mean “US-backed coup regime”"):
        find(article, "us-backed coup regime")


@pytest.mark.parametrize("quote", ["", "  \n"])
def test_an_empty_quote_says_so(quote: str) -> None:
    with pytest.raises(QuoteNotFound, match="The quote is empty"):
        find(ECHO, quote)


def test_a_letter_is_never_cut_from_its_accent() -> None:
    with pytest.raises(QuoteNotFound):
        find("cafe\u0301", "cafe")
    with pytest.raises(QuoteNotFound):
        find("wait…", "wait.")


def test_thirty_two_characters_of_context_are_described() -> None:
    text = "a" * 40 + "quote" + "b" * 40
    assert describe(text, 40, 45) == Selector("quote", "a" * 32, "b" * 32, 40, 45)
    assert describe("quote", 0, 5) == Selector("quote", "", "", 0, 5)


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (0, 0, "0:0 is no span of a text of 7 characters"),
        (3, 2, "3:2 is no span"),
        (-1, 2, "-1:2 is no span"),
        (0, 8, "0:8 is no span"),
        (5, 6, "5:6 is blank"),
        (0, 4, "0:4 cuts a character from its combining marks"),
    ],
)
def test_what_is_no_quote_is_not_described(start: int, end: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        describe("cafe\u0301 x", start, end)
