"""What a publisher said with an order to publish, before that was signed off."""

import pytest
from django.core.management import call_command

from factcheck import workflow
from factcheck.models import Embargo
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.workflow.newsroom import Newsroom, by_hand

pytestmark = pytest.mark.system

BEFORE = "0011_directions_of_evidence"


@pytest.mark.usefixtures("own_database")
def test_what_was_said_with_an_order_is_kept_to_be_signed_off() -> None:
    desk = Newsroom()
    claim = desk.claim_in(Stage.APPROVED, reviewed=True)
    call_command("migrate", "factcheck", BEFORE, verbosity=0)
    with acting_as(desk.eva):
        by_hand(
            "INSERT INTO factcheck_embargo (claim_id, until, kind, reason, publisher_id) "
            "VALUES (%s, now() + interval '1 day', 'correction', 'We had misread it.', %s)",
            claim.pk,
            desk.eva.pk,
        )
    call_command("migrate", verbosity=0)

    claim.refresh_from_db()
    assert (claim.stage, claim.amendment_kind) == (Stage.APPROVED, "correction")
    assert claim.amendment_reason == "We had misread it."
    assert Embargo.objects.get().comment == ""
    with pytest.raises(workflow.SignOffOutdated, match="the sign-off is void"):
        desk.move(claim, Verb.PUBLISH, desk.eva)
    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW
    desk.bring(claim, Stage.PUBLISHED)
    assert claim.publications.latest("number").kind == "correction"
