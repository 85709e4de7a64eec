"""Text and selectors: find a quote, find it again in a changed text, mark it. No Django here.

The words of a claim are held by a selector of the W3C Web Annotation Data Model
(TextQuoteSelector and TextPositionSelector). The quote is the truth, the position a hint.
All positions are Unicode code points.
"""

from .finding import find
from .paragraphs import Paragraph, marked_paragraphs, paragraph_at, paragraphs
from .relocation import Outcome, Relocation, relocate, relocate_all
from .segments import Segment, Span, segments
from .selectors import AmbiguousQuote, AnchorError, QuoteNotFound, Selector, describe
from .sentences import Sentence, first_sentence, sentences, sentences_at

__all__ = [
    "AmbiguousQuote",
    "AnchorError",
    "Outcome",
    "Paragraph",
    "QuoteNotFound",
    "Relocation",
    "Segment",
    "Selector",
    "Sentence",
    "Span",
    "describe",
    "find",
    "first_sentence",
    "marked_paragraphs",
    "paragraph_at",
    "paragraphs",
    "relocate",
    "relocate_all",
    "segments",
    "sentences",
    "sentences_at",
]
