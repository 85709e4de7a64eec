"""Pages fit into the width of any screen, also with large text."""

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
