"""What is not there, or not for one's account, is said at the desk and in its language."""

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.admin.site import site
from factcheck.models import User
from tests.public.pages import read
from tests.some import some

pytestmark = pytest.mark.django_db
ABSENT = [
    "/admin/nothing/",
    "/admin/factcheck/claim/1/preview/",
    "/admin/factcheck/article/99/workbench/",
]


@pytest.mark.parametrize("address", ABSENT)
def test_a_wrong_address_leads_on_from_the_desk(ana: Client, address: str) -> None:
    answer = ana.get(address)
    page = read(answer.content.decode())
    assert (answer.status_code, page.one("h1").words) == (404, "There is no such page")
    assert page.links["My desk"] == "/admin/"


def test_the_address_of_a_row_that_is_gone_leads_on_too(admin: Client) -> None:
    for model in some(site._registry):
        for page in ("change", "history"):
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
            answer = admin.get(reverse(name, args=["999999"]))
            assert answer.status_code == 404, name
            assert "There is no such page" in answer.text, name


def test_what_was_typed_of_a_row_that_is_gone_is_shown(ana: Client) -> None:
    answer = ana.post("/admin/factcheck/claim/999999/change/", {"summary": "Typed at length."})
    assert answer.status_code == 404
    assert "Typed at length." in answer.text


def test_it_is_said_in_the_language_of_the_person(ana: Client) -> None:
    User.objects.filter(username="ana").update(language="es")
    for address, status in (("/admin/nothing/", 404), ("/admin/factcheck/user/", 403)):
        answer = ana.get(address)
        assert answer.status_code == status
        assert read(answer.content.decode()).one("html").attributes["lang"] == "es"


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/admin/nothing/").status_code == 302


NOWHERE = ["find/?q=%00", "factcheck/source/?kind=%00", "factcheck/source/make/?words=%00&place=x"]


@pytest.mark.parametrize("address", NOWHERE)
def test_a_character_that_no_text_has_is_not_looked_for(ana: Client, address: str) -> None:
    assert ana.get(f"/admin/{address}").status_code == 404


@pytest.mark.parametrize("query", ["stage=nonsense", "due=2024-13-45", "with=abc"])
def test_a_list_says_that_it_has_not_what_its_address_asks_for(ana: Client, query: str) -> None:
    page = ana.get(f"/admin/factcheck/claim/?{query}", follow=True).content.decode()
    assert "There is no such filter or page: this is all there is." in page
