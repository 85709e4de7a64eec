"""A double click on an act on many claims, and the way back from what became of them."""

import pytest
from playwright.sync_api import Page, expect

from factcheck.models import Move
from tests.screens import sign_in
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.system


def test_many_are_taken_once_and_what_became_of_them_can_be_come_back_to(
    desk: Page, live_site: str
) -> None:
    newsroom = Newsroom()
    claims = [newsroom.claim() for _ in range(20)]
    sign_in(desk, live_site, "fay", "/admin/factcheck/claim/")
    desk.locator("#action-toggle").check()
    desk.locator("select[name=action]").select_option("take")
    desk.get_by_role("button", name="Go").click()
    desk.get_by_role("button", name="Take", exact=True).dblclick()
    done = desk.get_by_text("Done for 20 of 20.")
    expect(done).to_be_visible()
    assert Move.objects.filter(verb="take").count() == len(claims)
    desk.get_by_role("link", name="Back to the list").click()
    desk.go_back()
    expect(done).to_be_visible()
    desk.reload()
    expect(done).to_be_visible()
