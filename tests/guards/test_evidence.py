"""What the database refuses of a piece of evidence, to the role that production uses."""

import pytest

from tests.guards.intruder import act_as, serve_as_app
from tests.workflow.newsroom import Newsroom, by_hand, refused


@pytest.mark.parametrize("column", ["stance", "method", "extent"])
def test_evidence_that_does_not_say_what_it_is(desk: Newsroom, column: str) -> None:
    claim = desk.claim()
    serve_as_app()
    act_as(desk.ana)
    with refused("evidence_states_itself"):
        by_hand(f"UPDATE factcheck_evidence SET {column} = '' WHERE claim_id = %s", claim.pk)  # noqa: S608
