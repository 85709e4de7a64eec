"""Speakers and sources under the name that they had before they were merged."""

import pytest
from django.test import Client

from factcheck import merging
from factcheck.models import Claim
from factcheck.models.vocabulary import Stage
from tests.public.pages import Visit
from tests.test_merging import make_public
from tests.workflow.newsroom import Newsroom


@pytest.fixture
def claim(desk: Newsroom) -> Claim:
    """A claim of the ministry that cites a report; then both turn out to be something else."""
    make_public(desk, desk.other_speaker, desk.other_source)
    claim = desk.claim_in(Stage.PUBLISHED)
    merging.merge(desk.speaker, desk.other_speaker, desk.sam)
    merging.merge(desk.source, desk.other_source, desk.sam)
    return claim


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("/speakers/ministry/", "/speakers/mayor/"),
        ("/sources/report/", "/sources/audit/"),
        ("/es/sources/report/", "/es/sources/audit/"),
    ],
)
def test_the_name_of_before_leads_on_for_good(
    client: Client, claim: Claim, before: str, now: str
) -> None:
    response = client.get(before)
    assert (response.status_code, response["Location"]) == (301, now)


def test_a_name_that_nobody_ever_had_is_not_found(visit: Visit, claim: Claim) -> None:
    visit("/speakers/nobody/", status=404)
    visit("/sources/nothing/", status=404)


def test_the_finding_on_a_merged_source_stays(visit: Visit, claim: Claim) -> None:
    findings = visit("/sources/audit/").all(class_="claim__finding")
    told = [" ".join(finding.text.split()) for finding in findings]
    assert told == ["The source on this: Accurate", "The source on this: not looked up yet"]
