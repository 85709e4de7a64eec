"""The readme of the seeds describes the whole format."""

import re

import pytest
from django.conf import settings

from factcheck.exchange.seeds.loader import SOURCE_KINDS
from factcheck.exchange.seeds.reading import FIELDS
from factcheck.models import VerificationStatus
from factcheck.models.vocabulary import (
    BodyDisplay,
    ClaimKind,
    Extent,
    Method,
    SourceKind,
    SpeakerKind,
    Stance,
    Subject,
)


def readme_sections() -> dict[str, set[str]]:
    """What stands in backticks under each heading that names a file."""
    text = (settings.BASE_DIR / "seeds" / "README.md").read_text(encoding="utf-8")
    sections: dict[str, set[str]] = {}
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        heading, _line, body = section.partition("\n")
        for file in re.findall(r"`(\w+)\.json`", heading):
            sections[file] = {*re.findall(r"`([^`]+)`", body)}
    return sections


@pytest.mark.parametrize("file", FIELDS)
def test_the_readme_of_the_seeds_describes_every_field(file: str) -> None:
    described = readme_sections()["reviews" if file == "search_log" else file]

    assert {*FIELDS[file].split()} <= described


@pytest.mark.parametrize(
    ("file", "values"),
    [
        ("article", BodyDisplay.values),
        ("claims", [*ClaimKind.values, *Subject.values]),
        ("speakers", SpeakerKind.values),
        ("sources", [*SourceKind.values, *SOURCE_KINDS]),
        ("evidence", [*Stance.values, *Method.values, *Extent.values]),
        (
            "statuses",
            [*VerificationStatus.Policy.values, *VerificationStatus.Direction.values],
        ),
    ],
)
def test_the_readme_of_the_seeds_names_every_value(file: str, values: list[str]) -> None:
    assert {*values} <= readme_sections()[file]
