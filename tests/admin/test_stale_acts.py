"""An act on a claim that is not what the person looked at: what happened since, and no act."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from factcheck.models import Claim, Source, User
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, at_work
from tests.public.pages import read
from tests.workflow.newsroom import Newsroom

CHANGED = "Somebody saved the claim after you loaded it: look at it again before you go on."
RESTS = "Something that the review rests on was changed after you loaded it: look at it again"


def opened(user: User, claim: Claim, verb: str) -> tuple[Client, dict[str, Any]]:
    """Open the claim's form; what the form of the act sends from there."""
    client = at_work(user)
    buttons = client.get(address_of(claim)).context["buttons"]
    [form] = [button.form for button in buttons if button.verb == verb]
    return client, {name: form[name].value() or "" for name in form.fields}


def press(client: Client, claim: Claim, verb: str, sent: dict[str, Any]) -> str:
    return client.post(f"{address_of(claim)[:-7]}move/{verb}/", sent).content.decode()


def edit(desk: Newsroom, claim: Claim) -> None:
    desk.change(claim, summary="It did, and a little more.")


def add_evidence(desk: Newsroom, claim: Claim) -> None:
    with acting_as(desk.ana):
        desk.evidence(claim, summary="Gives another sum.")


@pytest.mark.parametrize(
    ("stage", "verb", "name"),
    [
        (Stage.IN_REVIEW, "sign-off", "carla"),
        (Stage.IN_REVIEW, "send-back", "carla"),
        (Stage.CHECKING, "submit", "ana"),
        (Stage.CHECKING, "drop", "ana"),
    ],
)
@pytest.mark.parametrize(
    ("change", "told"), [(edit, "a little more."), (add_evidence, "Gives another sum.")]
)
def test_it_shows_what_was_changed_and_leads_back_to_the_claim(
    newsroom: Newsroom,
    stage: Stage,
    verb: str,
    name: str,
    change: Callable[[Newsroom, Claim], None],
    told: str,
) -> None:
    claim = newsroom.claim_in(stage)
    client, sent = opened(newsroom.person(name), claim, verb)
    change(newsroom, claim)

    page = press(client, claim, verb, sent | {"comment": "Which audit?"})

    assert CHANGED in page
    assert told in page
    assert "Which audit?" in page
    assert f'href="{address_of(claim)}">Look at the claim</a>' in page
    assert "/move/" not in page
    assert f'value="{claim.version}"' not in page
    claim.refresh_from_db()
    assert claim.stage == stage


def test_the_claims_own_page_shows_it_too(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    client, seen = opened(newsroom.carla, claim, "sign-off")
    newsroom.change(claim, summary="It did, and a little more.")

    sent = {f"sign-off-{name}": value for name, value in seen.items()} | {"act": "sign-off"}
    page = read(client.post(address_of(claim), sent).content.decode()).one(class_="refused")

    assert CHANGED in page.words
    assert "What happened since you looked at it" in page.words
    assert "a little more." in page.words
    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW


def test_nobody_signs_off_what_it_rests_on_unseen(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    client, sent = opened(newsroom.carla, claim, "sign-off")
    with acting_as(newsroom.ben):
        Source.objects.filter(pk=newsroom.source.pk).update(title="Another report")

    page = press(client, claim, "sign-off", sent)

    assert RESTS in page
    assert "Another report" in page
    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW
    client, sent = opened(newsroom.carla, claim, "sign-off")
    press(client, claim, "sign-off", sent)
    claim.refresh_from_db()
    assert claim.stage == Stage.APPROVED


def test_a_sign_off_that_became_void_is_told_to_the_publisher_with_why(
    newsroom: Newsroom,
) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    client, sent = opened(newsroom.eva, claim, "publish")
    newsroom.change(claim, summary="It did, and a little more.")

    page = press(client, claim, "publish", sent)

    assert "The claim is in review by now" in page
    assert "made the sign-off void" in page
    assert "a little more." in page
    assert not claim.publications.exists()


def test_what_another_did_with_it_is_told(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    client, sent = opened(newsroom.carla, claim, "sign-off")
    newsroom.move(claim, Verb.SEND_BACK, newsroom.dan, comment="Page 4 says otherwise.")

    page = press(client, claim, "sign-off", sent)

    assert "The claim is checking by now" in page
    assert "Page 4 says otherwise." in page


def test_what_is_missing_is_asked_for_again(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    client, sent = opened(newsroom.carla, claim, "send-back")
    page = press(client, claim, "send-back", sent | {"comment": "  "})
    assert "This field is required." in page
    assert "Look at the claim" not in page
