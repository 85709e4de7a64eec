"""The list of claims, its filters, and its pages."""

import pytest

from factcheck import filters
from factcheck.models import counting
from factcheck.models.reading_room import PublicClaim
from factcheck.public import views
from tests.public.pages import Page, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def shown(page: Page) -> list[str]:
    return [claim.one("h3").text for claim in page.all("article", class_="claim")]


def count(page: Page) -> str:
    return " ".join(page.one("h2", id="results").text.split())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", 85),
        ("status=false", 1),
        ("status=true&status=mostly-true", 16),
        ("speaker=marianela-navarro", 4),
        ("source=idl-reporteros", 3),
        ("article=us-backed-boluarte-regime-protests-north-of-peru", 85),
        ("kind=opinion", 7),
        ("from=2023-02-18", 79),
        ("to=2023-02-17", 6),
        ("speaker=marianela-navarro&status=not-checkable", 1),
        ("sort=reviewed", 40),
        ("q=genocide", 1),
        ("q=%22state+of+emergency%22+-rights", 3),
    ],
)
def test_filters_narrow_the_list(visit: Visit, query: str, expected: int) -> None:
    assert count(visit(f"/claims/?{query}")).split()[0] == str(expected)


def test_a_claim_of_nobody_is_listed_with_the_article_that_makes_it(visit: Visit) -> None:
    claim = PublicClaim.objects.filter(status="false").get()
    PublicClaim.objects.filter(pk=claim.pk).update(speaker=None)
    [row] = visit("/claims/?status=false").all("article", class_="claim")
    assert "In the article of World Socialist Web Site" in row.one(class_="claim__meta").words


def test_where_only_the_cited_sources_were_looked_up_the_list_says_so(visit: Visit) -> None:
    claim = PublicClaim.objects.filter(status="false").get()
    PublicClaim.objects.filter(pk=claim.pk).update(status="unverified", summary="")
    said = "So far we have looked up only what the article cites."
    [row] = visit("/claims/?status=unverified&kind=legal").all("article", class_="claim")
    assert row.one(class_="claim__finding").text == said
    assert said not in visit("/claims/?status=unverified&kind=quote").words


def test_the_finding_filter_keeps_the_claims_whose_source_was_so_found(visit: Visit) -> None:
    page = visit("/claims/?finding=accurate")
    accurate = PublicClaim.objects.filter(findings__contains=["accurate"]).count()
    assert accurate
    assert count(page).split()[0] == str(accurate)


def test_the_best_match_of_a_search_comes_first(visit: Visit) -> None:
    best = shown(visit("/claims/?q=Juliaca"))[0]
    assert "Juliaca" in best


def selected_order(page: Page) -> str:
    return page.one("select", name="sort").one("option", selected="").text


def test_the_form_says_which_order_it_is(visit: Visit) -> None:
    assert selected_order(visit("/claims/")) == "Newest first"
    assert selected_order(visit("/claims/?q=Juliaca")) == "Best match"
    assert selected_order(visit("/claims/?q=Juliaca&sort=oldest")) == "Oldest first"
    assert selected_order(visit("/claims/?sort=relevance")) == "Newest first"


def test_sorting_by_oldest_turns_the_list_round(visit: Visit) -> None:
    newest = list(
        PublicClaim.objects.order_by("-sort_date", "-pk").values_list("headline", flat=True)
    )
    assert shown(visit("/claims/")) == newest[:25]
    assert shown(visit("/claims/?sort=oldest")) == newest[::-1][:25]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("status=bogus", "There is no status “bogus”."),
        ("speaker=nobody", "Nobody called “nobody” has a claim here."),
        ("speaker=%00", "has a claim here."),
        ("source=none", "No claim here cites a source called “none”."),
        ("article=none", "There is no article “none” here."),
        ("topic=none", "There is no topic “none” here."),
        ("kind=none", "There is no kind of claim “none”."),
        ("finding=none", "There is no finding “none”."),
        ("from=yesterday", "Write a day as 2023-02-18."),
        ("to=2023-02-30", "Write a day as 2023-02-18."),
        ("from=2023-02-18&to=2023-02-17", "This day lies before the first one."),
        ("sort=price", "“price” is no order."),
        ("q=%00", "Null characters are not allowed."),
        ("q=" + "x" * 201, "at most 200 characters"),
    ],
)
def test_a_bad_value_gets_a_message_and_no_claims(visit: Visit, query: str, message: str) -> None:
    page = visit(f"/claims/?{query}", status=400)
    [error] = page.all("ul", class_="errorlist")
    assert message in error.text
    assert "Please correct the filter that is marked" in count(page)
    assert not shown(page)


def test_of_two_bad_values_each_gets_its_message(visit: Visit) -> None:
    page = visit("/claims/?from=yesterday&sort=price", status=400)
    assert len(page.all("ul", class_="errorlist")) == 2
    assert "Please correct the filters that are marked" in count(page)


def test_a_filter_that_is_on_can_be_taken_off(visit: Visit) -> None:
    page = visit("/claims/?q=Peru&status=true&status=false&sort=relevance")
    chips = page.all("a", class_="chip")
    texts = [" ".join(chip.text.split()) for chip in chips]
    assert texts == [
        "Take off: Search: Peru ×",
        "Take off: Status: False ×",
        "Take off: Status: True ×",
    ]
    assert chips[0].attributes["href"] == "?status=false&status=true&sort=relevance"
    assert chips[1].attributes["href"] == "?q=Peru&status=true&sort=relevance"


def test_the_form_remembers_the_filters(visit: Visit) -> None:
    page = visit("/claims/?status=true&speaker=alberto-otarola")
    [box] = [box for box in page.all("input", name="status") if "checked" in box.attributes]
    assert box.attributes["value"] == "true"
    selected = page.one("select", name="speaker").one("option", selected="")
    assert selected.text == "Alberto Otárola"


def test_nothing_found_says_what_to_do(visit: Visit) -> None:
    page = visit("/claims/?q=zeppelin")
    assert "Take off a filter, or search for fewer or other words." in page.words


def test_pages_lead_through_all_claims_and_back_with_the_filters_kept(visit: Visit) -> None:
    page, found = visit("/claims/?kind=event"), []
    while True:
        found += shown(page)
        if "Next page" not in page.links:
            break
        last = page
        page = visit("/claims/" + page.links["Next page"])
    assert len(found) == len(set(found)) == int(count(page).split()[0])
    assert shown(visit("/claims/" + page.links["Previous page"])) == shown(last)
    assert shown(visit("/claims/" + page.links["First page"])) == found[:25]


def test_a_broken_cursor_gives_the_first_page_and_says_so(visit: Visit) -> None:
    page = visit("/claims/?cursor=broken")
    assert "The address named a page that does not exist, so this is the first one." in page.words
    assert shown(page) == shown(visit("/claims/"))


def test_a_count_above_the_limit_reads_as_such(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factcheck.templatetags import public

    monkeypatch.setattr(counting, "COUNTED_UP_TO", 10)
    monkeypatch.setattr(public, "COUNTED_UP_TO", 10)
    assert count(visit("/claims/")) == "10+ claims"


@pytest.fixture
def few_are_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let five be very many, of which two are compared."""
    monkeypatch.setattr(filters, "RANKED", 2)
    monkeypatch.setattr(views, "RANKED", 2)
    monkeypatch.setattr(views, "COUNTED_UP_TO", 4)


@pytest.mark.usefixtures("few_are_ranked")
def test_of_very_many_matches_the_newest_are_compared_and_the_page_says_so(visit: Visit) -> None:
    page = visit("/claims/?q=police")
    newest = PublicClaim.objects.matching("police").order_by("-sort_date", "-pk")[:2]
    assert len(newest) == 2
    assert set(shown(page)) == {str(claim) for claim in newest}
    assert "only the newest 2 are compared: search for more words to find older ones." in page.text


@pytest.mark.usefixtures("few_are_ranked")
@pytest.mark.parametrize("query", ["q=police&sort=newest", "q=genocide", ""])
def test_what_is_not_ranked_or_not_very_many_is_listed_whole(visit: Visit, query: str) -> None:
    page = visit(f"/claims/?{query}")
    assert "are compared" not in page.text
    assert len(shown(page)) == min(int(count(page).split()[0]), 25)
