"""The address says the language, nothing else does, and each page leads to its other editions."""

import pytest
from django.conf import settings
from django.test import Client

from factcheck.languages import path_in
from factcheck.models.reading_room import PublicClaim
from tests.public.pages import Page, Visit, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


@pytest.fixture
def claim(seeds: None) -> str:
    return PublicClaim.objects.reviewed()[0].get_absolute_url()


def language(page: Page) -> str:
    return page.one("html").attributes["lang"]


def switch(page: Page) -> dict[str, str]:
    return {link.text: link.attributes["href"] for link in page.one(class_="languages").all("a")}


def alternates(page: Page) -> dict[str, str]:
    """The addresses of the page's editions by language."""
    return {
        link.attributes["hreflang"]: link.attributes["href"].removeprefix(settings.SITE_URL)
        for link in page.all("link", rel="alternate")
        if "hreflang" in link.attributes
    }


def canonical(page: Page) -> str:
    address = page.one("link", rel="canonical").attributes["href"]
    assert address.startswith(settings.SITE_URL)
    return address.removeprefix(settings.SITE_URL)


def test_the_address_says_the_language(visit: Visit) -> None:
    assert language(visit("/claims/")) == "en"
    assert language(visit("/es/claims/")) == "es"


@pytest.mark.parametrize("path", ["/", "/claims/", "/nowhere/"])
def test_neither_a_cookie_nor_the_browser_changes_it(client: Client, path: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    response = client.get(path, headers={"accept-language": "es"})
    assert language(read(response.content.decode())) == "en"
    assert response["Content-Language"] == "en"
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize("path", ["/en/claims/", "/fr/claims/", "/es-mx/claims/", "/claims/es/"])
def test_there_is_one_address_for_each_language(visit: Visit, path: str) -> None:
    assert language(visit(path, 404)) == "en"


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("/es", "/es/"),
        ("/es?q=the", "/es/?q=the"),
        ("/es/claims?q=the&sort=oldest", "/es/claims/?q=the&sort=oldest"),
        ("/claims?q=the", "/claims/?q=the"),
    ],
)
def test_an_address_without_its_last_slash_leads_to_the_whole_one(
    client: Client, path: str, whole: str
) -> None:
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, whole)


def test_the_path_of_a_page_in_another_language_is_whole_and_leads_back() -> None:
    assert path_in("es", "/") == "/es/"
    assert path_in("en", "/es/") == path_in("en", "/es") == "/"
    assert path_in("en", "/es/claims/") == path_in("en", "/claims/") == "/claims/"


def test_each_language_names_itself_in_its_own_words(visit: Visit) -> None:
    for link, (code, name) in zip(
        visit("/").one(class_="languages").all("a"), settings.LANGUAGES[1:], strict=True
    ):
        assert link.text == name
        assert (link.attributes["lang"], link.attributes["hreflang"]) == (code, code)


def test_the_switch_leads_to_the_same_page_and_back(visit: Visit, claim: str) -> None:
    for path in ["/", "/claims/", "/methodology/", "/corrections/", claim]:
        spanish = switch(visit(path))["Español"]
        assert spanish == f"/es{path}"
        page = visit(spanish)
        assert language(page) == "es"
        assert switch(page) == {"English": path, "العربية": f"/ar{path}"}


def test_it_keeps_the_query_of_a_list(visit: Visit) -> None:
    query = "?q=mining&status=true&status=false&sort=oldest"
    assert switch(visit(f"/claims/{query}"))["Español"] == f"/es/claims/{query}"
    assert switch(visit(f"/es/claims/{query}"))["English"] == f"/claims/{query}"


def test_it_is_on_the_pages_for_errors_too(visit: Visit) -> None:
    assert switch(visit("/nowhere/", 404))["Español"] == "/es/nowhere/"
    assert switch(visit("/es/nowhere/", 404))["English"] == "/nowhere/"
    assert switch(visit("/es/claims/?status=odd", 400))["English"] == "/claims/?status=odd"


def test_it_leads_to_no_other_site(visit: Visit) -> None:
    assert switch(visit("/es//example.org/", 404))["English"] == "/%2Fexample.org/"


def test_a_page_names_its_editions_to_search_engines(visit: Visit, claim: str) -> None:
    for path in ["/", "/speakers/", claim]:
        editions = {"en": path, "es": f"/es{path}", "ar": f"/ar{path}", "x-default": path}
        assert alternates(visit(path)) == alternates(visit(f"/es{path}")) == editions
        assert canonical(visit(path)) == path
        assert canonical(visit(f"/es{path}")) == f"/es{path}"


def test_the_canonical_address_keeps_what_selects_claims_in_one_order(visit: Visit) -> None:
    page = visit("/es/claims/?sort=oldest&topic=&status=true&status=false&q=the&utm_source=x")
    assert canonical(page) == "/es/claims/?q=the&status=false&status=true"
    assert alternates(page)["en"] == "/claims/?q=the&status=false&status=true"


@pytest.mark.parametrize(
    ("query", "spelling"),
    [
        ("status=true&status=true", "status=true"),
        ("status=true&status=false&status=true", "status=false&status=true"),
        ("q=+the++", "q=the"),
        ("q=the&q=", ""),
        ("kind=event&kind=quote", "kind=quote"),
        ("from=2023-2-1", "from=2023-02-01"),
    ],
)
def test_one_selection_of_claims_has_one_spelling(visit: Visit, query: str, spelling: str) -> None:
    page = visit(f"/claims/?{query}")
    assert canonical(page) == f"/claims/?{spelling}".rstrip("?")
    assert len(page.all("a", class_="chip")) == len(spelling.split("&")) * bool(spelling)


def test_a_further_page_of_a_list_belongs_to_its_first(visit: Visit) -> None:
    further = visit("/claims/").links["Next page"]
    assert canonical(visit(f"/claims/{further}")) == "/claims/"


@pytest.mark.parametrize(("path", "status"), [("/nowhere/", 404), ("/claims/?status=odd", 400)])
def test_what_is_no_page_has_no_canonical_address(visit: Visit, path: str, status: int) -> None:
    page = visit(path, status)
    assert not page.all("link", rel="canonical")
    assert not alternates(page)


@pytest.mark.parametrize("path", ["/record.jsonl", "/record/head.json"])
def test_what_machines_read_has_one_address(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200
    assert client.get(f"/es{path}").status_code == 404
