"""The front page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck.models import Lead
from factcheck.models.reading_room import PublicArticle, PublicClaim
from factcheck.models.vocabulary import PublicationKind
from tests.public.pages import Page, Visit
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def reviewed(headline: str, days_ago: int, **values: object) -> PublicClaim:
    """Let a claim have been reviewed so many days ago."""
    claim = PublicClaim.objects.get(headline__startswith=headline)
    at = timezone.now() - timedelta(days=days_ago)
    PublicClaim.objects.filter(pk=claim.pk).update(reviewed_at=at, **values)
    return claim


def lead_of(page: Page) -> str:
    return page.one("article", class_="lead").one("h2").text.strip()


def test_one_line_says_what_this_site_does(visit: Visit) -> None:
    assert visit("/").one("h1").text == (
        "We take articles apart, claim by claim, and say what holds."
    )


def test_the_newest_review_of_weight_leads(visit: Visit) -> None:
    reviewed("Nearly 60 demonstrators", -1)
    reviewed("Nine of the ten", -2)
    assert lead_of(visit("/")).startswith("Nearly 60 demonstrators")


def test_the_review_that_an_editor_chose_last_leads_while_it_stands(visit: Visit) -> None:
    for headline in ("Castillo is accused", "Nine of the ten"):
        Lead.objects.create(claim_id=reviewed(headline, 9).pk)
    assert lead_of(visit("/")).startswith("Nine of the ten")
    PublicClaim.objects.filter(headline__startswith="Nine of the ten").update(reviewed_at=None)
    assert lead_of(visit("/")).startswith("Security forces killed 19")


def test_the_newest_leads_where_none_has_weight(visit: Visit) -> None:
    PublicClaim.objects.filter(status__rating_value__lte=2).delete()
    reviewed("Nine of the ten", -2)
    assert lead_of(visit("/")).startswith("Nine of the ten")


def test_the_lead_quotes_its_sentence_marked_with_verdict_reason_and_date(visit: Visit) -> None:
    claim = reviewed("Nearly 60 demonstrators", -1)
    lead = visit("/").one("article", class_="lead")
    quote = lead.one("blockquote")
    assert quote.one("mark").text == "massacre nearly 60 demonstrators"
    assert quote.words.startswith("On Tuesday, acting on behalf of the mining corporations")
    assert quote.words.endswith("suspend democratic rights and deploy the military.")
    assert lead.one(class_="lead__status").text == "Mostly false"
    assert lead.one(class_="lead__finding").text.startswith("Counts put 48 deaths down to")
    assert lead.one(class_="claim__meta").words.startswith("Reviewed on ")
    assert lead.one("figcaption").one("a").attributes["href"].endswith(f"#claim-{claim.pk}")


def test_three_more_follow_and_then_the_rest_and_none_stands_twice(visit: Visit) -> None:
    page = visit("/")
    more = [told.one("h2").text for told in page.all("article", class_="told")]
    rest = [row.one("h3").text for row in page.one(class_="latest").all("article")]
    assert len(more) == 3
    assert len({lead_of(page), *more, *rest}) == 1 + 3 + 6


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (PublicationKind.REVIEW, "Reviewed on"),
        (PublicationKind.CORRECTION, "Corrected on"),
        (PublicationKind.UPDATE, "Updated on"),
    ],
)
def test_a_review_says_since_when_it_stands_and_as_what(
    visit: Visit, kind: PublicationKind, told: str
) -> None:
    reviewed("Nearly 60 demonstrators", -1, reviewed_as=kind)
    page = visit("/")
    assert page.one("article", class_="lead").one(class_="claim__meta").words.startswith(told)
    rows = visit("/claims/?q=nearly+60+demonstrators").all("article", class_="claim")
    assert told in rows[0].one(class_="claim__meta").words


def test_no_figure_stands_twice_while_there_is_one_article(visit: Visit) -> None:
    page = visit("/")
    assert page.words.count("40 of 85 claims checked") == 1
    other = PublicArticle(slug="other", title="Other", publisher="The Herald", language="en")
    other.url = "https://herald.example.org/other"
    other.published_on, other.sort_date = "2024-05-01", timezone.localdate()
    other.save()
    spread = visit("/").one("section", aria_labelledby="balance")
    for item in some(spread.one("ul", class_="balance__legend").all("li")):
        count = item.one(class_="balance__count").text
        claims = visit(item.one("a").attributes["href"])
        assert claims.one("h2", id="results").text.split()[0] == count


@pytest.mark.parametrize("address", ["/", "/articles/"])
def test_an_article_shows_how_its_claims_stand_and_leads_to_them(
    visit: Visit, address: str
) -> None:
    card = visit(address).one("article", class_="article-card")
    assert "40 of 85 claims checked" in " ".join(card.text.split())
    counts = [int(count.text) for count in card.all(class_="balance__count")]
    assert counts == [8, 8, 10, 2, 1, 4, 7, 45]
    assert [int(rect.attributes["width"]) for rect in card.all("rect")] == counts
    [link] = [link for link in card.all("a") if " ".join(link.text.split()) == "False 1"]
    assert "Only False is shown: 1 of 85 claims." in visit(link.attributes["href"]).words


def test_a_site_without_claims_says_so(visit: Visit) -> None:
    PublicClaim.objects.all().delete()
    PublicArticle.objects.all().delete()
    page = visit("/")
    assert "No claim has been reviewed yet." in page.words
    assert "No claim is public yet." in page.words


def test_where_the_lead_is_the_only_review_no_list_of_reviews_stands_empty(visit: Visit) -> None:
    only = reviewed("Nine of the ten", 1)
    PublicClaim.objects.exclude(pk=only.pk).delete()
    headings = [heading.words for heading in visit("/").all("h2", class_="section")]
    assert "Articles under check" in headings
    assert "Latest reviews" not in headings
