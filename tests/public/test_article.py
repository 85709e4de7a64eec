"""The article's page: its text with every claim marked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from factcheck.models.reading_room import PublicArticle, PublicClaim
from tests.public.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

Visit = Callable[..., Page]
ARTICLE = "/articles/us-backed-boluarte-regime-protests-north-of-peru/"


def test_the_segments_of_each_claim_joined_are_its_quote(visit: Visit) -> None:
    marks = visit(ARTICLE).all("mark")
    joined: dict[int, str] = {}
    for mark in marks:
        assert all(isinstance(child, str) for child in mark.children)
        for key in mark.attributes["data-claims"].split():
            joined[int(key)] = joined.get(int(key), "") + mark.text
    body = PublicArticle.objects.get().body
    claims = PublicClaim.objects.all()
    assert len(claims) == 85
    assert joined == {claim.pk: body[claim.start : claim.end] for claim in claims}


def test_the_text_is_the_article_to_the_letter(visit: Visit) -> None:
    shown = [text.text.strip() for text in visit(ARTICLE).all(class_="passage__text")]
    article = Path(settings.BASE_DIR, "seeds", "article.txt").read_text().strip()
    assert shown == [part.strip() for part in article.split("\n\n")]


def test_the_title_is_the_heading_with_its_claim_marked(visit: Visit) -> None:
    heading = visit(ARTICLE).one("h1")
    assert heading.one("mark").text == "protests spread across north of Peru"


def test_every_claim_has_one_target_for_deep_links_in_the_text(visit: Visit) -> None:
    page = visit(ARTICLE)
    for claim in PublicClaim.objects.all():
        page.one(id=f"claim-{claim.pk}")


def test_a_nested_claim_and_the_one_around_it_are_both_linked_from_the_text(visit: Visit) -> None:
    text = visit(ARTICLE).one(class_="annotated")
    inner = PublicClaim.objects.get(headline__startswith="Nearly 60 demonstrators")
    outer = PublicClaim.objects.get(headline__startswith="The state of emergency has been the")
    nested = text.one("mark", data_claims=f"{outer.pk} {inner.pk}")
    links = {link.one("mark").text: link.attributes["href"] for link in text.all(class_="marked")}
    assert links[nested.text] == inner.get_absolute_url()
    assert links["which has provided the framework to "] == outer.get_absolute_url()


def test_the_notes_of_the_paragraphs_list_every_claim_once(visit: Visit) -> None:
    notes = visit(ARTICLE).all("li", class_="note")
    assert len({note.one("a").attributes["href"] for note in notes}) == len(notes) == 85


def test_the_table_lists_every_claim_with_its_status(visit: Visit) -> None:
    rows = visit(ARTICLE).one("tbody").all("tr")
    statuses = [row.one(class_="status").text.strip() for row in rows]
    assert len(rows) == 85
    assert statuses.count("Not yet checked") == 45


def test_the_notice_says_that_these_are_samples(visit: Visit) -> None:
    assert "Sample reviews" in visit(ARTICLE).one(class_="notice").text


def test_the_legend_leads_to_the_claims_of_this_article_with_that_status(visit: Visit) -> None:
    page = visit(visit(ARTICLE).links["False 1"])
    assert "1 claim" in page.one("h2", id="results").text
    assert page.one("article", class_="claim").one(class_="status").text.strip() == "False"


def test_an_article_without_text_shows_its_claims_in_the_table_only(visit: Visit) -> None:
    PublicArticle.objects.update(body="")
    PublicClaim.objects.update(start=None, end=None)
    page = visit(ARTICLE)
    assert not page.all("mark")
    assert "The text of this article is not shown here" in page.words
    assert len(page.one("tbody").all("tr")) == 85
