"""Which sentences of a text to propose as claims, in its order."""

from dataclasses import dataclass

from factcheck.anchoring import Sentence, sentences

from .checkable import counts, names
from .reading import Found, Reading


@dataclass(frozen=True, slots=True)
class ClaimSentence:
    """A sentence `text[start:end]` that carries a claim, with who says it and what is cited."""

    start: int
    end: int
    speaker: Found | None
    source: Found | None


def propose_claims(reading: Reading) -> list[ClaimSentence]:
    """The sentences of a text that carry claims that can be checked, in its order.

    That is what somebody is reported to say, what a source is cited for, what counts or compares,
    and what happened to somebody or something named; no question, wish, forecast or opinion.
    """
    return [
        ClaimSentence(
            each.start,
            each.end,
            reading.speaker(each.start, each.end),
            reading.source(each.start, each.end),
        )
        for each in sentences(reading.text)
        if _carries(reading, each)
    ]


def _carries(reading: Reading, sentence: Sentence) -> bool:
    start, end = _said(reading, sentence)
    if not reading.is_checkable(start, end):
        return False
    reported = (start, end) != (sentence.start, sentence.end)
    return reported or counts(sentence.text, reading.language) or names(sentence.text)


def _said(reading: Reading, sentence: Sentence) -> tuple[int, int]:
    """The longest stretch that a sentence reports; all of it, where it reports nothing."""
    reported = [
        (max(start, each.words[1]) if start <= each.words[0] else start, end)
        for each in (
            *reading.said.near(sentence.start, sentence.end),
            *reading.cited.near(sentence.start, sentence.end),
        )
        for start, end in each.scopes
        if sentence.start <= start and end <= sentence.end
    ]
    return max(reported, key=lambda span: span[1] - span[0], default=(sentence.start, sentence.end))
