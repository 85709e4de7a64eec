"""The way back to My desk: titles, no ids and no words of the framework."""

import re

import pytest
from django.test import Client

from factcheck.admin.site import site
from factcheck.models import ReaderReport, SavedView, Topic, User
from tests.admin.newsroom import signed_in
from tests.models.factories import make_article, make_claim, make_source, make_speaker
from tests.public.pages import read


def pages(client: Client) -> list[tuple[str, str]]:
    """All pages of every registered model that there are, with the words of their ways back."""
    found = []
    for model in site._registry:
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        row = model._default_manager.first()
        kinds = ("change", "history", "delete", "password") if row is not None else ()
        for address in [base, f"{base}add/", *(f"{base}{row.pk}/{kind}/" for kind in kinds if row)]:
            response = client.get(address)
            if response.status_code == 200:
                way = read(response.content.decode()).one("div", class_="breadcrumbs")
                found.append((address, " ".join(way.text.split())))
    return found


@pytest.fixture
def everything(db: None) -> None:
    claim = make_claim(make_article(), headline="Sixty people died", speaker=make_speaker())
    make_source()
    Topic.objects.create(slug="peru", name={"en": "Peru"})
    ReaderReport.objects.create(kind="error", claim=claim, message="49 died.")
    SavedView.objects.create(name="Mine", owner=User.objects.get(username="ana"), query="due=late")


@pytest.mark.system
@pytest.mark.usefixtures("everything")
def test_no_way_back_has_an_id_or_a_word_of_the_framework() -> None:
    ways = pages(signed_in("admin"))
    assert len(ways) > 30
    for address, way in ways:
        assert way.startswith("Home › "), address
        assert not re.search(r"object \(|Factcheck|Authentication", way), (address, way)


@pytest.mark.system
@pytest.mark.usefixtures("everything")
def test_the_way_back_from_a_claims_form_names_it() -> None:
    ways = dict(pages(signed_in("admin")))
    way = next(way for address, way in ways.items() if re.search(r"claim/\d+/change/", address))
    assert way == "Home › Claims › Sixty people died"


def test_there_is_one_index(client: Client, db: None) -> None:
    assert signed_in("ana").get("/admin/factcheck/").headers["Location"] == "/admin/"
