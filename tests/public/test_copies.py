"""Copies of the seeds' claims, to measure with."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from factcheck.management.measuring_data import copy_seeds
from factcheck.models import Claim, PublicArticle, Publication, PublicClaim, PublicSpeaker
from factcheck.models.acting import acting_as
from factcheck.publishing import reading_room, record_verification
from tests.models.factories import make_article, make_claim, person
from tests.public.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

# The words to search by are about as many, but not quite those of the record.
LEFT_OUT = {
    PublicClaim: {"search", "slug"},
    PublicArticle: {"search"},
    PublicSpeaker: {"search"},
}


def rows_that_readers_see() -> list[Any]:
    return [
        [
            {name: value for name, value in row.items() if name not in left_out}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model, left_out in LEFT_OUT.items()
    ]


def test_each_copy_has_all_claims_of_the_article() -> None:
    copy_seeds(2)

    assert Claim.objects.count() == PublicClaim.objects.count() == 3 * 85


def test_their_publications_go_on_with_the_one_chain() -> None:
    copy_seeds(2)

    verified = record_verification.verify()
    assert isinstance(verified, record_verification.Head), verified
    assert Publication.objects.count() == 3 * 125
    # The finding on the article is not copied.
    assert verified.serial == 3 * 125 + 1


@pytest.mark.system
def test_readers_see_them_as_the_record_has_them() -> None:
    copy_seeds(1)
    before = rows_that_readers_see()

    reading_room.rebuild()

    assert rows_that_readers_see() == before


def test_their_pages_can_be_read(visit: Callable[..., Page]) -> None:
    copy_seeds(1)
    claim = PublicClaim.objects.reviewed().order_by("-pk")[0]

    visit(claim.get_absolute_url())
    visit(claim.article.get_absolute_url())


def test_the_guards_are_on_again_afterwards() -> None:
    copy_seeds(1)

    with pytest.raises(IntegrityError, match="Nobody is named as acting"):
        Claim.objects.update(headline="Without a name")


def test_among_other_claims_the_command_refuses() -> None:
    with acting_as(person("ana")):
        make_claim(make_article(), "60 people died")

    with pytest.raises(CommandError, match="more claims than the seeds"):
        call_command("generate_claims", "200")

    assert Claim.objects.count() == 86
