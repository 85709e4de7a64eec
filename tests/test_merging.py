"""Merging speakers and sources: everything is linked again, nothing published is reopened."""

import pytest
from django.core.exceptions import ValidationError

from factcheck import merging, workflow
from factcheck.models import (
    AuditEntry,
    Citation,
    Claim,
    Evidence,
    Publication,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    Source,
    Speaker,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.publishing import reading_room
from tests.publishing.conftest import room
from tests.workflow.newsroom import Newsroom


def make_public(desk: Newsroom, speaker: Speaker, source: Source | None = None) -> None:
    """Let readers know of somebody, and of a source, through a listed claim."""
    claim = desk.bare_claim()
    desk.change(claim, speaker=speaker)
    if source:
        with acting_as(desk.ana):
            Citation.objects.create(claim=claim, source=source)
    workflow.list_claim(claim.pk, desk.eva)


def assert_rebuilt_the_same() -> None:
    before = room()
    reading_room.rebuild()
    assert room() == before


@pytest.mark.parametrize("stage", list(Stage))
def test_claims_of_every_stage_are_linked_again(desk: Newsroom, stage: Stage) -> None:
    make_public(desk, desk.other_speaker, desk.other_source)
    claim = desk.claim_in(stage)
    merging.merge(desk.speaker, desk.other_speaker, desk.fay)
    merging.merge(desk.source, desk.other_source, desk.fay)
    claim.refresh_from_db()
    assert claim.speaker == desk.other_speaker
    assert claim.citations.get().source == desk.other_source
    # What was signed off names another: it is read again.
    assert claim.stage == (Stage.IN_REVIEW if stage == Stage.APPROVED else stage)


def test_co_speakers_and_evidence_are_linked_again(desk: Newsroom) -> None:
    claim = desk.claim()
    third = Speaker.objects.create(slug="chair", name="The chair", kind="person")
    with acting_as(desk.ana):
        claim.co_speakers.add(desk.other_speaker)
    merging.merge(desk.other_speaker, third, desk.fay)
    merging.merge(desk.other_source, desk.source, desk.fay)
    assert claim.co_speakers.get() == third
    assert claim.evidence.get().source == desk.source


def test_the_name_and_the_aliases_are_kept_as_aliases(desk: Newsroom) -> None:
    desk.speaker.aliases.create(name="The department")
    desk.other_speaker.aliases.create(name="The department")
    merging.merge(desk.speaker, desk.other_speaker, desk.fay)
    names = sorted(alias.name for alias in desk.other_speaker.aliases.all())
    assert names == ["The department", "The ministry"]


@pytest.mark.parametrize(("name", "alias"), [("The mayor", "The town"), ("The town", "The mayor")])
def test_the_name_that_stays_is_no_alias_of_itself(desk: Newsroom, name: str, alias: str) -> None:
    one = Speaker.objects.create(slug="town", name=name, kind="person")
    one.aliases.create(name=alias)
    merging.merge(one, desk.other_speaker, desk.fay)
    assert [alias.name for alias in desk.other_speaker.aliases.all()] == ["The town"]


def test_readers_find_the_one_under_the_slug_of_the_other(desk: Newsroom) -> None:
    make_public(desk, desk.other_speaker)
    claim = desk.claim_in(Stage.PUBLISHED)
    publications = Publication.objects.count()
    merging.merge(desk.speaker, desk.other_speaker, desk.fay)
    public = PublicClaim.objects.get(pk=claim.pk)
    assert (public.speaker_id, public.speaker_slugs) == ("mayor", ["mayor"])
    assert PublicSpeaker.objects.get().former_slugs == ["ministry"]
    assert Publication.objects.count() == publications


def test_the_reading_room_is_what_a_rebuild_makes(desk: Newsroom) -> None:
    make_public(desk, desk.other_speaker, desk.other_source)
    desk.claim_in(Stage.PUBLISHED)
    merging.merge(desk.speaker, desk.other_speaker, desk.fay)
    merging.merge(desk.source, desk.other_source, desk.fay)
    assert_rebuilt_the_same()


def test_readers_find_a_public_one_under_the_slug_of_one_that_never_was(desk: Newsroom) -> None:
    desk.claim_in(Stage.PUBLISHED)
    chair = Speaker.objects.create(slug="chair", name="The chair", kind="person")
    study = Source.objects.create(slug="study", title="Study")
    merging.merge(chair, desk.speaker, desk.fay)
    merging.merge(study, desk.source, desk.fay)
    assert PublicSpeaker.objects.get().former_slugs == ["chair"]
    assert PublicSource.objects.get().former_slugs == ["study"]
    assert_rebuilt_the_same()


def test_one_that_is_public_already_keeps_the_name_that_was_published_last(desk: Newsroom) -> None:
    desk.claim_in(Stage.PUBLISHED)
    last = desk.claim()
    desk.change(last, speaker=desk.other_speaker)
    desk.bring(last, Stage.PUBLISHED)
    Speaker.objects.filter(pk=desk.other_speaker.pk).update(name="A draft of a name")
    merging.merge(desk.speaker, desk.other_speaker, desk.fay)
    assert PublicSpeaker.objects.get().name == "The mayor"
    assert_rebuilt_the_same()


def test_nobody_unpublished_takes_the_place_of_whom_readers_know(desk: Newsroom) -> None:
    desk.claim_in(Stage.PUBLISHED)
    for pair, names in [
        ((desk.speaker, desk.other_speaker), "“The ministry”, and nothing of “The mayor”"),
        ((desk.source, desk.other_source), "“Report, Ministry”, and nothing of “Audit, Court”"),
    ]:
        with pytest.raises(ValidationError, match=f"Readers know {names} was published yet"):
            merging.merge(*pair, desk.fay)  # type: ignore[type-var]
    merging.merge(desk.other_speaker, desk.speaker, desk.fay)
    Speaker.objects.filter(pk=desk.speaker.pk).update(name="A draft of a name")
    assert PublicSpeaker.objects.get().name == "The ministry"
    assert_rebuilt_the_same()


def test_the_one_whose_own_publication_is_taken_back_is_shown_as_the_other_was(
    desk: Newsroom,
) -> None:
    make_public(desk, desk.other_speaker, desk.other_source)
    last, listed = desk.claim_in(Stage.PUBLISHED), Claim.objects.earliest("pk")
    merging.merge(desk.speaker, desk.other_speaker, desk.fay)
    merging.merge(desk.source, desk.other_source, desk.fay)
    # Not even what was published last of the other takes the name of one that readers know.
    assert PublicSpeaker.objects.get().name == "The mayor"
    assert PublicSource.objects.get().title == "Audit"
    assert_rebuilt_the_same()

    Speaker.objects.filter(pk=desk.other_speaker.pk).update(name="A draft of a name")
    desk.move(listed, Verb.DROP, desk.ana, comment="It is no claim.")
    assert PublicSpeaker.objects.get().name == "The ministry"
    assert PublicSource.objects.get().title == "Report"
    assert_rebuilt_the_same()

    desk.move(last, Verb.WITHDRAW, desk.eva, comment="It was wrong.")
    assert PublicSpeaker.objects.get().name == "The ministry"
    assert_rebuilt_the_same()


def test_a_review_that_named_both_names_one(desk: Newsroom) -> None:
    claim = desk.claim()
    with acting_as(desk.ana):
        claim.co_speakers.add(desk.other_speaker)
    desk.bring(claim, Stage.PUBLISHED)
    desk.move(claim, Verb.REOPEN, desk.ana, comment="The mayor only repeated it.")
    with acting_as(desk.ana):
        claim.co_speakers.clear()
    merging.merge(desk.speaker, desk.other_speaker, desk.fay)
    assert PublicClaim.objects.get().speaker_slugs == ["mayor"]
    assert_rebuilt_the_same()


def test_the_preview_counts_all_that_will_be_linked_again(desk: Newsroom) -> None:
    one, another = desk.claim(), desk.claim_in(Stage.PUBLISHED)
    third = desk.bare_claim(speaker_role="chair")
    counted = {rows.model: rows.count() for rows in merging.links(desk.speaker)}
    assert counted == {Claim: 3, Claim.co_speakers.through: 0}
    desk.change(third, speaker=desk.other_speaker)
    with acting_as(desk.ana):
        third.co_speakers.add(desk.speaker)
    counted = {rows.model: rows.count() for rows in merging.links(desk.speaker)}
    assert counted == {Claim: 2, Claim.co_speakers.through: 1}
    cited = {rows.model: rows.count() for rows in merging.links(desk.source)}
    assert cited == {Citation: 2, Evidence: 0}
    assert [claim.citations.get().source for claim in (one, another)] == [desk.source] * 2


def test_what_was_merged_before_follows_into_the_next(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    third = Speaker.objects.create(slug="chair", name="The chair", kind="person")
    for speaker in (desk.other_speaker, third):
        make_public(desk, speaker)
    merging.merge(desk.speaker, desk.other_speaker, desk.fay)
    merging.merge(desk.other_speaker, third, desk.fay)
    claim.refresh_from_db()
    assert claim.speaker == third
    assert {one.merged_into for one in Speaker.objects.merged()} == {third}
    assert PublicSpeaker.objects.get().former_slugs == ["mayor", "ministry"]
    assert {alias.name for alias in third.aliases.all()} == {"The mayor", "The ministry"}


def test_two_that_one_claim_names_are_not_merged(desk: Newsroom) -> None:
    claim = desk.claim()
    with acting_as(desk.ana):
        claim.co_speakers.add(desk.other_speaker)
        Citation.objects.create(claim=claim, source=desk.other_source)
    for pair in [(desk.speaker, desk.other_speaker), (desk.source, desk.other_source)]:
        with pytest.raises(ValidationError, match=r"These claims name both.*The bridge cost"):
            merging.merge(*pair, desk.fay)  # type: ignore[type-var]
    assert not Speaker.objects.merged().exists()


def test_one_is_not_merged_into_itself_nor_twice(desk: Newsroom) -> None:
    with pytest.raises(ValidationError, match="Choose another one"):
        merging.merge(desk.speaker, desk.speaker, desk.fay)
    merging.merge(desk.speaker, desk.other_speaker, desk.fay)
    for pair in [(desk.speaker, desk.other_speaker), (desk.other_speaker, desk.speaker)]:
        with pytest.raises(ValidationError, match="merged before: choose what it became"):
            merging.merge(*pair, desk.fay)


def test_a_merge_is_recorded_with_who_made_it(desk: Newsroom) -> None:
    make_public(desk, desk.other_speaker)
    claim = desk.claim_in(Stage.PUBLISHED)
    merging.merge(desk.speaker, desk.other_speaker, desk.fay)
    entries = AuditEntry.objects.filter(actor=desk.fay)
    relinked = entries.get(table="factcheck_claim", row=str(claim.pk))
    assert relinked.changes == {"speaker_id": [desk.speaker.pk, desk.other_speaker.pk]}
    assert entries.get(table="factcheck_speaker").changes == {
        "merged_into_id": [None, desk.other_speaker.pk]
    }
