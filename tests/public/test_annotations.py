"""An article's claims as web annotations, each placed in the text by its words."""

from typing import Any

from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factcheck.models import PublicClaim
from factcheck.models.vocabulary import Stage
from tests.workflow.newsroom import Newsroom


def collection(client: Client, article: str = "bridge") -> dict[str, Any]:
    response = client.get(f"/articles/{article}/annotations.json")
    assert response.status_code == 200
    assert response["Content-Type"] == (
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    )
    assert response["Access-Control-Allow-Origin"] == "*"
    return dict(response.json())


def test_each_annotation_says_the_verdict_and_leads_to_the_claim(
    client: Client, newsroom: Newsroom
) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    page = settings.SITE_URL + PublicClaim.objects.get(pk=claim.pk).get_absolute_url()
    [annotation] = collection(client)["first"]["items"]
    assert annotation["type"] == "Annotation"
    assert annotation["motivation"] == "assessing"
    assert annotation["id"] == f"{page}#annotation"
    words, tag, link = annotation["body"]
    assert words["value"] == "True: The bridge cost ten million\n\nIt did."
    assert tag["value"] == "true"
    assert link["source"] == page


def test_a_withdrawn_review_is_said_to_be_withdrawn(client: Client, newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.WITHDRAWN)
    [annotation] = collection(client)["first"]["items"]
    words, tag, _link = annotation["body"]
    assert words["value"].startswith("Review withdrawn: ")
    assert tag["value"] == "withdrawn"


def test_any_number_of_claims_costs_three_queries(
    client: Client, newsroom: Newsroom, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(3):
        newsroom.claim_in(Stage.PUBLISHED)
        with django_assert_num_queries(3):
            collection(client)


def test_an_article_that_is_not_public_has_none(client: Client, newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.OPEN)
    assert client.get("/articles/bridge/annotations.json").status_code == 404
