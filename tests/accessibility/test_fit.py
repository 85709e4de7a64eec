"""Pages fit into the width of any screen, also with large text, and their titles to fingers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.accessibility.addresses import pages

pytestmark = pytest.mark.system

# In the browser's own settings, which media queries heed as well.
NORMAL = {"fontSizes": {"standard": 16, "fixed": 13}}
LARGE = {"fontSizes": {"standard": 32, "fixed": 26}}
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LETTERS = "parseFloat(getComputedStyle(document.documentElement).fontSize)"


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_no_page_scrolls_sideways(screen: Callable[..., Page], language: str) -> None:
    page, beyond = screen(), {}
    settings = page.context.new_cdp_session(page)
    for name, address in pages(language).items():
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        for width, sizes in [(320, NORMAL), (320, LARGE), (1280, LARGE)]:
            page.set_viewport_size({"width": width, "height": 800})
            settings.send("Page.setFontSizes", sizes)
            letters = sizes["fontSizes"]["standard"]
            assert page.evaluate(f"[innerWidth, {LETTERS}]") == [width, letters]
            beyond[name, width, letters] = page.evaluate(BEYOND)
    assert {look: pixels for look, pixels in beyond.items() if pixels} == {}


LOW_TITLES = """[...document.querySelectorAll(":is(h2, h3) a")]
  .filter((title) => title.checkVisibility() && title.getClientRects()[0].height < 24)
  .map((title) => title.textContent)"""


@pytest.mark.parametrize("width", [360, 1280])
def test_titles_that_lead_somewhere_are_as_high_as_a_finger_needs(
    screen: Callable[..., Page], width: int
) -> None:
    page, low = screen(viewport={"width": width, "height": 800}), {}
    for name, address in pages("en").items():
        page.goto(address)
        low[name] = page.evaluate(LOW_TITLES)
    assert {name: titles for name, titles in low.items() if titles} == {}
