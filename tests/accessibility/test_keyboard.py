"""The whole site by keyboard: what has the focus is always seen, and Tab leads everywhere."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility.addresses import pages, reviewed

pytestmark = pytest.mark.system

# At each key pressed, note the element that has the focus until then: what it is, if an outline
# shows it, if anything lies on all of it.
NOTE_STOPS = """() => {
  window.stops = [];
  const stop = (element) => {
    const style = getComputedStyle(element);
    const seen = Array.from(element.getClientRects()).some((box) => {
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return top && (element.contains(top) || top.contains(element));
    });
    return {
      what: element.outerHTML.slice(0, 150),
      outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
      covered: !seen,
    };
  };
  addEventListener("keydown", () => {
    const element = document.activeElement;
    window.stops.push(element === document.body ? null : stop(element));
  }, true);
}"""


def faults(page: Page) -> list[str]:
    """Hold Tab down until the page is through; tell where the focus was not seen."""
    page.evaluate(NOTE_STOPS)
    for _ in range(50):
        for _ in range(20):
            page.keyboard.down("Tab")
        before, *stops = page.evaluate("window.stops")
        # A note that the address names has the focus already.
        assert before is None or "#" in page.url
        if None in stops[:-1]:
            end = stops.index(None)
            through = stops[:end]
            assert through
            # Whoever gets lost on the way begins anew elsewhere.
            first = page.evaluate("document.querySelector('a[href]').outerHTML.slice(0, 150)")
            assert stops[end + 1]["what"] == first, through[-1]
            return [str(stop) for stop in through if not stop["outlined"] or stop["covered"]]
    raise AssertionError(f"Tab does not lead out of {page.url}")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_focus_is_seen_at_every_stop(screen: Callable[..., Page], width: int) -> None:
    page = screen(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    found = {}
    for name, address in pages("en").items():
        page.goto(address)
        found[name] = faults(page)
    assert {name: listed for name, listed in found.items() if listed} == {}


def tab_to(page: Page, address: str) -> None:
    """Press Tab until a link to this address has the focus."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == address:
            return
    raise AssertionError(f"Tab does not lead to {address}")


def test_a_reader_goes_from_the_front_page_to_a_piece_of_evidence_and_back(
    screen: Callable[..., Page],
) -> None:
    page, claim = screen(reduced_motion="reduce"), reviewed()
    page.goto("/")
    tab_to(page, claim.article.get_absolute_url())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(claim.article.title)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    tab_to(page, f"#note-{claim.pk}")
    page.keyboard.press("Enter")
    expect(page.locator(".note:focus")).to_be_visible()
    tab_to(page, claim.get_absolute_url())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(claim.headline)

    tab_to(page, page.locator(".references a").first.get_attribute("href") or "")
    page.keyboard.press("Enter")
    expect(page.locator(".evidence li:target")).to_be_in_viewport()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text(claim.article.title)
