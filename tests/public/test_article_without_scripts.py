"""The article's page in a real browser without JavaScript: links do what its script does."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.public.test_article_browser import DESKTOP, PATH, PHONE, checked, key_of, marks, note
from tests.some import some

pytestmark = pytest.mark.system


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_javascript_a_mark_leads_to_its_note_and_that_to_the_review(
    seeded_site: str, plain: Page, size: ViewportSize
) -> None:
    key = key_of("Northern Peru was largely absent")
    plain.set_viewport_size(size)
    plain.goto(seeded_site + PATH)
    expect(plain.locator(".legend__keys")).to_be_hidden()
    marks(plain, key).click()
    plain.locator(f"#note-{key}").get_by_role("link", name="Full review").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Northern Peru was largely")


def test_without_javascript_a_sheet_is_closed_by_its_link(seeded_site: str, plain: Page) -> None:
    key = key_of("Northern Peru was largely absent")
    plain.set_viewport_size(PHONE)
    plain.goto(f"{seeded_site}{PATH}#note-{key}")
    note(plain, key).get_by_role("link", name="Close").click()
    expect(note(plain, key)).to_be_hidden()
    expect(marks(plain, key)).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_javascript_links_go_from_claim_to_claim(
    seeded_site: str, plain: Page, size: ViewportSize
) -> None:
    plain.set_viewport_size(size)
    plain.goto(seeded_site + PATH)
    keys = checked()
    marks(plain, keys[0]).first.click()
    for key, following in some(pairwise(keys[:5])):
        expect(plain).to_have_url(f"{seeded_site}{PATH}#note-{key}")
        expect(note(plain, key)).to_be_in_viewport()
        plain.locator(f".note__steps:visible a[rel=next][href='#note-{following}']").click()


def test_without_javascript_the_legend_filters_by_links(seeded_site: str, plain: Page) -> None:
    plain.goto(seeded_site + PATH)
    plain.set_viewport_size(DESKTOP)
    plain.get_by_role("link", name="False 1", exact=True).click()
    expect(plain.get_by_role("status")).to_contain_text("Only False is shown: 1 of 85 claims.")
    expect(plain.locator("a.marked:not(.is-muted)")).to_have_count(1)
    expect(plain.locator(".note:visible")).to_have_count(1)
    plain.get_by_role("link", name="Table").click()
    expect(plain.locator("tbody tr:visible")).to_have_count(1)
