"""A publisher's new text, as an editor meets it: told on the claim, and settled in the queue."""

import pytest
from playwright.sync_api import Page, expect

from factcheck import text_versions
from factcheck.models import User
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import PASSWORD, address_of
from tests.screens import sign_in
from tests.workflow.newsroom import TEXT, Newsroom

pytestmark = pytest.mark.system


def test_a_changed_number_is_named_and_the_quote_is_kept_with_a_reason(
    desk: Page, live_site: str
) -> None:
    newsroom = Newsroom()
    claim = newsroom.claim_in(Stage.CHECKING)
    text_versions.revise(
        newsroom.article, TEXT.replace("ten million", "twelve million"), newsroom.fay
    )
    ana = User.objects.get(username="ana")
    ana.is_staff = True
    ana.set_password(PASSWORD)
    ana.save()
    sign_in(desk, live_site, "ana", address_of(claim))
    banner = desk.locator(".passage-banner")
    expect(banner).to_contain_text("Changed in meaning: a number (ten → twelve)")
    expect(desk.locator("#missing-submit")).to_contain_text(
        "The newest text has its words otherwise"
    )

    banner.get_by_role("link", name="keep it as quoted").click()
    desk.get_by_text("Keep it as quoted").click()
    desk.get_by_role("button", name="Keep it with this reason").click()
    expect(desk.locator(f"#claim-{claim.pk}:target")).to_contain_text("Say why")
    desk.get_by_label("Why it stays as quoted, for readers").fill("It was changed after we asked.")
    desk.get_by_role("button", name="Keep it with this reason").click()
    expect(desk.locator(".messagelist")).to_contain_text("stays as quoted from the earlier text")

    desk.goto(f"{live_site}{address_of(claim)}")
    expect(banner).to_have_count(0)
    desk.get_by_role("button", name="Submit for review", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("It now waits for")
