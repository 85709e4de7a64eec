"""The reading room can be rebuilt from the record, exactly."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from factcheck.models import Article, Claim, Publication, PublicClaim, PublicSpeaker, Speaker
from factcheck.publishing import reading_room
from tests.models.factories import TEXT, make_article, make_citation, make_claim, make_source
from tests.publishing.conftest import decide, make_public, new_text, publish_review, room, say
from tests.workflow.test_races import until_it_waits


def test_a_rebuilt_room_is_exactly_as_publishing_left_it(claim: Claim) -> None:
    article = claim.article
    others = [make_claim(article, quote) for quote in ("49 deaths", "The weather was fine", "")]
    for each in (claim, *others):
        make_citation(each, source=make_source(f"For {each}"))
        make_public(each)
    publish_review(decide(claim))
    Speaker.objects.update(name="Ada Ruiz Soto", role="senator")
    say(others[0], speaker=claim.speaker, speaker_role="spokeswoman")
    new_text(others[1], "News.\n\n" + TEXT, "The weather was fine")
    say(others[0], speaker=None)
    say(others[2], speaker=claim.speaker)
    excerpted = make_claim(make_article(body_display="excerpts"), "49 deaths")
    make_public(excerpted)
    before = room()

    out = StringIO()
    call_command("rebuild_reading_room", stdout=out)

    assert out.getvalue().strip() == "5 public claims, as the record has them."
    assert room() == before


def test_what_somebody_wrote_into_the_room_by_hand_is_gone_after_a_rebuild(claim: Claim) -> None:
    make_public(claim)
    before = room()
    PublicClaim.objects.update(headline="FORGED", search=None)
    PublicSpeaker.objects.create(slug="forged", name="FORGED", kind="person")

    call_command("rebuild_reading_room", stdout=StringIO())

    assert room() == before


def test_a_rebuild_reads_the_record_and_not_the_desk(claim: Claim) -> None:
    make_public(claim)
    before = room()
    Article.objects.update(slug="renamed", title="DRAFT", body_display="excerpts")
    Claim.objects.update(
        headline="DRAFT",
        quote="",
        start=None,
        end=None,
        revision=None,
    )

    call_command("rebuild_reading_room", stdout=StringIO())

    assert room() == before


def test_an_empty_record_gives_an_empty_room(db: None) -> None:
    out = StringIO()

    call_command("rebuild_reading_room", stdout=out)

    assert out.getvalue().strip() == "0 public claims, as the record has them."
    assert not Publication.objects.exists()


@pytest.mark.usefixtures("own_database")
def test_a_rebuild_waits_for_who_is_publishing_and_misses_nothing() -> None:
    first, second = make_claim(make_article()), make_claim(make_article())
    make_public(first)

    def rebuild() -> int:
        try:
            return reading_room.rebuild()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as somebody:
        with transaction.atomic():
            make_public(second)
            rebuilt = somebody.submit(rebuild)
            until_it_waits(rebuilt)
        assert rebuilt.result() == 2

    assert [row.pk for row in PublicClaim.objects.order_by("pk")] == [first.pk, second.pk]
