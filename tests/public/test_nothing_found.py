"""A search that finds nothing leads on."""

import pytest
from django.test import Client

from factcheck.models.reading_room import PublicClaim
from factcheck.public.searching import near
from tests.public.pages import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


@pytest.mark.parametrize(
    ("search", "meant"),
    [
        ("genocid", "genocide"),
        ("Boluarte investigation genocyde", "Boluarte investigation genocide"),
        ("genocyde xyzzy", "genocide"),
        ("invstigation", "investigation"),
        ("minster", "minister"),
        ("genocide xyzzy", "genocide"),
        ("xyzzy", ""),
        ("genocide  Peru", ""),
        ("", ""),
        ('%_ "', ""),
    ],
)
def test_a_word_that_no_claim_has_is_replaced_by_the_likest(search: str, meant: str) -> None:
    assert near(search) == meant


def test_what_was_meant_is_found() -> None:
    """No claim has both words."""
    assert near("genocyde") == "genocide"
    assert near("genocyde copper") == ""


def test_words_of_a_translation_are_suggested_too() -> None:
    [claim] = PublicClaim.objects.filter(status="false")
    claim.translations = {"es": {"headline": "Rige la emergencia", "summary": "En siete regiones"}}
    claim.save()
    assert near("emergensia") == "emergencia"


def test_the_list_leads_to_what_was_meant_and_to_suggesting_a_claim(visit: Visit) -> None:
    links = visit("/claims/?q=genocidde").links
    assert links["genocide"] == "/claims/?q=genocide"
    assert links["Suggest this claim to us"] == "/report/?kind=claim&message=genocidde"


def test_the_report_begins_with_what_was_looked_for(client: Client) -> None:
    form = client.get("/report/?kind=claim&message=It+rained+frogs").content.decode()
    assert "It rained frogs</textarea>" in form


def test_a_list_without_filters_names_none_to_take_off(visit: Visit) -> None:
    PublicClaim.objects.all().delete()
    empty = visit("/claims/").one(class_="empty")
    assert "No claim is public yet." in empty.words
    assert "Take off a filter" in visit("/claims/?status=false").one(class_="empty").words
    assert empty.one("a", href="/report/?kind=claim").text == "Suggest a claim to check"
