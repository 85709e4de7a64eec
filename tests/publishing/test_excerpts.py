"""In excerpts readers see the paragraphs around claims, and nothing else of the text."""

from hypothesis import given
from hypothesis import strategies as st

from factcheck import anchoring
from factcheck.publishing.excerpts import excerpts

TEXT = "Title\n\nFirst one.\n\nSecond one.\n \n\nThird one.\n\nLast."


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_only_the_paragraph_around_a_claim_is_left() -> None:
    body, places = excerpts(TEXT, {1: span("Second")})

    assert body == "Second one."
    assert places == {1: (0, 6)}


def test_paragraphs_that_lie_apart_are_parted_by_an_empty_line() -> None:
    body, places = excerpts(TEXT, {1: span("Third"), 2: span("First")})

    assert body == "First one.\n\nThird one."
    assert places == {1: (12, 17), 2: (0, 5)}


def test_a_claim_across_a_border_keeps_its_words() -> None:
    crossing = span("one.\n \n\nThird")

    body, places = excerpts(TEXT, {1: crossing})

    assert body == "Second one.\n \n\nThird one."
    assert body[slice(*places[1])] == "one.\n \n\nThird"


def test_nested_claims_share_their_paragraph() -> None:
    body, places = excerpts(TEXT, {1: span("Second one."), 2: span("Second")})

    assert body == "Second one."
    assert places == {1: (0, 11), 2: (0, 6)}


def test_without_claims_nothing_is_shown() -> None:
    assert excerpts(TEXT, {}) == ("", {})


@given(st.data(), st.text("ab \n", min_size=1, max_size=60))
def test_every_claim_is_found_at_its_place_with_its_words(data: st.DataObject, text: str) -> None:
    ends = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(ends, ends), max_size=4))
    claims = {
        key: (start, end)
        for key, (start, end) in enumerate(pairs)
        if text[start:end] and text[start:end] == text[start:end].strip()
    }

    body, places = excerpts(text, claims)

    assert set(places) == set(claims)
    for key, (start, end) in claims.items():
        assert body[slice(*places[key])] == text[start:end]
    parts = {part.text for part in anchoring.paragraphs(text)}
    assert {part.text for part in anchoring.paragraphs(body)} <= parts
