"""A quote is found as people paste it, and what was shortened is answered with the passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.anchoring import AnchorError, QuoteNotFound, find
from factcheck.anchoring.pasted import shortened

from .strategies import quick

TEXT = (
    "The minister said that 60 people had died in the protests, most of them in Puno. “We don’t "
    "know why,” he added.\n\nThe police fired 28,960 canisters[12] at the crowd – a record – "
    "outside the café. 60 people met in Puno. El 5 % votó «sí»."
)
MOST = "60 people had died in the protests, most of them in Puno"


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("“60 people had died in the protests”", "60 people had died in the protests"),
        ('"60 people had died"', "60 people had died"),
        ("«60 people had died»", "60 people had died"),
        ("「60 people had died」", "60 people had died"),
        ("…60 people had died…", "60 people had died"),
        ("[…] 60 people had died (...)", "60 people had died"),
        ("- 60 people had died", "60 people had died"),
        ("• 60 people had died", "60 people had died"),
        ("60 people had died²", "60 people had died"),
        ("had died in the protests1", "had died in the protests"),
        ("had died in the protests,[3] most of them", "had died in the protests, most of them"),
        ("fired 28,960 canisters at the crowd", "fired 28,960 canisters[12] at the crowd"),
        ("28,960 canisters [12] at the crowd", "28,960 canisters[12] at the crowd"),
        ("We don&rsquo;t know why", "We don’t know why"),
        ("a record &ndash; outside", "a record – outside"),
        ("We donâ€™t know why", "We don’t know why"),
        ("‚ÄúWe don‚Äôt know why,‚Äù", "“We don’t know why,”"),
        ("outside the cafÃ©", "outside the café"),
        ("votÃ³ Â«sÃ­Â»", "votó «sí»"),
    ],
)
def test_what_copying_added_or_garbled_is_overlooked(pasted: str, found: str) -> None:
    assert find(TEXT, pasted).exact == found


@pytest.mark.parametrize(
    ("pasted", "passage"),
    [
        ("60 people … in the protests", "60 people had died in the protests"),
        (
            "“60 people had died ... Puno”",
            "60 people had died in the protests, most of them in Puno",
        ),
        (
            "people had died […] most […] Puno",
            "people had died in the protests, most of them in Puno",
        ),
        ("60 PEOPLE HAD DIED", "60 people had died"),
        (
            "[The minister] said that 60 people had died",
            "The minister said that 60 people had died",
        ),
        ("fired 28960 canisters", "fired 28,960 canisters"),
    ],
)
def test_what_was_shortened_or_written_otherwise_is_answered_with_the_passage(
    pasted: str, passage: str
) -> None:
    with pytest.raises(QuoteNotFound) as refused:
        find(TEXT, pasted)
    assert refused.value.nearest
    assert refused.value.nearest.exact == passage


def test_what_the_text_has_is_taken_as_it_stands() -> None:
    assert find(TEXT, "“We don’t know why,” he").exact == "“We don’t know why,” he"
    assert find(TEXT, "canisters[12]").exact == "canisters[12]"


@pytest.mark.parametrize("quote", ["The minister … at the crowd", "60 people … in Puno"])
def test_no_passage_is_made_up_of_two_paragraphs_or_of_several_that_may_be_meant(
    quote: str,
) -> None:
    assert shortened(f"{TEXT} He saw 60 people walk in Puno.", quote) is None


@quick
@given(st.text(alphabet="a1 …[].“”&;²", max_size=40))
def test_whatever_is_pasted_is_found_or_refused(pasted: str) -> None:
    try:
        found = find(TEXT, pasted)
    except AnchorError:
        return
    assert TEXT[found.start : found.end] == found.exact
