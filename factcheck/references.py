"""The references from a reasoning to its evidence: ``[e12]`` and ``[e012, e14]``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from factcheck import anchoring

GROUP = re.compile(r"\[\s*(e\d{1,9}(?:\s*,\s*e\d{1,9})*)\s*\]", re.ASCII)


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
