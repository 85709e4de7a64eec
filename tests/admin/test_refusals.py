"""What the database would refuse, the form refuses first, with a message."""

from typing import Any

import pytest
from django.test import Client

from factcheck.models import Claim, Evidence
from tests.admin.newsroom import address_of, form_of, problems_of, save
from tests.models.factories import (
    make_article,
    make_citation,
    make_claim,
    make_evidence,
    make_source,
    make_speaker,
    person,
)


@pytest.fixture
def claim(db: None) -> Claim:
    return make_claim(make_article())


def with_row(client: Client, address: str, prefix: str, **fields: Any) -> Any:
    """Send a form with one more row in one of its inlines."""
    data = form_of(client.get(address))
    number = data[f"{prefix}-TOTAL_FORMS"]
    data[f"{prefix}-TOTAL_FORMS"] = number + 1
    return client.post(address, data | {f"{prefix}-{number}-{k}": v for k, v in fields.items()})


@pytest.mark.parametrize(
    ("kind", "chosen", "rated"),
    [
        ("quote", "substance", "saying"),
        ("event", "saying", "substance"),
        ("attribution", "saying", "saying"),
        ("attribution", "substance", "substance"),
    ],
)
def test_the_kind_says_what_is_rated_and_only_an_attribution_leaves_it_open(
    ana: Client, claim: Claim, kind: str, chosen: str, rated: str
) -> None:
    assert save(ana, address_of(claim), kind=kind, subject=chosen).status_code == 302
    claim.refresh_from_db()
    assert claim.subject == rated


@pytest.mark.parametrize(
    ("field", "refusal"),
    [
        ("assignee", "olga is no researcher: choose somebody who is."),
        ("reviewer", "olga is no reviewer: choose somebody who is."),
    ],
)
def test_who_is_chosen_has_that_part_in_the_newsroom(
    ana: Client, claim: Claim, field: str, refusal: str
) -> None:
    response = save(ana, address_of(claim), **{field: person("olga").pk})
    assert problems_of(response) == refusal


@pytest.mark.parametrize("value", ["18.2.", "2023-02-30", "soon"])
def test_a_date_is_a_day_a_month_or_a_year(ana: Client, claim: Claim, value: str) -> None:
    response = save(ana, address_of(claim), said_on=value)
    write = "Write 18 Feb 2023, Feb 2023, 2023 or 2023-02-18."
    assert f"“{value}” is not a date. {write}" in problems_of(response)


def test_a_headline_has_at_most_75_characters(ana: Client, claim: Claim) -> None:
    response = save(ana, address_of(claim), headline="x" * 76)
    assert "1 character too many: it has 76, and 75 is the most." in problems_of(response)


def test_a_source_is_cited_once(ana: Client, claim: Claim) -> None:
    source = make_citation(claim).source
    response = with_row(ana, address_of(claim), "citations", source=source.pk, finding="unchecked")
    assert "Please correct the duplicate values below." in response.content.decode()
    assert claim.citations.count() == 1


def test_confidential_evidence_needs_a_public_reason(ana: Client, claim: Claim) -> None:
    make_evidence(claim)
    response = save(ana, address_of(claim), **{"evidence-0-confidential": "on"})
    assert "Say publicly why the evidence is confidential." in problems_of(response)


def test_a_translation_exists_once_per_language(ana: Client, claim: Claim) -> None:
    claim.translations.create(language="es", headline="Murieron")
    response = with_row(ana, address_of(claim), "translations", language="es")
    assert "Please correct the duplicate values below." in response.content.decode()


def test_a_source_has_a_name(ana: Client) -> None:
    response = save(ana, "/admin/factcheck/source/add/", slug="nameless")
    assert problems_of(response) == "Give a title, a publisher or an address."


def test_an_address_belongs_to_one_source(ana: Client) -> None:
    make_source(url="https://example.org/report")
    response = save(
        ana, "/admin/factcheck/source/add/", slug="again", url="https://example.org/report"
    )
    assert problems_of(response) == "There is a source with this address already."


def test_an_alias_is_given_once(ana: Client) -> None:
    speaker = make_speaker()
    speaker.aliases.create(name="A. Ruiz")
    response = save(
        ana, f"/admin/factcheck/speaker/{speaker.pk}/change/", **{"aliases-1-name": "A. Ruiz"}
    )
    assert "Please correct the duplicate values below." in response.content.decode()


def test_evidence_takes_the_next_number_of_the_article(ana: Client, claim: Claim) -> None:
    make_evidence(make_claim(claim.article, "49 deaths"))
    with_row(
        ana,
        address_of(claim),
        "evidence",
        source=make_source().pk,
        stance="refutes",
        method="primary",
        extent="whole",
        summary="Counts 49.",
        accessed_on="2026-11-24",
    )
    evidence = Evidence.objects.get(claim=claim)
    assert (evidence.ref, evidence.article) == ("e2", claim.article)
    assert '<span class="entry__ref">e2</span>' in ana.get(address_of(claim)).content.decode()


def test_a_citation_is_shown_by_evidence_of_its_own_claim_only(ana: Client, claim: Claim) -> None:
    make_citation(claim)
    own = make_evidence(claim)
    foreign = make_evidence(make_claim(claim.article, "49 deaths"))
    response = save(ana, address_of(claim), **{"citations-0-evidence": [foreign.pk]})
    assert f"{foreign.pk} is not one of the available choices" in problems_of(response)
    save(ana, address_of(claim), **{"citations-0-evidence": [own.pk]})
    assert list(claim.citations.get().evidence.all()) == [own]


@pytest.mark.parametrize("gap", [0, 1])
def test_a_new_row_that_was_taken_out_of_the_page_again_is_gone(
    ana: Client, claim: Claim, gap: int
) -> None:
    typed = form_of(ana.get(address_of(claim)))
    typed |= {"evidence-TOTAL_FORMS": 2, "headline": "Saved"}
    piece = {"source": make_source().pk, "summary": "So.", "stance": "supports", "proposed": 1}
    piece |= {"method": "primary", "extent": "whole", "accessed_on": "2025-11-01"}
    typed |= {f"evidence-{1 - gap}-{name}": value for name, value in piece.items()}
    assert ana.post(address_of(claim), typed).status_code == 302
    assert Claim.objects.get().headline == "Saved"
    assert [each.summary for each in claim.evidence.all()] == ["So."]
