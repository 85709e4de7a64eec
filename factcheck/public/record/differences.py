"""What one publication of a claim says differently from another, so that a reader can see it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from factcheck.models.content import Field, ListedClaim, claim_fields
from factcheck.worddiff import DiffPart, diff


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is said differently; `language` is set where its words are the claim's."""

    label: Promise
    language: str
    parts: list[DiffPart]


def differences(before: ListedClaim, after: ListedClaim) -> Iterator[Difference]:
    """Compare two claims as they were published, thing by thing, in the order of their page."""
    for name, field in claim_fields().items():
        old, new = (_text(claim, name, field) for claim in (before, after))
        if old.split() != new.split():
            language = after.language if field.is_quoted else ""
            yield Difference(field.label, language, diff(old, new))


def _text(claim: ListedClaim, name: str, field: Field) -> str:
    value = getattr(claim, name, None)
    return field.reading(value) if value else ""
