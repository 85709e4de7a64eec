"""What is typed stays on the device until it is saved, for whoever typed it and nobody else."""

import base64

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from factcheck.admin import drafts
from factcheck.models import Claim, Speaker
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of
from tests.screens import sign_in
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.system

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


def test_a_new_piece_of_evidence_comes_back_with_its_number(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    sign_in(desk, live_site, "ana", address_of(claim))
    desk.get_by_role("button", name="Add evidence").click()
    row = desk.locator("#part-evidence .inline-related").last
    ref = row.locator(".entry__ref").inner_text()
    row.locator("[name$=-summary]").fill("A second count says eleven.")
    row.locator("[name$=-stance]").first.check()
    is_kept(desk)
    page = come_back(desk, live_site + address_of(claim))
    # Nothing that the row proposed by itself.
    names = offer(page).locator(".draft__label")
    expect(names).to_have_text([f"{ref}: Summary", f"{ref}: Stance"])
    put_back(page)
    row = page.locator("#part-evidence .inline-related").last
    expect(row.locator("[name$=-summary]")).to_have_value("A second count says eleven.")
    expect(row.locator("[name$=-stance]").first).to_be_checked()
    expect(row.locator(".entry__ref")).to_have_text(ref)


def test_a_new_piece_of_evidence_in_which_nobody_wrote_is_not_kept(
    desk: Page, live_site: str
) -> None:
    newsroom = Newsroom()
    claim = newsroom.claim_in(Stage.CHECKING)
    sign_in(desk, live_site, "ana", address_of(claim))
    desk.get_by_role("button", name="Add evidence").click()
    desk.keyboard.press("Escape")
    summary(desk).fill(WORDS)
    is_kept(desk)
    back = come_back(desk, desk.url)
    expect(offer(back).get_by_role("listitem")).to_have_count(1)
    expect(offer(back)).to_contain_text(WORDS)


def test_a_comment_counts_as_typed(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    sign_in(desk, live_site, "ana", address_of(claim))
    desk.locator("[name=comment-comment]").fill("Ask the clerk again.")
    is_kept(desk)
    page = come_back(desk, live_site + address_of(claim))
    put_back(page)
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("#content")).to_contain_text("Ask the clerk again.")
    nothing_is_kept(page)


def test_a_comment_of_an_act_that_was_refused_is_still_kept(desk: Page, live_site: str) -> None:
    newsroom = Newsroom()
    claim = newsroom.claim_in(Stage.CHECKING)
    newsroom.change(claim, summary="")
    sign_in(desk, live_site, "ana", address_of(claim))
    desk.locator("[name=comment-comment]").fill("Ask the clerk again.")
    desk.locator("#id_headline").fill("")
    desk.get_by_role("button", name="Comment", exact=True).click()
    expect(desk.locator(".refused")).to_be_visible()
    page = come_back(desk, live_site + address_of(claim))
    expect(offer(page)).to_contain_text("Ask the clerk again.")


def test_a_refused_form_goes_on_as_one_draft_and_is_let_go_when_it_is_saved(
    desk: Page, live_site: str
) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    desk.locator("#id_headline").fill("")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".refused")).to_be_visible()
    expect(offer(desk)).to_have_count(0)
    is_kept(desk)
    desk.locator("#id_headline").fill("Another headline")
    desk.get_by_role("button", name="Save", exact=True).click()
    nothing_is_kept(desk)


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


def test_beside_the_text_a_claim_is_kept_and_offered_on_its_own_page_too(
    desk: Page, live_site: str
) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    bench = f"/admin/factcheck/article/{claim.article_id}/workbench/?claim={claim.pk}"
    sign_in(desk, live_site, "ana", bench)
    summary(desk).fill(WORDS)
    is_kept(desk)
    page = come_back(desk, live_site + address_of(claim))
    expect(offer(page)).to_contain_text(WORDS)
    page.goto(live_site + bench)
    put_back(page)
    expect(summary(page)).to_have_value(WORDS)
    page.get_by_role("button", name="Save", exact=True).click()
    nothing_is_kept(page)
    claim.refresh_from_db()
    assert claim.summary == WORDS


def test_a_new_claim_of_the_workbench_comes_back_with_its_quote(desk: Page, live_site: str) -> None:
    newsroom = Newsroom()
    bench = f"/admin/factcheck/article/{newsroom.article.pk}/workbench/"
    sign_in(desk, live_site, "ana", f"{bench}?start=0&end=9")
    quote = desk.locator("#panel [name=quote]").input_value()
    desk.locator("#panel [name=headline]").fill("The dam was dry")
    is_kept(desk)
    page = come_back(desk, live_site + bench)
    expect(offer(page)).to_contain_text("The dam was dry")
    put_back(page)
    expect(page.locator("#panel [name=quote]")).to_have_value(quote)
    page.get_by_role("button", name="Save new claim").click()
    expect(page.locator("#panel h2").first).to_have_text("The dam was dry")
    nothing_is_kept(page)


def test_the_small_form_of_a_new_speaker_comes_back_where_it_was(
    desk: Page, live_site: str
) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    sign_in(desk, live_site, "ana", address_of(claim))
    desk.locator(".field-speaker .add-related").first.click()
    desk.locator("#id_speaker-new-name").fill("Nora Quispe")
    is_kept(desk)
    page = come_back(desk, live_site + address_of(claim))
    put_back(page)
    expect(page.locator("#id_speaker-new-name")).to_have_value("Nora Quispe")


def test_a_row_of_djangos_own_kind_comes_back(desk: Page, live_site: str) -> None:
    Newsroom()
    speaker = Speaker.objects.current().first()
    assert speaker
    address = f"/admin/factcheck/speaker/{speaker.pk}/change/"
    sign_in(desk, live_site, "fay", address)
    desk.locator(".add-row a").first.click()
    desk.locator("[name='aliases-0-name']").fill("N. Quispe")
    is_kept(desk)
    page = come_back(desk, live_site + address)
    put_back(page)
    expect(page.locator("[name='aliases-0-name']")).to_have_value("N. Quispe")


def test_my_desk_leads_to_what_is_not_saved(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    type_summary(desk, live_site, claim)
    page = come_back(desk, live_site + "/admin/")
    page.locator("#drafts").get_by_role("link", name=claim.headline).click()
    expect(offer(page)).to_contain_text(WORDS)


def test_a_remark_that_was_typed_is_kept(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.IN_REVIEW)
    address = f"/admin/factcheck/claim/{claim.pk}/read/"
    sign_in(desk, live_site, "carla", address)
    desk.locator("#remark-form [name=text]").fill("Is there a second one?")
    is_kept(desk)
    page = come_back(desk, live_site + address)
    put_back(page)
    expect(page.locator("#remark-form [name=text]")).to_have_value("Is there a second one?")


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


def test_a_comment_that_was_taken_is_gone_from_the_panel(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    bench = f"/admin/factcheck/article/{claim.article_id}/workbench/?claim={claim.pk}"
    sign_in(desk, live_site, "ana", bench)
    desk.locator("#part-thread > summary").click()
    desk.locator("[name=comment-comment]").fill("Ask the clerk again.")
    desk.get_by_role("button", name="Comment", exact=True).click()
    expect(desk.locator(".bench-message")).to_contain_text("Your comment is in the thread")
    expect(desk.locator("[name=comment-comment]")).to_have_value("")
    nothing_is_kept(desk)


def test_a_source_that_is_half_made_stops_the_form_around_it(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.CHECKING)
    sign_in(desk, live_site, "ana", address_of(claim))
    desk.locator(".field-speaker .add-related").first.click()
    desk.locator("#id_speaker-new-name").fill("Nora Quispe")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Add it, or cancel")).to_be_visible()
    expect(desk.locator("#id_speaker-new-name")).to_have_value("Nora Quispe")
    assert not Speaker.objects.filter(name="Nora Quispe").exists()


def test_a_remark_that_was_refused_and_then_taken_is_not_offered(
    desk: Page, live_site: str
) -> None:
    claim = Newsroom().claim_in(Stage.IN_REVIEW)
    sign_in(desk, live_site, "carla", f"/admin/factcheck/claim/{claim.pk}/read/")
    desk.locator("#remark-form [name=exact]").fill("Nowhere in it")
    desk.locator("#remark-form [name=text]").fill("Is there a second one?")
    desk.get_by_role("button", name="Remark", exact=True).click()
    expect(desk.locator("#remark-form .errorlist").first).to_be_in_viewport()
    desk.locator("#remark-form [name=exact]").fill("It did.")
    desk.get_by_role("button", name="Remark", exact=True).click()
    expect(desk.locator(".remark__head")).to_be_visible()
    nothing_is_kept(desk)
    expect(offer(desk)).to_have_count(0)


def test_a_text_that_is_looked_at_before_it_is_saved_goes_on_as_one_draft(
    desk: Page, live_site: str
) -> None:
    article = Newsroom().article
    sign_in(desk, live_site, "ana", f"/admin/factcheck/article/{article.pk}/revise/")
    # The space at the end is not kept by the site.
    desk.get_by_label("Text").fill("The mayor opened the bridge. \n\nIt cost ten million.")
    desk.get_by_role("button", name="Compare").click()
    expect(desk.get_by_text("What becomes of the claims")).to_be_visible()
    is_kept(desk)
    expect(offer(desk)).to_have_count(0)
    desk.get_by_role("button", name="Save as version 2").click()
    expect(desk.get_by_text("Version 2 was saved")).to_be_visible()
    nothing_is_kept(desk)
