"""What is shown of a text where something was searched for."""

from hypothesis import given
from hypothesis import strategies as st

from factcheck.words import excerpt, marked, parse


def said(search: str, text: str) -> str:
    pieces = marked(text, parse(search, ["en"]).terms, ["en"])
    return "".join(f"[{piece.text}]" if piece.is_found else piece.text for piece in pieces)


def test_the_words_are_marked_as_they_stand() -> None:
    assert said("protests otarola", "Otárola protested.") == "[Otárola] [protested]."
    assert said("covid-19", "Of COVID-19 alone") == "Of [COVID-19] alone"
    assert said("東京", "昨日、東京都で") == "昨日、[東京]都で"
    assert said("army", "Police") == "Police"


def test_an_excerpt_begins_before_the_first_word_and_is_cut_between_words() -> None:
    pieces = excerpt("before " * 40 + "gas " + "after " * 80, parse("gas").terms)
    text = "".join(piece.text for piece in pieces)
    assert text.startswith("… before ")
    assert text.endswith("after …")
    assert [piece.text for piece in pieces if piece.is_found] == ["gas"]
    assert len(text) < 240


def test_a_short_text_is_whole_and_one_without_the_words_is_none() -> None:
    assert "".join(piece.text for piece in excerpt("Tear gas.", parse("gas").terms)) == "Tear gas."
    assert excerpt("Tear gas.", parse("army").terms) == []


@given(st.text(), st.text())
def test_marking_changes_no_text(search: str, text: str) -> None:
    assert "".join(piece.text for piece in marked(text, parse(search).terms)) == text
