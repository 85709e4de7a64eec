"""Whoever signs out is asked about what is typed and not saved: stay, keep it, or delete it."""

import pytest
from playwright.sync_api import Page, expect

from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of
from tests.admin.on_device import WORDS, nothing_is_kept, offer, summary, type_summary
from tests.screens import sign_in
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.system


def test_who_signs_out_is_asked_and_may_stay(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    desk.get_by_role("button", name="Log out").click()
    dialog = desk.get_by_role("dialog", name="This is typed, but not saved:")
    expect(dialog).to_contain_text(claim.headline)
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(summary(desk)).to_have_value(WORDS)


def test_who_signs_out_may_keep_it_for_the_next_time(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    desk.get_by_role("button", name="Log out").click()
    desk.get_by_role("button", name="Keep it and log out").click()
    expect(desk.get_by_text("You are signed out.")).to_be_visible()
    sign_in(desk, live_site, "ana", address_of(claim))
    expect(offer(desk)).to_contain_text(WORDS)


def test_who_signs_out_may_delete_it(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    desk.get_by_role("button", name="Log out").click()
    desk.get_by_role("button", name="Delete it and log out").click()
    expect(desk.get_by_text("You are signed out.")).to_be_visible()
    nothing_is_kept(desk)


def test_who_signs_out_with_nothing_unsaved_is_asked_nothing(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    sign_in(desk, live_site, "ana", address_of(claim))
    desk.get_by_role("button", name="Log out").click()
    expect(desk.get_by_text("You are signed out.")).to_be_visible()


def test_who_signs_out_is_told_what_is_kept_on_no_device(desk: Page, live_site: str) -> None:
    newsroom = Newsroom()
    claim = newsroom.claim_in(Stage.CHECKING)
    with acting_as(newsroom.ana):
        claim.evidence.update(confidential=True, confidential_reason="In danger.")
    sign_in(desk, live_site, "ana", address_of(claim))
    desk.locator("#part-evidence summary.entry").first.click()
    desk.locator("#id_evidence-0-summary").fill("The clerk told us.")
    desk.get_by_role("button", name="Log out").click()
    dialog = desk.get_by_role("dialog", name="This is typed, but not saved:")
    expect(dialog).to_contain_text("are kept on no device")
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(desk.locator("#id_evidence-0-summary")).to_have_value("The clerk told us.")
