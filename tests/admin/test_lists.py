"""Lists cost the same, however many rows there are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factcheck.admin.claim.facets import WINDOW
from factcheck.models import Claim
from tests.admin.newsroom import address_of
from tests.models.factories import (
    make_article,
    make_citation,
    make_claim,
    make_evidence,
    make_speaker,
    person,
)
from tests.public.pages import read

CLAIMS = "/admin/factcheck/claim/"
LISTS = [
    "/admin/",
    CLAIMS,
    f"{CLAIMS}?q=people",
    f"{CLAIMS}?status=unverified&evidence=yes&public=no",
    "/admin/factcheck/article/",
    "/admin/factcheck/speaker/",
    "/admin/factcheck/source/",
    "/admin/factcheck/topic/",
    "/admin/factcheck/user/",
    "/admin/autocomplete/?app_label=factcheck&model_name=claim&field_name=speaker",
    "/admin/autocomplete/?app_label=factcheck&model_name=claim&field_name=same_as",
]


def fill(claims: int) -> None:
    for number in range(claims):
        claim = make_claim(make_article(), speaker=make_speaker(f"Speaker {number}"))
        make_citation(claim)
        make_evidence(claim)


def many_claims(number: int) -> None:
    article = make_article()
    Claim.objects.bulk_create(Claim(article=article, headline=f"Claim {n}") for n in range(number))


def queries_of(client: Client, address: str) -> list[str]:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


@pytest.mark.parametrize("address", LISTS)
def test_the_number_of_queries_does_not_grow(admin: Client, address: str) -> None:
    fill(2)
    few = queries_of(admin, address)
    fill(10)
    assert len(queries_of(admin, address)) == len(few)


@pytest.mark.parametrize("address", LISTS)
def test_no_query_counts_all_rows(admin: Client, address: str) -> None:
    fill(2)
    counts = [sql for sql in queries_of(admin, address) if sql.startswith("SELECT COUNT")]
    limits = ("LIMIT 1001", f"LIMIT {WINDOW}")
    assert all(any(limit in sql for limit in limits) for sql in counts), counts


def test_a_form_takes_the_same_queries_for_any_number_of_inlines(ana: Client) -> None:
    small, large = make_claim(make_article()), make_claim(make_article())
    for claim, rows in ((small, 1), (large, 8)):
        for _ in range(rows):
            evidence = make_evidence(claim)
            make_citation(claim).evidence.add(evidence)
            claim.search_log.create(place="Archive", query="60", searched_on="2026-11-24")
    few = queries_of(ana, address_of(small))
    assert len(queries_of(ana, address_of(large))) == len(few)


def test_counting_stops_at_a_thousand_and_says_so(admin: Client) -> None:
    many_claims(1_001)
    page = admin.get(CLAIMS).content.decode()
    assert "1,000+ claims" in page
    assert "search or filter to reach the others" in page
    assert "Select all 1000 claims" not in page


def test_the_last_page_shows_the_thousandth_claim(admin: Client) -> None:
    many_claims(1_001)
    page = admin.get(f"{CLAIMS}?p=20")
    assert [claim.headline for claim in page.context["cl"].result_list][-1] == "Claim 1"
    assert admin.get(f"{CLAIMS}?p=21").status_code == 302


def test_a_count_below_is_exact(admin: Client) -> None:
    many_claims(3)
    assert '<span class="count">3 claims</span>' in admin.get(CLAIMS).content.decode()


def found(client: Client, query: str) -> list[str]:
    response = client.get(f"{CLAIMS}?{query}")
    assert response.status_code == 200
    return sorted(claim.headline for claim in response.context["cl"].result_list)


@pytest.fixture
def claims(db: None) -> None:
    article = make_article()
    ruiz = make_speaker("Ada Ruiz")
    ruiz.aliases.create(name="The Minister")
    make_claim(article, "60 people died", headline="Sixty", speaker=ruiz)
    checked = make_claim(article, "49 deaths", headline="Forty-nine", statement="By name.")
    Claim.objects.filter(pk=checked.pk).update(status="true")
    Claim.objects.filter(headline="Sixty").update(passage="orphaned")
    make_evidence(checked)
    make_citation(checked)


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize(
    ("words", "headlines"),
    [
        ("sixty", ["Sixty"]),
        ("by name", ["Forty-nine"]),
        ("PEOPLE died", ["Sixty"]),
        ("ruiz", ["Sixty"]),
        ("the minister", ["Sixty"]),
        ('"people died"', ["Sixty"]),
        ('"died people"', []),
        ("sixty deaths", []),
    ],
)
def test_search_looks_in_headline_statement_quote_and_names(
    carla: Client, words: str, headlines: list[str]
) -> None:
    assert found(carla, f"q={words}") == headlines


@pytest.mark.usefixtures("claims")
def test_a_misspelt_word_leads_to_what_may_be_meant_with_the_same_filters(carla: Client) -> None:
    page = carla.get(f"{CLAIMS}?q=minster&stage=open").content.decode()
    assert "Nothing here has “minster”. Did you mean" in page
    assert '<a href="?q=Minister&amp;stage=open">“Minister”</a>' in page

    assert "Did you mean" not in carla.get(f"{CLAIMS}?q=zzzzzz").content.decode()


@pytest.mark.usefixtures("claims")
def test_a_picker_offers_no_name_that_is_only_like_what_is_typed(carla: Client) -> None:
    picker = {"app_label": "factcheck", "model_name": "claim", "field_name": "speaker"}
    assert carla.get("/admin/autocomplete/", {"term": "Ruis", **picker}).json()["results"] == []


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize(
    ("query", "headlines"),
    [
        ("status=true", ["Forty-nine"]),
        ("evidence=yes", ["Forty-nine"]),
        ("evidence=no", ["Sixty"]),
        ("public=no", ["Forty-nine", "Sixty"]),
        ("public=yes", []),
        ("stage=open", ["Forty-nine", "Sixty"]),
        ("passage=orphaned", ["Sixty"]),
    ],
)
def test_filters_narrow_the_list(carla: Client, query: str, headlines: list[str]) -> None:
    assert found(carla, query) == headlines


@pytest.mark.usefixtures("claims")
def test_a_filter_by_autocomplete_names_what_is_chosen(carla: Client) -> None:
    speaker = Claim.objects.get(headline="Sixty").speaker
    assert speaker
    assert found(carla, f"speaker={speaker.pk}&q=people") == ["Sixty"]
    page = carla.get(f"{CLAIMS}?speaker={speaker.pk}&q=people").content.decode()
    assert f'<option value="{speaker.pk}" selected>Ada Ruiz</option>' in page
    assert '<input type="hidden" name="q" value="people">' in page


@pytest.mark.usefixtures("claims")
def test_a_filter_by_source_finds_the_claims_that_cite_it(carla: Client) -> None:
    source = Claim.objects.get(headline="Forty-nine").citations.get().source
    assert found(carla, f"source={source.pk}") == ["Forty-nine"]


def test_a_filter_that_names_no_row_is_refused(carla: Client) -> None:
    assert carla.get(f"{CLAIMS}?article=x").headers["Location"] == f"{CLAIMS}?e=1"


def test_claims_of_one_article_stand_in_the_order_of_its_text(carla: Client) -> None:
    article = make_article()
    for quote in ("49 deaths", "Minister counts", "60 people died"):
        make_claim(article, quote)
    response = carla.get(f"{CLAIMS}?article={article.pk}")
    assert [claim.quote for claim in response.context["cl"].result_list] == [
        "Minister counts",
        "60 people died",
        "49 deaths",
    ]


def test_a_late_and_pressing_claim_says_so(carla: Client) -> None:
    make_claim(make_article(), due_on="2023-02-18", priority=Claim.Priority.HIGH)
    page = carla.get(CLAIMS).content.decode()
    due = read(page).one("span", class_="late")
    assert " ".join(due.text.split()) == "high · 18 Feb 2023"


def test_an_address_sorts_by_nothing_that_the_list_does_not_offer(carla: Client) -> None:
    article = make_article()
    first, second = make_claim(article, assignee=person("ben")), make_claim(article, "49 deaths")
    for order in ("4", "-4", "1.4", "x"):
        listed = carla.get(f"{CLAIMS}?o={order}").context["cl"]
        assert list(listed.result_list) == [second, first]
        assert set(listed.queryset.query.order_by) == {"-pk"}
