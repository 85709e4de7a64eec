from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given

from factcheck.anchoring import (
    Paragraph,
    Segment,
    Selector,
    Span,
    marked_paragraphs,
    paragraph_at,
    paragraphs,
)
from tests.some import some

from .strategies import anchored, marked, quick, texts

TEXT = "\nOne two.\nThree.\n \t\nFour.\r\n\r\n\r\nFive six. \n"


def test_empty_lines_part_paragraphs_and_single_line_breaks_do_not() -> None:
    assert [part.text for part in paragraphs(TEXT)] == ["One two.\nThree.", "Four.", "Five six."]


def test_the_seeds_article_has_a_title_and_the_paragraphs_that_its_claims_name(
    article: str, claims: list[dict[str, Any]]
) -> None:
    parts = paragraphs(article)
    for claim in some(claims):
        assert claim["quote"] in parts[claim["paragraph"]].text
        assert paragraph_at(article, claim["start"], claim["end"]) == parts[claim["paragraph"]]


@quick
@given(texts)
def test_every_word_is_in_one_paragraph(text: str) -> None:
    parts = paragraphs(text)
    assert all(text[part.start : part.end] == part.text == part.text.strip() for part in parts)
    assert "".join("".join(part.text.split()) for part in parts) == "".join(text.split())
    assert all(one.end < other.start for one, other in pairwise(parts))


@quick
@given(anchored())
def test_the_paragraphs_around_a_span_contain_it(case: tuple[str, Selector]) -> None:
    text, anchor = case
    around = paragraph_at(text, anchor.start, anchor.end)
    assert around.text == text[around.start : around.end]
    assert around.start <= anchor.start < anchor.end <= around.end
    parts = paragraphs(text)
    assert around.start in [part.start for part in parts]
    assert around.end in [part.end for part in parts]


def test_a_span_over_two_paragraphs_gets_both() -> None:
    start = TEXT.index("Three")
    text = "One two.\nThree.\n \t\nFour."
    assert paragraph_at(TEXT, start, TEXT.index("our")) == Paragraph(1, 1 + len(text), text)


def test_a_span_outside_the_text_has_no_paragraph() -> None:
    with pytest.raises(ValueError, match="3:3 is no span"):
        paragraph_at(TEXT, 3, 3)


@quick
@given(marked())
def test_over_all_paragraphs_the_segments_of_a_claim_are_its_quote(
    case: tuple[str, list[Span]],
) -> None:
    text, spans = case
    assume(text.strip())
    parts, marked_parts = paragraphs(text), marked_paragraphs(text, spans)
    assert len(parts) == len(marked_parts)
    assert all(
        part.text in "".join(piece.text for piece in pieces)
        for part, pieces in zip(parts, marked_parts, strict=True)
    )
    pieces = [piece for pieces in marked_parts for piece in pieces]
    assert all(text.startswith(piece.text, piece.start) and piece.text for piece in pieces)
    for span in spans:
        quote = "".join(piece.text for piece in pieces if span.key in piece.keys)
        assert quote == text[span.start : span.end]
        assert [piece.start for piece in pieces if span.key in piece.opens] == [span.start]


def test_a_claim_over_a_border_is_cut_there_and_keeps_the_line_breaks() -> None:
    assert marked_paragraphs("One two.\n\nThree four.", [Span(7, 4, 15)]) == [
        [Segment("One ", 0), Segment("two.\n\n", 4, (7,), (7,))],
        [Segment("Three", 10, (7,)), Segment(" four.", 15)],
    ]


def test_line_breaks_outside_claims_are_dropped() -> None:
    assert marked_paragraphs("\nOne.\n\nTwo.\n", []) == [[Segment("One.", 1)], [Segment("Two.", 7)]]


def test_a_text_without_words_has_no_paragraphs() -> None:
    assert paragraphs(" \n\n ") == []
    assert marked_paragraphs(" \n\n ", []) == []
