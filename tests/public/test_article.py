"""The article's page: its text with every claim marked."""

from pathlib import Path

import pytest
from django.conf import settings

from factcheck.models.reading_room import PublicArticle, PublicClaim
from tests.public.pages import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

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
    links = {note.one("a", class_="note__link").attributes["href"] for note in notes}
    assert len(links) == len(notes) == 85


def test_a_note_says_who_says_it_and_whether_the_cited_source_says_so(visit: Visit) -> None:
    claim = PublicClaim.objects.get(headline__startswith="Nine of the ten")
    note = visit(ARTICLE).one("li", data_claim=str(claim.pk))
    facts = [" ".join(fact.text.split()) for fact in note.all("dd")]
    assert facts == [
        "IDL-Reporteros, Prosecutors (Peru)",
        "IDL-Reporteros: Imprecise Prosecutors (Peru): Not found",
    ]


def test_a_note_leads_to_the_claims_before_and_after_it_in_the_text(visit: Visit) -> None:
    notes = visit(ARTICLE).all("li", class_="note")
    keys = [note.attributes["data-claim"] for note in notes]
    before = [[link.attributes["href"] for link in note.all("a", rel="prev")] for note in notes]
    after = [[link.attributes["href"] for link in note.all("a", rel="next")] for note in notes]
    assert before == [[], *([f"#claim-{key}"] for key in keys[:-1])]
    assert after == [*([f"#claim-{key}"] for key in keys[1:]), []]


def test_the_notice_says_that_these_are_samples(visit: Visit) -> None:
    assert "Sample reviews" in visit(ARTICLE).one(class_="notice").text


def test_an_article_without_text_shows_its_claims_in_the_table_only(visit: Visit) -> None:
    PublicArticle.objects.update(body="")
    PublicClaim.objects.update(start=None, end=None)
    page = visit(ARTICLE)
    assert not page.all("mark")
    assert not page.all(class_="views")
    assert "The text of this article is not shown here" in page.words
    assert len(page.one("tbody").all("tr")) == 85


def test_claims_that_the_text_has_no_more_are_listed_apart(visit: Visit) -> None:
    claim = PublicClaim.objects.get(headline__startswith="Nine of the ten")
    PublicClaim.objects.filter(pk=claim.pk).update(start=None, end=None, passage_changed=True)
    page = visit(ARTICLE)
    [note] = page.one("section", class_="apart").all("li", id=f"claim-{claim.pk}")
    assert "Needs context" in note.text
    assert "The publisher has changed this passage since we read it." in note.text
    assert not page.one(class_="annotated").all("mark", data_claims=str(claim.pk))


def test_a_changed_passage_is_named_so_beside_the_text_and_in_the_table(visit: Visit) -> None:
    assert "has changed this passage" not in visit(ARTICLE).words
    PublicClaim.objects.filter(headline__startswith="Nine of the ten").update(passage_changed=True)
    for view in ("", "?view=table"):
        changed = visit(ARTICLE + view).all(class_="note__changed")
        assert [each.text for each in changed] == [
            "The publisher has changed this passage since we read it."
        ]
