from typing import Any

import pytest

from factcheck.models import Claim
from tests.models.factories import make_article, make_claim, make_speaker


@pytest.fixture
def claim(db: None) -> Claim:
    """“60 people died”, said by Ada Ruiz, not checked yet."""
    return make_claim(make_article(), speaker=make_speaker(role="minister"))


def decide(claim: Claim, status: str = "false", **verdict: Any) -> Claim:
    """Write the desk's verdict on the claim."""
    values = {"summary": "No, 49.", "reasoning": "The report counts 49 [e1]."} | verdict
    Claim.objects.filter(pk=claim.pk).update(status=status, **values)
    claim.refresh_from_db()
    return claim
