"""A translation that a correction left behind says so, or gives way to the original."""

import pytest
from django.test import Client

from factcheck.models import Claim, PublicClaim, Translation
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.publishing import reading_room, reading_room_verification
from tests.public.amending import amend, withdraw
from tests.public.pages import Page, Visit
from tests.public.reading_feeds import read
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.django_db

SPANISH = {
    "headline": "El puente costó diez millones",
    "summary": "Así fue.",
    "reasoning": "Lo dice la auditoría.",
}
OLDER = "Esta traducción es anterior a nuestra corrección"


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    """A claim with a review in English and Spanish."""
    claim = newsroom.claim()
    with acting_as(newsroom.ana):
        Translation.objects.create(claim=claim, language="es", **SPANISH)
    return newsroom.bring(claim, Stage.PUBLISHED)


def spanish(visit: Visit, claim: Claim) -> Page:
    return visit(f"/es/claims/{claim.pk}/")


def test_a_translation_older_than_a_correction_says_so_above_the_text_it_concerns(
    newsroom: Newsroom, claim: Claim, visit: Visit
) -> None:
    corrected = amend(newsroom, claim, "We had misread the audit.", summary="It cost twelve.")
    page = spanish(visit, claim)
    verdict = page.one("section", class_="verdict")
    assert OLDER in verdict.one(class_="notice").words
    assert verdict.words.index(OLDER) < verdict.words.index(SPANISH["summary"])
    link = verdict.one(class_="notice").one("a").attributes["href"]
    assert link == f"/es/claims/{claim.pk}/history/#revision-{corrected.number}"
    assert page.words.count(OLDER) == 1
    assert "older than" not in visit(f"/claims/{claim.pk}/").words


def test_the_reasoning_says_for_itself_that_it_is_older(
    newsroom: Newsroom, claim: Claim, visit: Visit
) -> None:
    amend(newsroom, claim, "We had misread the audit.", reasoning="The audit says twelve [e1].")
    page = spanish(visit, claim)
    [section] = (each for each in page.all("section") if each.all("h2", id="reasoning"))
    assert OLDER in section.words
    assert page.words.count(OLDER) == 1


def test_lists_titles_and_feeds_show_the_original_of_what_was_corrected(
    newsroom: Newsroom, claim: Claim, visit: Visit, client: Client
) -> None:
    amend(
        newsroom, claim, "We had misread.", headline="It cost twelve million", summary="It did so."
    )
    page = spanish(visit, claim)
    assert page.one("h1").attributes["lang"] == "en"
    assert "Hemos cambiado el titular desde que se tradujo: aquí figura en inglés." in page.words
    assert SPANISH["headline"] not in page.words
    [row] = visit("/es/claims/").all("article", class_="claim")
    assert row.one("h3").attributes["lang"] == row.one(class_="claim__summary").attributes["lang"]
    assert "It did so." in row.words
    [note] = visit(f"/es/articles/{newsroom.article.slug}/").all("li", class_="note")
    assert "It cost twelve million" in note.words
    assert SPANISH["headline"] not in note.words
    for feed in ("claims", "corrections", f"claims/{claim.pk}"):
        newest = read(client, f"/es/feeds/{feed}.atom").entries[0]
        assert newest.title.endswith("It cost twelve million")
        assert SPANISH["summary"] not in newest.summary


@pytest.mark.parametrize("kind", [PublicationKind.CORRECTION, PublicationKind.UPDATE])
def test_a_translation_that_was_brought_up_to_date_says_nothing(
    newsroom: Newsroom, claim: Claim, visit: Visit, kind: PublicationKind
) -> None:
    amend(newsroom, claim, "We had misread the audit.", summary="It cost twelve.")
    newsroom.move(claim, Verb.REOPEN, newsroom.ana, comment="A reader wrote.")
    with acting_as(newsroom.ana):
        Translation.objects.update(summary="Costó doce.")
    newsroom.bring(claim, Stage.PUBLISHED, kind=kind, reason="Translated.")
    page = spanish(visit, claim)
    assert "Costó doce." in page.words
    assert "Esta traducción es anterior" not in page.words


def test_a_typing_error_set_right_makes_no_translation_older(
    newsroom: Newsroom, claim: Claim, visit: Visit
) -> None:
    amend(newsroom, claim, "A slip.", PublicationKind.TYPOGRAPHICAL, summary="It did!")
    assert "Esta traducción es anterior" not in spanish(visit, claim).words


def test_a_withdrawn_review_keeps_its_translated_headline(
    newsroom: Newsroom, claim: Claim, visit: Visit
) -> None:
    withdraw(newsroom, claim, "The audit was forged.")
    page = spanish(visit, claim)
    assert page.one("h1").text == SPANISH["headline"]
    assert "lang" not in page.one("h1").attributes
    assert SPANISH["summary"] not in page.words
    [row] = visit("/es/claims/").all("article", class_="claim")
    assert row.one("h3").words == SPANISH["headline"]
    assert SPANISH["headline"] in visit("/es/corrections/").words


def test_a_withdrawn_review_that_was_never_translated_says_so(
    newsroom: Newsroom, visit: Visit
) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    withdraw(newsroom, claim, "The audit was forged.")
    page = spanish(visit, claim)
    assert page.one("h1").attributes["lang"] == "en"
    assert "Sin traducir; se muestra en inglés: titular, motivo del cambio." in page.words


def test_the_reading_room_has_the_same_translations_when_it_is_made_again(
    newsroom: Newsroom, claim: Claim
) -> None:
    other = newsroom.claim_in(Stage.PUBLISHED)
    amend(newsroom, claim, "We had misread the audit.", summary="It cost twelve.")
    withdraw(newsroom, other, "The audit was forged.")
    shown = dict(PublicClaim.objects.values_list("pk", "translations"))
    assert shown[claim.pk]["es"] == {"headline": SPANISH["headline"], "summary": ""}
    assert not list(reading_room_verification.faults())
    reading_room.rebuild()
    assert dict(PublicClaim.objects.values_list("pk", "translations")) == shown
