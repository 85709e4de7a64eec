"""When somebody leaves: others get their work, and the name may give way to a pseudonym."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import TextField
from django.db.models.functions import Cast
from django.test import Client
from django.utils import timezone

from factcheck import leaving, remarks, workflow
from factcheck.leaving import Successors
from factcheck.models import (
    Claim,
    Embargo,
    Message,
    MessageLine,
    Move,
    Publication,
    ReaderReport,
    Remark,
    SavedView,
    User,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.workflow.errors import DemandsUnmet
from tests.admin.newsroom import at_work
from tests.record import json_of
from tests.workflow.newsroom import Newsroom, by_hand, refused

ORDER = timedelta(days=1)


def under_embargo(desk: Newsroom, by: User) -> Claim:
    claim = desk.claim_in(Stage.APPROVED)
    workflow.perform(claim.pk, Verb.PUBLISH, by, embargo=timezone.now() + ORDER)
    return claim


def test_open_work_goes_to_whom_it_is_given_in_one_act(desk: Newsroom) -> None:
    checked, submitted = desk.claim_in(Stage.CHECKING), desk.claim_in(Stage.IN_REVIEW)
    published = desk.claim_in(Stage.PUBLISHED)
    leaving.leave(desk.ana, Successors(to_check=desk.ben), desk.sam)
    for claim, assignee in ((checked, desk.ben), (submitted, desk.ben), (published, desk.ana)):
        claim.refresh_from_db()
        assert claim.assignee == assignee
    last = checked.moves.first()
    assert last
    assert (last.verb, last.actor) == (Verb.REASSIGN, desk.sam)
    desk.ana.refresh_from_db()
    assert not desk.ana.is_active


def test_what_nobody_gets_is_free_again(desk: Newsroom) -> None:
    checked = desk.claim_in(Stage.CHECKING)
    leaving.leave(desk.ana, Successors(), desk.sam)
    checked.refresh_from_db()
    assert (checked.stage, checked.assignee) == ("open", None)


def test_sign_offs_embargoes_reports_and_views_are_handed_over(desk: Newsroom) -> None:
    sam = desk.sam
    submitted, approved = desk.claim_in(Stage.IN_REVIEW), under_embargo(desk, sam)
    desk.change(submitted, reviewer=sam)
    report = ReaderReport.objects.create(kind="error", message="49 died.", assignee=sam)
    SavedView.objects.create(owner=sam, name="Late", query="due=late", is_shared=True)
    SavedView.objects.create(owner=sam, name="Mine", query="due=today")
    SavedView.objects.create(owner=desk.fay, name="Late", query="due=none")
    to = Successors(to_check=None, to_sign_off=desk.dan, orders=desk.eva, views=desk.fay)
    boss = User.objects.create(username="boss", is_superuser=True, is_staff=True)
    leaving.leave(sam, to, boss)
    submitted.refresh_from_db()
    report.refresh_from_db()
    assert (submitted.reviewer, report.assignee) == (desk.dan, None)
    assert Embargo.objects.get(claim=approved).publisher == desk.eva
    names = SavedView.objects.order_by("pk").values_list("name", "owner", "is_shared")
    assert list(names) == [("Late (2)", desk.fay.pk, True), ("Late", desk.fay.pk, False)]


def test_nothing_is_handed_over_where_something_is_missing(desk: Newsroom) -> None:
    claim = under_embargo(desk, desk.eva)
    with pytest.raises(DemandsUnmet, match=r"^Choose who gets the embargoes"):
        leaving.leave(desk.eva, Successors(), desk.sam)
    with pytest.raises(DemandsUnmet, match=r"^carla cannot take this over"):
        leaving.leave(desk.eva, Successors(orders=desk.carla), desk.sam)
    desk.eva.refresh_from_db()
    assert desk.eva.is_active
    assert Embargo.objects.get(claim=claim).publisher == desk.eva


def test_an_embargo_of_somebody_at_work_is_nobody_elses(desk: Newsroom) -> None:
    claim = under_embargo(desk, desk.eva)
    with acting_as(desk.sam), refused("An embargo is ordered in the name of who acts."):
        by_hand(
            "UPDATE factcheck_embargo SET publisher_id = %s WHERE claim_id = %s",
            desk.fay.pk,
            claim.pk,
        )


def test_who_left_is_signed_out_at_once_and_for_good(desk: Newsroom) -> None:
    desk.ana.set_password("as good as any other")
    desk.ana.save()
    client = at_work(desk.ana)
    assert client.get("/admin/").status_code == 200
    leaving.leave(desk.ana, Successors(), desk.sam)
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")
    assert not Client().login(username="ana", password="as good as any other")


def test_who_left_is_assigned_and_offered_nothing(desk: Newsroom) -> None:
    leaving.leave(desk.ben, Successors(), desk.sam)
    desk.ben.refresh_from_db()
    claim = desk.bare_claim()
    with pytest.raises(DemandsUnmet, match=r"^ben is no researcher"):
        workflow.perform(claim.pk, Verb.ASSIGN, desk.fay, assignee=User.objects.get(username="ben"))
    found = "/admin/autocomplete/?app_label=factcheck&model_name=claim&field_name=assignee&term="
    assert at_work(desk.sam).get(f"{found}ben").json()["results"] == []
    assert len(at_work(desk.sam).get(f"{found}ana").json()["results"]) == 1


def zelda(desk: Newsroom) -> User:
    """Somebody who did all that there is to do, whose names stand nowhere by chance."""
    user = User.objects.create_superuser(
        username="zelda.quux", first_name="Zelda", last_name="Quux", email="zelda@quux.example"
    )
    User.objects.filter(pk=user.pk).update(byline="Zelda Quux")
    user.refresh_from_db()
    published = desk.bare_claim(by=user)
    with acting_as(user):
        evidence = desk.evidence(published)
        verdict = {"status_id": "true", "summary": "It did.", "reasoning": f"So [{evidence.ref}]."}
        Claim.objects.filter(pk=published.pk).update(**verdict)
    desk.move(published, Verb.TAKE, user)
    desk.move(published, Verb.SUBMIT, user)
    desk.move(published, Verb.SIGN_OFF, desk.carla)
    desk.move(published, Verb.COMMENT, user, comment="Zero.")
    desk.move(
        published, Verb.COMMENT, desk.ana, comment="@Zelda.Quux, is it? (@zelda.quux) @zelda.quuxes"
    )
    desk.move(published, Verb.PUBLISH, desk.eva)
    void = desk.claim_in(Stage.APPROVED)
    with acting_as(user):
        Claim.objects.filter(pk=void.pk).update(summary="It did not.")
    message = Message.objects.create(
        user=user, made_at=timezone.now(), failure="zelda@quux.example is refused"
    )
    MessageLine.objects.create(message=message, notice="overdue", claim=published)
    LogEntry.objects.create(
        user=desk.sam,
        content_type_id=ContentType.objects.get_for_model(User).pk,
        object_id=str(user.pk),
        object_repr="zelda.quux",
        action_flag=2,
    )
    SavedView.objects.create(owner=user, name="Late", query="due=late")
    leaving.leave(user, Successors(), desk.sam)
    user.refresh_from_db()
    return user


def columns_with(words: str) -> set[str]:
    """All columns of the desk, and of Django's own tables, in which the words stand."""
    found = set()
    published = {"factcheck_publication", "factcheck_publicclaim"}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table in published:
            continue
        for field in model._meta.concrete_fields:
            rows: Any = model._default_manager.annotate(columntext=Cast(field.name, TextField()))
            if rows.filter(columntext__icontains=words).exists():
                found.add(str(field))
    return found


def test_the_old_name_and_address_stand_nowhere_but_in_what_was_published(desk: Newsroom) -> None:
    user = zelda(desk)
    before = columns_with("zelda") | columns_with("quux")
    assert len(before) >= 6, before
    leaving.pseudonymise(user, "former-colleague", desk.sam)
    # “@zelda.quuxes” is somebody else.
    left = columns_with("zelda") | columns_with("quux")
    assert left == {"factcheck.Move.comment"}
    comments = Move.objects.filter(comment__icontains="quux").values_list("comment", flat=True)
    assert list(comments) == ["@former-colleague, is it? (@former-colleague) @zelda.quuxes"]
    said = json_of(Publication.objects.filter(kind="review").latest("pk"))
    assert "Zelda Quux" in str(said)


def test_remarks_call_them_by_the_new_name_too(desk: Newsroom) -> None:
    user = zelda(desk)
    remark = Remark(claim=desk.claim(), field="summary", text="@zelda.quux knows it.")
    remarks.make(remark, desk.carla)
    leaving.pseudonymise(user, "former-colleague", desk.sam)
    remark.refresh_from_db()
    assert remark.text == "@former-colleague knows it."


def test_the_histories_keep_who_it_was_under_the_new_name(desk: Newsroom) -> None:
    user = zelda(desk)
    leaving.pseudonymise(user, "former-colleague", desk.sam)
    claim = Claim.objects.filter(moves__actor=user).distinct().earliest("pk")
    page = at_work(desk.fay).get(f"/admin/factcheck/claim/{claim.pk}/history/").content.decode()
    assert "<b>former-colleague</b>" in page
    assert {move.actor_name for move in claim.moves.filter(actor=user)} == {"former-colleague"}
    user.refresh_from_db()
    assert (user.byline, user.email, user.get_full_name()) == ("former-colleague", "", "")
    assert not user.has_usable_password()


def test_only_who_left_gets_a_pseudonym_and_only_one_that_is_free(desk: Newsroom) -> None:
    with pytest.raises(DemandsUnmet, match=r"^Deactivate the account first"):
        leaving.pseudonymise(desk.ana, "former-colleague", desk.sam)
    leaving.leave(desk.ana, Successors(), desk.sam)
    desk.ana.refresh_from_db()
    for name in ("ben", "a name with spaces", ""):
        with pytest.raises(ValidationError):
            leaving.pseudonymise(desk.ana, name, desk.sam)


def test_a_comment_changes_in_nothing_but_the_name(desk: Newsroom) -> None:
    claim = desk.claim()
    desk.move(claim, Verb.COMMENT, desk.ana, comment="@ben, look.")
    said = claim.moves.get()
    leaving.leave(desk.ben, Successors(), desk.sam)
    desk.ben.refresh_from_db()
    leaving.pseudonymise(desk.ben, "former-colleague", desk.sam)
    said.refresh_from_db()
    assert said.comment == "@former-colleague, look."
    for forged in ("@former-colleague, never.", "@ana, look."):
        with acting_as(desk.sam), refused("factcheck_move is written once"):
            by_hand("UPDATE factcheck_move SET comment = %s WHERE id = %s", forged, said.pk)


def test_two_people_have_two_bylines(desk: Newsroom) -> None:
    desk.ben.byline = "ANA"
    with pytest.raises(ValidationError, match="Somebody else has this byline already"):
        desk.ben.full_clean()


def test_work_that_nobody_was_given_is_not_said_to_be_handed_over(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.CHECKING)
    address = f"/admin/factcheck/user/{desk.ana.pk}/leave/"
    page = at_work(desk.sam).post(address, {"of": "True", "to_check": ""}, follow=True)
    claim.refresh_from_db()
    assert (claim.stage, claim.assignee) == (Stage.OPEN, None)
    assert "what nobody was given is free to take." in page.content.decode()


def test_an_administrator_hands_over_and_replaces_the_name(desk: Newsroom) -> None:
    desk.claim_in(Stage.CHECKING)
    address = f"/admin/factcheck/user/{desk.ana.pk}/leave/"
    client = at_work(desk.sam)
    assert address in client.get(f"/admin/factcheck/user/{desk.ana.pk}/change/").content.decode()
    form = client.get(address).context["form"]
    assert [field.label for field in form] == ["Claims to check go to (1)"]
    to = {"of": "True", "to_check": desk.ben.pk}
    page = client.post(address, to, follow=True).content.decode()
    assert "Ana can no longer sign in; the work is handed over." in page
    assert "Its name can be replaced" in page
    # A second click on the first button does not take the name.
    client.post(address, to)
    assert User.objects.filter(username="ana").exists()
    name = {"of": "False", "pseudonym": "ben"}
    assert "already exists" in client.post(address, name).content.decode()
    # It cannot be undone, so it is asked once more.
    name["pseudonym"] = "former-1"
    page = client.post(address, name).content.decode()
    assert "Everywhere at the desk, ana will be called former-1. Nobody can undo this" in page
    assert User.objects.filter(username="ana").exists()
    page = client.post(address, name | {"sure": ""}, follow=True).content.decode()
    assert "From now on the name is former-1." in page
    assert "The name was replaced on" in page


def test_the_numbers_are_those_of_who_has_how_much(desk: Newsroom) -> None:
    desk.claim_in(Stage.CHECKING)
    for stage in (Stage.IN_REVIEW, Stage.APPROVED):
        desk.change(desk.claim_in(stage), reviewer=desk.carla)
    shown = {}
    for person in (desk.ana, desk.carla):
        address = f"/admin/factcheck/user/{person.pk}/leave/"
        [field] = at_work(desk.sam).get(address).context["form"]
        shown[person.username] = (field.label, field.help_text)
    with_others = "is with others now; it goes along, for when it comes back."
    assert shown["ana"] == (
        "Claims to check go to (1)",
        "2 more are with others now; they go along, for when they come back.",
    )
    assert shown["carla"] == ("Claims to sign off go to (1)", f"1 more {with_others}")


def test_only_who_may_change_accounts_may(desk: Newsroom) -> None:
    address = f"/admin/factcheck/user/{desk.ana.pk}/leave/"
    for name in ("ana", "fay"):
        assert at_work(desk.person(name)).get(address).status_code == 403


def test_nobody_is_proposed_for_what_somebody_must_take_over(desk: Newsroom) -> None:
    under_embargo(desk, desk.eva)
    page = at_work(desk.sam).post(f"/admin/factcheck/user/{desk.eva.pk}/leave/", {"of": "True"})
    first, *_others = page.context["form"].fields["orders"].choices
    assert first[0] == ""
    assert page.context["form"].errors["orders"] == ["This field is required."]
    desk.eva.refresh_from_db()
    assert desk.eva.is_active


def test_a_pseudonym_of_two_words_is_refused_with_what_may_be_written(desk: Newsroom) -> None:
    leaving.leave(desk.dan, Successors(), desk.sam)
    sent = {"of": "False", "pseudonym": "Former colleague"}
    page = at_work(desk.sam).post(f"/admin/factcheck/user/{desk.dan.pk}/leave/", sent)
    assert page.context["form"].errors["pseudonym"] == [
        "Write it as one word of letters, digits and @ . + - _, such as former-colleague."
    ]
