"""The moves beside a claim's form: exactly those on offer, and what each still needs."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from factcheck.models import (
    Citation,
    Claim,
    Embargo,
    Evidence,
    ExternalReview,
    Publication,
    ReplyRequest,
    SearchLogEntry,
    Translation,
    User,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from tests.admin.newsroom import address_of, at_work
from tests.models.factories import make_article, make_claim
from tests.public.pages import read
from tests.record import json_of
from tests.workflow.newsroom import Newsroom


def make(user: User, claim: Claim, verb: str, **values: Any) -> Any:
    """Press a move's button, as on a page that was loaded now."""
    claim.refresh_from_db()
    address = f"/admin/factcheck/claim/{claim.pk}/move/{verb}/"
    return at_work(user).post(address, {"version": claim.version} | values, follow=True)


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


OFFERS = [
    (Stage.OPEN, "ana", ["take", "submit", "drop"]),
    (Stage.OPEN, "fay", ["take", "assign", "submit", "drop"]),
    (Stage.OPEN, "olga", []),
    (Stage.CHECKING, "ana", ["submit", "release", "drop"]),
    (Stage.CHECKING, "ben", ["submit", "drop"]),
    (Stage.IN_REVIEW, "ana", ["recall"]),
    (Stage.IN_REVIEW, "carla", ["sign-off", "send-back"]),
    (Stage.APPROVED, "eva", ["publish", "send-back", "list"]),
    (Stage.PUBLISHED, "ana", ["reopen"]),
    (Stage.PUBLISHED, "eva", ["withdraw"]),
    (Stage.DROPPED, "ana", ["restore"]),
]


@pytest.mark.parametrize(("stage", "name", "verbs"), OFFERS)
def test_the_form_offers_exactly_what_a_person_may_do(
    newsroom: Newsroom, stage: Stage, name: str, verbs: list[str]
) -> None:
    claim = newsroom.claim_in(stage)
    response = at_work(newsroom.person(name)).get(address_of(claim))
    if name == "olga":
        assert response.status_code == 403
        return
    assert {button.verb for button in response.context["buttons"]} == set(verbs)


def test_a_button_says_what_is_missing_and_leads_to_the_field(newsroom: Newsroom) -> None:
    claim = newsroom.bare_claim(headline="")
    newsroom.move(claim, Verb.TAKE, newsroom.ana)
    page = read(at_work(newsroom.ana).get(address_of(claim)).content.decode())
    assert page.links["Write the headline: the proposition that is rated."] == "#id_headline"


def test_what_a_reviewer_cannot_put_right_disables_the_button(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    with acting_as(newsroom.ana):
        Claim.objects.filter(pk=claim.pk).update(headline="")
    page = at_work(newsroom.carla).get(address_of(claim)).content.decode()
    assert 'disabled aria-describedby="missing-sign-off"' in page
    assert "Write the headline: the proposition that is rated." in page


def test_who_contributed_is_told_that_somebody_else_signs_off(newsroom: Newsroom) -> None:
    claim = newsroom.claim(by=newsroom.carla)
    newsroom.bring(claim, Stage.CHECKING)
    newsroom.move(claim, Verb.SUBMIT, newsroom.ana)
    page = at_work(newsroom.carla).get(address_of(claim)).content.decode()
    assert "You cannot sign off: in this round you changed" in page
    assert "somebody else must sign it off" in page


def test_a_move_says_what_comes_next(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.OPEN)
    assert said(make(newsroom.ana, claim, "take")) == [
        "Taken. It is yours to check: submit it for review when its verdict is written."
    ]
    claim.refresh_from_db()
    assert (claim.stage, claim.assignee) == (Stage.CHECKING, newsroom.ana)


def test_a_claim_is_assigned_to_a_researcher_of_a_list(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.OPEN)
    buttons = at_work(newsroom.fay).get(address_of(claim)).context["buttons"]
    [field] = [b.form.fields["assignee"] for b in buttons if b.verb == "assign"]
    people = {str(person) for person in field.queryset}
    assert {"ana", "ben"} <= people
    assert "olga" not in people
    make(newsroom.fay, claim, "assign", assignee=newsroom.ben.pk)
    claim.refresh_from_db()
    assert claim.assignee == newsroom.ben


def test_who_sends_back_says_why(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    response = make(newsroom.carla, claim, "send-back", comment="")
    assert response.context["form"].errors == {"comment": ["This field is required."]}
    make(newsroom.carla, claim, "send-back", comment="Which audit?")
    assert claim.moves.latest("pk").comment == "Which audit?"


def test_a_move_that_is_not_possible_any_more_says_so(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    page = make(newsroom.ana, claim, "submit").content.decode()
    assert "The claim is published by now" in page


def test_the_first_review_needs_no_reason_and_the_next_one_does(newsroom: Newsroom) -> None:
    first = newsroom.claim_in(Stage.CHECKING)
    make(newsroom.ana, first, "submit")
    newsroom.bring(first, Stage.APPROVED)
    [told] = said(make(newsroom.eva, first, "publish"))
    assert "Readers’ page" in told
    first.refresh_from_db()
    assert first.stage == Stage.PUBLISHED
    again = newsroom.claim_in(Stage.CHECKING, reviewed=True)
    errors = make(newsroom.ana, again, "submit").context["form"].errors
    assert set(errors) == {"kind", "reason"}
    said_of_it = {"kind": "correction", "reason": "We miscounted.", "reason_es": "Contamos mal."}
    make(newsroom.ana, again, "submit", **said_of_it)
    newsroom.bring(again, Stage.APPROVED)
    make(newsroom.eva, again, "publish")
    latest = again.publications.latest("number")
    assert json_of(latest)["claim"]["amendment"]["translations"] == {"es": "Contamos mal."}
    assert (latest.kind, json_of(latest)["publication"]["reason"]) == (
        PublicationKind.CORRECTION,
        "We miscounted.",
    )


def test_a_withdrawal_is_explained_in_each_language_of_the_site(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    in_spanish = {"reason_es": "Se basa en un error."}
    refused = make(newsroom.eva, claim, "withdraw", **in_spanish).context["form"]
    assert set(refused.errors) == {"comment"}
    assert refused["reason_es"].value() == "Se basa en un error."
    ways = {name: field.widget.attrs.get("dir") for name, field in refused.fields.items()}
    assert ways["reason_ar"] == "rtl"
    make(newsroom.eva, claim, "withdraw", comment="It rests on a mistake.", **in_spanish)
    page = Client().get(f"/es/claims/{claim.pk}/", follow=True).content.decode()
    assert "Se basa en un error." in page


def test_an_embargo_puts_publishing_off(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    until = timezone.localtime() + timedelta(days=1)
    response = make(newsroom.eva, claim, "publish", embargo=until.strftime("%Y-%m-%dT%H:%M"))
    [told] = said(response)
    assert told.startswith("It publishes itself on ")
    assert told.endswith("; until then you can cancel that here.")
    assert "Readers’ page" not in told
    assert "It publishes itself on" in response.content.decode()
    assert Embargo.objects.get(claim=claim).publisher == newsroom.eva


def test_a_publisher_cancels_an_embargo_beside_the_form(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    until = timezone.localtime() + timedelta(days=1)
    make(newsroom.eva, claim, "publish", embargo=until.strftime("%Y-%m-%dT%H:%M"))
    offered = at_work(newsroom.eva).get(address_of(claim)).context["buttons"]
    assert "cancel-embargo" in {button.verb for button in offered}
    response = make(newsroom.eva, claim, "cancel-embargo", comment="The trial goes on.")
    assert said(response) == [
        "The embargo is cancelled. The claim is still approved: publish it when you like."
    ]
    assert "The trial goes on." in response.content.decode()
    assert "cancel-embargo" not in {button.verb for button in response.context["buttons"]}


COMMENTED = [
    (Stage.OPEN, "ana", "take"),
    (Stage.CHECKING, "ana", "release"),
    (Stage.CHECKING, "ana", "submit"),
    (Stage.IN_REVIEW, "ana", "recall"),
    (Stage.IN_REVIEW, "carla", "sign-off"),
    (Stage.APPROVED, "eva", "publish"),
    (Stage.OPEN, "eva", "list"),
    (Stage.DROPPED, "ana", "restore"),
]


@pytest.mark.parametrize(("stage", "name", "verb"), COMMENTED)
def test_every_move_takes_a_comment_for_the_desk_only(
    newsroom: Newsroom, stage: Stage, name: str, verb: str
) -> None:
    claim = newsroom.claim_in(stage)
    make(newsroom.person(name), claim, verb, comment="For the desk.")
    assert claim.moves.latest("pk").comment == "For the desk."
    assert not any(b"For the desk." in bytes(p.content or b"") for p in claim.publications.all())


NEXT = [
    (Stage.CHECKING, "ana", "submit", {}),
    (Stage.CHECKING, "ana", "drop", {"comment": "No claim."}),
    (Stage.IN_REVIEW, "carla", "sign-off", {}),
    (Stage.IN_REVIEW, "carla", "send-back", {"comment": "Which audit?"}),
    (Stage.APPROVED, "eva", "publish", {}),
]


@pytest.mark.parametrize(("stage", "name", "verb", "values"), NEXT)
def test_after_a_move_the_next_claim_of_the_pile_is_offered(
    newsroom: Newsroom, stage: Stage, name: str, verb: str, values: dict[str, str]
) -> None:
    claim, following = newsroom.claim_in(stage), newsroom.claim_in(stage)
    [told] = said(make(newsroom.person(name), claim, verb, **values))
    address = address_of(following)
    if stage == Stage.IN_REVIEW:
        # What is to be signed off is read.
        address = address.replace("/change/", "/read/")
    assert f'Next for you: <a href="{address}">{following}</a>' in told
    [told] = said(make(newsroom.person(name), following, verb, **values))
    assert "Next for you:" not in told


def test_the_next_claim_of_the_same_article_comes_first(newsroom: Newsroom) -> None:
    with acting_as(newsroom.ana):
        make_claim(make_article())
    claim, following = newsroom.claim_in(Stage.CHECKING), newsroom.claim_in(Stage.OPEN)
    [told] = said(make(newsroom.ana, claim, "submit"))
    assert f'Next for you: <a href="{address_of(following)}">' in told


def test_only_a_reviewer_is_told_that_somebody_else_signs_off(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    page = at_work(newsroom.ana).get(address_of(claim)).content.decode()
    assert "You cannot sign off" not in page


def test_the_headline_in_a_message_is_escaped(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    newsroom.bring(newsroom.claim(headline="<b>It cost</b>"), Stage.IN_REVIEW)
    page = make(newsroom.carla, claim, "sign-off").content.decode()
    assert "&lt;b&gt;It cost&lt;/b&gt;</a>" in page


def test_a_publisher_lists_what_somebody_else_wrote(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.OPEN)
    response = make(newsroom.eva, claim, "list")
    [told] = said(response)
    assert told.startswith("Listed: readers see the claim, without a verdict.")
    assert f'<a href="/claims/{claim.pk}/the-bridge-cost-ten-million/">' in told
    assert "list" not in {button.verb for button in response.context["buttons"]}


def test_whoever_sees_the_desk_may_comment(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    response = make(newsroom.ben, claim, "comment", comment="The ministry answered.")
    assert said(response) == ["Your comment is in the thread."]
    assert "The ministry answered." in response.content.decode()


def test_nobody_moves_a_claim_by_following_a_link(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.OPEN)
    response = at_work(newsroom.ana).get(f"/admin/factcheck/claim/{claim.pk}/move/take/")
    assert response.status_code == 302
    claim.refresh_from_db()
    assert claim.stage == Stage.OPEN


def test_there_is_no_other_move(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    for verb in ("void", "approve"):
        assert make(newsroom.sam, claim, verb).status_code == 404


SETTLED = [Stage.PUBLISHED, Stage.WITHDRAWN, Stage.DROPPED]
PARTS = [Citation, Evidence, SearchLogEntry, ReplyRequest, ExternalReview, Translation]


@pytest.mark.parametrize("stage", SETTLED)
def test_a_settled_claim_keeps_its_verdict_and_takes_notes(
    newsroom: Newsroom, stage: Stage
) -> None:
    claim = newsroom.claim_in(stage)
    response = at_work(newsroom.ana).get(address_of(claim))
    fields = set(response.context["adminform"].form.fields)
    assert {"note", "priority", "due_on", "assignee", "reviewer"} <= fields
    assert not fields & {"headline", "summary", "status", "speaker", "quote"}
    way = "restore it" if stage == Stage.DROPPED else "reopen the claim"
    assert way in response.content.decode()


@pytest.mark.parametrize("name", ["ana", "carla", "sam"])
@pytest.mark.parametrize("stage", Stage)
def test_the_rows_of_a_claim_are_changed_in_work_by_who_may_and_rest_with_it(
    newsroom: Newsroom, stage: Stage, name: str
) -> None:
    claim = newsroom.claim_in(stage)
    response = at_work(newsroom.person(name)).get(address_of(claim))
    may = stage not in SETTLED and name != "carla"
    offered = {
        inline.opts.model: (
            inline.has_add_permission,
            inline.has_change_permission,
            inline.has_delete_permission,
        )
        for inline in response.context["inline_admin_formsets"]
    }
    assert offered == dict.fromkeys(PARTS, (may,) * 3) | {Publication: (False,) * 3}
    page = response.content.decode()
    for row in ("citations-0", "evidence-0"):
        assert (f'name="{row}-source"' in page) == may
        assert (f'name="{row}-DELETE"' in page) == may
        assert (f'name="{row.replace("0", "__prefix__")}-source"' in page) == may


def test_a_claim_is_never_deleted(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.OPEN)
    address = f"/admin/factcheck/claim/{claim.pk}/delete/"
    assert at_work(newsroom.sam).post(address, {"post": "yes"}).status_code == 403
