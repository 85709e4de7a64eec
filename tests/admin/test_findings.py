"""The page of the desk on which the finding on an article is written and goes its way."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factcheck.models import ArticleFinding, User
from factcheck.models.vocabulary import Stage
from tests.public.pages import Page, read
from tests.workflow.findings import finding_in
from tests.workflow.newsroom import Newsroom

WORDS = "Of {checked} claims checked, {hold} hold [1]."


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(desk: Newsroom) -> str:
    return f"/admin/factcheck/article/{desk.article.pk}/finding/"


def shown(desk: Newsroom, user: User) -> Page:
    return read(signed_in(user).get(address(desk)).content.decode())


def send(desk: Newsroom, user: User, **said: str) -> Page:
    """Send the page's form as it stands, but for what is said."""
    client = signed_in(user)
    form = read(client.get(address(desk)).content.decode()).one("form", class_="revise")
    sent: dict[str, Any] = {
        field.attributes["name"]: field.attributes.get("value", "") for field in form.all("input")
    }
    sent |= {text.attributes["name"]: text.text.strip() for text in form.all("textarea")}
    response = client.post(address(desk), sent | said, follow=True)
    assert response.status_code == 200
    return read(response.content.decode())


def stage() -> str:
    return ArticleFinding.objects.get().stage


def test_it_is_written_submitted_signed_off_and_published_there(newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    send(newsroom, newsroom.ana, text_en=WORDS, act="")
    page = send(newsroom, newsroom.ana, text_en=WORDS)
    assert "Of 1 claims checked, 1 hold [1]." in page.words
    for user, act in (
        (newsroom.ana, "submit"),
        (newsroom.carla, "sign-off"),
        (newsroom.eva, "publish"),
    ):
        send(newsroom, user, act=act)
    assert stage() == Stage.PUBLISHED
    assert "1 hold" in Client().get("/articles/bridge/").content.decode()


def test_a_withdrawal_is_explained_in_each_language_of_the_site(newsroom: Newsroom) -> None:
    finding_in(Stage.PUBLISHED, newsroom)
    page = shown(newsroom, newsroom.eva)
    ways = {each.attributes["name"]: each.attributes.get("dir") for each in page.all("textarea")}
    assert ways == {"comment": None, "comment_es": "ltr", "comment_ar": "rtl"}
    refused = send(newsroom, newsroom.eva, comment_es="Se basa en un error.", act="withdraw")
    assert stage() == Stage.PUBLISHED
    assert refused.one("textarea", name="comment_es").text.strip() == "Se basa en un error."
    why = {"comment": "It rests on a mistake.", "comment_es": "Se basa en un error."}
    send(newsroom, newsroom.eva, **why, act="withdraw")
    assert "Se basa en un error." in Client().get("/es/articles/bridge/").content.decode()


def test_what_is_refused_is_said_and_what_was_typed_stays(newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    page = send(newsroom, newsroom.ana, text_en="See [7].", act="submit")
    if not ArticleFinding.objects.exists():
        pytest.fail("What was typed is saved, though the act was refused.")
    assert "this article has no public claim of that number" in page.words
    assert "See [7]." in page.one("textarea", name="text_en").text
    assert stage() == Stage.CHECKING


def test_a_reviewer_neither_writes_nor_signs_off_what_they_did_not_see(newsroom: Newsroom) -> None:
    finding_in(Stage.IN_REVIEW, newsroom)
    assert not shown(newsroom, newsroom.carla).all("textarea", name="text_en")
    page = send(newsroom, newsroom.carla, act="sign-off", version="1")
    assert "Somebody saved the finding after you loaded it" in page.words
    page = send(newsroom, newsroom.carla, act="sign-off", candidate="0" * 64)
    assert "Something that the finding rests on was changed" in page.words
    assert stage() == Stage.IN_REVIEW


def test_two_who_write_at_once_lose_nothing(newsroom: Newsroom) -> None:
    finding_in(Stage.CHECKING, newsroom)
    page = send(newsroom, newsroom.ben, text_en="Mine.", version="0")
    assert "Somebody saved the finding after you loaded it" in page.words
    assert "Mine." in page.one("textarea", name="text_en").text
    assert "Of 1 claims checked" in page.words


def test_the_front_page_shows_it_to_a_second_person(newsroom: Newsroom) -> None:
    finding_in(Stage.IN_REVIEW, newsroom)

    def on_desk_of(user: User) -> bool:
        return bool(read(signed_in(user).get("/admin/").content.decode()).all(id="findings"))

    waiting = [user.username for user in (newsroom.ana, newsroom.carla) if on_desk_of(user)]
    assert waiting == ["carla"]


def test_nobody_outside_the_desk_sees_it(newsroom: Newsroom) -> None:
    assert signed_in(newsroom.olga).get(address(newsroom)).status_code == 403


def test_the_number_of_queries_is_fixed(
    newsroom: Newsroom, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    finding_in(Stage.IN_REVIEW, newsroom)
    client = signed_in(newsroom.carla)
    for _more in range(2):
        with django_assert_num_queries(QUERIES):
            client.get(address(newsroom))
        newsroom.claim_in(Stage.PUBLISHED)


QUERIES = 28
