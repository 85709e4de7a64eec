"""A claim that was dropped or published while its form was open: nothing is saved, nothing lost."""

from typing import Any

import pytest
from django.test import Client

from factcheck import workflow
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, at_work, form_of, problems_of
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.system

TYPED = [{"summary": "Typed."}, {"note": "Typed."}, {"evidence-0-note": "Typed."}]


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: next(iter(typed)))
def test_nothing_of_it_is_saved_and_that_is_said(newsroom: Newsroom, typed: dict[str, Any]) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ben = at_work(newsroom.ben)
    form = form_of(ben.get(address_of(claim))) | typed
    workflow.perform(claim.pk, Verb.DROP, newsroom.ana, comment="No claim.")

    for _once_more in range(2):
        refused = ben.post(address_of(claim), form)
        assert "was dropped meanwhile: nothing of yours is saved" in problems_of(refused)
        form = form_of(refused)
        assert form.items() >= typed.items()


def test_a_restore_takes_what_was_typed_with_it(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    ben = at_work(newsroom.ben)
    form = form_of(ben.get(address_of(claim))) | {"summary": "Typed."}
    workflow.perform(claim.pk, Verb.DROP, newsroom.ana, comment="No claim.")
    refused = ben.post(address_of(claim), form)
    restore = next(b for b in refused.context["buttons"] if b.verb == Verb.RESTORE)

    sent = form_of(refused) | {"act": "restore", "restore-version": restore.form["version"].value()}
    saved = ben.post(address_of(claim), sent, follow=True)

    claim.refresh_from_db()
    assert (claim.summary, claim.stage) == ("Typed.", Stage.OPEN)
    assert "Restored." in saved.content.decode()


def test_a_save_that_changes_nothing_does_not_say_that_it_did(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.DROPPED)
    ben = at_work(newsroom.ben)
    shown = ben.get(address_of(claim))

    sent = form_of(shown) | {"_draft": "d1"}
    same = ben.post(address_of(claim), sent)
    assert f"Nothing was changed: “{claim}” stays as it was." in told(ben, same)
    assert "draft_saved_d1" not in same.cookies

    noted = ben.post(address_of(claim), sent | {"note": "Ask again."})
    assert f"“{claim}” is saved." in told(ben, noted)
    assert "draft_saved_d1" in noted.cookies


def told(client: Client, response: Any) -> list[str]:
    page = client.get(response.headers["Location"])
    return [str(message) for message in page.context["messages"]]
