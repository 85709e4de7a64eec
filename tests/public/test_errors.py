"""The pages for what is not there and for what went wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from tests.public.pages import Page, read
from tests.some import some


@pytest.mark.django_db
def test_an_unknown_address_gets_a_page_that_leads_on_and_asks_the_database_nothing(
    client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/nowhere/")
    page = read(response.content.decode())
    assert response.status_code == 404
    assert "There is no such page" in page.words
    assert page.links["All claims"] == "/claims/"


def test_a_request_under_a_foreign_name_is_told_so_without_links(client: Client) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    page = read(response.content.decode())
    assert page.one("h1").text == "We cannot answer this request"
    assert not page.links


def error_page() -> Page:
    """The page as Django makes it: without context; here also without a database."""
    return read(server_error(RequestFactory().get("/")).content.decode())


def test_the_error_page_needs_no_database() -> None:
    assert "Something went wrong on our side" in error_page().words


def test_the_error_page_uses_files_that_exist() -> None:
    for link in some(error_page().all("link")):
        path = link.attributes["href"].removeprefix("/static/")
        assert finders.find(path), path


def test_what_another_site_sends_to_the_desk_gets_a_page_that_says_what_to_do() -> None:
    page = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a"})
    assert "load the page again, and send it once more" in read(page.text).words
