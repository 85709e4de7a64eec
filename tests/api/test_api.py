"""The API as programs use it: lists with filters and pages, things with their fields, problems."""

import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factcheck import anchoring, merging, workflow
from factcheck.api.limits import ByNetwork
from factcheck.api.routes import api
from factcheck.filters import ClaimFilter
from factcheck.models import PublicArticle, Publication
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import Stage
from tests.public.amending import amend, redact
from tests.workflow.newsroom import Newsroom

ROOT = "/api/v1"


def get(client: Client, address: str, **asked: Any) -> dict[str, Any]:
    response = client.get(f"{ROOT}/{address}", asked)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    return dict(response.json())


def problem(client: Client, address: str, **asked: Any) -> dict[str, Any]:
    response = client.get(f"{ROOT}/{address}", asked)
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code
    return dict(response.json())


def headlines(client: Client, **asked: Any) -> list[str]:
    return [claim["headline"] for claim in get(client, "claims/", **asked)["results"]]


def test_a_claim_is_what_its_page_says(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    publication = Publication.objects.get(claim=claim)
    said = get(client, f"claims/{claim.pk}/")
    assert said["headline"] == "The bridge cost ten million"
    assert (said["status"], said["speakers"], said["sources"]) == ("true", ["ministry"], ["report"])
    assert said["findings"] == {"report": "accurate"}
    assert said["page"].startswith(f"{settings.SITE_URL}/claims/{claim.pk}/")
    assert said["publication"]["content_sha256"] == publication.content_sha256
    assert said["publication"]["content"]["claim"]["summary"] == "It did."


def test_the_filters_are_those_of_the_list(client: Client, newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    other = newsroom.claim(headline="Another", speaker=newsroom.other_speaker, status_id="false")
    newsroom.bring(other, Stage.PUBLISHED)
    for asked in ({"speaker": "mayor"}, {"status": "false"}, {"q": "another"}):
        assert headlines(client, **asked) == ["Another"]
    document = api.get_openapi_schema(path_prefix=f"{ROOT}/")
    [parameters] = [
        {each["name"] for each in methods["get"]["parameters"]}
        for path, methods in document["paths"].items()
        if path == f"{ROOT}/claims/"
    ]
    assert parameters > set(ClaimFilter.base_filters)


def test_a_value_that_there_is_not_is_named(client: Client, newsroom: Newsroom) -> None:
    said = problem(client, "claims/", speaker="nobody")
    assert said["status"] == 400
    [error] = said["errors"]
    assert error["parameter"] == "speaker"
    assert "Nobody called “nobody” has a claim here." in error["detail"]


def test_pages_lead_on_and_back(client: Client, newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.bring(newsroom.claim(headline=f"Claim {number}"), Stage.PUBLISHED)
    first = get(client, "claims/", size=2)
    assert first["previous"] is None
    response = client.get(first["next"].removeprefix(settings.SITE_URL))
    assert f'<{response.json()["previous"]}>; rel="prev"' in response["Link"]
    second = response.json()
    assert second["next"] is None
    names = [claim["headline"] for page in (first, second) for claim in page["results"]]
    assert sorted(names) == ["Claim 0", "Claim 1", "Claim 2"]


def test_only_the_fields_that_are_asked_for_are_answered(
    client: Client, newsroom: Newsroom
) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    assert get(client, "claims/", fields="id,headline")["results"] == [
        {"id": claim.pk, "headline": "The bridge cost ten million"}
    ]
    assert get(client, f"claims/{claim.pk}/", fields="id") == {"id": claim.pk}
    assert "There is no field 'colour'." in problem(client, "claims/", fields="colour")["detail"]


@pytest.mark.parametrize(
    ("asked", "parameter"), [({"size": "0"}, "size"), ({"size": "many"}, "size")]
)
def test_a_parameter_that_is_none_is_named(
    client: Client, newsroom: Newsroom, asked: dict[str, str], parameter: str
) -> None:
    said = problem(client, "claims/", **asked)
    assert [error["parameter"] for error in said["errors"]] == [parameter]


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("claims/", "There are: fields, size, cursor, q, status, speaker,"),
        ("publications/", "There are: fields, size, cursor, claim."),
        ("statuses/", "It takes none."),
    ],
)
def test_a_parameter_that_is_not_known_is_named_beside_those_that_are(
    client: Client, newsroom: Newsroom, address: str, known: str
) -> None:
    said = problem(client, address, limit="2")
    assert said["status"] == 400
    assert [error["parameter"] for error in said["errors"]] == ["limit"]
    assert known in said["detail"]


def test_a_broken_cursor_says_what_to_do(client: Client, newsroom: Newsroom) -> None:
    assert "Leave it out for the first one." in problem(client, "claims/", cursor="x")["detail"]


@pytest.mark.parametrize("address", ["claims/9/", "articles/none/", "nothing/", "speakers/none/"])
def test_what_is_not_public_is_not_there(client: Client, newsroom: Newsroom, address: str) -> None:
    newsroom.claim_in(Stage.CHECKING)
    assert problem(client, address)["status"] == 404


def test_nothing_can_be_written(client: Client, db: None) -> None:
    response = client.post(f"{ROOT}/claims/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert client.head(f"{ROOT}/claims/").status_code == 200


def test_the_anchors_of_an_article_stand_in_its_text(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    said = get(client, "articles/bridge/")
    [anchor] = said["anchors"]
    assert (anchor["claim"], anchor["number"]) == (claim.pk, 1)
    assert said["body"][anchor["start"] : anchor["end"]] == anchor["exact"]
    assert anchoring.find(said["body"], anchor["exact"], prefix=anchor["prefix"])
    assert said["body"] == PublicArticle.objects.get().body


def test_a_merged_speaker_leads_on(client: Client, newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    newsroom.bring(newsroom.claim(speaker=newsroom.other_speaker), Stage.PUBLISHED)
    merging.merge(newsroom.speaker, newsroom.other_speaker, newsroom.eva)
    response = client.get(f"{ROOT}/speakers/ministry/")
    assert response.status_code == 301
    assert get(client, response["Location"].removeprefix(f"{ROOT}/"))["name"] == "The mayor"


def test_corrections_and_the_record_are_publications(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    amend(newsroom, claim, "We had misread the audit.", status_id="false")
    [correction] = get(client, "corrections/")["results"]
    assert correction["content"]["publication"]["reason"] == "We had misread the audit."
    record = get(client, "publications/", claim=claim.pk)["results"]
    assert [each["number"] for each in record] == [1, 2]
    assert record[1]["previous_link"] == record[0]["link"]
    assert client.get(f"{ROOT}/publications/?claim=0").status_code == 400
    assert get(client, f"publications/{record[0]['serial']}/") == record[0]


def test_what_was_redacted_is_gone_and_its_digest_stays(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    redact(newsroom, claim.publications.get())
    assert headlines(client) == []
    [left] = get(client, "publications/")["results"]
    assert left["content"] is None
    assert len(left["content_sha256"]) == 64


@pytest.mark.parametrize("name", ["speakers", "sources", "topics", "articles"])
def test_each_thing_of_a_list_has_an_address(client: Client, newsroom: Newsroom, name: str) -> None:
    claim = newsroom.claim()
    with acting_as(newsroom.ana):
        claim.topics.add(newsroom.topic)
    newsroom.bring(claim, Stage.PUBLISHED)
    listed = get(client, f"{name}/")["results"]
    assert listed
    for each in listed:
        assert get(client, f"{name}/{each['slug']}/")["page"] == each["page"]


def test_the_scale_says_what_a_status_means(client: Client, db: None) -> None:
    statuses = {each["slug"]: each for each in client.get(f"{ROOT}/statuses/").json()}
    assert statuses["false"]["rating_value"] == 1
    assert statuses["unproven"]["rating_value"] is None
    assert statuses["true"]["name"]["es"]
    assert {each["slug"] for each in client.get(f"{ROOT}/findings/").json()} > {"accurate"}


def test_who_has_the_newest_answer_gets_it_no_second_time(
    client: Client, newsroom: Newsroom
) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    tag = client.get(f"{ROOT}/claims/")["ETag"]
    again = client.get(f"{ROOT}/claims/", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    newsroom.bring(newsroom.claim(headline="Another"), Stage.PUBLISHED)
    assert client.get(f"{ROOT}/claims/", headers={"If-None-Match": tag}).status_code == 200


def test_scripts_of_other_sites_may_read_it(client: Client, newsroom: Newsroom) -> None:
    for address in ("claims/", "schema/"):
        answer = client.get(f"{ROOT}/{address}")
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Access-Control-Expose-Headers"] == "ETag, Link, Retry-After"


@pytest.mark.parametrize(
    "address",
    [
        *(f"{ROOT}/claims/", f"{ROOT}/schema/", "/data/claims.jsonl", "/data/datapackage.json"),
        *("/claimreview.json", "/claims/1/claimreview.json", "/articles/a/annotations.json"),
        *("/api/factchecktools/v1alpha1/claims:search", "/oembed"),
    ],
)
def test_they_may_say_what_they_have(client: Client, db: None, address: str) -> None:
    answer = client.options(address)
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Headers"] == "If-None-Match"


def test_who_asks_too_much_is_told_how_long_to_wait(
    client: Client, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr(ByNetwork, "num_requests", 2, raising=False)
    for operation in api.default_router.path_operations.values():
        for each in operation.operations:
            for throttle in each.throttle_objects:
                monkeypatch.setattr(throttle, "num_requests", 2)
    answers = [client.get(f"{ROOT}/claims/?size={size}") for size in (1, 2, 3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert "Cache-Control" not in answers[-1]
    elsewhere = client.get(f"{ROOT}/claims/?size=4", REMOTE_ADDR="203.0.113.7")
    assert elsewhere.status_code == 200
    cache.clear()


@pytest.mark.parametrize(
    ("address", "queries"), [("claims/", 2), ("articles/bridge/", 3), ("speakers/", 2)]
)
def test_an_answer_costs_the_same_for_any_number_of_claims(
    client: Client,
    newsroom: Newsroom,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    queries: int,
) -> None:
    for _each in range(3):
        newsroom.claim_in(Stage.PUBLISHED)
        with django_assert_num_queries(queries):
            get(client, address)


def test_every_address_is_documented_with_an_example_that_runs(
    client: Client, newsroom: Newsroom
) -> None:
    workflow.list_claim(newsroom.claim().pk, newsroom.eva)
    page = client.get(f"{ROOT}/docs/").content.decode()
    paths = api.get_openapi_schema(path_prefix=f"{ROOT}/")["paths"]
    for path in paths:
        assert f'<code dir="ltr">{path}</code>' in page
    examples = re.findall(r"curl (?:&#x27;)?(\S+?)(?:&#x27;)?</code>", page)
    assert len(examples) == len([path for path in paths if "{" not in path])
    for example in map(unescape, examples):
        assert client.get(example.removeprefix(settings.SITE_URL)).status_code == 200


def test_each_address_says_what_it_is_for_in_words(client: Client, db: None) -> None:
    page = client.get(f"{ROOT}/docs/").content.decode()
    assert "`" not in page
    assert not re.search(r">Rows?<|>Publication<", page)


def test_the_root_leads_to_the_documentation(client: Client, db: None) -> None:
    assert client.get(f"{ROOT}/")["Location"] == f"{ROOT}/docs/"
