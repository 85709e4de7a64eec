"""Dates read at the desk as they do everywhere else."""

import re

import pytest
from django.test import Client

from factcheck.models import User
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, at_work
from tests.models.factories import make_article, make_source
from tests.public.pages import read
from tests.workflow.newsroom import Newsroom


@pytest.mark.parametrize(
    ("language", "day"), [("en", "18 February 2023"), ("es", "18 de febrero de 2023")]
)
def test_in_lists(ana: Client, language: str, day: str) -> None:
    User.objects.filter(username="ana").update(language=language)
    make_article()
    make_source(published_on="2023-02-18")
    for model in ("article", "source"):
        page = ana.get(f"/admin/factcheck/{model}/").content.decode()
        assert day in read(page).one("td", class_="field-day").words


def test_a_month_and_no_date_at_all(ana: Client) -> None:
    make_source("A", published_on="2023-02")
    make_source("B", publisher="B")
    page = read(ana.get("/admin/factcheck/source/?o=1").content.decode())
    assert [cell.words for cell in page.all("td", class_="field-day")] == ["–", "February 2023"]


def test_on_forms_that_are_only_read(newsroom: Newsroom) -> None:
    claim = newsroom.claim(said_on="2023-02-18")
    newsroom.bring(claim, Stage.PUBLISHED)
    article = f"/admin/factcheck/article/{claim.article_id}/change/"
    for address, day in ((address_of(claim), "18 February 2023"), (article, "1 May 2024")):
        page = at_work(newsroom.carla).get(address).content.decode()
        assert day in read(page).words
        assert not re.search(r"\d{4}-\d\d-\d\d", read(page).one("div", id="content-main").words)
    settled = at_work(newsroom.fay).get(address_of(claim)).content.decode()
    assert "18 February 2023" in read(settled).words
