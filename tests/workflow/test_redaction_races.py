"""Redactions and what else happens at the same moment: one outcome, and nothing half done."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from factcheck import workflow
from factcheck.models import Publication, Redaction, User
from factcheck.models.vocabulary import Stage
from factcheck.publishing import record_verification, redacting
from tests.record import json_of
from tests.workflow.newsroom import Newsroom
from tests.workflow.test_races import Act, at_once, desk, in_between

pytestmark = pytest.mark.system

__all__ = ["desk"]


def agree(asked: Redaction, user: User) -> Act:
    def act() -> Any:
        try:
            redacting.agree(Redaction.objects.get(pk=asked.pk), user)
        except ValidationError as refusal:
            return refusal.messages
        return "agreed"

    return act


def ask(desk: Newsroom, *publications: Publication) -> Redaction:
    return redacting.ask(publications[0].claim, publications, "A court’s order.", desk.eva)


def publisher(name: str) -> User:
    user = User.objects.create(username=name, byline=name)
    user.groups.add(Group.objects.get(name="Publishers"))
    return user


def test_two_publishers_agree_at_once(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    asked = ask(desk, claim.publications.get())
    outcomes = at_once(agree(asked, desk.sam), agree(asked, publisher("una")))
    assert "agreed" in outcomes
    assert ["Somebody agreed to this meanwhile, or took it back."] in outcomes
    assert claim.publications.get().content is None
    record_verification.verify()


def test_it_is_taken_back_while_somebody_agrees(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    asked = ask(desk, claim.publications.get())
    outcome = in_between(lambda: redacting.take_back(asked, desk.eva), agree(asked, desk.sam))
    assert outcome == ["Somebody agreed to this meanwhile, or took it back."]
    assert claim.publications.get().content is not None


def test_what_is_listed_while_the_words_go_is_listed_without_them(desk: Newsroom) -> None:
    claim, other = desk.claim_in(Stage.PUBLISHED), desk.claim(headline="Another")
    asked = ask(desk, claim.publications.get())
    in_between(agree(asked, desk.sam), lambda: workflow.list_claim(other.pk, desk.eva))
    assert set(json_of(other.publications.get())["claim"]["quote"]["exact"]) == {"█"}
