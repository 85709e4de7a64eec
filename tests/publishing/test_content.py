"""What a listing and a review say, and what they never say."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model, UniqueConstraint

from factcheck.models import (
    Article,
    Claim,
    Finding,
    SearchLogEntry,
    Source,
    Speaker,
    Topic,
    Translation,
    User,
)
from factcheck.models.content.canonical import canonical
from factcheck.models.vocabulary import Extent, Method, PublicationKind, Stance
from factcheck.publishing import candidates
from tests.models.factories import (
    make_article,
    make_citation,
    make_claim,
    make_evidence,
    make_source,
    make_speaker,
)
from tests.publishing.conftest import content_of, decide, make_public, publish_review
from tests.record import json_of

pytestmark = pytest.mark.django_db

VERDICT = {"summary", "reasoning", "evidence", "search_log", "translations"}


def listed(claim: Claim) -> dict[str, Any]:
    said: dict[str, Any] = json_of(make_public(claim))["claim"]
    return said


def reviewed(claim: Claim) -> dict[str, Any]:
    said: dict[str, Any] = json_of(publish_review(claim))["claim"]
    return said


def test_a_listing_says_what_is_claimed_by_whom_and_where(claim: Claim) -> None:
    said = listed(claim)

    assert said["headline"] == "60 people died"
    assert said["speakers"] == [
        {
            "slug": claim.speaker and claim.speaker.slug,
            "name": "Ada Ruiz",
            "kind": "person",
            "role": "minister",
            "usual_role": "minister",
            "country": "",
        }
    ]
    revision = claim.article.revisions.get()
    assert said["article"]["revision"] == {"number": 1, "sha256": revision.sha256}
    assert said["quote"] == {
        "exact": "60 people died",
        "prefix": "he dead\n\nThe minister said that ",
        "suffix": ". “Nobody was warned,” she added",
        "start": 49,
        "end": 63,
        "paragraph": "The minister said that 60 people died. “Nobody was warned,” she added.",
    }


def test_a_listing_reads_not_yet_checked_whatever_the_desk_thinks(claim: Claim) -> None:
    decide(claim, "false")

    said = listed(claim)

    assert said["status"]["slug"] == "unverified"
    assert said["status"]["name"]["en"] == "Not yet checked"


def test_a_listing_holds_nothing_of_the_draft_verdict(claim: Claim) -> None:
    decide(claim, summary="DRAFT", reasoning="DRAFT")
    evidence = make_evidence(claim, summary="DRAFT", source=make_source("DRAFT"))
    citation = make_citation(claim, finding=Finding.objects.get(pk="misrepresented"))
    citation.evidence.add(evidence)
    SearchLogEntry.objects.create(
        claim=claim, place="DRAFT", query="DRAFT", searched_on=date(2026, 11, 23)
    )
    Translation.objects.create(claim=claim, language="es", summary="DRAFT")

    publication = make_public(claim)

    assert not VERDICT & set(json_of(publication)["claim"])
    assert b"DRAFT" not in content_of(publication)
    assert b"misrepresented" not in content_of(publication)
    assert b'"false"' not in content_of(publication)


def test_a_listing_names_the_cited_sources(claim: Claim) -> None:
    make_citation(claim, source=make_source("Count"), as_cited="a count", place="page 14")

    [citation] = listed(claim)["citations"]

    assert citation["source"]["title"] == "Count"
    assert (citation["as_cited"], citation["place"]) == ("a count", "page 14")
    assert "finding" not in citation


def test_a_review_says_the_status_with_its_definition_of_that_day(claim: Claim) -> None:
    decide(claim, "false")

    status = reviewed(claim)["status"]

    assert (status["slug"], status["rating_value"]) == ("false", 1)
    assert status["name"] == {"en": "False", "es": "Falso", "ar": "زائف"}
    assert set(status["definition"]) == {"en", "es", "ar"}


def test_a_review_says_what_looking_up_each_cited_source_found(claim: Claim) -> None:
    evidence = make_evidence(claim)
    make_citation(claim, finding=Finding.objects.get(pk="imprecise")).evidence.add(evidence)

    [citation] = reviewed(claim)["citations"]

    assert citation["finding"]["slug"] == "imprecise"
    assert citation["finding"]["name"]["en"] == "Imprecise"
    assert citation["evidence"] == ["e1"]


def test_a_review_holds_the_evidence(claim: Claim) -> None:
    source = make_source("Count", url="https://daily.example/count", publisher="The Daily")
    make_evidence(
        claim,
        source=source,
        stance=Stance.REFUTES,
        method=Method.PRIMARY,
        extent=Extent.EXCERPT,
        summary="Counts 49.",
        excerpt="49 dead",
        place="page 14",
        origin="Agency",
    )

    [evidence] = reviewed(claim)["evidence"]

    assert evidence == {
        "ref": "e1",
        "stance": "refutes",
        "method": "primary",
        "confidential": False,
        "summary": "Counts 49.",
        "excerpt": "49 dead",
        "place": "page 14",
        "origin": "Agency",
        "accessed_on": "2026-11-23",
        "extent": "excerpt",
        "source": {
            "slug": source.slug,
            "title": "Count",
            "kind": "report",
            "description": "",
            "publisher": "The Daily",
            "published_on": "",
            "url": "https://daily.example/count",
            "archive_url": "",
        },
    }


def test_confidential_evidence_says_only_that_it_is_withheld_and_why(claim: Claim) -> None:
    secret = make_source("SECRET", url="https://secret.example", publisher="SECRET")
    make_evidence(
        claim,
        source=secret,
        confidential=True,
        confidential_reason="It would endanger her.",
        summary="SECRET",
        excerpt="SECRET",
        place="SECRET",
        origin="SECRET",
        note="SECRET",
    )

    publication = publish_review(claim)

    assert json_of(publication)["claim"]["evidence"] == [
        {
            "ref": "e1",
            "stance": "supports",
            "method": "secondary",
            "confidential": True,
            "confidential_reason": "It would endanger her.",
        }
    ]
    assert b"secret" not in content_of(publication).lower()


def test_a_review_holds_the_search_log_and_the_translations(claim: Claim) -> None:
    SearchLogEntry.objects.create(
        claim=claim, place="the web", query="60 dead", searched_on=date(2026, 11, 23)
    )
    Translation.objects.create(
        claim=claim, language="es", headline="Murieron 60", summary="No.", reasoning="49."
    )

    said = reviewed(claim)

    assert said["search_log"] == [
        {"place": "the web", "query": "60 dead", "searched_on": "2026-11-23"}
    ]
    assert said["translations"] == {
        "es": {"headline": "Murieron 60", "summary": "No.", "reasoning": "49."}
    }


def test_the_role_of_the_time_goes_before_the_usual_one(claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(speaker_role="then a senator")

    [speaker] = listed(claim)["speakers"]

    assert (speaker["role"], speaker["usual_role"]) == ("then a senator", "minister")


def test_the_speaker_comes_first_and_then_who_said_it_too(claim: Claim) -> None:
    claim.co_speakers.set([make_speaker("Bea Soto"), make_speaker("Aaron Paz")])

    said = listed(claim)

    assert [each["name"] for each in said["speakers"]] == ["Ada Ruiz", "Aaron Paz", "Bea Soto"]


def test_a_claim_without_a_place_has_no_quote(db: None) -> None:
    said = listed(make_claim(make_article(text=""), ""))

    assert said["quote"] is None
    assert said["article"]["revision"] is None


def test_notes_of_the_desk_and_accounts_are_nowhere(claim: Claim) -> None:
    marker = "ONLY-FOR-THE-DESK"
    person = User.objects.create(username=marker, byline=marker, email=f"{marker}@x.example")
    make_evidence(claim, note=marker)
    make_citation(claim, note=marker)
    for model in (Article, Claim, Speaker, Source):
        assert model._default_manager.update(note=marker)
    Claim.objects.update(assignee=person, reviewer=person)
    decide(claim)

    publications = [make_public(claim), publish_review(claim)]

    for publication in publications:
        assert marker.encode() not in content_of(publication)


def test_topics_are_named_in_each_language(claim: Claim) -> None:
    claim.topics.add(Topic.objects.create(slug="dead", name={"en": "Deaths", "es": "Muertes"}))

    assert listed(claim)["topics"] == [{"slug": "dead", "name": {"en": "Deaths", "es": "Muertes"}}]


def test_a_publication_says_which_revision_it_is_of_what_kind_and_why(claim: Claim) -> None:
    publish_review(claim)
    kind = PublicationKind.CORRECTION

    publication = publish_review(claim, kind, "The year was wrong.")

    stated = json_of(publication)["publication"]
    assert stated.pop("published_at").endswith("Z")
    assert stated == {
        "claim_id": claim.pk,
        "number": 2,
        "kind": "correction",
        "reason": "The year was wrong.",
        "bylines": {},
    }


def test_a_candidate_is_the_same_in_whatever_order_its_parts_were_saved(claim: Claim) -> None:
    topics = [Topic.objects.create(slug=slug, name={"en": slug}) for slug in ("dead", "army")]
    speakers = [make_speaker("Bea Soto"), make_speaker("Aaron Paz")]
    evidence, citation = [make_evidence(claim), make_evidence(claim)], make_citation(claim)
    days = [date(2026, 11, 23), date(2026, 11, 24)]

    signed = set()
    for turn in (list, reversed):
        for rows in (claim.topics, claim.co_speakers, citation.evidence):
            rows.clear()
        claim.replies.all().delete()
        for topic in turn(topics):
            claim.topics.add(topic)
        for speaker in turn(speakers):
            claim.co_speakers.add(speaker)
        for piece in turn(evidence):
            citation.evidence.add(piece)
        for day in turn(days):
            claim.replies.create(asked="The minister", asked_on=day, channel="e-mail")
        loaded = Claim.objects.for_candidate().get(pk=claim.pk)
        signed.add(canonical(candidates.review(loaded)))

    assert len(signed) == 1


def test_speakers_of_one_name_stay_in_one_order(claim: Claim) -> None:
    one, other = make_speaker("Bea Soto"), make_speaker("Bea Soto")
    claim.co_speakers.set([other, one])
    Speaker.objects.filter(pk=one.pk).update(note="Saved again, so that the database moves it.")

    said = listed(claim)

    assert [each["slug"] for each in said["speakers"][1:]] == [one.slug, other.slug]


OWNERS = {"claim", "article", "speaker", "citation", "user"}


@pytest.mark.parametrize("model", list(apps.get_app_config("factcheck").get_models()))
def test_rows_of_one_owner_have_one_order(model: type[Model]) -> None:
    ordered = {
        "id" if name == "pk" else name
        for name in (str(each).removeprefix("-") for each in model._meta.ordering or ())
    }
    alone = [{field.name} for field in model._meta.fields if field.unique]
    together = [
        set(each.fields)
        for each in model._meta.constraints
        if isinstance(each, UniqueConstraint) and each.condition is None
    ]

    assert not ordered or any(unique <= ordered | OWNERS for unique in alone + together)


def test_the_same_content_has_another_digest_each_time(claim: Claim) -> None:
    first, second = make_public(claim), make_public(claim)

    third = make_public(claim)

    amendment = {"amendment": {"kind": "update", "reason": ""}}
    assert json_of(second)["claim"] | amendment == json_of(third)["claim"]
    assert second.content_sha256 != third.content_sha256
    assert json_of(first)["nonce"] != json_of(second)["nonce"]


def test_publishing_reads_a_fixed_number_of_rows_at_once(
    claim: Claim, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        make_citation(claim).evidence.add(make_evidence(claim))

    with django_assert_num_queries(14):
        candidates.review(Claim.objects.for_candidate().get(pk=claim.pk))
