"""Whoever changes what readers are shown, past the record, is found out."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models

from factcheck.models import (
    Claim,
    PublicArticle,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
    Topic,
)
from factcheck.models.acting import acting_as
from factcheck.models.content.canonical import link as link_of
from factcheck.models.content.canonical import sha256
from factcheck.models.reading_room import NamedByClaims
from factcheck.publishing import reading_room, reading_room_verification, record_verification
from tests.models.factories import (
    at_the_desk,
    make_article,
    make_citation,
    make_claim,
    make_speaker,
    person,
)
from tests.publishing.conftest import ROOM, decide, make_public, new_text, publish_review

pytestmark = pytest.mark.system

__all__ = ["at_the_desk"]

# What the search looks through, and keys by which the rows are found.
NOT_COMPARED = {
    (PublicClaim, "id"),
    (PublicClaim, "publication"),
    *((model, "search") for model in ROOM),
    *((model, "slug") for model in ROOM if model is not PublicClaim),
}
COLUMNS = [
    (model, field)
    for model in ROOM
    for field in model._meta.concrete_fields
    if (model, field.name) not in NOT_COMPARED
]


@pytest.fixture
def public(db: None) -> Claim:
    """A review of a claim with all that the reading room shows of one; others are listed."""
    article = make_article()
    claim = make_claim(article, speaker=make_speaker(role="minister"))
    listed = make_claim(make_article(slug="other", title="Other"), speaker=make_speaker("Bea"))
    with acting_as(person("ana")):
        make_citation(claim, finding_id="accurate")
        claim.topics.add(Topic.objects.create(slug="roads", name={"en": "Roads"}))
    decide(claim, "false")
    publish_review(claim)
    make_public(listed)
    assert list(reading_room_verification.faults()) == []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
    return claim


def another(field: models.Field[Any, Any], value: Any) -> Any:
    """A value that the column could have instead."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case datetime() | date():
            return value + timedelta(days=1)
        case list():
            return [*value, "forged"]
        case dict():
            return value | {"en": "forged"}
        case str():
            return value[:-1] + "x" if value else "x"
    return 1 if isinstance(field, models.IntegerField) else datetime(2024, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(("model", "field"), COLUMNS, ids=lambda each: getattr(each, "name", ""))
def test_another_value_in_any_column_is_found(
    public: Claim, model: type[models.Model], field: models.Field[Any, Any]
) -> None:
    row = model._default_manager.order_by("pk")[0]
    forged = another(field, getattr(row, field.attname))
    assert model._default_manager.filter(pk=row.pk).update(**{field.attname: forged}) == 1

    assert any(str(row.pk) in fault for fault in reading_room_verification.faults())


def test_a_forged_verdict_is_named_with_what_to_do(public: Claim) -> None:
    PublicClaim.objects.filter(pk=public.pk).update(status="true", summary="It did.")

    with pytest.raises(CommandError) as refusal:
        call_command("verify_record", stdout=StringIO())
    assert str(refusal.value).splitlines() == [
        f"Claim {public.pk} is shown with another summary than was published.",
        f"Claim {public.pk} is shown with another status than was published.",
        "The record itself is unbroken: find out who changed the reading room, then make it anew "
        "with manage.py rebuild_reading_room.",
    ]
    reading_room.rebuild()
    assert list(reading_room_verification.faults()) == []


@pytest.mark.parametrize("model", ROOM)
def test_a_row_that_is_gone_is_found(public: Claim, model: type[models.Model]) -> None:
    row = model._default_manager.order_by("pk")[0]
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {model._meta.db_table} WHERE {model._meta.pk.column} = %s",  # noqa: S608
            [row.pk],
        )

    assert f"{model.__name__.removeprefix('Public')} {row.pk} is public, and not shown." in list(
        reading_room_verification.faults()
    )


@pytest.mark.parametrize("model", [PublicArticle, PublicSpeaker, PublicSource, PublicTopic])
def test_a_row_that_no_claim_names_is_found(
    public: Claim, model: type[PublicArticle | NamedByClaims]
) -> None:
    row = model._default_manager.all()[0]
    row.slug = "invented"
    row.save(force_insert=True)

    name = model.__name__.removeprefix("Public")
    assert list(reading_room_verification.faults()) == [
        f"{name} invented is shown, and no claim names it."
    ]


def test_a_claim_of_which_nothing_is_public_is_found(public: Claim) -> None:
    row = PublicClaim.objects.get(pk=public.pk)
    row.pk, row.publication_id = 4711, 4711
    row.save(force_insert=True)

    assert "Claim 4711 is shown, and nothing of it is public." in list(
        reading_room_verification.faults()
    )


def test_a_passage_that_has_changed_since_is_no_fault(db: None) -> None:
    claim, other = make_claim(make_article()), make_claim(make_article(slug="b", title="B"))
    make_public(claim)
    make_public(other)
    new_text(claim, "A new text: 60 people died, they say.", "60 people died")

    assert list(reading_room_verification.faults()) == []


def test_a_review_that_nobody_signed_off_is_found(public: Claim) -> None:
    public.moves.sign_offs().update(candidate_sha256="0" * 64)
    review = public.publications.get()

    assert record_verification.verify() == record_verification.Fault(
        review.serial, "is a review of which nobody signed off these words"
    )


def test_the_sign_off_of_another_claim_is_none(public: Claim) -> None:
    other = PublicClaim.objects.exclude(pk=public.pk)[0]
    public.moves.sign_offs().update(claim=other.pk)

    assert isinstance(record_verification.verify(), record_verification.Fault)


def test_content_that_is_not_canonical_is_found(public: Claim) -> None:
    review = public.publications.get()
    spaced = bytes(review.content or b"").replace(b'{"claim":', b'{ "claim":')
    digest = sha256(spaced)
    link = link_of(review.previous_link, review.serial, digest)
    public.publications.update(content=spaced, content_sha256=digest, link=link)

    assert record_verification.verify() == record_verification.Fault(
        review.serial, "has content that is not in its canonical form"
    )
