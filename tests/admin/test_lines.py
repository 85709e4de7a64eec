"""A line of words is shown whole, and is still one line."""

import pytest
from playwright.sync_api import Page, expect

from factcheck.models import Claim, Source
from tests.admin.newsroom import member
from tests.admin.test_workbench import TEXT, bench
from tests.models.factories import make_article, make_claim, make_source
from tests.screens import sign_in

pytestmark = pytest.mark.system

LONG = "The minister said that sixty people had died in the north by the end of May"


def test_a_long_headline_is_seen_whole_beside_the_text(desk: Page, live_site: str) -> None:
    member("ana")
    article = make_article(TEXT)
    claim = make_claim(article, "60 people", headline=LONG)
    desk.set_viewport_size({"width": 900, "height": 800})
    sign_in(desk, live_site, "ana", f"{bench(article)}?claim={claim.pk}")
    headline = desk.locator("#panel [name=headline]")
    expect(headline).to_have_value(LONG)
    assert headline.evaluate("(box) => box.scrollHeight <= box.clientHeight + 1")
    assert headline.evaluate("(box) => box.scrollWidth <= box.clientWidth")


def test_enter_sends_the_form(desk: Page, live_site: str) -> None:
    member("ana")
    source = make_source("Count of the dead")
    sign_in(desk, live_site, "ana", f"/admin/factcheck/source/{source.pk}/change/")
    desk.get_by_label("Title").fill("Count of the living")
    desk.get_by_label("Title").press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text("“Count of the living” is saved.")
    assert Source.objects.get(pk=source.pk).title == "Count of the living"


def test_words_pasted_in_two_lines_become_one(desk: Page, live_site: str) -> None:
    member("ana")
    claim = make_claim(make_article())
    sign_in(desk, live_site, "ana", f"/admin/factcheck/claim/{claim.pk}/change/")
    desk.locator("#id_headline").fill("Sixty people\ndied in May")
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.locator(".messagelist")).to_contain_text("is saved")
    assert Claim.objects.get(pk=claim.pk).headline == "Sixty people died in May"
