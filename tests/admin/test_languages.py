"""The language of an article: chosen by name, and said of every field that holds its words."""

from typing import Any

import pytest
from django.test import Client

from factcheck.models import Article
from tests.admin.newsroom import add_to, address_of, problems_of, save
from tests.models.factories import make_article, make_claim, make_source

ADD = "/admin/factcheck/article/add/"
ABOUT: dict[str, Any] = {
    "title": "Un título",
    "slug": "un-titulo",
    "publisher": "El Diario",
    "published_on": "2026-02-12",
}


def page_of(article: Article) -> str:
    return f"/admin/factcheck/article/{article.pk}/change/"


@pytest.mark.parametrize("written", ["Spanish (Peru)", "es-pe", "español (Perú)"])
def test_a_language_is_chosen_by_its_name_or_tag(ana: Client, db: None, written: str) -> None:
    save(ana, ADD, **ABOUT, language=written)
    article = Article.objects.get()
    assert article.language == "es-PE"
    html = ana.get(page_of(article)).content.decode()
    assert 'value="Spanish (Peru)"' in html
    assert '<option value="Quechua">' in html


def test_what_is_no_language_is_refused(ana: Client, db: None) -> None:
    response = save(ana, ADD, **ABOUT, language="peruano")
    assert problems_of(response) == (
        "“peruano” is no language we know: choose one by its name, or write es or es-PE."
    )


def test_a_language_of_before_stays_until_somebody_chooses_one(ana: Client, db: None) -> None:
    article = make_article("", language="castellano")
    save(ana, page_of(article), title="Another")
    article.refresh_from_db()
    assert (article.title, article.language) == ("Another", "castellano")


def test_the_fields_of_a_claim_say_the_language_of_its_words(ana: Client, db: None) -> None:
    claim = make_claim(make_article("", language="ar"), "")
    claim.evidence.create(
        source=make_source(), stance="supports", method="primary", summary="x", extent="whole",
        accessed_on="2026-02-12",
    )  # fmt: skip
    context = ana.get(address_of(claim)).context
    form, evidence = context["adminform"].form, context["inline_admin_formsets"][1].formset
    for name in ("quote", "headline", "statement", "summary", "reasoning"):
        attrs = form.fields[name].widget.attrs
        assert (attrs["lang"], attrs["dir"]) == ("ar", "rtl")
    assert evidence.forms[0].fields["summary"].widget.attrs["dir"] == "rtl"
    assert evidence.forms[0].fields["excerpt"].widget.attrs["dir"] == "auto"
    assert ana.get(add_to(claim.article)).status_code == 200


def test_the_text_of_an_article_is_typed_in_its_direction(ana: Client, db: None) -> None:
    article = make_article("نص", language="fa")
    html = ana.get(f"/admin/factcheck/article/{article.pk}/revise/").content.decode()
    assert 'lang="fa" dir="rtl"' in html
