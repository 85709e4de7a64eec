"""The panel in a browser: claims open in it, and the text stays where it is."""

import pytest
from playwright.sync_api import Page, expect

from factcheck.models import Article, Claim
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import member
from tests.admin.test_workbench import bench
from tests.models.factories import make_article, make_claim, make_evidence, person
from tests.screens import sign_in
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.system


def long_article() -> Article:
    return make_article(
        "\n\n".join(f"Paragraph {n} says a thing. {'More. ' * 40}" for n in range(9))
    )


def opened(page: Page, site: str, article: Article, query: str = "") -> None:
    member("ana")
    sign_in(page, site, "ana", f"{bench(article)}{query}")


def heading(page: Page, words: str) -> None:
    expect(page.locator(".bench-panel h2").first).to_have_text(words)


def test_claims_open_beside_the_text_which_stays_where_it_is(desk: Page, live_site: str) -> None:
    article = long_article()
    first, second = (make_claim(article, f"Paragraph {n} says", headline=str(n)) for n in (4, 5))
    opened(desk, live_site, article)
    loads: list[str] = []
    desk.on("load", lambda page: loads.append(page.url))
    mark = desk.locator(f"mark[data-claims='{first.pk}']")
    mark.scroll_into_view_if_needed()
    place = desk.evaluate("scrollY")
    mark.click()
    heading(desk, "4")
    assert desk.url.endswith(f"?claim={first.pk}")
    assert desk.evaluate("scrollY") == place
    desk.keyboard.press("Alt+j")
    heading(desk, "5")
    expect(desk.locator("mark.is-active")).to_have_attribute("data-claims", str(second.pk))
    expect(desk.locator("mark.is-active")).to_be_in_viewport()
    desk.keyboard.press("Alt+k")
    heading(desk, "4")
    assert loads == []
    desk.go_back()
    heading(desk, "5")


def test_a_claim_has_the_focus_as_soon_as_it_shows(desk: Page, live_site: str) -> None:
    article = long_article()
    make_claim(article, "Paragraph 4 says", headline="4")
    opened(desk, live_site, article)
    desk.evaluate(
        """document.addEventListener("htmx:afterSwap", () => {
             document.body.dataset.focused = document.activeElement.textContent;
           })"""
    )
    desk.keyboard.press("Alt+j")
    heading(desk, "4")
    assert desk.locator("body").get_attribute("data-focused") == "4"


def test_who_opens_another_claim_is_asked_about_what_is_not_saved(
    desk: Page, live_site: str
) -> None:
    article = long_article()
    first, _second = (make_claim(article, f"Paragraph {n} says", headline=str(n)) for n in (0, 1))
    opened(desk, live_site, article, f"?claim={first.pk}")
    asked: list[str] = []

    def stay(dialog: object) -> None:
        asked.append(dialog.message)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    desk.on("dialog", stay)
    desk.locator("#id_summary").fill("Typed")
    desk.get_by_role("link", name="Next", exact=True).click()
    assert len(asked) == 1
    expect(desk.locator("#id_summary")).to_have_value("Typed")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".bench-message")).to_be_visible()
    assert Claim.objects.get(pk=first.pk).summary == "Typed"


def test_a_press_on_evidence_writes_its_reference_where_the_cursor_stands(
    desk: Page, live_site: str
) -> None:
    claim = make_claim(make_article())
    make_evidence(claim)
    opened(desk, live_site, claim.article, f"?claim={claim.pk}")
    desk.get_by_role("button", name="Add evidence").click()
    desk.keyboard.press("Escape")
    reasoning = desk.locator("#id_reasoning")
    reasoning.fill("As told. In the end.")
    reasoning.evaluate("(field) => field.setSelectionRange(7, 7)")
    desk.get_by_role("button", name="Refer to e1").click()
    expect(reasoning).to_have_value("As told [e1]. In the end.")
    # The new piece has its number before any save.
    desk.get_by_role("button", name="Refer to e2").click()
    expect(reasoning).to_have_value("As told [e1] [e2]. In the end.")


def test_a_double_click_submits_once(desk: Page, live_site: str) -> None:
    claim = make_claim(make_article(), status_id="true", summary="Yes.", reasoning="See [e1].")
    with acting_as(person("ana")):
        make_evidence(claim, method="primary")
    opened(desk, live_site, claim.article, f"?claim={claim.pk}")
    desk.get_by_role("button", name="Submit for review").dblclick()
    expect(desk.locator(".bench-message")).to_contain_text("Submitted.")
    assert list(claim.moves.order_by("pk").values_list("verb", flat=True)) == ["take", "submit"]


def test_what_is_wrong_is_said_at_the_top_and_leads_to_its_field(
    desk: Page, live_site: str
) -> None:
    claim = make_claim(make_article(), headline="Sixty")
    opened(desk, live_site, claim.article, f"?claim={claim.pk}")
    desk.set_viewport_size({"width": 1280, "height": 720})
    desk.locator("#id_headline").fill("")
    desk.locator("#id_reasoning").focus()
    desk.keyboard.press("Control+s")
    expect(desk.locator(".refused")).to_be_focused()
    expect(desk.locator(".refused")).to_be_in_viewport(ratio=1)
    desk.locator(".refused a").first.click()
    expect(desk.locator("#id_headline")).to_be_focused()
    desk.locator("#id_headline").fill("Sixty again")
    desk.locator("[name=act][value=submit]").click()
    expect(desk.locator(".refused")).to_contain_text("Submit for review: not yet")
    expect(desk.locator(".refused")).to_be_in_viewport(ratio=1)
    desk.locator(".refused a").first.click()
    expect(desk.locator("#id_status input").first).to_be_focused()


def test_an_answer_that_does_not_come_leaves_what_is_typed(page: Page, live_site: str) -> None:
    claim = make_claim(make_article())
    opened(page, live_site, claim.article, f"?claim={claim.pk}")
    page.locator("#id_summary").fill("Typed at length")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".bench-failed")).to_be_visible()
    expect(page.locator("#id_summary")).to_have_value("Typed at length")
    page.context.set_offline(False)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".bench-message.success")).to_be_visible()
    assert Claim.objects.get().summary == "Typed at length"


@pytest.mark.parametrize("query", ["", "?start=0&end=20"])
def test_a_new_claim_is_saved_without_scrolling(desk: Page, live_site: str, query: str) -> None:
    desk.set_viewport_size({"width": 1280, "height": 720})
    opened(desk, live_site, long_article(), query)
    save = desk.get_by_role("button", name="Save new claim")
    expect(save).to_be_in_viewport(ratio=1)
    assert (
        desk.locator("#panel").evaluate("(panel) => panel.scrollHeight - panel.clientHeight") <= 0
    )


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (1280, 720), (900, 800), (700, 900)])
def test_text_and_panel_never_cover_each_other(
    desk: Page, live_site: str, width: int, height: int
) -> None:
    article = long_article()
    claim = make_claim(article, "Paragraph 4 says")
    desk.set_viewport_size({"width": width, "height": height})
    opened(desk, live_site, article, f"?claim={claim.pk}")
    for place in (0, 600):
        desk.evaluate(f"scrollTo({{ top: {place}, behavior: 'instant' }})")
        text, panel = (desk.locator(part).bounding_box() for part in ("#text", "#panel"))
        assert text
        assert panel
        beside = text["x"] + text["width"] <= panel["x"]
        in_turn = panel["y"] + panel["height"] <= text["y"]
        assert beside or in_turn


def test_a_key_that_is_pressed_once_more_acts_on_nothing_that_was_not_seen(
    desk: Page, live_site: str
) -> None:
    newsroom = Newsroom()
    first, second = (newsroom.claim(headline=each) for each in ("First", "Second"))
    for claim in (first, second):
        newsroom.bring(claim, Stage.IN_REVIEW)
    sign_in(desk, live_site, "carla", f"{bench(newsroom.article)}?claim={first.pk}")
    desk.keyboard.press("Control+Enter")
    heading(desk, "Second")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_load_state("networkidle")
    second.refresh_from_db()
    assert second.stage == Stage.IN_REVIEW
    desk.locator("#panel").hover()
    desk.mouse.wheel(0, 200)
    with desk.expect_response(lambda response: response.request.method == "POST"):
        desk.keyboard.press("Control+Enter")
    second.refresh_from_db()
    assert second.stage == Stage.APPROVED
