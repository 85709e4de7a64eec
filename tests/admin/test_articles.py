"""An article takes its text once and shows the claims in it."""

from django.test import Client

from factcheck.models import Article
from tests.admin.newsroom import save
from tests.models.factories import make_article, make_claim
from tests.public.pages import read

ADD = "/admin/factcheck/article/add/"
FIELDS = {
    "title": "Minister counts the dead",
    "slug": "minister",
    "publisher": "The Daily",
    "published_on": "2023-02-18",
}


def address_of(article: Article) -> str:
    return f"/admin/factcheck/article/{article.pk}/change/"


def test_the_text_becomes_the_first_revision_without_outer_white_space(
    ana: Client,
) -> None:
    save(ana, ADD, text="  One — “two”\r\n\r\nthree\r", **FIELDS)
    revision = Article.objects.get().current_revision
    assert revision
    assert (revision.number, revision.body) == (1, "One — “two”\n\nthree")
    assert revision.created_by
    assert revision.created_by.username == "ana"


def test_the_end_of_its_address_is_made_of_its_title_in_any_script(ana: Client) -> None:
    save(ana, ADD, **FIELDS | {"title": "ارتفع 12.5% हिन्दी", "slug": ""})
    assert Article.objects.get().slug == "ارتفع-12-5-हिन्दी"


def test_an_article_may_have_no_text_and_get_it_later(ana: Client) -> None:
    save(ana, ADD, text=" \r\n ", **FIELDS)
    article = Article.objects.get()
    assert article.current_revision is None
    save(ana, address_of(article), text="At last.")
    assert article.current_revision
    assert article.current_revision.body == "At last."


def test_a_text_that_is_there_is_not_written_again(ana: Client) -> None:
    article = make_article()
    save(ana, address_of(article), text="Another text", title="New title")
    article.refresh_from_db()
    assert article.title == "New title"
    assert article.revisions.count() == 1


def test_the_text_marks_its_claims_nested_ones_too(ana: Client) -> None:
    article = make_article()
    outer = make_claim(article, "The minister said that 60 people died")
    inner = make_claim(article, "60 people died", headline="Sixty", status_id="false")
    page = read(ana.get(address_of(article)).content.decode())
    marks = page.one("div", class_="passage").all("mark")
    assert [(mark.text, mark.attributes["data-claims"]) for mark in marks] == [
        ("The minister said that ", f"{outer.pk}"),
        ("60 people died", f"{outer.pk} {inner.pk}"),
    ]
    assert "status--red" in marks[1].attributes["class"]
    assert page.links["60 people died"] == f"/admin/factcheck/claim/{inner.pk}/change/"


def test_the_article_leads_to_its_claims_and_to_a_new_one(ana: Client) -> None:
    article = make_article()
    links = read(ana.get(address_of(article)).content.decode()).links
    assert links["Claims of this article"] == f"/admin/factcheck/claim/?article={article.pk}"
    add = links["Add a claim"]
    assert f'<option value="{article.pk}" selected>' in ana.get(add).content.decode()


def test_those_who_cannot_add_claims_are_not_asked_to(carla: Client) -> None:
    page = carla.get(address_of(make_article())).content.decode()
    assert "Add a claim" not in page
    assert "The minister said" in page


def test_the_front_page_says_how_many_facts_are_left(carla: Client) -> None:
    article = make_article(title="Under check")
    make_claim(article)
    make_claim(article, "49 deaths")
    page = read(carla.get("/admin/").content.decode())
    assert "2 of 2 claims left to check" in page.words
    assert "Under check" in page.links


def test_the_list_says_how_many_facts_are_left(carla: Client) -> None:
    make_claim(make_article())
    make_article()
    words = read(carla.get("/admin/factcheck/article/").content.decode()).words
    assert "1 of 1 claims left to check" in words
    assert "no claims yet" in words


def test_the_list_names_the_languages_that_it_filters_by(ana: Client, db: None) -> None:
    make_article(slug="a", language="en")
    make_article(slug="b", language="es-PE")
    page = read(ana.get("/admin/factcheck/article/?language=es-PE").content.decode())
    choices = [link.words for link in page.one(id="changelist-filter").all("a")]
    assert {"English", "Spanish (Peru)"} <= set(choices)
    assert "es-PE" not in choices
