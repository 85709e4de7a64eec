from html import escape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given

from factcheck.anchoring import Segment, Span, segments

from .strategies import marked, quick


class Marks(HTMLParser):
    """Reads a page back: what stands in it, and in the marks of each claim."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.quotes: dict[int, str] = {}
        self.keys: list[int] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.keys = [int(key) for key in (dict(attrs)["data-claims"] or "").split()]

    def handle_endtag(self, tag: str) -> None:
        self.keys = []

    def handle_data(self, data: str) -> None:
        self.text += data
        for key in self.keys:
            self.quotes[key] = self.quotes.get(key, "") + data


def _page(cut: list[Segment]) -> str:
    return "".join(
        f'<mark data-claims="{" ".join(map(str, part.keys))}">{escape(part.text)}</mark>'
        if part.keys
        else escape(part.text)
        for part in cut
    )


@quick
@given(marked())
def test_segments_join_to_the_text_and_to_every_quote(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    cut = segments(text, spans)
    assert "".join(part.text for part in cut) == text
    assert all(text.startswith(part.text, part.start) and part.text for part in cut)
    for span in spans:
        quote = "".join(part.text for part in cut if span.key in part.keys)
        assert quote == text[span.start : span.end]
        assert [part.start for part in cut if span.key in part.opens] == [span.start]


@quick
@given(marked())
def test_no_text_breaks_the_markup(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    reader = Marks()
    reader.feed(_page(segments(text, spans)))
    reader.close()
    assert reader.text == text
    assert set(reader.tags) <= {"mark"}
    assert reader.quotes == {span.key: text[span.start : span.end] for span in spans}


def test_every_claim_of_the_seeds_can_be_marked(article: str, claims: list[dict[str, Any]]) -> None:
    spans = [Span(key, claim["start"], claim["end"]) for key, claim in enumerate(claims)]
    reader = Marks()
    reader.feed(_page(segments(article, spans)))
    assert reader.quotes == {key: claim["quote"] for key, claim in enumerate(claims)}


def test_a_nested_claim_comes_after_the_one_around_it() -> None:
    assert segments("one two three", [Span(1, 4, 7), Span(2, 0, 13)]) == [
        Segment("one ", 0, (2,), (2,)),
        Segment("two", 4, (2, 1), (1,)),
        Segment(" three", 7, (2,), ()),
    ]


def test_overlapping_claims_share_the_segment_between() -> None:
    cut = segments("one two three", [Span(1, 0, 7), Span(2, 4, 13)])
    assert [(part.text, part.keys) for part in cut] == [
        ("one ", (1,)),
        ("two", (1, 2)),
        (" three", (2,)),
    ]


def test_of_claims_that_begin_together_the_longer_comes_first_then_the_lower_key() -> None:
    cut = segments("one two", [Span(1, 0, 3), Span(3, 0, 7), Span(2, 0, 7)])
    assert cut[0].keys == cut[0].opens == (2, 3, 1)


def test_a_text_without_claims_is_one_segment_and_an_empty_text_none() -> None:
    assert segments("one", []) == [Segment("one", 0)]
    assert segments("", []) == []


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 2), (-1, 2), (0, 4)])
def test_a_span_outside_the_text_is_refused_by_name(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"Claim 12: {start}:{end} is no span of a text of 3"):
        segments("one", [Span(12, start, end)])
