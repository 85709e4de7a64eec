"""Words that are pasted into the forms of the desk: cleaned, counted, and never cut."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.forms import BaseForm, EmailField
from django.test import Client

from factcheck.admin.site import site
from factcheck.models import Article, ArticleRevision, Claim, Speaker
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import add_to, address_of, at_work, form_of, problems_of, save
from tests.models.factories import make_article, make_claim
from tests.some import some
from tests.workflow.newsroom import Newsroom


def told(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_markup_and_hidden_characters_go_and_the_editor_is_told(ana: Client, db: None) -> None:
    response = save(
        ana,
        add_to(make_article("")),
        headline="The <b>mini\u00adster</b> resigned\u202e",
        statement="<p>One.</p><p>Two.</p>",
    )
    claim = Claim.objects.get()
    assert (claim.headline, claim.statement) == ("The minister resigned", "One.\n\nTwo.")
    assert "Headline: left out markup (b); 1 soft hyphen; 1 character that turns" in told(response)


@pytest.mark.parametrize("blank", ["\u200b", "\u2800", "\u3164", "<p></p>", "\u0301"])
def test_a_headline_in_which_nothing_can_be_seen_is_refused(
    ana: Client, db: None, blank: str
) -> None:
    response = save(ana, add_to(make_article("")), headline=blank)
    assert "Nothing in it can be seen: write words." in problems_of(response)
    assert not Claim.objects.exists()


def test_a_headline_that_is_too_long_stays_whole_and_is_counted(ana: Client, db: None) -> None:
    response = save(ana, add_to(make_article("")), headline="x" * 80)
    assert "5 characters too many: it has 80, and 75 is the most." in problems_of(response)
    assert form_of(response)["headline"] == "x" * 80


def test_what_counts_is_what_is_left_of_a_paste(ana: Client, db: None) -> None:
    save(ana, add_to(make_article("")), headline=f"<p style='color: red'>{'x' * 75}</p>")
    assert Claim.objects.get().headline == "x" * 75


def test_words_that_nobody_touched_stay_as_they_are_stored(ana: Client, db: None) -> None:
    claim = make_claim(make_article(""), "")
    Claim.objects.update(headline="A head\u00adline", statement="One.\r\nTwo.")
    save(ana, address_of(claim), question="What for?")
    claim.refresh_from_db()
    assert (claim.headline, claim.statement) == ("A head\u00adline", "One.\r\nTwo.")
    assert claim.question == "What for?"


@pytest.mark.system
def test_no_form_of_the_desk_lets_the_browser_cut(admin: Client, db: None) -> None:
    claim = make_claim(make_article(""), "")
    save(admin, "/admin/factcheck/speaker/add/", name="Ada", slug="ada", kind="person")
    rows = {"claim": claim.pk, "article": claim.article_id, "speaker": Speaker.objects.get().pk}
    for model, model_admin in site._registry.items():
        address = f"/admin/{model._meta.app_label}/{model._meta.model_name}"
        pages = (
            [f"{address}/{rows[model._meta.model_name]}/change/"]
            if (model._meta.model_name in rows)
            else []
        )
        if model_admin.has_add_permission(admin.get("/admin/").wsgi_request):
            pages.append(f"{address}/add/")
        for page in pages:
            html = admin.get(page).content.decode()
            assert "maxlength" not in html, page


def test_the_text_of_an_article_is_cleaned_before_claims_are_anchored(
    ana: Client, db: None
) -> None:
    response = save(
        ana,
        "/admin/factcheck/article/add/",
        title="A title",
        slug="a-title",
        publisher="The Daily",
        published_on="2026-02-12",
        text="<p>The min\u00adister resigned.</p><p>Nobody knew.</p>",
    )
    assert ArticleRevision.objects.get().body == "The minister resigned.\n\nNobody knew."
    assert "Text: left out markup (p); 1 soft hyphen." in told(response)
    assert Article.objects.get().title == "A title"


def test_a_new_version_says_what_it_leaves_out_before_it_is_saved(ana: Client, db: None) -> None:
    article = make_article("One sentence.")
    page = ana.post(
        f"/admin/factcheck/article/{article.pk}/revise/",
        {"text": "<p>Another</p><p>sent\u200bence.</p>", "seen": "1"},
    )
    assert page.context["form"].initial["text"] == "Another\n\nsentence."
    assert "1 invisible character" in page.content.decode()


def test_an_act_says_what_it_left_out_of_its_reason(newsroom: Newsroom) -> None:
    reason, left_out = "No <b>fact</b> to check.", "Reason, which readers see: left out markup (b)."
    alone, beside, many = (newsroom.claim_in(Stage.CHECKING) for _ in range(3))
    client = at_work(newsroom.ana)
    sent = {"comment": reason, "version": alone.version}
    page = client.post(f"/admin/factcheck/claim/{alone.pk}/move/drop/", sent, follow=True)
    assert left_out in page.text
    sent = {"act": "drop", "drop-version": beside.version, "drop-comment": reason}
    save(client, address_of(beside), **sent)
    assert left_out in client.get(address_of(beside)).text
    sent = {"comment": reason, "claim": f"{many.pk}:{many.version}"}
    page = client.post("/admin/factcheck/claim/bulk/release/", sent, follow=True)
    assert "Comment, for the desk only: left out markup (b)." in page.text


def test_no_form_of_the_desk_cuts_what_is_typed() -> None:
    theirs = {admin.form for admin in site._registry.values()}
    forms = [form for form in _forms(BaseForm) if form.__module__.startswith("factcheck.admin")]
    fields = [
        (form.__name__, name)
        for form in some(forms)
        if form not in theirs
        for name, field in getattr(form, "base_fields", {}).items()
        # An address of e-mail has no words.
        if "maxlength" in field.widget.attrs and not isinstance(field, EmailField)
    ]
    assert fields == []


def _forms(kind: type[BaseForm]) -> Iterator[type[BaseForm]]:
    for form in kind.__subclasses__():
        yield form
        yield from _forms(form)
