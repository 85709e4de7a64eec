"""References within a text: from a reasoning to its evidence, from a finding to claims.

``[e12]`` and ``[e012, e14]`` are evidence; ``[29]`` and ``[29, 31]`` claims by their numbers in the
article; ``{checked}`` is how many claims there are of a sort, as counted and not as typed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from factcheck import anchoring

GROUP = re.compile(r"\[\s*(e\d{1,9}(?:\s*,\s*e\d{1,9})*)\s*\]", re.ASCII)
CLAIMS = re.compile(r"\[\s*(\d{1,9}(?:\s*,\s*\d{1,9})*)\s*\]", re.ASCII)
COUNTED = re.compile(r"\{\s*([\w-]+)\s*\}")


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference as it was written; `number` is the evidence's on the page, None if unknown."""

    ref: str
    number: int | None

    @property
    def target(self) -> str:
        """The element that it leads to."""
        return normal(self.ref)


@dataclass(frozen=True, slots=True)
class ReasoningPart:
    """A stretch of text, or the references of one pair of brackets."""

    text: str = ""
    references: tuple[Reference, ...] = ()


def normal(ref: str) -> str:
    """Write a reference without leading zeros: ``e012`` is ``e12``."""
    return f"e{int(ref[1:])}"


def referenced_numbers(reasoning: str) -> list[int]:
    """The numbers of the evidence that a reasoning refers to, in order of first mention.

    ``"Seen in both [e012, e14] and again [e12]."`` gives ``[12, 14]``.
    """
    refs = [ref.strip() for group in GROUP.findall(reasoning) for ref in group.split(",")]
    return list(dict.fromkeys(int(ref[1:]) for ref in refs))


def renumbered(reasoning: str, moved: Mapping[int, int]) -> str:
    """Write each reference to evidence that got another number anew.

    ``"Both [e12, e14]."`` with ``{12: 15}`` becomes ``"Both [e15, e14]."``
    """

    def group(found: re.Match[str]) -> str:
        numbers = [int(ref.strip()[1:]) for ref in found[1].split(",")]
        if not moved.keys() & set(numbers):
            return found[0]
        return f"[{', '.join(f'e{moved.get(number, number)}' for number in numbers)}]"

    return GROUP.sub(group, reasoning)


def paragraphs(reasoning: str, numbers: Mapping[str, int]) -> list[list[ReasoningPart]]:
    """Cut a reasoning into paragraphs, and these into text and references.

    `numbers` holds the number of each piece of evidence by its normal reference. Brackets in
    which every reference is unknown stay text.
    """
    return [_parts(part.text, numbers) for part in anchoring.paragraphs(reasoning)]


def _parts(paragraph: str, numbers: Mapping[str, int]) -> list[ReasoningPart]:
    parts, at = [], 0
    for group in GROUP.finditer(paragraph):
        refs = [ref.strip() for ref in group[1].split(",")]
        references = tuple(Reference(ref, numbers.get(normal(ref))) for ref in refs)
        if any(reference.number for reference in references):
            parts += [
                ReasoningPart(paragraph[at : group.start()]),
                ReasoningPart(references=references),
            ]
            at = group.end()
    return [part for part in [*parts, ReasoningPart(paragraph[at:])] if part != ReasoningPart()]


def referenced_claims(finding: str) -> list[int]:
    """The numbers of the claims that a finding refers to, in order of first mention."""
    numbers = (int(number) for group in CLAIMS.findall(finding) for number in group.split(","))
    return list(dict.fromkeys(numbers))


def counted_words(finding: str) -> list[str]:
    """What a finding counts: ``"Of {checked} claims, {hold} hold."`` gives both words."""
    return list(dict.fromkeys(COUNTED.findall(finding)))


def filled_in(finding: str, counts: Mapping[str, int]) -> str:
    """Put the numbers in; what is not counted stays as it is written."""
    return COUNTED.sub(lambda found: str(counts.get(found[1], found[0])), finding)


def claim_paragraphs(finding: str) -> list[list[str | list[int]]]:
    """Cut a finding into paragraphs, and these into text and the numbers of claims."""
    return [_claim_parts(part.text) for part in anchoring.paragraphs(finding)]


def _claim_parts(paragraph: str) -> list[str | list[int]]:
    parts: list[str | list[int]] = []
    at = 0
    for group in CLAIMS.finditer(paragraph):
        # A number stands at the word before it, as that of a note.
        words = paragraph[at : group.start()].rstrip()
        parts += [words, [int(each) for each in group[1].split(",")]]
        at = group.end()
    return [part for part in (*parts, paragraph[at:]) if part]
