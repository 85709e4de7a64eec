"""How two publications of a claim differ, for readers."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from factcheck.models.content import Field, ListedClaim, claim_fields
from factcheck.worddiff import DiffPart, diff


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs; `language` is set if its words are in the language of the claim."""

    label: Promise
    language: str
    parts: list[DiffPart]


def differences(before: ListedClaim, after: ListedClaim) -> Iterator[Difference]:
    """Compare two publications of a claim, field by field, in the order of its page."""
    for name, field in claim_fields().items():
        old, new = (_text(claim, name, field) for claim in (before, after))
        if old.split() != new.split():
            language = after.language if field.is_quoted else ""
            yield Difference(field.label, language, diff(old, new))


def _text(claim: ListedClaim, name: str, field: Field) -> str:
    value = getattr(claim, name, None)
    return field.reading(value) if value else ""
