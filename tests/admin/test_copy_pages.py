"""The pages of the annotated copy at the desk: for whom, what they offer, what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.models import Article, ClaimExport
from tests.admin.newsroom import signed_in
from tests.models.factories import at_the_desk, make_article, make_claim

__all__ = ["at_the_desk"]
pytestmark = pytest.mark.django_db


def address(article: Article, form: str = "copy/") -> str:
    return f"/admin/factcheck/article/{article.pk}/{form}"


def test_notes_and_their_places_lead_to_each_other() -> None:
    claim = make_claim(make_article())

    page = signed_in("fay").get(address(claim.article)).content.decode()

    assert 'id="mark-1"><a href="#note-1"' in page
    assert 'id="note-1"' in page
    assert 'href="#mark-1"' in page


def test_the_choice_leaves_out_internal_notes_on_the_page_and_in_the_document() -> None:
    claim, client = make_claim(make_article(), note="Ask her sister"), signed_in("fay")

    whole = client.get(address(claim.article)).content.decode()
    outside = client.get(address(claim.article) + "?notes=none").content.decode()

    assert "Ask her sister" in whole
    assert "Ask her sister" not in outside
    assert 'href="?notes=none"' in whole
    assert f'{address(claim.article, "copy.docx")}"' in whole
    assert f'{address(claim.article, "copy.docx")}?notes=none"' in outside


def test_the_document_is_named_after_the_article_and_noted() -> None:
    article = make_article(slug="قتلى")

    response = signed_in("fay").get(address(article, "copy.docx"))

    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D9%82")
    assert "no-store" in response["Cache-Control"]
    assert response.content.startswith(b"PK")
    assert [(str(n.by), n.format) for n in ClaimExport.objects.all()] == [("fay", "copy-docx")]


@pytest.mark.parametrize("name", ["ana", "carla", "eva", "gus"])
def test_nobody_else_is_given_a_copy(name: str) -> None:
    article, client = make_article(), signed_in(name)

    for form in ("copy/", "copy.docx"):
        assert client.get(address(article, form)).status_code == 403
    for page in ("change/", "workbench/"):
        assert address(article) not in client.get(address(article, page)).content.decode()
    assert not ClaimExport.objects.exists()


@pytest.mark.parametrize("page", ["change/", "workbench/"])
def test_the_pages_of_the_article_lead_to_the_copy(page: str) -> None:
    article = make_article()

    assert address(article) in signed_in("fay").get(address(article, page)).content.decode()


def test_an_article_that_is_none_is_not_found() -> None:
    assert signed_in("fay").get("/admin/factcheck/article/4711/copy/").status_code == 404


@pytest.mark.parametrize("form", ["copy/", "copy.docx"])
def test_a_copy_asks_for_no_more_with_more_claims(form: str) -> None:
    article, client = make_article(), signed_in("fay")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(article, form)).status_code == 200
        return len(asked)

    make_claim(article, note="Ask")
    few = queries()
    for _each in range(5):
        make_claim(article, note="Ask")

    assert queries() == few
