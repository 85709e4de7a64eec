"""Each kind of form gives back what was typed in it, and lets go of it when it is saved."""

import pytest
from playwright.sync_api import Page, expect

from factcheck.models import Speaker
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of
from tests.admin.on_device import (
    WORDS,
    come_back,
    is_kept,
    nothing_is_kept,
    offer,
    put_back,
    summary,
    type_summary,
)
from tests.screens import sign_in
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.system


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


def test_a_remark_that_was_typed_is_kept(desk: Page, live_site: str) -> None:
    claim = Newsroom().claim_in(Stage.IN_REVIEW)
    address = f"/admin/factcheck/claim/{claim.pk}/read/"
    sign_in(desk, live_site, "carla", address)
    desk.locator("#remark-form [name=text]").fill("Is there a second one?")
    is_kept(desk)
    page = come_back(desk, live_site + address)
    put_back(page)
    expect(page.locator("#remark-form [name=text]")).to_have_value("Is there a second one?")


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
