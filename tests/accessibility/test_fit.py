"""Pages fit into the width of any screen, also with large text."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.accessibility.addresses import pages

# In the browser's own settings, which media queries heed as well.
LARGE = {"fontSizes": {"standard": 32, "fixed": 26}}
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("width", "large"), [(320, False), (320, True), (1280, True)])
def test_no_page_scrolls_sideways(
    screen: Callable[..., Page], language: str, width: int, large: bool
) -> None:
    page = screen(viewport={"width": width, "height": 800})
    if large:
        page.context.new_cdp_session(page).send("Page.setFontSizes", LARGE)
    beyond = {}
    for name, address in pages(language).items():
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert page.evaluate("innerWidth") == width
        beyond[name] = page.evaluate(BEYOND)
    assert {name: pixels for name, pixels in beyond.items() if pixels} == {}
