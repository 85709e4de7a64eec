"""The newsroom writes of itself at the desk, and looks at it before readers do."""

import pytest
from django.test import Client

from factcheck.models import AuditEntry, Page
from tests.admin.newsroom import form_of, problems_of, save

pytestmark = pytest.mark.django_db

FUNDING = "/admin/factcheck/page/funding/change/"


def test_what_is_written_is_public_at_once(fay: Client) -> None:
    body = {"en": "By *readers*.", "es": "Por *lectores*.", "ar": "من *القراء*."}
    save(fay, FUNDING, **{f"body_{language}": words for language, words in body.items()})
    assert Page.objects.get(slug="funding").body == body
    assert "By <em>readers</em>." in Client().get("/about/").content.decode()
    assert AuditEntry.objects.latest("pk").actor_name == "fay"


def test_the_form_says_what_belongs_there(fay: Client) -> None:
    assert "each source of income of the last year" in fay.get(FUNDING).content.decode()


def test_the_list_says_what_is_not_written_yet(fay: Client) -> None:
    assert fay.get("/admin/factcheck/page/").content.decode().count("not written yet") == 4
    Page.objects.filter(slug="funding").update(body={"en": "Readers."})
    assert fay.get("/admin/factcheck/page/").content.decode().count("not written yet") == 3


def test_the_preview_shows_what_is_typed_in_every_language_and_saves_nothing(fay: Client) -> None:
    typed = form_of(fay.get(FUNDING)) | {"body_en": "By *readers*.", "_preview": "1"}
    page = fay.post(FUNDING, typed).content.decode()
    assert "This is how readers would see the page. What you typed is not saved." in page
    assert "By <em>readers</em>." in page
    assert "Quién nos financia" in page
    assert not Page.objects.get(slug="funding").is_written


def test_the_preview_of_a_form_with_a_fault_shows_the_fault(fay: Client) -> None:
    typed = form_of(fay.get(FUNDING)) | {"title_en": "", "body_en": "By us.", "_preview": "1"}
    refused = fay.post(FUNDING, typed)
    assert "Give at least the text in English." in problems_of(refused)
    assert "By us." in refused.content.decode()


def test_who_may_not_write_it_gets_no_preview(ana: Client) -> None:
    assert 'name="_preview"' not in ana.get(FUNDING).content.decode()
    assert ana.post(FUNDING, {"_preview": "1"}).status_code == 403


def test_a_page_of_the_newsrooms_own_is_a_further_section(fay: Client) -> None:
    added = {"title_en": "Awards", "slug": "awards", "body_en": "None yet.", "order": "9"}
    save(fay, "/admin/factcheck/page/add/", **added)
    page = Client().get("/about/").content.decode()
    assert '<section id="awards"' in page
