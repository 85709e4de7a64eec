"""What no browser sends: the answer is never an error of the server."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from factcheck.languages import language_middleware
from factcheck.models.vocabulary import Stage
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["*", "claims"])
def test_a_path_without_a_slash_is_in_the_sites_language(path: str) -> None:
    request = RequestFactory().options("/")
    request.path_info = path
    response = language_middleware(lambda _request: HttpResponse())(request)
    assert response["Content-Language"] == "en"


@pytest.mark.parametrize("query", ["q=%20", "q=%0D%0A&sort=relevance", "q=&sort=relevance"])
@pytest.mark.parametrize("path", ["/claims/", "/feeds/claims.atom"])
def test_a_search_for_nothing_finds_everything(client: Client, path: str, query: str) -> None:
    Newsroom().claim_in(Stage.PUBLISHED)
    response = client.get(f"{path}?{query}")
    assert response.status_code == 200
    assert "The bridge cost ten million" in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/claims/", "/claims/1/", "/claims/1/history/", "/claims/1/card.png", "/es/about/"),
        *(
            "/feeds/claims.atom",
            "/embed/claims/1/",
            "/record/head.json",
            "/sitemap.xml",
            "/record.jsonl",
        ),
        "/report/a-token/",
    ],
)
def test_what_is_only_to_be_read_says_so(path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    for ask in (client.post, client.put, client.patch, client.delete, client.options):
        response = ask(path)
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"
