"""Programs ask for the reviewed claims that are like a text."""

from typing import Any

import pytest
from django.test import Client

from factcheck import workflow
from factcheck.models.vocabulary import Stage
from tests.api.test_api import get, problem
from tests.workflow.newsroom import Newsroom

SIMILAR = "claims/similar/"
SAID = "BREAKING: bridge built in 1850!! https://t.co/x #TheBridge"


def found(client: Client, text: str = SAID, **asked: Any) -> list[str]:
    return [each["headline"] for each in get(client, SIMILAR, text=text, **asked)["results"]]


def bring(newsroom: Newsroom, headline: str, stage: Stage = Stage.PUBLISHED) -> None:
    newsroom.bring(newsroom.claim(headline=headline, statement=""), stage)


def test_the_likest_review_comes_first_with_how_like_it_is(
    client: Client, newsroom: Newsroom
) -> None:
    bring(newsroom, "The tower was built in 1850")
    bring(newsroom, "The bridge was built in 1850")
    first, second = get(client, SIMILAR, text=SAID)["results"]

    assert (first["headline"], second["headline"]) == (
        "The bridge was built in 1850",
        "The tower was built in 1850",
    )
    assert first["likeness"] > second["likeness"] > 0


def test_what_is_unlike_has_no_review_or_a_withdrawn_one_is_not_among_them(
    client: Client, newsroom: Newsroom
) -> None:
    bring(newsroom, "Nobody drank the water", Stage.PUBLISHED)
    bring(newsroom, "The bridge was built in 1850", Stage.WITHDRAWN)
    workflow.list_claim(newsroom.claim(headline="The bridge is of 1850").pk, newsroom.eva)

    assert found(client) == []


def test_a_limit_a_language_and_fields_are_heeded(client: Client, newsroom: Newsroom) -> None:
    bring(newsroom, "The tower was built in 1850")
    bring(newsroom, "The bridge was built in 1850")

    assert found(client, limit=1, fields="headline") == ["The bridge was built in 1850"]
    assert len(found(client, language="EN-gb")) == 2
    assert found(client, language="es") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": "x" * 2_001}, "text"),
        ({"text": "x", "limit": 51}, "limit"),
        ({"text": "x", "language": "\0"}, "language"),
    ],
)
def test_what_cannot_be_asked_is_named(
    client: Client, asked: dict[str, Any], parameter: str
) -> None:
    said = problem(client, SIMILAR, **asked)

    assert said["status"] == 400
    assert [each["parameter"] for each in said["errors"]] == [parameter]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["\0", "' & | !", " ", "a\\'b:*", "the of", "💧", "x " * 1_000])
def test_no_text_is_an_error(client: Client, text: str) -> None:
    assert found(client, text) == []
