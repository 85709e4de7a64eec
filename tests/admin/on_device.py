"""What a browser keeps of what was typed there."""

import pytest
from playwright.sync_api import Locator, Page, expect

from factcheck.models import Claim
from tests.admin.newsroom import address_of
from tests.screens import sign_in

STORED = """() => Object.entries(localStorage)
  .filter(([name]) => name.startsWith("factcheck draft"))
  .map(([name, value]) => name + value)"""
OLDER = """days => { for (const name of Object.keys(localStorage)) {
  if (!name.startsWith("factcheck draft")) continue;
  const draft = JSON.parse(localStorage.getItem(name));
  localStorage.setItem(name, JSON.stringify({ ...draft, at: draft.at - days * 864e5 }));
} }"""
WORDS = "It cost eleven, not ten."


def is_kept(page: Page, count: int = 1) -> None:
    """Wait until so many drafts lie on the device; the policy of the pages lets nothing poll."""
    for _try in range(100):
        if len(page.evaluate(STORED)) == count:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"Not {count}: {page.evaluate(STORED)}")


def saved_anew(page: Page) -> None:
    """Wait until what was typed just now is written as well."""
    before = page.evaluate(STORED)
    for _try in range(100):
        if page.evaluate(STORED) != before:
            return
        page.wait_for_timeout(50)


def nothing_is_kept(page: Page) -> None:
    is_kept(page, 0)


def read(page: Page, words: str) -> bool:
    """Whether words stand on the device for all to read."""
    return words in str(page.evaluate(STORED))


def offer(page: Page) -> Locator:
    return page.get_by_role("region", name="Not saved")


def put_back(page: Page) -> None:
    offer(page).get_by_role("button", name="Put back what is ticked").click()
    expect(offer(page)).to_have_count(0)


def come_back(page: Page, address: str) -> Page:
    """Lose the tab, without a question, and open the page in another."""
    other = page.context.new_page()
    assert not page.evaluate("window.violations")
    page.close(run_before_unload=False)
    other.goto(address)
    return other


def summary(page: Page) -> Locator:
    return page.locator("#id_summary")


def type_summary(page: Page, site: str, claim: Claim, by: str = "ana") -> None:
    sign_in(page, site, by, address_of(claim))
    summary(page).fill(WORDS)
    is_kept(page)
