"""The front page."""

import pytest

from factcheck.models.reading_room import PublicClaim
from tests.public.pages import Element, Page, Visit
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def whole(page: Page) -> Element:
    """Where all claims stand."""
    return page.one("section", aria_labelledby="balance")


def test_counts_agree_with_the_seeds(visit: Visit) -> None:
    page = visit("/")
    assert "40 of 85 claims checked" in page.words
    legend = whole(page).one("ul", class_="balance__legend")
    counts = {
        item.one(class_="balance__name").text: int(item.one(class_="balance__count").text)
        for item in legend.all("li")
    }
    assert counts == {
        "True": 8,
        "Mostly true": 8,
        "Needs context": 10,
        "Mostly false": 2,
        "False": 1,
        "Unproven": 4,
        "Not checkable": 7,
        "Not yet checked": 45,
    }


def test_each_count_leads_to_as_many_claims(visit: Visit) -> None:
    for item in some(whole(visit("/")).one("ul", class_="balance__legend").all("li")):
        count = item.one(class_="balance__count").text
        claims = visit(item.one("a").attributes["href"])
        assert claims.one("h2", id="results").text.split()[0] == count


def test_the_bar_shows_the_counts_of_the_legend(visit: Visit) -> None:
    page = whole(visit("/"))
    widths = [int(rect.attributes["width"]) for rect in page.all("rect")]
    assert widths == [int(count.text) for count in page.all(class_="balance__count")]


def test_the_latest_reviews_have_a_verdict_and_a_summary(visit: Visit) -> None:
    reviews = visit("/").one(class_="latest").all("article")
    assert len(reviews) == 7
    for review in reviews:
        assert review.one(class_="status").text.strip() != "Not yet checked"
        assert review.one(class_="claim__summary").text


@pytest.mark.parametrize("address", ["/", "/articles/"])
def test_an_article_shows_how_its_claims_stand_and_leads_to_them(
    visit: Visit, address: str
) -> None:
    card = visit(address).one("article", class_="article-card")
    assert "40 of 85 claims checked" in " ".join(card.text.split())
    widths = [int(rect.attributes["width"]) for rect in card.all("rect")]
    assert widths == [8, 8, 10, 2, 1, 4, 7, 45]
    [link] = [link for link in card.all("a") if " ".join(link.text.split()) == "False 1"]
    assert "Only False is shown: 1 of 85 claims." in visit(link.attributes["href"]).words


def test_a_site_without_claims_says_so(visit: Visit) -> None:
    PublicClaim.objects.all().delete()
    page = visit("/")
    assert "No claim has been reviewed yet." in page.words
    assert "No claim is public yet." in page.words
