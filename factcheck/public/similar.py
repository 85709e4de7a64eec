"""Claims that were checked and say what a text says that somebody asks about."""

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.models.reading_room import PublicClaim
from factcheck.models.similar import Version, ranked

MOST_CHARACTERS, SHOWN = 2_000, 10


class Similar(NamedTuple):
    likeness: float
    claim: PublicClaim


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("What did you read or hear?"),
        label_suffix="",
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


def similar_claims(text: str, language: str = "") -> list[Similar]:
    """Those with a review that stands, the likest first; if a tag is given, in its language.

    Two queries.
    """
    rows = PublicClaim.objects.reviewed().standing()
    if language:
        rows = rows.in_language(language)
    found = ranked(text, rows, "pk", PublicClaim.objects.for_list().in_bulk, _versions)
    return [Similar(*each) for each in found]


def _versions(claim: PublicClaim) -> Iterator[Version]:
    """In its own language, and in those that it is translated into."""
    names = [(claim.speaker.name, "")] if claim.speaker else []
    yield [(claim.headline, claim.language), (claim.statement, claim.language), *names]
    for language, texts in claim.translations.items():
        yield [(texts["headline"], language), *names]
