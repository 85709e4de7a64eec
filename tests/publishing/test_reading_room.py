"""The reading room says what the latest publications say, and can be rebuilt from them."""

from datetime import date

import pytest
from django.utils import translation

from factcheck.models import (
    Article,
    Claim,
    Finding,
    PublicArticle,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
    Speaker,
    Topic,
)
from factcheck.publishing import reading_room
from tests.models.factories import (
    TEXT,
    make_article,
    make_citation,
    make_claim,
    make_source,
    make_speaker,
)
from tests.publishing.conftest import (
    decide,
    make_public,
    new_text,
    publish_review,
    room,
    say,
    take_back,
)

pytestmark = pytest.mark.django_db


def public(claim: Claim) -> PublicClaim:
    return PublicClaim.objects.get(pk=claim.pk)


def marked(claim: Claim) -> str | None:
    """The words that the article's page marks for the claim."""
    row = public(claim)
    return None if row.start is None else row.article.body[row.start : row.end]


# What a row says


def test_a_listed_claim_is_there_without_a_verdict(claim: Claim) -> None:
    publication = make_public(claim)

    row = public(claim)
    assert (row.headline, row.slug) == ("60 people died", "60-people-died")
    assert (row.status.pk, row.summary, row.findings) == ("unverified", "", [])
    assert (row.publication, row.reviewed_at) == (publication, None)
    assert row.speaker_slugs == [claim.speaker and claim.speaker.slug]


def test_a_reviewed_claim_has_its_verdict_and_when_it_was_published(claim: Claim) -> None:
    make_citation(claim, finding=Finding.objects.get(pk="imprecise"))
    decide(claim, "false")

    publication = publish_review(claim)

    row = public(claim)
    assert (row.status.pk, row.summary, row.findings) == ("false", "No, 49.", ["imprecise"])
    assert row.reviewed_at == row.published_at == publication.published_at


def test_what_the_desk_changes_afterwards_is_not_there(claim: Claim) -> None:
    make_public(claim)
    before = room()

    Claim.objects.update(headline="DRAFT", statement="DRAFT")
    Speaker.objects.update(name="DRAFT")
    Article.objects.update(title="DRAFT")

    assert room() == before


@pytest.mark.parametrize(
    ("said_on", "sorted_on"),
    [("2023-02-17", date(2023, 2, 17)), ("2022", date(2022, 1, 1)), ("", date(2023, 2, 18))],
)
def test_a_claim_is_sorted_by_when_it_was_said_else_by_its_article(
    claim: Claim, said_on: str, sorted_on: date
) -> None:
    say(claim, said_on=said_on)

    assert public(claim).sort_date == sorted_on


def test_a_claim_without_speaker_quote_or_text_can_be_public(db: None) -> None:
    claim = make_claim(make_article(text=""), "")

    make_public(claim)

    row = public(claim)
    assert (row.speaker, row.start, row.article.body) == (None, None, "")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "dying person"),
        ("en", "ruiz"),
        ("en", '"the minister"'),
        ("en", "count"),
        ("es", "people"),
    ],
)
def test_a_claim_is_found_by_its_words(claim: Claim, language: str, words: str) -> None:
    say(claim, statement="A person is dying, the minister said.")

    with translation.override(language):
        assert list(PublicClaim.objects.matching(words)) == [public(claim)]


def test_words_of_a_country_are_found_as_those_of_its_language(db: None) -> None:
    claim = make_claim(make_article("", language="es-PE"), "", headline="Elecciones anuladas")
    make_public(claim)
    with translation.override("es"):
        assert PublicClaim.objects.matching("elección anulada").count() == 1


@pytest.mark.parametrize("words", ["snow", "people -died", "DRAFT"])
def test_a_claim_is_not_found_by_other_words(claim: Claim, words: str) -> None:
    Claim.objects.update(note="DRAFT", summary="DRAFT")

    make_public(claim)

    assert not PublicClaim.objects.matching(words)


# Whom and what claims name


def test_a_speaker_is_shown_in_the_usual_role_not_in_that_of_one_claim(claim: Claim) -> None:
    say(claim, speaker_role="then a senator")

    assert PublicSpeaker.objects.get().role == "minister"


def test_a_name_is_as_it_was_last_published(claim: Claim) -> None:
    make_public(claim)
    Speaker.objects.update(name="Ada Ruiz Soto")

    make_public(claim)

    assert PublicSpeaker.objects.get().name == "Ada Ruiz Soto"


def test_whom_and_what_no_claim_names_any_more_is_gone(claim: Claim) -> None:
    citation = make_citation(claim)
    claim.topics.add(Topic.objects.create(slug="dead", name={"en": "Deaths"}))
    make_public(claim)
    assert PublicSource.objects.exists()
    assert PublicTopic.objects.exists()

    citation.delete()
    claim.topics.clear()
    say(claim, speaker=make_speaker("Bea Soto"))

    assert [speaker.name for speaker in PublicSpeaker.objects.all()] == ["Bea Soto"]
    assert not PublicSource.objects.exists()
    assert not PublicTopic.objects.exists()


def test_whom_other_claims_still_name_stays_as_the_last_of_these_published_it(
    claim: Claim,
) -> None:
    first, second = (
        make_claim(claim.article, "49 deaths", speaker=claim.speaker) for _ in range(2)
    )
    for each, name in ((first, "A. Ruiz"), (second, "Ada Ruiz"), (claim, "Ada Ruiz Soto")):
        Speaker.objects.update(name=name)
        make_public(each)

    say(claim, speaker=None)

    assert PublicSpeaker.objects.get().name == "Ada Ruiz"


def test_a_cited_source_counts_the_claims_that_cite_it(claim: Claim) -> None:
    source = make_source()
    for each in (claim, make_claim(claim.article, "49 deaths")):
        make_citation(each, source=source)
        make_public(each)

    [counted] = PublicSource.objects.with_claim_count()

    assert counted.claim_count == 2


# The article's text


def test_a_claim_is_marked_at_its_words(claim: Claim) -> None:
    make_public(claim)

    assert PublicArticle.objects.get().body == TEXT
    assert marked(claim) == "60 people died"


def test_a_new_text_that_one_claim_publishes_moves_the_marks_of_the_others(claim: Claim) -> None:
    other = make_claim(claim.article, "49 deaths")
    make_public(other)
    longer = TEXT.replace("Minister counts", "The minister of health counts")

    new_text(claim, longer, "60 people died")

    assert public(other).article.body == longer
    assert marked(other) == "49 deaths"
    assert marked(claim) == "60 people died"


def test_a_claim_whose_words_left_the_text_loses_its_mark_and_stays_public(claim: Claim) -> None:
    other = make_claim(claim.article, "The weather was fine that day.")
    make_public(other)

    new_text(claim, "The minister said that 60 people died.", "60 people died")

    assert marked(other) is None


def test_an_older_text_does_not_come_back_with_a_claim_that_pins_it(claim: Claim) -> None:
    other = make_claim(claim.article, "49 deaths")
    newer = "News.\n\n" + TEXT
    new_text(claim, newer, "60 people died")

    make_public(other)

    assert PublicArticle.objects.get().revision_number == 2
    assert PublicArticle.objects.get().body == newer
    assert marked(other) == "49 deaths"


def test_a_text_that_was_put_back_is_shown_again(claim: Claim) -> None:
    new_text(claim, "Only 60 people died.", "60 people died")

    new_text(claim, TEXT, "60 people died")

    assert PublicArticle.objects.get().revision_number == 3
    assert marked(claim) == "60 people died"


def bodies() -> list[str]:
    """The texts that readers see, which are those that a rebuild shows."""
    shown = room()
    reading_room.rebuild()
    assert room() == shown
    return [article.body for article in PublicArticle.objects.order_by("pk")]


def test_a_text_is_shown_no_more_once_the_last_claim_in_it_is_taken_back(claim: Claim) -> None:
    make_public(make_claim(claim.article, ""))
    make_public(claim)
    assert bodies() == [TEXT]

    take_back(claim)

    assert bodies() == [""]


def test_a_text_is_shown_no_more_once_the_last_claim_left_it(claim: Claim) -> None:
    make_public(make_claim(claim.article, ""))
    make_public(claim)

    say(claim, revision=None, quote="", prefix="", suffix="", start=None, end=None)

    assert bodies() == [""]


def test_once_the_only_claim_of_a_newer_text_left_it_the_others_text_is_shown(
    claim: Claim,
) -> None:
    other = make_claim(claim.article, "49 deaths")
    make_public(other)
    new_text(claim, "News.\n\n" + TEXT, "60 people died")

    say(claim, revision=None, quote="", prefix="", suffix="", start=None, end=None)

    assert bodies() == [TEXT]
    assert (marked(claim), marked(other)) == (None, "49 deaths")


def test_an_article_under_its_former_address_goes_with_the_last_claim_there(claim: Claim) -> None:
    other = make_claim(claim.article, "49 deaths")
    make_public(other)
    new_text(claim, "News.\n\n" + TEXT, "60 people died")
    Article.objects.update(slug="z-renamed")

    make_public(claim)
    assert bodies() == [TEXT, "News.\n\n" + TEXT]

    make_public(other)
    assert bodies() == ["News.\n\n" + TEXT]


def test_in_excerpts_only_the_paragraphs_around_public_claims_are_shown(claim: Claim) -> None:
    Article.objects.update(body_display="excerpts")
    other = make_claim(claim.article, "49 deaths")
    make_claim(claim.article, "The weather was fine")

    make_public(other)
    make_public(claim)

    assert PublicArticle.objects.get().body == (
        "The minister said that 60 people died. “Nobody was warned,” she added.\n\n"
        "A report counts 49 deaths by name."
    )
    assert (marked(claim), marked(other)) == ("60 people died", "49 deaths")


def test_a_text_that_may_no_longer_be_shown_whole_is_cut_to_excerpts(claim: Claim) -> None:
    make_public(claim)
    Article.objects.update(body_display="excerpts")

    make_public(claim)

    assert PublicArticle.objects.get().body == (
        "The minister said that 60 people died. “Nobody was warned,” she added."
    )
    assert marked(claim) == "60 people died"


def test_it_is_cut_even_if_the_claim_that_is_published_has_no_place_in_it(claim: Claim) -> None:
    make_public(claim)
    Article.objects.update(body_display="excerpts")

    make_public(make_claim(claim.article, ""))

    assert "weather" not in PublicArticle.objects.get().body
    assert marked(claim) == "60 people died"


def test_excerpts_follow_their_claims_into_a_new_text(claim: Claim) -> None:
    Article.objects.update(body_display="excerpts")
    other = make_claim(claim.article, "49 deaths")
    make_public(other)

    new_text(claim, "News.\n\n" + TEXT.replace("by name", "by name and age"), "60 people died")

    assert "A report counts 49 deaths by name and age." in PublicArticle.objects.get().body
    assert "News." not in PublicArticle.objects.get().body
    assert (marked(claim), marked(other)) == ("60 people died", "49 deaths")


def test_the_finding_on_each_source_is_kept_apart(claim: Claim) -> None:
    report, census = make_source("Report"), make_source("Census")
    make_citation(claim, source=report, finding_id="accurate")
    make_citation(claim, source=census, finding_id="imprecise")
    make_citation(claim, finding_id="unchecked")
    make_public(claim)
    assert PublicClaim.objects.get().source_findings == {}
    make_public(decide(claim))
    findings = {report.slug: "accurate", census.slug: "imprecise"}
    assert PublicClaim.objects.get().source_findings == findings
