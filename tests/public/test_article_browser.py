"""The article's page in a real browser, with its script."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from factcheck.models.reading_room import PublicArticle, PublicClaim

pytestmark = pytest.mark.system

PATH = "/articles/us-backed-boluarte-regime-protests-north-of-peru/"
PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture
def article(seeded_site: str, page: Page) -> Iterator[str]:
    """The address of the article; the test fails if the browser complains about anything."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.emulate_media(reduced_motion="reduce")
    yield seeded_site + PATH
    assert complaints == []


def key_of(headline: str) -> int:
    return PublicClaim.objects.get(headline__startswith=headline).pk


def marks(page: Page, key: int) -> Locator:
    """The segments of a claim."""
    return page.locator(f".marked:has(> mark[data-claims~='{key}'])")


def note(page: Page, key: int) -> Locator:
    return page.locator(f"#note-{key}")


def test_a_mark_opens_a_sheet_from_below_on_a_phone(page: Page, article: str) -> None:
    key = key_of("Northern Peru was largely absent")
    page.set_viewport_size(PHONE)
    page.goto(article)
    expect(page.locator(".note:visible")).to_have_count(0)
    mark, sheet = marks(page, key), note(page, key)
    mark.click()
    expect(sheet).to_be_focused()
    expect(sheet.locator(".note__status")).to_have_text("Needs context")
    expect(sheet.locator(".note__status use")).to_have_attribute("href", re.compile("#context$"))
    expect(sheet.get_by_text("Northern Peru was largely absent")).to_be_visible()
    expect(sheet.locator("dd").first).to_have_text("No source")
    assert page.url == f"{article}#note-{key}"
    box = sheet.bounding_box()
    assert box
    assert box["y"] + box["height"] == PHONE["height"]
    assert bottom(mark) < box["y"]
    sheet.get_by_role("link", name="Full review").click()
    expect(page).to_have_url(re.compile(f"/claims/{key}/"))


def bottom(element: Locator) -> float:
    box = element.bounding_box()
    assert box
    return box["y"] + box["height"]


@pytest.mark.parametrize("way", ["Escape", "the link", "the mark again", "beside the sheet"])
def test_a_sheet_is_closed_and_the_number_of_the_claim_has_the_focus(
    page: Page, article: str, way: str
) -> None:
    key = key_of("Northern Peru was largely absent")
    page.set_viewport_size(PHONE)
    page.goto(article)
    number = page.get_by_role("link", name="Claim 11: Needs context")
    number.focus()
    page.keyboard.press("Enter")
    sheet = note(page, key)
    expect(sheet).to_be_focused()
    match way:
        case "Escape":
            page.keyboard.press("Escape")
        case "the link":
            sheet.get_by_role("link", name="Close").click()
        case "the mark again":
            marks(page, key).click()
        case _:
            page.mouse.click(180, 60)
    expect(sheet).to_be_hidden()
    expect(number).to_be_focused()
    assert page.url == f"{article}#claim-{key}"


def test_marks_of_two_claims_have_the_numbers_of_both(page: Page, article: str) -> None:
    text = page.locator(".text")
    inner = text.get_by_role("link", name="Claim 27: False")
    outer = text.get_by_role("link", name="Claim 26: Mostly true")
    page.goto(article)
    for number in (outer, inner):
        number.click()
        expect(number).to_be_in_viewport()
        expect(page.locator(".note.is-chosen")).to_have_attribute(
            "id",
            number.get_attribute("href", timeout=1000).removeprefix("#"),  # type: ignore[union-attr]
        )


def test_a_number_is_never_on_a_line_of_its_own(page: Page, article: str) -> None:
    for width in (320, 360, 411, 900, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(article)
        assert page.evaluate(NUMBERS_ALONE) == [], width


NUMBERS_ALONE = """() => [...document.querySelectorAll(".number")].filter((number) => {
  let before = number;
  while (!before.matches(".marked")) before = before.previousElementSibling;
  const { top, bottom } = [...before.getClientRects()].at(-1);
  const middle = number.getBoundingClientRect().top;
  return middle < top - 12 || middle > bottom;
}).map((number) => number.dataset.number)"""


def test_a_mark_opens_its_note_in_the_margin_of_a_wide_page(page: Page, article: str) -> None:
    key = key_of("Prosecutors opened a genocide")
    page.set_viewport_size(DESKTOP)
    page.goto(article)
    review = note(page, key).get_by_role("link", name="Full review")
    expect(review).to_be_hidden()
    marks(page, key).first.click()
    expect(note(page, key)).to_be_focused()
    expect(note(page, key)).to_be_in_viewport()
    expect(review).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{article}#claim-{key}")


def test_a_claim_is_one_stop_for_the_tab_key_until_its_note_is_chosen(
    page: Page, article: str
) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(article)
    shown = page.locator(".number:visible")
    shown.first.focus()
    stops = []
    for _claim in range(shown.count()):
        stops.append(page.evaluate("document.activeElement.dataset.number"))
        page.keyboard.press("Tab")
    assert stops == shown.evaluate_all("all => all.map((each) => each.dataset.number)")
    shown.first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".note:target a:focus")).to_have_count(1)
    page.evaluate("dispatchEvent(new Event('hashchange'))")
    expect(page.locator(".note:target a:focus")).to_have_count(1)


def test_the_text_stays_where_it_is_when_a_note_opens(page: Page, article: str) -> None:
    key = key_of("Prosecutors opened a genocide")
    page.set_viewport_size(DESKTOP)
    page.goto(article)
    marks(page, key).first.evaluate("element => element.scrollIntoView({ block: 'center' })")
    before = bottom(marks(page, key).first)
    marks(page, key).first.click()
    expect(note(page, key)).to_be_focused()
    assert bottom(marks(page, key).first) == before


def test_with_a_key_held_down_a_number_is_a_link_as_any(page: Page, article: str) -> None:
    page.goto(article)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Claim 11: Needs context").click(modifiers=["Control"])
    expect(opened.value).to_have_url(re.compile("#note-"))
    assert page.url == article


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_address_leads_to_the_claim_with_all_its_segments(
    page: Page, article: str, size: ViewportSize
) -> None:
    key = key_of("The state of emergency was renewed")
    page.set_viewport_size(size)
    page.goto(f"{article}#note-{key}")
    segments = marks(page, key)
    assert segments.count() > 1
    for segment in segments.all():
        expect(segment).to_have_class(re.compile("is-chosen"))
    assert page.locator(".marked.is-chosen").count() == segments.count()
    expect(segments.first).to_be_in_viewport()
    expect(note(page, key)).to_be_in_viewport()


@pytest.fixture
def of_two_paragraphs() -> Iterator[int]:
    """The key of a claim that goes on in the next paragraph."""
    claim = PublicClaim.objects.get(headline__startswith="Northern Peru was largely absent")
    further = PublicArticle.objects.get().body.index("four days of paros")
    PublicClaim.objects.filter(pk=claim.pk).update(end=further)
    yield claim.pk
    PublicClaim.objects.filter(pk=claim.pk).update(end=claim.end)


def test_a_claim_of_two_paragraphs_stands_out_in_both(
    page: Page, article: str, of_two_paragraphs: int
) -> None:
    page.goto(f"{article}#claim-{of_two_paragraphs}")
    assert page.locator(".passage:has(.is-chosen > mark)").count() == 2


def test_the_claim_s_page_leads_to_its_place_in_the_text(page: Page, article: str) -> None:
    key = key_of("Northern Peru was largely absent")
    page.goto(article.replace(PATH, f"/claims/{key}/"))
    page.get_by_role("link", name="See it in the article").click()
    expect(marks(page, key)).to_be_in_viewport()
    expect(marks(page, key)).to_have_class(re.compile("is-chosen"))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_keys_go_from_claim_to_claim(page: Page, article: str, size: ViewportSize) -> None:
    keys = checked()
    page.set_viewport_size(size)
    page.goto(f"{article}#note-{keys[5]}")
    for pressed, at in [("Alt+n", 6), ("Alt+n", 7), ("Alt+p", 6)]:
        page.keyboard.press(pressed)
        expect(page).to_have_url(f"{article}#note-{keys[at]}")
        expect(note(page, keys[at])).to_be_focused()
        expect(marks(page, keys[at]).first).to_be_in_viewport()


def checked() -> list[int]:
    """The claims that have a note, in the order of the text."""
    claims = PublicClaim.objects.filter(reviewed_at__isnull=False)
    return list(claims.in_text_order().values_list("pk", flat=True))


def test_keys_alone_do_nothing(page: Page, article: str) -> None:
    page.goto(article)
    for pressed in "npNP":
        page.keyboard.press(pressed)
    assert page.url == article


def test_the_first_key_begins_where_one_reads(page: Page, article: str) -> None:
    keys = checked()
    page.goto(article)
    marks(page, keys[20]).first.evaluate("element => element.scrollIntoView()")
    page.keyboard.press("Alt+n")
    expect(page).to_have_url(f"{article}#note-{keys[20]}")


def test_the_legend_says_which_keys_there_are(page: Page, article: str) -> None:
    page.goto(article)
    hint = page.get_by_text("Read claim by claim").locator("..")
    expect(hint).to_have_text("Read claim by claim (Alt+N, Alt+P)")


def test_the_legend_filters_without_a_reload(page: Page, article: str) -> None:
    page.goto(article)
    page.evaluate("window.isTheSamePage = true")
    toggle = page.get_by_role("button", name="Needs context 10")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status")).to_contain_text("Only Needs context is shown: 10 of 85")
    expect(page.locator(".note:visible")).to_have_count(10)
    assert page.url == f"{article}?status=needs-context"
    expect(page.get_by_role("link", name="Table")).to_have_attribute(
        "href", "?view=table&status=needs-context"
    )

    page.get_by_role("button", name="False 1", exact=True).focus()
    page.keyboard.press("Space")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".note:visible")).to_have_count(1)
    expect(page.locator("a.marked:not(.is-muted)")).to_have_count(1)
    expect(page.locator(".number:visible")).to_have_count(1)

    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".marked.is-muted")).to_have_count(0)
    expect(page.locator(".note:visible")).to_have_count(40)
    assert page.url == article
    assert page.evaluate("window.isTheSamePage")


def test_a_nested_mark_takes_the_colour_of_the_status_that_is_chosen(
    page: Page, article: str
) -> None:
    inner, outer = key_of("The state of emergency renewed"), key_of("The state of emergency was re")
    page.goto(article)
    mark = page.locator(f".marked:has(> mark[data-claims='{outer} {inner}'])")
    expect(mark).to_have_class("marked marking--cross status--red")
    page.get_by_role("button", name="Mostly true 8").click()
    expect(mark).to_have_class("marked status--lime marking--check-partial")
    expect(mark).to_have_attribute("href", f"#note-{outer}")


def test_the_legend_leads_to_another_page_for_what_nobody_has_checked(
    page: Page, article: str
) -> None:
    page.goto(article)
    page.get_by_role("link", name="Not yet checked 45").click()
    expect(page.locator(".note:visible")).to_have_count(45)


def test_keys_pass_over_what_is_not_shown(page: Page, article: str) -> None:
    false_ones = PublicClaim.objects.filter(status="mostly-false").in_text_order()
    first, second = false_ones.values_list("pk", flat=True)
    page.goto(f"{article}?status=mostly-false")
    for pressed, key in [("Alt+n", first), ("Alt+n", second), ("Alt+p", first)]:
        page.keyboard.press(pressed)
        expect(page).to_have_url(f"{article}?status=mostly-false#note-{key}")


def test_an_address_shows_a_claim_that_the_filter_leaves_out(page: Page, article: str) -> None:
    key = key_of("Northern Peru was largely absent")
    page.goto(f"{article}?status=false#note-{key}")
    expect(note(page, key)).to_be_visible()
    expect(page.locator(".marked.is-muted")).to_have_count(0)


def test_the_legend_filters_the_table_without_a_reload(page: Page, article: str) -> None:
    page.goto(f"{article}?view=table")
    page.get_by_role("button", name="False 1", exact=True).click()
    expect(page.locator("tbody tr:visible")).to_have_count(1)
    assert page.url == f"{article}?view=table&status=false"


NOTES = """() => [...document.querySelectorAll(".passage .note")].map((note) => {
  const { top, bottom } = note.getBoundingClientRect();
  const place = document.getElementById(`claim-${note.dataset.claim}`);
  return { top, bottom, line: place.parentElement.getClientRects()[0].top };
})"""


def test_notes_stand_beside_their_lines_or_close_up_and_never_overlap(
    page: Page, article: str
) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(article)
    notes = page.evaluate(NOTES)
    assert len(notes) == 40
    gaps = [99, *(after["top"] - before["bottom"] for before, after in pairwise(notes))]
    assert all(gap >= 0 for gap in gaps)
    for each, gap in zip(notes, gaps, strict=True):
        assert abs(each["top"] - each["line"]) < 18 or gap < 12


@pytest.mark.parametrize("is_scripted", [True, False])
def test_notes_tear_no_hole_into_the_text(
    page: Page, plain: Page, article: str, is_scripted: bool
) -> None:
    screen = page if is_scripted else plain
    screen.set_viewport_size(DESKTOP)
    screen.goto(article)
    boxes = [each.bounding_box() for each in screen.locator(".text .passage__text").all()]
    for before, after in pairwise(box for box in boxes if box):
        assert after["y"] - before["y"] - before["height"] < 30


@pytest.mark.parametrize("language", ["", "/es", "/ar"])
def test_the_first_sentence_stands_on_the_first_screen_of_a_phone(
    page: Page, article: str, language: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(article.replace(PATH, language + PATH))
    assert bottom(page.locator(".text .passage__text").first) <= PHONE["height"]


@pytest.mark.parametrize("is_scripted", [True, False])
@pytest.mark.parametrize("way", ["a tap", "a key"])
def test_the_first_screen_of_a_phone_opens_the_finding(
    page: Page, plain: Page, article: str, is_scripted: bool, way: str
) -> None:
    screen = page if is_scripted else plain
    screen.set_viewport_size(PHONE)
    screen.goto(article)
    finding = screen.locator(".whole__text")
    expect(finding).to_have_css("-webkit-line-clamp", "1")
    read_all = screen.get_by_role("link", name="Read all of it")
    if way == "a tap":
        read_all.click()
    else:
        read_all.press("Enter")
    expect(finding).to_have_css("-webkit-line-clamp", "none")
    expect(screen.locator(".whole").get_by_role("link", name="History")).to_be_visible()


@pytest.mark.parametrize("is_scripted", [True, False])
def test_the_first_screen_of_a_phone_leads_to_why_something_does_not_hold(
    page: Page, plain: Page, article: str, is_scripted: bool
) -> None:
    screen = page if is_scripted else plain
    screen.set_viewport_size(PHONE)
    for number in range(3):
        screen.goto(article)
        named = screen.locator(".worst li").nth(number)
        expect(named.get_by_role("link")).to_be_in_viewport(ratio=1)
        reason = named.locator("p").text_content()
        named.get_by_role("link").click()
        told = screen.locator(".note:visible").get_by_text(reason or "")
        expect(told).to_be_in_viewport(ratio=1)


def test_the_strip_stays_in_view_and_leads_into_the_text(page: Page, article: str) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(article)
    key = key_of("Nine of the ten")
    page.locator(f".strip a[href='#note-{key}']").click()
    expect(marks(page, key).first).to_be_in_viewport()
    expect(note(page, key)).to_be_in_viewport()
    expect(page.locator(".strip")).to_be_in_viewport()


def test_pointing_at_a_note_shows_its_words(page: Page, article: str) -> None:
    key = key_of("Northern Peru was largely absent")
    page.set_viewport_size(DESKTOP)
    page.goto(article)
    page.locator(f".notes [data-claim='{key}']").hover()
    expect(marks(page, key)).to_have_class(re.compile("is-hinted"))
    marks(page, key).hover()
    expect(page.locator(f".notes [data-claim='{key}']")).to_have_class(re.compile("is-hinted"))


def test_no_view_scrolls_sideways_in_either_direction_of_writing(page: Page, article: str) -> None:
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for view in ("", "?view=table", "?status=false"):
            page.goto(f"{article}{view}#note-{key_of('Nine of the ten')}")
            for direction in ("ltr", "rtl"):
                page.evaluate(f"document.documentElement.dir = '{direction}'")
                scrolled = page.evaluate("document.documentElement.scrollWidth")
                assert scrolled <= width, (width, view, direction)


def test_a_printed_copy_has_every_review_with_its_finding_and_short_address(
    page: Page, article: str
) -> None:
    page.goto(f"{article}#note-{key_of('Nine of the ten')}")
    page.emulate_media(media="print")
    expect(page.locator(".note:visible")).to_have_count(40)
    expect(page.locator(".note .note__status:visible")).to_have_count(40)
    expect(page.locator(".note__finding:visible")).to_have_count(40)
    expect(page.locator(".note__url:visible")).to_have_count(40)
    site = article.replace(PATH, "").removeprefix("http://")
    expect(page.locator(".note__url").first).to_have_text(f"{site}/claims/{checked()[0]}/")
