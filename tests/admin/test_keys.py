"""The keys of the desk: one table, a dialog made of it, and letters that can be turned off."""

import re

from django.conf import settings
from playwright.sync_api import Page, expect

from factcheck.admin.claim.claims import ClaimAdmin
from factcheck.admin.keys import KEYS
from tests.admin.newsroom import member
from tests.admin.test_workbench import TEXT, bench
from tests.models.factories import make_article
from tests.screens import sign_in


def test_every_key_of_a_page_stands_in_the_table() -> None:
    listed = {key for keys in KEYS.values() for row in keys for key in row.keys.split()}
    templates = (settings.BASE_DIR / "templates" / "admin").rglob("*.html")
    named = [re.findall(r'aria-keyshortcuts="([^"{]+)"', path.read_text()) for path in templates]
    added = {getattr(inline, "add_keys", "") for inline in ClaimAdmin.inlines} - {""}

    assert {key for found in named for keys in found for key in keys.split()} | added <= listed


def test_the_question_mark_and_a_button_show_the_keys(desk: Page, live_site: str) -> None:
    member("ana")
    sign_in(desk, live_site, "ana")
    keys = desk.get_by_role("dialog", name="Keys")
    expect(desk.get_by_role("button", name="Keys")).to_be_visible()
    desk.keyboard.press("?")
    expect(keys).to_be_visible()
    expect(keys.get_by_text("go to any claim")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    desk.get_by_role("button", name="Keys").click()

    expect(keys).to_be_visible()


def test_no_letter_acts_while_somebody_types(desk: Page, live_site: str) -> None:
    member("ana")
    article = make_article(TEXT)
    sign_in(desk, live_site, "ana", bench(article))
    desk.get_by_label("Headline").first.press_sequentially("u?")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_hidden()
    expect(desk.get_by_label("Quote")).to_have_value("")
    desk.get_by_label("Headline").first.fill("")
    desk.locator(".bench-text").focus()
    desk.keyboard.press("u")

    expect(desk.get_by_label("Quote")).to_have_value(TEXT.split(" Nobody", maxsplit=1)[0])


def test_letters_are_turned_off_and_on(desk: Page, live_site: str) -> None:
    member("ana")
    article = make_article(TEXT)
    sign_in(desk, live_site, "ana", bench(article))
    desk.get_by_role("button", name="Keys").click()
    desk.get_by_label("Alt may be left out").uncheck()
    desk.keyboard.press("Escape")
    desk.reload()
    desk.locator(".bench-text").focus()
    desk.keyboard.press("?")
    desk.keyboard.press("u")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_hidden()
    assert "start=" not in desk.url
    desk.keyboard.press("Alt+u")

    expect(desk.get_by_label("Quote")).to_have_value(TEXT.split(" Nobody", maxsplit=1)[0])
