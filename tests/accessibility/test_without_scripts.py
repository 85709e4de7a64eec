"""The whole site without JavaScript: every page says what it says with it, and leads on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from factcheck.models.reading_room import PublicArticle
from tests.accessibility.addresses import pages, reviewed

pytestmark = pytest.mark.system


def test_every_page_says_the_same_without_scripts(screen: Callable[..., Page]) -> None:
    plain, scripted = screen(java_script_enabled=False), screen()
    differing = []
    for name, address in pages("en").items():
        plain.goto(address)
        scripted.goto(address)
        missing = words(scripted) - words(plain)
        if missing:
            differing.append((name, sorted(missing)))
    assert differing == []


def words(page: Page) -> set[str]:
    """What a reader sees, but for the keys that need a script."""
    keys = "".join(page.locator(".legend__steps").all_text_contents())
    return set(page.locator("main").inner_text().split()) | set(keys.split())


def test_a_reader_finds_a_claim_and_its_evidence_without_scripts(
    screen: Callable[..., Page],
) -> None:
    page, claim = screen(java_script_enabled=False), reviewed()
    page.goto("/")
    page.get_by_role("searchbox", name="Search").fill("army rifle munitions")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=claim.headline).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(claim.headline)
    page.locator(".references a").first.click()
    expect(page.locator(".evidence li:target")).to_be_in_viewport()

    page.get_by_role("link", name="See it in the article").click()
    expect(page.get_by_title(claim.headline).first).to_be_in_viewport()


def test_the_sheet_of_a_note_covers_nothing_that_the_keyboard_goes_on_to(
    screen: Callable[..., Page],
) -> None:
    page = screen(java_script_enabled=False, viewport={"width": 360, "height": 640})
    page.goto(PublicArticle.objects.get().get_absolute_url())
    note = page.locator(f"#note-{reviewed().pk}")
    page.locator(f".number[href='#note-{reviewed().pk}']").press("Enter")
    expect(note).to_be_visible()
    note.get_by_role("link", name="Close").focus()
    expect(note).to_be_visible()
    page.keyboard.press("Tab")
    expect(note).to_be_hidden()
