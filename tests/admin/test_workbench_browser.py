"""The workbench of an article in a browser: with the mouse, by keyboard, without JavaScript."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from factcheck.models import Article, Claim
from tests.admin.newsroom import member
from tests.admin.test_workbench import TEXT, bench
from tests.models.factories import make_article, make_claim
from tests.screens import sign_in

pytestmark = pytest.mark.system


def at_the_bench(page: Page, site: str) -> Article:
    member("ana")
    article = make_article(TEXT)
    sign_in(page, site, "ana", bench(article))
    return article


def save_claim(page: Page, headline: str) -> None:
    page.get_by_label("Headline").first.fill(headline)
    page.get_by_role("button", name="Save new claim").click()


def select_with_mouse(page: Page, words: str) -> None:
    box = page.evaluate(
        """words => {
      const node = document.querySelector(".bench-text [data-start]").firstChild;
      const range = document.createRange();
      const at = node.data.indexOf(words);
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return { left, right, y: (top + bottom) / 2 };
    }""",
        words,
    )
    page.mouse.move(box["left"] + 1, box["y"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["y"], steps=8)
    page.mouse.up()


def test_words_selected_with_the_mouse_become_a_claim(desk: Page, live_site: str) -> None:
    at_the_bench(desk, live_site)
    select_with_mouse(desk, "60 people")
    desk.get_by_role("button", name="New claim", exact=True).click()
    expect(desk.get_by_label("Quote")).to_have_value("60 people")
    save_claim(desk, "60 people were counted")

    expect(desk.locator("mark[data-claims]")).to_have_text("60 people")
    assert Claim.objects.get().start == TEXT.index("60 people")


def test_who_goes_straight_from_selected_words_to_the_form_means_them(
    desk: Page, live_site: str
) -> None:
    at_the_bench(desk, live_site)
    select_with_mouse(desk, "60 people")
    desk.get_by_label("Headline").first.click()
    desk.keyboard.type("60 people were counted")
    desk.get_by_role("button", name="Save new claim").click()

    expect(desk.locator("mark[data-claims]")).to_have_text("60 people")


def test_words_selected_with_the_keyboard_become_a_claim(desk: Page, live_site: str) -> None:
    at_the_bench(desk, live_site)
    desk.locator(".bench-text").focus()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Shift+ArrowRight")
    selected = desk.evaluate("getSelection().toString().trim()")
    assert selected == "minister counted"
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Quote")).to_have_value(selected)
    save_claim(desk, "The minister counted")

    expect(desk.locator("mark[data-claims]")).to_have_text(selected)


def test_the_next_proposed_claim_is_one_key_away(desk: Page, live_site: str) -> None:
    at_the_bench(desk, live_site)
    desk.keyboard.press("Alt+u")
    expect(desk.get_by_label("Quote")).to_have_value(TEXT.split(" Nobody", maxsplit=1)[0])
    desk.keyboard.press("Escape")
    desk.get_by_role("link", name="Next proposed claim").click()

    expect(desk.get_by_label("Quote")).to_have_value("Nobody was warned.")


def test_a_click_on_a_mark_opens_its_claim_and_saving_returns_to_it(
    desk: Page, live_site: str
) -> None:
    article = at_the_bench(desk, live_site)
    claim = make_claim(article, "60 people")
    desk.reload()
    desk.locator("mark", has_text="60 people").click()
    expect(desk.locator(".claim-panel h2").first).to_have_text(claim.headline)
    desk.get_by_label("Headline").first.fill("Sixty people")
    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.locator(".bench-panel h2").first).to_have_text("Sixty people")
    assert desk.url.endswith(f"?claim={claim.pk}")


def test_only_what_was_typed_is_asked_about_before_leaving(desk: Page, live_site: str) -> None:
    at_the_bench(desk, live_site)
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    desk.on("dialog", answer)
    expect(desk.locator(".select2").first).to_be_visible()
    # The admin's own script does this at some time after it has loaded.
    desk.evaluate("django.jQuery('.related-widget-wrapper select').trigger('change')")
    # Browsers ask only people who did something on the page.
    desk.locator(".bench-text").click(position={"x": 2, "y": 2})
    desk.reload()
    assert asked == []

    desk.get_by_label("Headline").first.press_sequentially("Typed")
    desk.reload()

    assert asked == ["beforeunload"]


def test_all_of_it_works_without_javascript(plain: Page, live_site: str) -> None:
    member("ana")
    article = make_article(TEXT)
    sign_in(plain, live_site, "ana", bench(article))
    plain.get_by_role("link", name="New claim from this sentence").nth(1).click()
    expect(plain.get_by_label("Quote")).to_have_value("Nobody was warned.")
    save_claim(plain, "No warning")
    expect(plain.locator("mark[data-claims]")).to_have_text("Nobody was warned.")

    plain.goto(f"{live_site}{bench(article)}")
    plain.get_by_label("Quote").fill("60 people")
    save_claim(plain, "Sixty")
    expect(plain.locator("mark[data-claims]")).to_have_text(["60 people", "Nobody was warned."])
