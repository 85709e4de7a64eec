"""No page breaks a rule of WCAG 2.2 AA that a program can check."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.accessibility.addresses import pages
from tests.accessibility.desk import desk, session_of

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LEVELS = [*WCAG, "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "preload": False}


def faults(page: Page, levels: list[str] = LEVELS) -> list[str]:
    """What axe finds with all details open, each with the elements that it is about."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found = Axe().run(page, options=OPTIONS | {"runOnly": levels}).response["violations"]
    return [f"{rule['help']}: {[node['html'][:200] for node in rule['nodes']]}" for rule in found]


# Each language with each scheme and each width, in half of the time that all of them would take.
@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("en", "light", 1280), ("en", "dark", 360), ("es", "dark", 1280), ("es", "light", 360)],
)
def test_axe_finds_nothing(
    screen: Callable[..., Page], language: str, scheme: str, width: int
) -> None:
    page = screen(viewport={"width": width, "height": 800}, color_scheme=scheme)
    found = {}
    for name, address in pages(language).items():
        page.goto(address)
        found[name] = faults(page)
    assert {name: listed for name, listed in found.items() if listed} == {}


def test_axe_finds_nothing_in_a_refused_form(screen: Callable[..., Page]) -> None:
    page = screen()
    page.goto("/report/")
    page.evaluate("document.querySelector('form.report').noValidate = true")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_the_desk(screen: Callable[..., Page], site: str, scheme: str) -> None:
    page = screen(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
    page.goto("/admin/login/")
    found = {"login": faults(page, WCAG)}
    page.context.add_cookies([session_of("admin", site)])
    for address in desk():
        page.goto(address)
        assert "/login/" not in page.url
        found[address] = faults(page, WCAG)
    assert {address: listed for address, listed in found.items() if listed} == {}
