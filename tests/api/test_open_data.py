"""The open data as a researcher takes them: files that frictionless reads, columns described."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from factcheck.api.data.tables import TABLES
from factcheck.keyset import BATCH
from factcheck.models import Claim, Publication, PublicClaim
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import Stage
from tests.some import some
from tests.workflow.newsroom import Newsroom


def content(response: Any) -> str:
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def rows(client: Client, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content(client.get(f"/data/{table}.csv")), newline="")))


def package(client: Client) -> dict[str, Any]:
    return dict(client.get("/data/datapackage.json").json())


def test_a_claim_says_what_its_page_says(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    [row] = rows(client, "claims")
    assert (row["headline"], row["status"]) == ("The bridge cost ten million", "true")
    assert (row["rating"], row["withdrawn"], row["quote"]) == ("5", "false", "It cost ten million")
    [cited] = rows(client, "citations")
    assert (cited["claim"], cited["source"]) == (str(claim.pk), "report")
    assert cited["finding"] == "accurate"
    [found] = rows(client, "evidence")
    assert (found["ref"], found["stance"], found["publisher"]) == ("e1", "supports", "Court")


def test_the_record_is_there_entry_for_entry(client: Client, newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.WITHDRAWN)
    found = [(row["serial"], row["kind"], row["link"]) for row in rows(client, "record")]
    record = Publication.record.in_chain()
    assert found == [(str(each.serial), each.kind, each.link) for each in some(record)]


def test_a_confidential_source_is_withheld(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim()
    with acting_as(newsroom.ana):
        hidden = newsroom.evidence(
            claim, confidential=True, confidential_reason="They are in danger.", summary="Secret."
        )
    newsroom.bring(claim, Stage.PUBLISHED)
    row = next(each for each in rows(client, "evidence") if each["ref"] == hidden.ref)
    assert row["withheld"] == "They are in danger."
    assert (row["publisher"], row["summary"]) == ("", "")


def test_no_cell_is_a_formula(client: Client, newsroom: Newsroom) -> None:
    newsroom.bring(newsroom.claim(headline="=HYPERLINK(1)"), Stage.PUBLISHED)
    [row] = rows(client, "claims")
    assert row["headline"] == "'=HYPERLINK(1)"
    [line] = content(client.get("/data/claims.jsonl")).splitlines()
    assert json.loads(line)["headline"] == "=HYPERLINK(1)"


def test_nothing_of_the_desk_is_there(client: Client, newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.APPROVED)
    assert Claim.objects.exists()
    assert not [row for name in TABLES for row in rows(client, name)]


def test_who_has_a_copy_is_told_so_until_something_is_published(
    client: Client, newsroom: Newsroom
) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    first = client.get("/data/claims.csv")
    tag = first["ETag"]
    again = client.get("/data/claims.csv", headers={"if-none-match": tag})
    assert (again.status_code, again["Cache-Control"]) == (304, first["Cache-Control"])
    newsroom.claim_in(Stage.PUBLISHED)
    assert client.get("/data/claims.csv", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("path", ["claims.csv", "claims.jsonl", "datapackage.json"])
def test_scripts_of_any_site_may_read_it(client: Client, db: None, path: str) -> None:
    assert client.get(f"/data/{path}")["Access-Control-Allow-Origin"] == "*"
    assert client.head(f"/data/{path}").status_code == 200
    assert client.post(f"/data/{path}").status_code == 405


def test_a_table_that_there_is_not_is_not_found(client: Client, db: None) -> None:
    assert client.get("/data/users.csv").status_code == 404


@pytest.mark.parametrize("path", ["claims.csv", "citations.csv", "evidence.csv", "claims.jsonl"])
def test_claims_are_read_in_batches(
    client: Client,
    newsroom: Newsroom,
    django_assert_num_queries: DjangoAssertNumQueries,
    path: str,
) -> None:
    for _ in range(3):
        newsroom.claim_in(Stage.PUBLISHED)
    assert PublicClaim.objects.count() < BATCH
    with django_assert_num_queries(3):
        content(client.get(f"/data/{path}"))


def test_the_page_leads_to_every_file_in_every_language(client: Client, db: None) -> None:
    for language in ("", "/es", "/ar"):
        html = client.get(f"{language}/data/").content.decode()
        for name in [*(f"{table}.csv" for table in TABLES), "claims.jsonl", "datapackage.json"]:
            assert f'href="/data/{name}"' in html


def test_a_licence_is_stated_where_the_newsroom_states_one(
    client: Client, db: None, settings: Settings
) -> None:
    assert "licenses" not in package(client)
    assert "No licence is stated" in client.get("/data/").content.decode()
    settings.LICENCE = ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")
    assert package(client)["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
    ]
    assert 'rel="license"' in client.get("/data/").content.decode()


def test_every_form_for_programs_states_the_licence(
    client: Client, newsroom: Newsroom, settings: Settings
) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    address = "https://creativecommons.org/licenses/by/4.0/"
    settings.LICENCE = ("CC-BY-4.0", address)
    for path in (
        "/api/v1/schema/",
        "/feeds/claims.atom",
        "/feeds/corrections.rss",
        f"/claims/{claim.pk}/claimreview.json",
        f"/articles/{newsroom.article.slug}/annotations.json",
    ):
        assert address in client.get(path).content.decode(), path


def test_the_package_names_the_entry_that_it_stands_for(client: Client, newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    head = Publication.record.in_chain().last()
    assert head
    described = package(client)
    assert (described["version"], described["record_head"]) == (str(head.serial), head.link)
    assert described["homepage"] == f"{settings.SITE_URL}/"
