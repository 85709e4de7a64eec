"""A claim's anchor comes from its quote, when the form is saved."""

from typing import Any

import pytest
from django.test import Client

from factcheck.models import Article, ArticleRevision, Claim
from tests.admin.newsroom import add_to, address_of, form_of, problems_of, save
from tests.models.factories import make_article, make_claim

TEXT = (
    "The minister said that 60 people died. “Nobody was warned,” she added.\n\n"
    "A report names the 49 people. The minister said that it was wrong."
)
TWICE = "The minister said that"


@pytest.fixture
def article(db: None) -> Article:
    return make_article(TEXT)


def add(client: Client, article: Article, quote: str, **fields: Any) -> Any:
    return save(client, add_to(article), quote=quote, headline="A claim", **fields)


def test_the_quote_is_found_in_the_article(ana: Client, article: Article) -> None:
    add(ana, article, "60 people died")
    claim = Claim.objects.get()
    assert claim.revision == article.current_revision
    assert (claim.start, claim.end) == (23, 37)
    assert TEXT[23:37] == claim.quote == "60 people died"
    assert (claim.prefix, claim.suffix) == (TEXT[:23], TEXT[37 : 37 + 32])


def test_typography_is_overlooked_and_the_words_of_the_article_are_kept(
    ana: Client, article: Article
) -> None:
    add(ana, article, ' "Nobody was\r\nwarned,"  she added.')
    assert Claim.objects.get().quote == "“Nobody was warned,” she added."


def test_a_quote_over_two_paragraphs_may_be_saved_again(ana: Client, article: Article) -> None:
    add(ana, article, "she added.\r\n\r\nA report")
    claim = Claim.objects.get()
    assert claim.quote == "she added.\n\nA report"
    save(ana, address_of(claim), quote="she added.\r\n\r\nA report", headline="Another")
    claim.refresh_from_db()
    assert (claim.headline, claim.quote) == ("Another", "she added.\n\nA report")


def test_a_quote_that_is_not_in_the_text_is_refused_with_the_nearest_passage(
    ana: Client, article: Article
) -> None:
    response = add(ana, article, "that 61 people died")
    assert (
        "The text does not contain “that 61 people died”. Did you mean “that 60 people died”?"
        in problems_of(response)
    )
    assert form_of(response)["quote"] == "that 61 people died"


def test_an_article_without_text_takes_no_quote(ana: Client) -> None:
    response = add(ana, make_article(text=""), "60 people died")
    assert problems_of(response) == (
        "The article has no text to find the quote in. Leave the quote empty."
    )


def test_a_claim_without_quote_has_no_place(ana: Client, article: Article) -> None:
    add(ana, article, "")
    claim = Claim.objects.get()
    assert (claim.quote, claim.start, claim.end, claim.revision) == ("", None, None, None)


def test_a_quote_that_stands_twice_offers_both_places_and_loses_nothing(
    ana: Client, article: Article
) -> None:
    response = add(ana, article, TWICE, statement="In full.", summary="Half a verdict")
    assert problems_of(response) == (
        f"“{TWICE}” stands 2 times in the text. Choose one of the places, or quote more words."
    )
    first, second = response.context["adminform"].form.fields["place"].widget.choices
    after = TEXT[len(TWICE) : len(TWICE) + 60]
    assert first == (0, f"<mark>{TWICE}</mark>{after}…")
    assert second[0] == TEXT.rindex(TWICE)
    data = form_of(response)
    assert (data["statement"], data["summary"]) == ("In full.", "Half a verdict")
    assert not Claim.objects.exists()


def test_the_place_that_was_chosen_is_saved(ana: Client, article: Article) -> None:
    refused = add(ana, article, TWICE)
    place = TEXT.rindex(TWICE)
    ana.post(add_to(article), form_of(refused) | {"place": place})
    claim = Claim.objects.get()
    assert (claim.start, claim.suffix) == (place, " it was wrong.")


def test_a_place_chosen_for_another_quote_is_asked_again(ana: Client, article: Article) -> None:
    response = add(ana, article, TWICE, place="7")
    assert "stands 2 times" in problems_of(response)


def test_a_quote_made_longer_stays_where_it_was(ana: Client, article: Article) -> None:
    claim = make_claim(article, "The minister said that it")
    save(ana, address_of(claim), quote=TWICE)
    claim.refresh_from_db()
    assert (claim.quote, claim.start) == (TWICE, TEXT.rindex(TWICE))


def test_an_unchanged_quote_keeps_its_place_in_an_older_text(ana: Client, article: Article) -> None:
    claim = make_claim(article, "60 people died")
    first = claim.revision
    ArticleRevision(article=article, body="Rewritten: no such words.").save()
    save(ana, address_of(claim), headline="Sixty died")
    claim.refresh_from_db()
    assert (claim.headline, claim.revision, claim.start) == ("Sixty died", first, 23)


def test_a_changed_quote_is_looked_for_in_the_newest_text(ana: Client, article: Article) -> None:
    claim = make_claim(article, "60 people died")
    newest = ArticleRevision(article=article, body="Now 61 people died.")
    newest.save()
    save(ana, address_of(claim), quote="61 people died")
    claim.refresh_from_db()
    assert (claim.revision, claim.start, claim.end) == (newest, 4, 18)


def test_an_emptied_quote_gives_up_its_place(ana: Client, article: Article) -> None:
    claim = make_claim(article, "60 people died")
    save(ana, address_of(claim), quote="")
    claim.refresh_from_db()
    assert (claim.revision, claim.prefix, claim.start) == (None, "", None)


def test_a_claim_stays_in_its_article(ana: Client, article: Article) -> None:
    claim = make_claim(article, "60 people died")
    save(ana, address_of(claim), article=make_article().pk, headline="Moved?")
    claim.refresh_from_db()
    assert (claim.headline, claim.article) == ("Moved?", article)


def test_the_form_shows_the_quote_in_its_paragraph(ana: Client, article: Article) -> None:
    claim = make_claim(article, "60 people died")
    page = ana.get(address_of(claim)).content.decode()
    assert (
        "The minister said that <mark>60 people died</mark>. “Nobody was warned,” she added.</"
        in page
    )
