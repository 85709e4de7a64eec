"""What an article's page says of a claim beside its words, and of its text."""

from django.utils.formats import date_format
from django.utils.timezone import localdate

from factcheck import text_versions
from factcheck.models import Source
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import Stage
from factcheck.publishing import reading_room, reading_room_verification
from tests.public.pages import Visit
from tests.workflow.newsroom import TEXT, Newsroom


def test_the_best_evidence_points_the_way_of_the_verdict_and_is_primary_if_it_can_be(
    visit: Visit, desk: Newsroom
) -> None:
    claim = desk.claim()
    with acting_as(desk.ana):
        claim.evidence.update(method="secondary", source=desk.source)
        desk.evidence(claim, stance="context")
        desk.evidence(claim, source=Source.objects.create(slug="deed", title="The deed"))
    desk.bring(claim, Stage.PUBLISHED)
    note = visit("/articles/bridge/").one(id=f"note-{claim.pk}")
    assert [term.words for term in note.all("dt")] == ["Cited", "For it"]
    assert note.all("dd")[1].words == "The deed"


def test_confidential_evidence_is_not_named(visit: Visit, desk: Newsroom) -> None:
    claim = desk.claim()
    with acting_as(desk.ana):
        claim.evidence.update(confidential=True, confidential_reason="a person is in danger")
    desk.bring(claim, Stage.PUBLISHED)
    note = visit("/articles/bridge/").one(id=f"note-{claim.pk}")
    assert [term.words for term in note.all("dt")] == ["Cited"]


def test_the_page_says_when_the_publisher_has_a_newer_text_until_that_is_shown(
    visit: Visit, desk: Newsroom
) -> None:
    def told() -> list[str]:
        return [each.words for each in visit("/articles/bridge/").all(class_="notice")]

    desk.claim_in(Stage.PUBLISHED)
    assert told() == []
    text_versions.revise(desk.article, f"{TEXT} And more.", desk.ana)
    day = date_format(localdate(), "DATE_FORMAT")
    assert told() == [
        f"The publisher has changed this article: we read a newer text on {day}. "
        "Shown here is the one that we checked."
    ]
    reading_room.rebuild()
    assert len(told()) == 1
    assert list(reading_room_verification.faults()) == []
    desk.revision = desk.article.revisions.latest("number")
    desk.bring(desk.claim(), Stage.PUBLISHED)
    assert told() == []
