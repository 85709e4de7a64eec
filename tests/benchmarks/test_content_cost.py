"""What it costs to read what a publication says."""

import json

import pytest

from factcheck.models import Publication
from factcheck.models.content import read
from tests.benchmarks.stopwatch import ratio

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def test_typed_content_costs_about_what_plain_json_does() -> None:
    contents = [bytes(each.content or b"") for each in Publication.objects.in_chain()]

    cost = ratio(
        lambda: [read(content) for content in contents],
        lambda: [json.loads(content) for content in contents],
    )

    print(f"\nReading into types costs {cost:.2f} times what json.loads costs.")
    assert cost < 2
