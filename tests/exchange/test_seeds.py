"""All of the seeds is in the desk and public, and loading adds nothing twice."""

import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command

from factcheck.exchange.seeds import load
from factcheck.models import (
    Article,
    Citation,
    Claim,
    Evidence,
    Page,
    PublicArticle,
    Publication,
    PublicClaim,
    PublicFinding,
    SearchLogEntry,
    Source,
    Speaker,
    Translation,
    User,
)
from factcheck.models.acting import acting_as
from factcheck.models.content import SignedFinding
from factcheck.publishing import record_verification
from factcheck.references import referenced_numbers
from tests.exchange.conftest import SEEDS, SeedDirectory
from tests.publishing.conftest import content_of
from tests.record import json_of
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def rows(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((SEEDS / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def counts() -> dict[str, int]:
    """Rows of every table of ours."""
    models = apps.get_app_config("factcheck").get_models()
    return {model.__name__: model._default_manager.count() for model in models}


# What is loaded


def test_everything_is_there() -> None:
    found = counts()

    assert found["Article"] == found["ArticleRevision"] == 1
    assert (found["Claim"], found["Speaker"], found["Citation"]) == (85, 14, 38)
    assert (found["Evidence"], found["Translation"]) == (216, 40)
    # The cited ones, and each page that evidence was found on.
    assert found["Source"] == 16 + 153
    assert found["SearchLogEntry"] == sum(len(row.get("search_log", [])) for row in rows("reviews"))


def test_the_article_is_there_with_its_text_and_notice() -> None:
    article = Article.objects.get()

    assert article.publisher == "World Socialist Web Site"
    assert article.notice["en"].startswith("Sample reviews:")
    assert article.notice["es"].startswith("Verificaciones de muestra:")
    assert article.current_revision is not None
    assert article.current_revision.body == (SEEDS / "article.txt").read_text(encoding="utf-8")


def test_each_claim_is_anchored_exactly_where_the_file_says() -> None:
    anchors = {claim.external_id: claim for claim in Claim.objects.all()}

    for row in some(rows("claims")):
        claim = anchors[row["id"]]
        assert (claim.quote, claim.start, claim.end) == (row["quote"], row["start"], row["end"])
        assert (claim.prefix, claim.suffix) == (row["prefix"], row["suffix"])


def test_which_claim_is_nested_in_which_follows_from_their_places() -> None:
    claims = list(Claim.objects.all())

    def innermost_around(inner: Claim) -> str | None:
        around = [
            (outer.end - outer.start, outer.external_id)  # type: ignore[operator]
            for outer in claims
            if outer != inner and outer.start <= inner.start and inner.end <= outer.end  # type: ignore[operator]
        ]
        return min(around)[1] if around else None

    nested = {claim.external_id: innermost_around(claim) for claim in claims}
    assert nested == {row["id"]: row["nested_in"] for row in rows("claims")}


def test_each_claim_has_its_words_speakers_and_dates() -> None:
    claims = {claim.external_id: claim for claim in Claim.objects.for_candidate()}

    for row in some(rows("claims")):
        claim = claims[row["id"]]
        assert (claim.headline, claim.statement) == (row["headline"], row["statement"])
        assert (claim.kind, claim.subject) == (row["kind"], row["subject"])
        assert claim.speaker is not None
        assert claim.speaker.slug == row["speaker"]
        assert {speaker.slug for speaker in claim.co_speakers.all()} == set(row["co_speakers"])
        assert claim.said_on == (row["made_on"] or "")
        assert claim.happened_on == (row["event_date"] or "")
        assert claim.date_as_given == (row["date_as_given"] or "")
        assert claim.question == row["check_question"]
        assert claim.attribution_ambiguous == row["attribution_ambiguous"]


def test_each_speaker_and_cited_source_is_there() -> None:
    for row in some(rows("speakers")):
        speaker = Speaker.objects.get(slug=row["slug"])
        assert (speaker.name, speaker.kind, speaker.role) == (row["name"], row["kind"], row["role"])
        assert speaker.role_translations == row["role_translations"]
    for row in some(rows("sources")):
        source = Source.objects.get(slug=row["slug"])
        assert (source.title, source.publisher) == (row["name"], row["publisher"] or "")
        assert (source.description, source.published_on) == (row["kind"], row["date"] or "")


def test_each_citation_has_its_finding_and_evidence() -> None:
    found = {
        (citation.claim.external_id, citation.source.slug): (
            citation.finding.pk,
            {evidence.number for evidence in citation.evidence.all()},
        )
        for citation in Citation.objects.select_related("claim", "source", "finding")
    }

    assert found == {
        (row["claim"], row["source"]): (row["finding"], {int(ref[1:]) for ref in row["evidence"]})
        for row in rows("citations")
    }
    assert Counter(finding for finding, _evidence in found.values()) == {
        "accurate": 12,
        "imprecise": 10,
        "not-found": 14,
        "untraceable": 2,
    }


def test_each_record_of_evidence_keeps_its_number_page_and_claim() -> None:
    found = {evidence.number: evidence for evidence in Evidence.objects.select_related("source")}
    claims = dict(Claim.objects.values_list("pk", "external_id"))

    for row in some(rows("evidence")):
        evidence = found[int(row["id"][1:])]
        assert claims[evidence.claim_id] == row["claim"]
        assert (evidence.source.url, evidence.origin) == (row["url"], row["origin"] or "")
        assert (evidence.stance, evidence.method) == (row["stance"], row["method"])
        assert (evidence.summary, evidence.extent) == (row["summary"], row["read"])
        assert evidence.accessed_on.isoformat() == row["accessed_on"]


def test_each_review_is_the_desks_verdict() -> None:
    reviews = {row["claim"]: row for row in rows("reviews")}

    for claim in some(Claim.objects.all()):
        row = reviews.get(claim.external_id)
        if row is None:
            assert (claim.status.pk, claim.summary, claim.reasoning) == ("unverified", "", "")
        else:
            verdict = (claim.status.pk, claim.summary, claim.reasoning)
            assert verdict == (row["status"], row["summary"], row["rationale"])


def test_each_reasoning_refers_to_evidence_of_its_own_claim() -> None:
    for claim in some(Claim.objects.prefetch_related("evidence")):
        own = {evidence.number for evidence in claim.evidence.all()}
        assert set(referenced_numbers(claim.reasoning)) <= own


def test_search_logs_and_translations_go_with_their_reviews() -> None:
    for row in some(rows("reviews")):
        claim = Claim.objects.get(external_id=row["claim"])
        logged = SearchLogEntry.objects.filter(claim=claim)
        assert [
            {"where": log.place, "what": log.query, "on": log.searched_on.isoformat()}
            for log in logged
        ] == row.get("search_log", [])
        translations = Translation.objects.filter(claim=claim)
        assert [
            (each.language, each.headline, each.summary, each.reasoning) for each in translations
        ] == [("es", row["headline_es"], row["summary_es"], row["rationale_es"])]


def test_every_row_is_valid() -> None:
    for model in (Article, Claim, Speaker, Source, Citation, Evidence, SearchLogEntry, Translation):
        for row in model._default_manager.all()[:40]:
            row.full_clean()


# What is public


def test_all_claims_are_listed_and_the_reviews_published() -> None:
    kinds = Counter(Publication.objects.values_list("kind", flat=True))

    assert kinds == {"listing": 85, "review": 40}
    assert PublicClaim.objects.count() == 85
    assert PublicClaim.objects.reviewed().count() == 40
    assert record_verification.verify() == record_verification.Head(
        126, Publication.record.get(serial=126).link
    )


def test_the_finding_on_the_article_says_what_is_so_and_that_it_is_a_sample() -> None:
    finding = PublicFinding.objects.get().publication.said_of_article.finding
    assert isinstance(finding, SignedFinding)
    assert finding.text["en"].startswith("Of 40 claims checked, 16 hold.")
    assert finding.text["en"].endswith("A sample finding, which sums up the sample reviews.")
    assert finding.text.keys() == {"en", "es", "ar"}
    assert [claim.status for claim in finding.claims] == ["false", "mostly-false", "mostly-false"]


def test_readers_see_each_status_as_often_as_the_file_has_it() -> None:
    assert PublicClaim.objects.all().status_counts() == {
        "true": 8,
        "mostly-true": 8,
        "needs-context": 10,
        "mostly-false": 2,
        "false": 1,
        "unproven": 4,
        "not-checkable": 7,
        "unverified": 45,
    }


def test_readers_see_the_whole_text_with_every_claim_at_its_words() -> None:
    body = PublicArticle.objects.get().body

    for claim in some(PublicClaim.objects.with_publication()):
        quote = json_of(claim.publication)["claim"]["quote"]
        assert body[claim.start : claim.end] == quote["exact"]


@pytest.mark.parametrize("file", ["claims", "speakers", "sources", "citations", "evidence"])
def test_no_note_of_the_files_is_public(file: str) -> None:
    published = b"".join(content_of(row) for row in Publication.objects.all())
    notes = {row["note"] for row in rows(file) if len(row["note"] or "") > 40}

    assert notes
    assert [
        note for note in notes if json.dumps(note, ensure_ascii=False).encode() in published
    ] == []


# Loading again


@pytest.mark.system
def test_loading_again_changes_nothing() -> None:
    before, head = counts(), record_verification.verify()
    lines: list[str] = []

    load(SEEDS, lines.append)

    assert counts() == before
    assert record_verification.verify() == head
    assert lines == [
        "14 speakers, 0 of them new",
        "16 cited sources, 0 of them new",
        "85 claims, 0 of them new",
        "216 records of evidence, 0 of them new",
        "38 citations, 0 of them new",
        "40 reviews, 0 of them new",
        "0 claims listed",
        "0 reviews published",
    ]


def test_the_newsroom_of_the_demonstration_says_that_it_is_none() -> None:
    page = Page.objects.get(slug="who")
    assert page.body["en"].startswith("**This is a demonstration of the software, not a newsroom.")
    assert page.body["es"].startswith("**Esto es una demostración del programa, no una redacción.")
    assert all(each.is_written for each in Page.objects.all())


@pytest.mark.system
def test_loading_again_leaves_the_pages_that_are_written() -> None:
    Page.objects.filter(slug="who").update(body={"en": "We are two."})

    call_command("seed", stdout=StringIO())

    assert Page.objects.get(slug="who").body == {"en": "We are two."}


@pytest.mark.system
def test_loading_again_leaves_what_an_editor_changed() -> None:
    claim = Claim.objects.get(external_id="title-protests-spread-north")
    with acting_as(User.objects.get(username="ana")):
        Claim.objects.filter(pk=claim.pk).update(headline="Spread")
    Speaker.objects.filter(slug="financial-times").update(name="FT")

    call_command("seed", stdout=StringIO())

    assert Claim.objects.filter(headline="Spread").exists()
    assert Speaker.objects.get(slug="financial-times").name == "FT"


@pytest.mark.system
def test_a_claim_that_was_added_to_the_files_is_loaded_and_listed(tmp_path: Path) -> None:
    for file in SEEDS.glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    directory = SeedDirectory(tmp_path)
    claims = directory.read("claims.json")
    quote = "the wave of mass demonstrations"
    start = (SEEDS / "article.txt").read_text(encoding="utf-8").index(quote)
    place = {"start": start, "end": start + len(quote), "prefix": None, "suffix": None}
    claims.append(claims[1] | place | {"id": "new", "quote": quote, "headline": "A wave"})
    directory.write("claims.json", claims)

    lines = directory.load()

    assert "86 claims, 1 of them new" in lines
    assert lines[-2:] == ["1 claims listed", "0 reviews published"]
    assert PublicClaim.objects.filter(headline="A wave").exists()


def test_the_command_says_what_it_loaded() -> None:
    out = StringIO()

    call_command("seed", stdout=out)

    assert out.getvalue().endswith(f"Loaded “{Article.objects.get()}”.\n")
