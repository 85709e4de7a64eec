"""Texts that are hard to anchor in, and spans of them."""

from hypothesis import reject, settings
from hypothesis import strategies as st

from factcheck.anchoring import Selector, Span, describe

quick = settings(max_examples=150)

# Few letters, so that words repeat; typography, combining marks, markup, and anything else.
HARD = "aab  \n\n\r\t.,'\"“”’«»-–—…&<>/\u00a0\u00ad\u200b\u200d\u0301eé한\u1112\u1161👩🏽"
texts = st.text(st.one_of(st.sampled_from(HARD), st.characters()), min_size=1, max_size=120)
plain_texts = st.text(st.sampled_from("aabe  é-'\"\n."), min_size=20, max_size=120)


@st.composite
def anchored(draw: st.DrawFn, texts: st.SearchStrategy[str] = texts) -> tuple[str, Selector]:
    """Draw a text and the selector of a quote in it, without white space around the quote."""
    text = draw(texts.filter(str.strip))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    quote = text[start:end].strip()
    start = text.index(quote, start)
    try:
        return text, describe(text, start, start + len(quote))
    except ValueError:
        reject()


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """Draw a text and spans in it, nested, overlapping, alike or apart."""
    text = draw(texts)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    pairs = draw(st.lists(ends.map(sorted).filter(lambda pair: pair[0] < pair[1]), max_size=6))
    return text, [Span(key, start, end) for key, (start, end) in enumerate(pairs, 1)]
