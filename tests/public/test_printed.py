"""Pages on paper."""

import re
import zlib

import pytest
from playwright.sync_api import Page, expect

from tests.public.test_article_browser import PATH

pytestmark = pytest.mark.system
# What the margins leave of A4, in the pixels of the style sheet.
WIDTH = 681


def width_of_sheets(pdf: bytes) -> int:
    """How wide the laid out page is: wider than the paper where the browser made all smaller."""
    for stream in re.finditer(rb"stream\r?\n", pdf):
        try:
            drawn = zlib.decompressobj().decompress(pdf[stream.end() :])
        except zlib.error:
            continue
        if ground := re.search(rb"\n0 0 (\d+) \d+ re\n", drawn):
            return int(ground[1])
    raise AssertionError("No sheet is drawn.")


@pytest.mark.parametrize("path", ["/", PATH, f"{PATH}?view=table", "/claims/27/", "/methodology/"])
def test_nothing_is_wider_than_the_paper(page: Page, seeded_site: str, path: str) -> None:
    page.goto(seeded_site + path)
    assert width_of_sheets(page.pdf(format="A4", prefer_css_page_size=True)) == WIDTH


@pytest.mark.parametrize(
    "path", ["/", PATH, "/claims/?q=genocide", "/claims/27/", "/report/", "/about/"]
)
def test_paper_has_the_address_of_the_page_and_nothing_to_press(
    page: Page, seeded_site: str, path: str
) -> None:
    page.emulate_media(media="print")
    page.goto(seeded_site + path)
    address = f"{seeded_site}{path}".removeprefix("http://")
    expect(page.locator(".printed")).to_have_text(address)
    for pressed in ("button", "input", "textarea", "select", "nav a"):
        expect(page.locator(f"{pressed}:visible")).to_have_count(0)


def test_a_search_that_was_misspelt_says_on_paper_what_is_shown_instead(
    page: Page, seeded_site: str
) -> None:
    page.emulate_media(media="print")
    page.goto(f"{seeded_site}/claims/?q=genocidde")
    expect(page.locator(".near", has_text="These match").get_by_text("genocide")).to_be_visible()
    expect(page.get_by_text("Suggest this claim to us")).to_be_hidden()
