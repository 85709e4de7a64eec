"""Content taken out of the record, by two people and with a public reason."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from factcheck import workflow
from factcheck.models import Claim, Publication, PublicClaim, Redaction
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.publishing import reading_room, record_verification, redacting
from tests.workflow.newsroom import Newsroom, by_hand, refused

REASON = "A court’s order of 3 May 2024."


@pytest.fixture
def published(desk: Newsroom) -> Publication:
    return desk.claim_in(Stage.PUBLISHED).publications.get()


def ask(desk: Newsroom, publication: Publication, reason: str = REASON) -> Redaction:
    return redacting.ask(publication.claim, [publication], reason, desk.eva)


def redact(desk: Newsroom, publication: Publication) -> Redaction:
    asked = ask(desk, publication, f" {REASON} ")
    redacting.agree(asked, desk.sam)
    asked.refresh_from_db()
    return asked


def test_the_content_goes_and_the_digests_stay(desk: Newsroom, published: Publication) -> None:
    desk.claim_in(Stage.PUBLISHED)
    head = record_verification.verify()

    redact(desk, published)

    after = Publication.objects.get(pk=published.pk)
    assert after.content is None
    assert after.content_sha256 == published.content_sha256
    assert Redaction.objects.get().reason == REASON
    assert list(Redaction.objects.get().publications) == [after]
    assert record_verification.verify() == head
    with pytest.raises(ValueError, match=r"^The content of this publication was redacted\.$"):
        _ = after.said


def test_the_audit_of_the_claim_keeps_who_and_when_but_no_values(
    desk: Newsroom, published: Publication
) -> None:
    other = desk.claim()
    before = list(published.claim.audit_entries.values_list("actor", "at", "table"))

    redact(desk, published)

    entries = published.claim.audit_entries.all()
    assert set(before) < set(entries.values_list("actor", "at", "table"))
    assert {str(entry.changes) for entry in entries} == {"{}"}
    kept = other.audit_entries.exclude(changes={})
    assert {entry.changes["status_id"][1] for entry in kept if "status_id" in entry.changes} == {
        "true"
    }
    assert not kept.filter(changes__has_key="quote").exists()


def test_the_reading_room_forgets_it_and_does_not_remember_it(
    desk: Newsroom, published: Publication
) -> None:
    other = desk.claim_in(Stage.PUBLISHED)
    redact(desk, published)
    assert [claim.pk for claim in PublicClaim.objects.all()] == [other.pk]
    reading_room.rebuild()
    assert [claim.pk for claim in PublicClaim.objects.all()] == [other.pk]


def test_an_earlier_revision_goes_without_the_later_one(
    desk: Newsroom, published: Publication
) -> None:
    claim = published.claim
    desk.move(claim, Verb.WITHDRAW, desk.eva, comment="It was wrong.")
    redact(desk, published)
    assert PublicClaim.objects.get().publication.kind == "retraction"
    assert isinstance(record_verification.verify(), record_verification.Head)


def test_nothing_goes_before_somebody_agrees(desk: Newsroom, published: Publication) -> None:
    ask(desk, published)
    assert Publication.objects.get().content == published.content
    with acting_as(desk.sam), refused("factcheck_publication is written once"):
        Publication.objects.update(content=None)


def test_nobody_redacts_alone(desk: Newsroom, published: Publication) -> None:
    asked = ask(desk, published)
    with pytest.raises(
        ValidationError, match=r"Somebody other than the person who asked for it must agree\."
    ):
        redacting.agree(asked, desk.eva)
    with acting_as(desk.eva), refused("redaction_by_two_people"):
        Redaction.objects.update(agreed_by=desk.eva, agreed_at=timezone.now())
    assert Publication.objects.get().content == published.content


def test_nobody_agrees_in_somebody_elses_name(desk: Newsroom, published: Publication) -> None:
    both = {"claim": published.claim, "serials": [1], "reason": REASON, "asked_by": desk.eva}
    asks = "A redaction is asked for in the name of who acts; somebody else agrees to it."
    with acting_as(desk.eva), refused(asks):
        Redaction.objects.create(**both, agreed_by=desk.sam, agreed_at=timezone.now())
    with acting_as(desk.sam), refused(asks):
        Redaction.objects.create(**both)
    ask(desk, published)
    with (
        acting_as(desk.eva),
        refused("A redaction is agreed to once, in the name of who acts, and not changed."),
    ):
        Redaction.objects.update(agreed_by=desk.sam, agreed_at=timezone.now())


def test_nothing_is_agreed_to_without_who_agrees(desk: Newsroom, published: Publication) -> None:
    alone = {"claim": published.claim, "serials": [1], "reason": REASON, "asked_by": desk.eva}
    with acting_as(desk.eva), refused("redaction_by_two_people"):
        Redaction.objects.create(**alone, agreed_at=timezone.now())


def test_nothing_is_taken_in_advance(desk: Newsroom, published: Publication) -> None:
    both = {"claim": published.claim, "reason": REASON, "asked_by": desk.eva}
    with acting_as(desk.eva), refused("A redaction takes what is published."):
        Redaction.objects.create(**both, serials=[published.serial, published.serial + 1])


def test_a_redaction_stays_as_it_was_agreed_to(desk: Newsroom, published: Publication) -> None:
    redact(desk, published)
    with acting_as(desk.dan):
        with refused("A redaction is agreed to once, in the name of who acts, and not changed."):
            Redaction.objects.update(reason="No reason.")
        with refused("A redaction that was agreed to stays."):
            by_hand("DELETE FROM factcheck_redaction")


def test_what_is_agreed_to_is_what_was_asked_for(desk: Newsroom, published: Publication) -> None:
    asked = ask(desk, published)
    with acting_as(desk.sam), refused("A redaction is agreed to once, in the name of who acts"):
        Redaction.objects.filter(pk=asked.pk).update(
            agreed_by=desk.sam, agreed_at=timezone.now(), reason="Another one."
        )


def test_a_redaction_has_a_reason(desk: Newsroom, published: Publication) -> None:
    with pytest.raises(ValidationError, match=r"This field cannot be blank\."):
        ask(desk, published, "  ")


def test_redacting_is_for_publishers(desk: Newsroom, published: Publication) -> None:
    message = r"^Only publishers can ask for a redaction, or agree to one\.$"
    with pytest.raises(PermissionDenied, match=message):
        redacting.ask(published.claim, [published], REASON, desk.carla)
    asked = ask(desk, published)
    with pytest.raises(PermissionDenied, match=message):
        redacting.agree(asked, desk.carla)


def test_a_redacted_review_can_be_corrected(desk: Newsroom, published: Publication) -> None:
    claim = Claim.objects.get(pk=published.claim_pk)
    redact(desk, published)
    with pytest.raises(workflow.WrongStage, match=r"^There is no published review to withdraw\.$"):
        desk.move(claim, Verb.WITHDRAW, desk.eva, comment="It was wrong.")

    desk.move(claim, Verb.REOPEN, desk.ana, comment="Without the name.")
    desk.bring(claim, Stage.PUBLISHED, kind=PublicationKind.CORRECTION, reason="Without the name.")

    assert PublicClaim.objects.get().publication.number == 2
    assert isinstance(record_verification.verify(), record_verification.Head)


def test_a_redacted_listing_can_be_dropped(desk: Newsroom) -> None:
    claim = desk.claim()
    redact(desk, workflow.list_claim(claim.pk, desk.eva))

    desk.move(claim, Verb.DROP, desk.ana, comment="It is no claim.")

    assert claim.stage == Stage.DROPPED
    assert claim.publications.count() == 1
