"""What is typed stays on the device until it is saved, for whoever typed it and nobody else."""

import base64

import pytest
from playwright.sync_api import Browser, Page, expect

from factcheck.admin import drafts
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of
from tests.admin.on_device import (
    OLDER,
    WORDS,
    come_back,
    is_kept,
    nothing_is_kept,
    offer,
    put_back,
    read,
    saved_anew,
    summary,
    type_summary,
)
from tests.screens import sign_in
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.system
FULL = """() => { for (let size = 1 << 22, at = 0; size; size >>= 1) {
  try { for (;;) localStorage.setItem(`full ${at++}`, "x".repeat(size)); } catch { continue; }
} }"""


def test_what_was_typed_in_a_tab_that_closed_is_offered_and_put_back(
    desk: Page, live_site: str
) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    page = come_back(desk, live_site + address_of(claim))
    expect(offer(page)).to_contain_text(WORDS)
    expect(summary(page)).not_to_have_value(WORDS)
    put_back(page)
    expect(summary(page)).to_have_value(WORDS)
    page.get_by_role("button", name="Save", exact=True).click()
    nothing_is_kept(page)
    claim.refresh_from_db()
    assert claim.summary == WORDS


def test_what_is_thrown_away_is_offered_no_more(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    page = come_back(desk, live_site + address_of(claim))
    offer(page).get_by_role("button", name="Throw it away").click()
    nothing_is_kept(page)
    page.reload()
    expect(offer(page)).to_have_count(0)


def test_what_is_typed_and_undone_is_not_kept(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    summary(desk).fill(claim.summary)
    nothing_is_kept(desk)


def test_what_somebody_saved_since_is_shown_beside_and_not_overwritten_unasked(
    desk: Page, live_site: str
) -> None:
    newsroom = Newsroom()
    claim = newsroom.claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    desk.locator("#id_reasoning").fill("See [e1], and think.")
    saved_anew(desk)
    newsroom.change(claim, summary="Theirs.")
    page = come_back(desk, live_site + address_of(claim))
    expect(offer(page)).to_contain_text("Meanwhile somebody saved other words")
    expect(offer(page)).to_contain_text("Theirs.")
    put_back(page)
    expect(summary(page)).to_have_value("Theirs.")
    expect(page.locator("#id_reasoning")).to_have_value("See [e1], and think.")


def test_it_stands_on_the_device_in_no_words_that_others_can_read(
    desk: Page, live_site: str
) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    assert not read(desk, "eleven")
    assert not read(desk, base64.b64encode(WORDS.encode()).decode()[:12])


def test_nobody_else_is_offered_it_on_the_same_device(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    sign_in(desk, live_site, "ben", address_of(claim))
    desk.wait_for_load_state("networkidle")
    expect(offer(desk)).to_have_count(0)
    is_kept(desk)
    sign_in(desk, live_site, "ana", address_of(claim))
    expect(offer(desk)).to_contain_text(WORDS)


def test_each_person_has_a_key_of_their_own(newsroom: Newsroom) -> None:
    keys = {drafts.key_of(newsroom.ana), drafts.key_of(newsroom.ben)}
    assert len(keys) == 2
    assert all(len(base64.b64decode(key)) == 32 for key in keys)


def test_after_seven_days_it_is_gone(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    page = come_back(desk, live_site + address_of(claim))
    page.evaluate(OLDER, 6.9)
    page.reload()
    expect(offer(page)).to_contain_text(WORDS)
    page.evaluate(OLDER, 0.2)
    page.goto(live_site + "/admin/")
    nothing_is_kept(page)


def test_of_confidential_evidence_nothing_is_kept(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    sign_in(desk, live_site, "ana", address_of(claim))
    evidence = desk.locator("#part-evidence")
    evidence.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
    evidence.locator("#id_evidence-0-summary").fill("The clerk told us.")
    is_kept(desk)
    evidence.locator("#id_evidence-0-confidential").check()
    nothing_is_kept(desk)
    evidence.locator("#id_evidence-0-confidential_reason").fill("The clerk fears for the post.")
    summary(desk).fill(WORDS)
    is_kept(desk)
    page = come_back(desk, live_site + address_of(claim))
    expect(offer(page)).to_contain_text(WORDS)
    expect(offer(page)).not_to_contain_text("clerk")


def test_leaving_with_unsaved_words_about_confidential_evidence_is_asked_about(
    desk: Page, live_site: str
) -> None:
    newsroom = Newsroom()
    claim = newsroom.claim_in(Stage.CHECKING)
    with acting_as(newsroom.ana):
        claim.evidence.update(confidential=True, confidential_reason="In danger.")
    sign_in(desk, live_site, "ana", address_of(claim))
    desk.locator("#part-evidence summary.entry").first.click()
    desk.locator("#id_evidence-0-summary").fill("The clerk told us.")
    desk.on("dialog", lambda dialog: dialog.accept())
    with desk.expect_event("dialog") as asked:
        desk.goto(live_site + "/admin/")
    assert asked.value.type == "beforeunload"


def test_a_session_that_is_over_costs_nothing_even_if_the_tab_is_lost_then(
    browser: Browser, live_site: str
) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    desk = browser.new_context().new_page()
    type_summary(desk, live_site, claim)
    desk.context.clear_cookies()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_label("Username:")).to_be_visible()
    page = desk.context.new_page()
    desk.close(run_before_unload=False)
    sign_in(page, live_site, "ana", address_of(claim))
    expect(offer(page)).to_contain_text(WORDS)
    page.context.close()


def test_my_desk_leads_to_what_is_not_saved(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    page = come_back(desk, live_site + "/admin/")
    page.locator("#drafts").get_by_role("link", name=claim.headline).click()
    expect(offer(page)).to_contain_text(WORDS)


def test_a_device_without_room_says_so_where_it_is_seen(desk: Page, live_site: str) -> None:
    for path in ("/admin/factcheck/topic/add/", address_of(Newsroom().claim_in(Stage.CHECKING))):
        sign_in(desk, live_site, "fay", path)
        desk.evaluate(FULL)
        desk.locator("textarea:visible").first.fill("Bridges")
        note = desk.get_by_role("alert").filter(has_text="no room left")
        expect(note).to_be_in_viewport(timeout=10_000)
        desk.evaluate("localStorage.clear()")


def test_a_password_is_never_kept(desk: Page, live_site: str) -> None:
    Newsroom()
    sign_in(desk, live_site, "ana", "/admin/password_change/")
    desk.locator("[name=old_password]").fill("as good as any other")
    desk.wait_for_timeout(600)
    nothing_is_kept(desk)


def test_what_has_no_field_any_more_stays_to_be_copied(desk: Page, live_site: str) -> None:
    newsroom = Newsroom()
    claim = newsroom.claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    newsroom.move(claim, Verb.SUBMIT, newsroom.ana)
    newsroom.move(claim, Verb.SIGN_OFF, newsroom.carla)
    newsroom.move(claim, Verb.PUBLISH, newsroom.eva)
    page = come_back(desk, live_site + address_of(claim))
    offer(page).get_by_role("checkbox").first.check()
    offer(page).get_by_role("button", name="Put back what is ticked").click()
    expect(offer(page)).to_contain_text("There is no field for this now")
    expect(offer(page)).to_contain_text(WORDS)
    is_kept(page)
