"""Selecting words in the text of the workbench by keyboard, and by mouse to whole words."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from factcheck import text_versions
from factcheck.models import Article, Claim
from tests.admin.newsroom import member
from tests.admin.test_workbench import TEXT, bench
from tests.models.factories import make_article, make_claim, person
from tests.screens import sign_in

pytestmark = pytest.mark.system

ARABIC = (
    "قال الوزير إن ستين شخصا ماتوا في البلدة القديمة. لم يحذر أحد.\n\n"
    "غادر الجيش المدينة يوم الجمعة."
)
MARKED = "document.querySelector('.bench-text').contains(getSelection().focusNode) ? "
SELECTED = f"{MARKED} getSelection().toString() : ''"


def at_the_text(page: Page, site: str, text: str = TEXT, language: str = "en") -> Article:
    member("ana")
    article = make_article(text, language=language)
    sign_in(page, site, "ana", bench(article))
    return article


def press(page: Page, *keys: str) -> str:
    """Press keys in the text; gives the words that are selected then."""
    for key in keys:
        page.keyboard.press(key)
    return str(page.evaluate(SELECTED))


def drag(page: Page, first: str, last: str, inside: int = 1) -> None:
    """Select with the mouse from within the first words to within the last ones."""
    ends = page.evaluate(
        """([words, inside]) => words.map((sought, i) => {
          const pieces = [...document.querySelectorAll(".bench-text [data-start]")];
          const node = pieces.map((piece) => piece.firstChild).find((n) => n.data.includes(sought));
          const at = node.data.indexOf(sought) + (i ? sought.length - inside : inside);
          const range = document.createRange();
          range.setStart(node, at - (i ? 1 : 0));
          range.setEnd(node, at + (i ? 0 : 1));
          const box = range.getBoundingClientRect();
          return [i ? box.right - 1 : box.left + 1, box.top + box.height / 2];
        })""",
        [[first, last], inside],
    )
    page.mouse.move(*ends[0])
    page.mouse.down()
    page.mouse.move(*ends[1], steps=8)
    page.mouse.up()


def test_the_text_is_two_tabs_away(desk: Page, live_site: str) -> None:
    at_the_text(desk, live_site)
    press(desk, "Tab", "Tab", "Enter")

    expect(desk.locator(".bench-text")).to_be_focused()
    assert press(desk, "ArrowRight") == "𝐓he"


def test_the_bar_above_the_text_is_one_stop_and_its_arrows_lead_on(
    desk: Page, live_site: str
) -> None:
    article = at_the_text(desk, live_site)
    make_claim(article, "60 people")
    desk.reload()
    desk.locator("#content-start").focus()
    press(desk, "Tab", "Tab", "Tab")
    expect(desk.get_by_role("toolbar").get_by_role("link", name="all")).to_be_focused()
    press(desk, "ArrowRight")
    expect(desk.get_by_role("toolbar").get_by_role("link", name="open")).to_be_focused()
    press(desk, "Tab")

    expect(desk.locator(".bench-text")).to_be_focused()


def test_arrows_go_from_word_to_word(desk: Page, live_site: str) -> None:
    at_the_text(desk, live_site, "It cost $5, or 40%, in a well-known shop.")
    desk.locator(".bench-text").focus()

    words = [press(desk, "ArrowRight") for _ in range(8)]

    assert words == ["It", "cost", "$5", "or", "40%", "in", "a", "well-known"]
    assert press(desk, "ArrowLeft") == "a"


def test_shift_selects_more_and_less(desk: Page, live_site: str) -> None:
    at_the_text(desk, live_site)
    desk.locator(".bench-text").focus()
    assert press(desk, *["ArrowRight"] * 3, *["Shift+ArrowRight"] * 2) == "counted 60 people"
    assert press(desk, "Shift+ArrowLeft") == "counted 60"
    assert press(desk, "Shift+ArrowLeft", "Shift+ArrowLeft") == "minister counted"


def test_up_and_down_go_by_lines_and_keep_the_column(desk: Page, live_site: str) -> None:
    lines = ["aaa bbb ccc ddd", "eee", "fff ggg hhh iii"]
    at_the_text(desk, live_site, "\n".join(lines))
    desk.locator(".bench-text").focus()

    assert press(desk, *["ArrowRight"] * 3) == "ccc"
    assert press(desk, "ArrowDown") == "eee"
    assert press(desk, "ArrowDown") == "hhh"
    assert press(desk, "ArrowUp", "ArrowUp") == "ccc"
    assert press(desk, "Shift+ArrowDown") == "ccc ddd\neee"


def test_in_arabic_the_left_arrow_goes_on(desk: Page, live_site: str) -> None:
    at_the_text(desk, live_site, ARABIC, "ar")
    desk.locator(".bench-text").focus()
    assert press(desk, *["ArrowLeft"] * 4) == "ستين"
    assert press(desk, "Shift+ArrowLeft", "Shift+ArrowLeft") == "ستين شخصا ماتوا"
    assert press(desk, "Shift+ArrowRight") == "ستين شخصا"
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Quote")).to_have_value("ستين شخصا")
    expect(desk.get_by_label("Headline").first).to_be_focused()
    desk.get_by_label("Headline").first.fill("مات ستون شخصا")
    desk.get_by_role("button", name="Save new claim").click()

    expect(desk.locator("mark[data-claims]")).to_have_text("ستين شخصا")
    assert Claim.objects.get().start == ARABIC.index("ستين شخصا")


def test_in_arabic_down_goes_to_the_next_line(desk: Page, live_site: str) -> None:
    at_the_text(desk, live_site, "ألف باء تاء\nجيم دال هاء", "ar")
    desk.locator(".bench-text").focus()

    assert press(desk, "ArrowLeft", "ArrowLeft", "ArrowDown") == "دال"


@pytest.mark.parametrize(
    ("text", "language", "first", "last", "words"),
    [
        (TEXT, "en", "minister", "people", "minister counted 60 people"),
        (ARABIC, "ar", "ستين", "ماتوا", "ستين شخصا ماتوا"),
    ],
)
def test_the_mouse_selects_whole_words(
    desk: Page, live_site: str, text: str, language: str, first: str, last: str, words: str
) -> None:
    at_the_text(desk, live_site, text, language)
    drag(desk, first, last, inside=2)
    assert desk.evaluate(SELECTED) == words
    desk.get_by_role("button", name="New claim", exact=True).click()

    expect(desk.get_by_label("Quote")).to_have_value(words)


def test_a_selection_over_two_paragraphs_is_refused(desk: Page, live_site: str) -> None:
    at_the_text(desk, live_site)
    drag(desk, "died", "army")
    said = desk.get_by_role("status").filter(has_text="A claim stands in one paragraph")

    expect(said).to_be_visible()
    expect(desk.get_by_role("button", name="New claim", exact=True)).to_have_count(0)
    desk.locator(".bench-text").focus()
    address = desk.url
    desk.keyboard.press("Enter")
    assert desk.url == address


def test_an_address_over_two_paragraphs_is_refused(ana: Client) -> None:
    article = make_article(TEXT)
    response = ana.get(bench(article), {"start": TEXT.index("49"), "end": TEXT.index("left")})

    assert response.context["bench"].selection is None
    assert "A claim stands in one paragraph" in response.text


def test_each_claim_is_one_stop(desk: Page, live_site: str) -> None:
    article = at_the_text(desk, live_site)
    make_claim(article, "minister counted 60 people", headline="Outer")
    make_claim(article, "60", headline="Inner")
    make_claim(article, "army left", headline="First")
    make_claim(article, "army left", headline="Second")
    desk.reload()
    desk.locator(".bench-text").focus()
    titles = []
    desk.keyboard.press("Tab")
    while title := desk.evaluate("document.activeElement.closest('.bench-text a')?.title"):
        titles.append(title)
        desk.keyboard.press("Tab")

    assert sorted(titles) == [f"{name} (open)" for name in ("First", "Inner", "Outer", "Second")]


def test_a_claim_whose_words_others_cover_is_opened_from_the_text(
    desk: Page, live_site: str
) -> None:
    article = at_the_text(desk, live_site)
    make_claim(article, "army left", headline="First")
    make_claim(article, "army left", headline="Second")
    desk.reload()
    covered = desk.locator(".bench-covered")
    title = str(covered.get_attribute("title"))
    covered.click()

    expect(desk.locator(".bench-panel h2").first).to_have_text(title.removesuffix(" (open)"))


def test_a_selection_begins_at_the_mark_that_has_the_focus(desk: Page, live_site: str) -> None:
    make_claim(at_the_text(desk, live_site), "49 died")
    desk.reload()
    desk.locator(".bench-text").focus()
    desk.keyboard.press("Tab")

    assert press(desk, "ArrowRight") == "49"
    assert press(desk, "ArrowLeft") == "that"


def test_words_of_nested_marks_are_selected_and_the_words_of_a_claim_changed(
    desk: Page, live_site: str
) -> None:
    article = at_the_text(desk, live_site)
    claim = make_claim(article, "counted 60 people", headline="Counted")
    make_claim(article, "60", headline="Sixty")
    desk.goto(f"{live_site}{bench(article)}?claim={claim.pk}")
    desk.locator("#id_summary").fill("Typed, and not saved")
    desk.locator(".bench-text").focus()
    assert press(desk, "ArrowRight") == "counted"
    assert press(desk, "Shift+ArrowRight", "Shift+ArrowRight") == "counted 60 people"
    assert press(desk, "ArrowLeft", "Shift+ArrowRight") == "minister counted"
    desk.keyboard.press("Shift+Enter")

    expect(desk.get_by_label("Quote")).to_have_value("minister counted")
    expect(desk.get_by_label("Quote")).to_be_focused()
    expect(desk.locator("#id_summary")).to_have_value("Typed, and not saved")
    desk.keyboard.press("Control+s")
    expect(desk.locator(".bench-message.success")).to_be_visible()
    claim.refresh_from_db()
    assert (claim.quote, claim.summary) == ("minister counted", "Typed, and not saved")


def test_words_that_are_gone_are_selected_anew_where_they_stood(desk: Page, live_site: str) -> None:
    article = at_the_text(desk, live_site)
    claim = make_claim(article, "counted 60 people", headline="Counted")
    text_versions.revise(article, "Nothing like it.\n\nIt rained.", person("ana"))
    desk.goto(f"{live_site}{bench(article)}?claim={claim.pk}")
    desk.get_by_role("link", name="select its words in the text").click()
    expect(desk.locator(".bench-text")).to_be_focused()
    expect(desk.locator("#again")).to_be_in_viewport()
    assert press(desk, "ArrowRight", "Shift+ArrowRight") in {"Nothing like", "It rained"}
    desk.keyboard.press("Shift+Enter")
    expect(desk.get_by_label("Quote")).to_be_focused()
    desk.keyboard.press("Control+s")
    expect(desk.locator("#again")).to_have_count(0)
