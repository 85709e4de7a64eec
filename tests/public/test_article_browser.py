"""The article's page in a real browser: with its script, and what is left without it."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from factcheck.models.reading_room import PublicArticle, PublicClaim
from tests.screens import at_a_screen
from tests.some import some

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


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser without JavaScript."""
    with at_a_screen(browser, java_script_enabled=False) as page:
        yield page


def key_of(headline: str) -> int:
    return PublicClaim.objects.get(headline__startswith=headline).pk


def marks(page: Page, key: int) -> Locator:
    """The segments of a claim."""
    return page.locator(f".marked:has(> mark[data-claims~='{key}'])")


def chosen(page: Page) -> Locator:
    return page.locator(".notes .note.is-chosen")


def test_a_mark_opens_a_card_in_place_on_a_phone(page: Page, article: str) -> None:
    key = key_of("Northern Peru was largely absent")
    page.set_viewport_size(PHONE)
    page.goto(article)
    mark = marks(page, key)
    mark.click()
    card = page.get_by_role("group", name="What we say of these words")
    expect(card).to_be_focused()
    expect(card.locator(".note__status")).to_have_text("Needs context")
    expect(card.locator(".note__status use")).to_have_attribute("href", re.compile("#context$"))
    expect(card.get_by_text("Northern Peru was largely absent")).to_be_visible()
    expect(card.locator("dd").first).to_have_text("World Socialist Web Site")
    expect(card.locator("dd").last).to_have_text("No source")
    expect(mark).to_have_attribute("aria-expanded", "true")
    assert page.url == f"{article}#claim-{key}"
    assert top(card) > top(mark)
    card.get_by_role("link", name="Read the review").click()
    expect(page).to_have_url(re.compile(f"/claims/{key}/"))


def top(element: Locator) -> float:
    box = element.bounding_box()
    assert box
    return box["y"]


@pytest.mark.parametrize("way", ["Escape", "the button", "the mark again"])
def test_a_card_is_closed_and_the_mark_has_the_focus_again(
    page: Page, article: str, way: str
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(article)
    mark = marks(page, key_of("Northern Peru was largely absent"))
    mark.focus()
    page.keyboard.press("Enter")
    card = page.locator(".card")
    expect(card).to_be_focused()
    match way:
        case "Escape":
            page.keyboard.press("Escape")
        case "the button":
            card.get_by_role("button", name="Close").click()
        case _:
            mark.click()
    expect(card).to_have_count(0)
    expect(mark).to_be_focused()
    expect(mark).to_have_attribute("aria-expanded", "false")
    assert page.url == article


def test_a_mark_of_two_claims_offers_both(page: Page, article: str) -> None:
    outer, inner = key_of("The state of emergency has been the"), key_of("Nearly 60 demonstrators")
    page.set_viewport_size(PHONE)
    page.goto(article)
    page.locator(f".marked:has(> mark[data-claims='{outer} {inner}'])").click()
    reviews = page.locator(".card .note__steps a:first-child")
    expect(reviews).to_have_text(["More about this claim", "Read the review"])


def test_a_mark_opens_its_note_in_the_margin_of_a_wide_page(page: Page, article: str) -> None:
    key = key_of("Northern Peru was largely absent")
    page.set_viewport_size(DESKTOP)
    page.goto(article)
    marks(page, key).click()
    expect(page.locator(".card")).to_be_hidden()
    expect(chosen(page)).to_have_attribute("data-claim", str(key))
    expect(chosen(page)).to_be_focused()
    expect(chosen(page).get_by_role("link", name="Read the review")).to_be_visible()
    page.keyboard.press("Escape")
    expect(chosen(page)).to_have_count(0)


def test_with_a_key_held_down_a_mark_is_a_link_as_any(page: Page, article: str) -> None:
    page.goto(article)
    with page.context.expect_page() as opened:
        marks(page, key_of("Northern Peru was largely absent")).click(modifiers=["Control"])
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("Northern Peru")
    expect(page.locator(".card")).to_have_count(0)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_address_leads_to_the_claim_with_all_its_segments(
    page: Page, article: str, size: ViewportSize
) -> None:
    key = key_of("The state of emergency has been the")
    page.set_viewport_size(size)
    page.goto(f"{article}#claim-{key}")
    segments = marks(page, key)
    assert segments.count() > 2
    for segment in segments.all():
        expect(segment).to_have_class(re.compile("is-chosen"))
    assert page.locator(".marked.is-chosen").count() == segments.count()
    expect(segments.first).to_be_in_viewport()
    expect(page.locator(".note.is-chosen:visible")).to_have_attribute("data-claim", str(key))


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
    page.locator(f"a[href='{PATH}#claim-{key}']").first.click()
    expect(marks(page, key)).to_be_in_viewport()
    expect(marks(page, key)).to_have_class(re.compile("is-chosen"))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_keys_go_from_claim_to_claim(page: Page, article: str, size: ViewportSize) -> None:
    keys = list(PublicClaim.objects.in_text_order().values_list("pk", flat=True))
    page.set_viewport_size(size)
    page.goto(f"{article}#claim-{keys[5]}")
    for pressed, at in [("Alt+n", 6), ("Alt+n", 7), ("Alt+p", 6)]:
        page.keyboard.press(pressed)
        expect(page).to_have_url(f"{article}#claim-{keys[at]}")
        panel = page.locator(".note.is-chosen:visible")
        expect(panel).to_have_attribute("data-claim", str(keys[at]))
        expect(marks(page, keys[at]).first).to_be_in_viewport()


def test_keys_alone_do_nothing(page: Page, article: str) -> None:
    page.goto(article)
    for pressed in "npNP":
        page.keyboard.press(pressed)
    assert page.url == article


def test_the_first_key_begins_where_one_reads(page: Page, article: str) -> None:
    keys = list(PublicClaim.objects.in_text_order().values_list("pk", flat=True))
    page.goto(article)
    marks(page, keys[40]).first.evaluate("element => element.scrollIntoView()")
    page.keyboard.press("Alt+n")
    expect(page).to_have_url(f"{article}#claim-{keys[40]}")


def test_the_legend_says_which_keys_there_are(page: Page, article: str) -> None:
    page.goto(article)
    hint = page.get_by_text("Read claim by claim").locator("..")
    expect(hint).to_have_text(
        "Read claim by claim or press Alt+N for the next claim, Alt+P for the one before."
    )


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
    expect(page.locator(".marked:not(.is-muted)")).to_have_count(1)

    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".marked.is-muted")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("Choose a status")
    assert page.url == article
    assert page.evaluate("window.isTheSamePage")


def test_a_nested_mark_takes_the_colour_of_the_status_that_is_chosen(
    page: Page, article: str
) -> None:
    inner = key_of("Nearly 60 demonstrators")
    page.goto(article)
    expect(marks(page, inner)).to_have_class("marked marking--cross-partial status--orange")
    page.get_by_role("button", name="Not yet checked 45").click()
    expect(marks(page, inner)).to_have_class("marked status--grey marking--clock")


def test_keys_pass_over_what_is_not_shown(page: Page, article: str) -> None:
    false_ones = PublicClaim.objects.filter(status="mostly-false").in_text_order()
    first, second = false_ones.values_list("pk", flat=True)
    page.goto(f"{article}?status=mostly-false")
    for pressed, key in [("Alt+n", first), ("Alt+n", second), ("Alt+p", first)]:
        page.keyboard.press(pressed)
        expect(page).to_have_url(f"{article}?status=mostly-false#claim-{key}")


def test_an_address_shows_a_claim_that_the_filter_leaves_out(page: Page, article: str) -> None:
    key = key_of("Northern Peru was largely absent")
    page.goto(f"{article}?status=false#claim-{key}")
    expect(page.locator(".note.is-chosen:visible")).to_have_attribute("data-claim", str(key))
    expect(page.locator(".marked.is-muted")).to_have_count(0)


def test_the_legend_filters_the_table_without_a_reload(page: Page, article: str) -> None:
    page.goto(f"{article}?view=table")
    page.get_by_role("button", name="False 1", exact=True).click()
    expect(page.locator("tbody tr:visible")).to_have_count(1)
    assert page.url == f"{article}?view=table&status=false"


def test_notes_stand_beside_their_lines_and_never_overlap(page: Page, article: str) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(article)
    paragraphs = page.evaluate("""() =>
      [...document.querySelectorAll("p.passage__text ~ .notes")].map((notes) =>
        [...notes.querySelectorAll(".note")].map((note) => {
          const { top, bottom } = note.getBoundingClientRect();
          const place = document.getElementById(`claim-${note.dataset.claim}`);
          const line = place.parentElement.getClientRects()[0].top;
          return { top, bottom, line };
        }))""")
    further_down = 0
    for notes in paragraphs:
        gaps = [after["top"] - before["bottom"] for before, after in pairwise(notes)]
        assert all(gap >= 0 for gap in gaps)
        for note, *around in zip(notes, [99, *gaps], [*gaps, 99], strict=True):
            is_beside_its_line = abs(note["top"] - note["line"]) < 12
            assert is_beside_its_line or min(around) < 12 or note is notes[-1]
            further_down += is_beside_its_line and note["line"] > notes[0]["line"] + 30
    assert further_down > 10


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
            page.goto(f"{article}{view}#claim-{key_of('Nine of the ten')}")
            for direction in ("ltr", "rtl"):
                page.evaluate(f"document.documentElement.dir = '{direction}'")
                scrolled = page.evaluate("document.documentElement.scrollWidth")
                assert scrolled <= width, (width, view, direction)


def test_a_printed_copy_has_every_claim_with_its_status_and_address(
    page: Page, article: str
) -> None:
    page.goto(f"{article}#claim-{key_of('Nine of the ten')}")
    page.emulate_media(media="print")
    notes = page.locator(".note:visible")
    expect(notes).to_have_count(85)
    expect(page.locator(".note__status:visible")).to_have_count(85)
    expect(page.locator(".note__url:visible")).to_have_count(85)
    expect(page.locator(".note__url").first).to_have_text(
        article.replace(PATH, f"/claims/{key_of('Protests have spread')}/")
    )
    expect(page.locator(".card")).to_be_hidden()


def test_without_javascript_a_mark_leads_to_the_claim(seeded_site: str, plain: Page) -> None:
    plain.goto(seeded_site + PATH)
    expect(plain.get_by_text("or press")).to_be_hidden()
    marks(plain, key_of("Northern Peru was largely absent")).click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Northern Peru was largely")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_javascript_links_go_from_claim_to_claim(
    seeded_site: str, plain: Page, size: ViewportSize
) -> None:
    keys = list(PublicClaim.objects.in_text_order().values_list("pk", flat=True))
    plain.set_viewport_size(size)
    plain.goto(seeded_site + PATH)
    plain.get_by_role("link", name="Read claim by claim").click()
    for key, following in some(pairwise(keys[:5])):
        expect(plain).to_have_url(f"{seeded_site}{PATH}#claim-{key}")
        expect(marks(plain, key).first).to_be_in_viewport()
        plain.locator(f".note__steps:visible a[rel=next][href='#claim-{following}']").click()


def test_without_javascript_the_legend_filters_by_links(seeded_site: str, plain: Page) -> None:
    plain.goto(seeded_site + PATH)
    plain.set_viewport_size(PHONE)
    plain.get_by_role("link", name="False 1", exact=True).click()
    expect(plain.get_by_role("status")).to_contain_text("Only False is shown: 1 of 85 claims.")
    expect(plain.locator(".marked:not(.is-muted)")).to_have_count(1)
    expect(plain.locator("summary:visible")).to_have_count(1)
    plain.get_by_role("link", name="Table").click()
    expect(plain.locator("tbody tr:visible")).to_have_count(1)
