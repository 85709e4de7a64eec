"""An article is taken in at the desk: what was read fills the form, and is saved once corrected."""

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from factcheck.models import Article
from tests.admin.newsroom import member
from tests.exchange.test_intake import ARABIC, page
from tests.models.factories import make_article
from tests.screens import sign_in
from tests.test_outgoing import HERE, host, in_our_network, saying

__all__ = ["in_our_network"]

TAKE_IN = "/admin/factcheck/article/take-in/"


@pytest.mark.system
@pytest.mark.usefixtures("in_our_network")
def test_an_article_goes_from_its_address_to_the_workbench(desk: Page, live_site: str) -> None:
    member("ana")
    sign_in(desk, live_site, "ana", "/admin/factcheck/article/")
    desk.get_by_role("link", name="Take an article in").click()
    with host(saying(page(ARABIC), "Content-Type: text/html")) as port:
        desk.get_by_label("Address").fill(f"http://{HERE}:{port}/power")
        desk.get_by_role("button", name="Read it").click()

    expect(desk.get_by_text("Compare this with the article")).to_be_visible()
    expect(desk.get_by_label("Title")).to_have_value(ARABIC["title"])
    desk.get_by_label("Author").fill("L. Haddad")
    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk).to_have_url(f"{live_site}/admin/factcheck/article/{_article().pk}/workbench/")
    article = _article()
    assert (article.author, article.language) == ("L. Haddad", "ar")
    assert article.current_revision
    assert ARABIC["second"] in article.current_revision.body


def _article() -> Article:
    return Article.objects.get()


@pytest.mark.django_db
def test_a_file_fills_the_form_and_what_was_not_found_is_named(ana: Client, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Rivers rose\n\nThe mayor said on Monday that the rivers had risen.")
    with path.open("rb") as file:
        shown = ana.post(TAKE_IN, {"file": file})

    form = shown.context["adminform"].form
    assert form.initial["title"] == "Rivers rose"
    assert "Not found: publisher, author, published on." in shown.content.decode()
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_an_article_that_is_there_is_led_to_instead(ana: Client) -> None:
    article = make_article(url="https://a.example/1")
    shown = ana.post(TAKE_IN, {"url": "https://a.example/1"}).content.decode()
    assert f'<a href="/admin/factcheck/article/{article.pk}/change/">{article.title}</a>' in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Give an address, or choose a file."),
        ({"url": "nowhere"}, "Enter a valid URL."),
        ({"url": "http://127.0.0.1/"}, "The server lies in a network that is not public."),
    ],
)
def test_what_cannot_be_taken_in_is_said_at_the_form(
    ana: Client, asked: dict[str, str], said: str
) -> None:
    assert said in ana.post(TAKE_IN, asked).content.decode()


@pytest.mark.django_db
def test_who_may_add_no_articles_takes_none_in(carla: Client) -> None:
    assert carla.get(TAKE_IN).status_code == 403
