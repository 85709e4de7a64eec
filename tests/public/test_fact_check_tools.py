"""Search as clients of Google's Fact Check Tools API ask for it."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factcheck.models import Publication, PublicClaim, Translation
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import Stage
from tests.workflow.newsroom import Newsroom

ADDRESS = "/api/factchecktools/v1alpha1/claims:search"


def search(client: Client, **asked: Any) -> dict[str, Any]:
    response = client.get(ADDRESS, asked)
    assert response.status_code == 200, response.content
    return dict(response.json())


def found(client: Client, **asked: Any) -> list[str]:
    return [claim["text"] for claim in search(client, **asked)["claims"]]


def test_a_claim_says_who_claims_it_and_what_was_found(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    publication = Publication.objects.get(claim=claim)
    public = PublicClaim.objects.get(pk=claim.pk)
    assert search(client, query="bridge") == {
        "claims": [
            {
                "text": "The bridge cost ten million",
                "claimant": "The ministry",
                "claimDate": "2024-05-01T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": settings.SITE_NAME, "site": "127.0.0.1"},
                        "url": f"{settings.SITE_URL}{public.get_absolute_url()}",
                        "title": "True: The bridge cost ten million",
                        "reviewDate": publication.said.publication.published_at[:23] + "Z",
                        "textualRating": "True",
                        "languageCode": "en",
                    }
                ],
            }
        ]
    }


def test_a_parameter_that_the_api_has_not_is_refused(client: Client, newsroom: Newsroom) -> None:
    response = client.get(ADDRESS, {"query": "bridge", "language": "es"})
    assert response.status_code == 400
    assert (
        "Unknown name “language”: there are query, languageCode,"
        in (response.json()["error"]["message"])
    )


def test_what_clients_of_google_always_send_is_no_mistake(
    client: Client, newsroom: Newsroom
) -> None:
    assert search(client, query="bridge", key="none", alt="json") == {"claims": []}


def test_what_is_without_a_verdict_of_its_own_is_not_found(
    client: Client, newsroom: Newsroom
) -> None:
    first = newsroom.claim_in(Stage.PUBLISHED)
    newsroom.bring(newsroom.claim(headline="The bridge again", same_as=first), Stage.PUBLISHED)
    newsroom.claim_in(Stage.WITHDRAWN)
    assert found(client, query="bridge") == [first.headline]


def test_reviews_are_asked_for_by_language(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim()
    with acting_as(newsroom.ana):
        Translation.objects.create(
            claim=claim, language="es", headline="Costó diez", summary="Sí.", reasoning="Así [e1]."
        )
    newsroom.bring(claim, Stage.PUBLISHED)
    assert found(client, query="bridge", languageCode="en-US") == [claim.headline]
    assert found(client, query="bridge", languageCode="es") == ["Costó diez"]
    assert found(client, query="bridge", languageCode="fr") == []


def test_without_words_the_newest_review_of_this_site_comes_first(
    client: Client, newsroom: Newsroom
) -> None:
    for headline in ("First", "Second"):
        newsroom.bring(newsroom.claim(headline=headline), Stage.PUBLISHED)
    assert found(client, reviewPublisherSiteFilter="127.0.0.1") == ["Second", "First"]
    assert found(client, reviewPublisherSiteFilter="example.org") == []
    assert found(client, query="First", reviewPublisherSiteFilter="example.org") == []


def test_old_reviews_are_left_out_on_demand(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    assert found(client, query="bridge", maxAgeDays=1) == [claim.headline]
    assert found(client, query="bridge", maxAgeDays=0) == []


@pytest.mark.parametrize("asked", [{"query": "bridge"}, {"reviewPublisherSiteFilter": "127.0.0.1"}])
def test_pages_lead_on_and_skip_nothing(
    client: Client, newsroom: Newsroom, asked: dict[str, str]
) -> None:
    for number in range(3):
        newsroom.bring(newsroom.claim(headline=f"The bridge {number}"), Stage.PUBLISHED)
    first = search(client, pageSize=2, **asked)
    second = search(client, pageSize=2, pageToken=first["nextPageToken"], **asked)
    assert "nextPageToken" not in second
    assert {claim["text"] for page in (first, second) for claim in page["claims"]} == {
        f"The bridge {number}" for number in range(3)
    }


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({}, "Give a query, or a reviewPublisherSiteFilter."),
        ({"query": "x", "maxAgeDays": "soon"}, "maxAgeDays: Enter a whole number."),
        ({"query": "x", "pageSize": "-1"}, "pageSize: Ensure this value is greater than"),
        ({"query": "x", "languageCode": "!"}, "languageCode: This is no tag of a language"),
        ({"query": "x", "pageToken": "x"}, "No search that was made here gave this pageToken."),
        ({"query": "a\0b"}, "query: Null characters are not allowed."),
    ],
)
def test_what_cannot_be_understood_is_an_error_of_the_api(
    client: Client, db: None, asked: dict[str, str], message: str
) -> None:
    response = client.get(ADDRESS, asked)
    assert response.status_code == 400
    error = response.json()["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    assert message in error["message"]


def test_a_search_costs_the_same_for_any_number_of_claims(
    client: Client, newsroom: Newsroom, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        newsroom.bring(newsroom.claim(headline=f"The bridge {number}"), Stage.PUBLISHED)
        with django_assert_num_queries(1):
            search(client, query="bridge")
