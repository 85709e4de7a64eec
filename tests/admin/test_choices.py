"""Beside a choice stand only links that belong there."""

import pytest
from django.test import Client

from tests.models.factories import make_article, make_claim
from tests.public.pages import read

LINKS = "related-widget-wrapper-link"


def links(client: Client, address: str) -> set[str]:
    """The kind of each link and the model that it leads to: `add_…`, `change_…`."""
    page = read(client.get(address).content.decode())
    found = page.all("a", class_=LINKS)
    return {f"{a.attributes['id'].split('_')[0]} {_model(a.attributes)}" for a in found}


def _model(attributes: dict[str, str]) -> str:
    address = attributes.get("href") or attributes["data-href-template"]
    return address.split("/")[3]


def test_speakers_sources_and_topics_are_made_beside_a_claim_and_nothing_is_deleted(
    admin: Client,
) -> None:
    claim = make_claim(make_article())
    found = links(admin, f"/admin/factcheck/claim/{claim.pk}/change/")
    assert {"add speaker", "add source", "add topic"} <= found
    assert not {link for link in found if link.startswith("delete")}
    assert not {"add claim", "change claim", "add user", "change user"} & found


@pytest.mark.parametrize("address", ["factcheck/lead/add/", "factcheck/user/add/"])
def test_no_claim_and_no_group_is_made_where_one_is_chosen(admin: Client, address: str) -> None:
    assert not {link for link in links(admin, f"/admin/{address}") if not link.startswith("view")}
