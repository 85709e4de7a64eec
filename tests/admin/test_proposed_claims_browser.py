"""Proposed claims in a browser: by keys alone, by mouse, without JavaScript."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from factcheck import text_versions
from factcheck.models import Article, Claim, RefusedSentence
from tests.admin.newsroom import member
from tests.admin.test_proposed_claims import ASKED, PUMPS, RAIN, TEXT, TRUCKS
from tests.admin.test_workbench import bench
from tests.models.factories import make_article, make_speaker, person
from tests.screens import sign_in

pytestmark = pytest.mark.system


def at_the_bench(page: Page, site: str, text: str = TEXT) -> Article:
    member("ana")
    article = make_article(text)
    sign_in(page, site, "ana", bench(article))
    return article


def marked(page: Page) -> list[str]:
    return page.locator(".bench-text .plain.is-proposed").all_text_contents()


def test_by_keys_alone_one_is_accepted_one_changed_one_refused_for_good(
    desk: Page, live_site: str
) -> None:
    article = at_the_bench(desk, live_site)
    make_speaker("Ada Ruiz")
    assert marked(desk) == [PUMPS, RAIN, TRUCKS]
    desk.locator(".bench-text").focus()

    desk.keyboard.press("u")
    expect(desk.get_by_role("heading", name="Proposed claim")).to_be_focused()
    expect(desk.get_by_label("Quote")).to_have_value(PUMPS)
    expect(desk.get_by_text("Proposed for “Ada Ruiz told")).to_be_visible()
    desk.keyboard.press("a")

    expect(desk.get_by_label("Quote")).to_have_value(RAIN)
    expect(desk.get_by_text("is saved.")).to_be_visible()
    expect(desk.locator("mark[data-claims]")).to_have_text([PUMPS])
    desk.keyboard.press("h")
    expect(desk.get_by_label("Headline").first).to_be_focused()
    desk.keyboard.type(", as said")
    desk.keyboard.press("Alt+a")

    expect(desk.get_by_label("Quote")).to_have_value(TRUCKS)
    desk.keyboard.press("r")
    expect(desk.get_by_text("Not a claim: “The army left")).to_be_visible()
    expect(desk.get_by_role("link", name="Next unclaimed sentence")).to_be_visible()
    saved = Claim.objects.in_text_order().values_list("quote", "headline", "speaker__name")
    assert list(saved) == [
        (PUMPS, PUMPS.removesuffix("."), "Ada Ruiz"),
        (RAIN, f"{RAIN.removesuffix('.')}, as said", None),
    ]

    text_versions.revise(article, f"It is new.\n\n{TEXT}", person("ana"))
    desk.goto(f"{live_site}{bench(article)}")
    assert marked(desk) == []
    expect(desk.get_by_text("2 left")).to_be_visible()


def test_a_refusal_is_seen_and_taken_back_by_one_key(desk: Page, live_site: str) -> None:
    at_the_bench(desk, live_site)
    desk.keyboard.press("Alt+u")
    expect(desk.get_by_label("Quote")).to_have_value(PUMPS)
    desk.keyboard.press("Alt+r")
    expect(desk.get_by_label("Quote")).to_have_value(RAIN)
    desk.keyboard.press("Alt+z")
    expect(desk.get_by_text("ana refused this sentence")).to_be_visible()
    desk.keyboard.press("Alt+z")
    expect(desk.get_by_role("heading", name="Proposed claim")).to_be_visible()

    assert not RefusedSentence.objects.exists()
    assert marked(desk) == [PUMPS, RAIN, TRUCKS]


def test_by_mouse_a_proposed_claim_is_accepted_and_another_refused(
    desk: Page, live_site: str
) -> None:
    at_the_bench(desk, live_site)
    desk.get_by_role("link", name="New claim from this sentence (proposed)").first.click()
    desk.get_by_role("button", name="Accept, and go on").click()
    expect(desk.get_by_label("Quote")).to_have_value(RAIN)
    desk.get_by_role("button", name="Not a claim").click()
    expect(desk.get_by_label("Quote")).to_have_value(TRUCKS)

    assert Claim.objects.get().quote == PUMPS
    assert marked(desk) == [TRUCKS]


def test_what_was_typed_is_asked_about_before_its_sentence_is_refused(
    desk: Page, live_site: str
) -> None:
    at_the_bench(desk, live_site)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    desk.on("dialog", stay)
    desk.keyboard.press("Alt+u")
    desk.get_by_label("Statement").fill("Typed at length")
    desk.keyboard.press("Alt+r")

    expect(desk.get_by_label("Statement")).to_have_value("Typed at length")
    assert asked == ["What you typed is not saved. Go on without it?"]
    assert not RefusedSentence.objects.exists()


def test_save_and_next_pressed_once_more_accepts_nothing_unseen(desk: Page, live_site: str) -> None:
    at_the_bench(desk, live_site)
    desk.keyboard.press("Alt+u")
    expect(desk.get_by_label("Quote")).to_have_value(PUMPS)
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_label("Quote")).to_have_value(RAIN)
    desk.keyboard.press("Control+Enter")
    desk.keyboard.press("Alt+u")
    expect(desk.get_by_label("Quote")).to_have_value(TRUCKS)

    assert Claim.objects.get().quote == PUMPS


def test_the_next_proposal_is_scrolled_to_only_if_it_is_out_of_view(
    desk: Page, live_site: str
) -> None:
    far = "\n\n".join([PUMPS, RAIN, *["Who knew?"] * 60, TRUCKS])
    at_the_bench(desk, live_site, far)
    desk.keyboard.press("Alt+u")
    expect(desk.get_by_label("Quote")).to_have_value(PUMPS)
    desk.keyboard.press("Alt+a")
    expect(desk.get_by_label("Quote")).to_have_value(RAIN)
    assert desk.evaluate("scrollY") == 0

    desk.keyboard.press("Alt+a")
    expect(desk.get_by_label("Quote")).to_have_value(TRUCKS)
    expect(desk.locator(".bench-text .is-selected")).to_be_in_viewport()


def test_on_a_narrow_screen_a_proposed_claim_is_seen_in_its_form(
    desk: Page, live_site: str
) -> None:
    desk.set_viewport_size({"width": 390, "height": 800})
    at_the_bench(desk, live_site, "\n\n".join([*["Who knew?"] * 30, PUMPS, RAIN]))
    desk.get_by_role("link", name="New claim from this sentence (proposed)").first.click()

    expect(desk.get_by_label("Quote")).to_have_value(PUMPS)
    expect(desk.get_by_role("heading", name="Proposed claim")).to_be_in_viewport()


def test_it_works_without_javascript(plain: Page, live_site: str) -> None:
    at_the_bench(plain, live_site)
    plain.get_by_role("link", name="Next proposed claim").click()
    plain.get_by_role("link", name="Change", exact=True).click()
    plain.keyboard.type("It is said: ")
    plain.get_by_role("button", name="Accept, and go on").click()
    expect(plain.get_by_label("Quote")).to_have_value(RAIN)
    plain.get_by_role("button", name="Not a claim").click()
    expect(plain.get_by_label("Quote")).to_have_value(TRUCKS)
    plain.get_by_role("link", name="Show it").click()
    plain.get_by_role("button", name="Take that back").click()
    expect(plain.get_by_label("Quote")).to_have_value(RAIN)

    assert "It is said: " in Claim.objects.get().headline
    assert not RefusedSentence.objects.exists()
    assert ASKED not in marked(plain)
