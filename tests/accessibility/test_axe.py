"""No page breaks a rule of WCAG 2.2 AA that a program can check."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.accessibility.addresses import pages
from tests.accessibility.desk import desk
from tests.screens import sign_in

pytestmark = pytest.mark.system

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LEVELS = [*WCAG, "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
OPTIONS = {"resultTypes": ["violations"], "preload": False, "selectors": False}
# One of a kind shows how all of it are coloured: what is like others in the same place, and has
# nothing new in it, is marked.
MARK_REPEATED = """() => {
  const seen = new Set();
  const isNew = (element, place) => {
    const looks = [...element.attributes].filter(({ name }) => /^(class|aria-.*)$/.test(name));
    const kind = [place, element.tagName, ...looks.map((look) => look.value)].join(" ");
    let found = !seen.has(kind);
    seen.add(kind);
    for (const child of element.children) found = isNew(child, kind) || found;
    element.toggleAttribute("data-repeated", !found);
    return found;
  };
  isNew(document.documentElement, "");
}"""


def faults(page: Page, rules: list[str] = LEVELS, context: Any = None) -> list[str]:
    """What axe finds with all details open, each with the elements that it is about."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    options = OPTIONS | {"runOnly": rules}
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [f"{rule['help']}: {[node['html'][:200] for node in rule['nodes']]}" for rule in found]


def faults_of_colour(page: Page) -> list[str]:
    page.evaluate(MARK_REPEATED)
    return faults(page, COLOURS, {"exclude": [["[data-repeated]"]]})


def look(page: Page, scheme: Literal["light", "dark"], width: int = 1280) -> None:
    page.emulate_media(color_scheme=scheme)
    # Colours fade into each other; those on the way are nobody's.
    page.evaluate(
        "Promise.all(document.getAnimations().map((fading) => fading.finished.catch(() => null)))"
    )
    page.set_viewport_size({"width": width, "height": 800})


@pytest.mark.parametrize(
    ("language", "light", "dark"), [("en", 1280, 360), ("es", 360, 1280), ("ar", 1280, 360)]
)
def test_axe_finds_nothing(
    screen: Callable[..., Page], language: str, light: int, dark: int
) -> None:
    page, found = screen(), {}
    for name, address in pages(language).items():
        look(page, "light", light)
        page.goto(address)
        found[name] = faults(page)
        look(page, "dark", dark)
        found[f"{name} in the dark"] = faults_of_colour(page)
    assert {name: listed for name, listed in found.items() if listed} == {}


def test_axe_finds_nothing_in_a_refused_form(screen: Callable[..., Page]) -> None:
    page = screen()
    page.goto("/report/")
    page.evaluate("document.querySelector('form.report').noValidate = true")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults(page) == []


def test_axe_finds_nothing_at_the_desk(screen: Callable[..., Page], site: str) -> None:
    page, found = screen(), {}
    page.goto("/admin/login/")
    found["login"] = faults(page, WCAG)
    sign_in(page, site, "admin")
    for address in desk():
        look(page, "light")
        answer = page.goto(address)
        assert answer
        # Some kinds of row are added and changed nowhere.
        if answer.status != 403:
            assert answer.status == 200, address
            found[address] = faults(page, WCAG)
            look(page, "dark")
            found[f"{address} in the dark"] = faults_of_colour(page)
    assert len(found) > 80
    assert {address: listed for address, listed in found.items() if listed} == {}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_in_what_opens_over_a_page_or_in_a_form(
    screen: Callable[..., Page], site: str, scheme: str, width: int
) -> None:
    # So tall that the row of buttons at the end of the screen lies over no field.
    page = screen(viewport={"width": width, "height": 4000}, color_scheme=scheme)
    sign_in(page, site, "admin")
    page.goto("/admin/factcheck/claim/add/")
    page.locator("#id_speaker + .select2 .select2-selection").focus()
    page.keyboard.type("Ada Ruiz")
    page.get_by_role("option", name="Add “Ada Ruiz”").click()
    expect(page.get_by_role("group", name="New speaker")).to_be_visible()
    page.locator("#id_headline").fill("The European Union backed the removal of Castillo")
    expect(page.locator(".like__found")).to_be_visible()
    found = {"form": faults(page, WCAG)}
    page.keyboard.press("Control+k")
    expect(page.locator("#palette").get_by_role("option").first).to_be_visible()
    found["palette"] = faults(page, WCAG)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    found["keys"] = faults(page, WCAG)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("dialog", name="This is typed, but not saved:")).to_be_visible()
    found["signing out"] = faults(page, WCAG)
    other = page.context.new_page()
    other.goto("/admin/factcheck/claim/add/")
    expect(other.get_by_role("region", name="Not saved")).to_be_visible()
    found["what was typed"] = faults(other, WCAG)
    assert {name: listed for name, listed in found.items() if listed} == {}
