"""What a check beside the text costs: presses of the mouse, keys, loads of a page, requests.

The claim to count by has a speaker and a cited source; it gets a finding, two new pieces of
evidence with new sources, the verdict False, and a reasoning that refers to both.
"""

from dataclasses import dataclass, field, replace

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from factcheck.models import Article, Claim
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import member
from tests.admin.test_workbench import bench
from tests.models.factories import (
    make_article,
    make_citation,
    make_claim,
    make_source,
    make_speaker,
)
from tests.screens import sign_in

CLICKS, CLICKS_OF_TWENTY, CLICKS_OF_EVIDENCE = 8, 150, 4
# Each claim costs the same: a few of them tell what twenty cost.
CLAIMS = 3
LISTEN = """
addEventListener("pointerdown", (event) => { if (event.isTrusted) count("clicks"); }, true);
addEventListener("keydown", (event) => { if (event.isTrusted) count("keys"); }, true);
addEventListener("load", () => count("loads"));
"""


@dataclass
class Count:
    """What happened in a browser since it was begun."""

    clicks: int = 0
    keys: int = 0
    loads: int = 0
    requests: int = 0
    of_evidence: int = field(default=0, compare=False)

    def since(self, before: "Count") -> "Count":
        return Count(
            self.clicks - before.clicks,
            self.keys - before.keys,
            self.loads - before.loads,
            self.requests - before.requests,
            self.of_evidence - before.of_evidence,
        )


@pytest.fixture
def count(context: BrowserContext) -> Count:
    """Count in every page of the browser, whatever it loads."""
    counted = Count()

    def add(_source: object, what: str) -> None:
        setattr(counted, what, getattr(counted, what) + 1)

    context.expose_binding("count", add)
    context.add_init_script(LISTEN)

    def ask(request: object) -> None:
        if getattr(request, "resource_type", "") in {"document", "xhr", "fetch"}:
            counted.requests += 1

    context.on("request", ask)
    return counted


def marked_article() -> Article:
    """Claims as a marked article has them: with speaker and cited source, not looked up yet."""
    sentences = [f"The ministry says that fact {number} is so." for number in range(CLAIMS)]
    article = make_article(" ".join(sentences))
    speaker, source = make_speaker("The ministry"), make_source("Report of the ministry")
    for number, sentence in enumerate(sentences):
        claim = make_claim(article, sentence, headline=f"Fact {number} is so", speaker=speaker)
        make_citation(claim, source=source)
    return article


def check_by_mouse(page: Page, count: Count, number: int) -> None:
    """Check the open claim with the mouse, typing where one types and going on by Tab."""
    page.locator("#id_citations-0-finding").get_by_text("Accurate", exact=True).click()
    for row in range(2):
        page.get_by_role("button", name="Add evidence").click()
        name_new_source(page, f"Finding {number}.{row}")
        fill(page, f"id_evidence-{row}-summary", "It counts otherwise.")
        fill(page, f"id_evidence-{row}-place", "page 4")
        before = count.clicks
        for name, choice in STATED:
            page.locator(f"#id_evidence-{row}-{name}").get_by_text(choice, exact=True).click()
        page.wait_for_timeout(50)
        count.of_evidence += count.clicks - before
    page.locator("#id_status").get_by_text("False", exact=True).click()
    fill(page, "id_summary", "It is not.")
    first, second = page.locator(".cite button").all()
    first.click()
    page.keyboard.type(" counts otherwise, and so does")
    second.click()
    page.get_by_role("button", name="Submit for review").click()


STATED = [("stance", "refutes the claim"), ("method", "secondary"), ("extent", "read in full")]


def check_by_keyboard(page: Page, number: int) -> None:
    """Check the open claim without touching the mouse: Tab, arrows, and the keys of the desk."""
    tab_to(page, page.locator("#id_citations-0-finding input:checked"))
    page.keyboard.press("ArrowDown")
    refs = []
    for row in range(2):
        page.keyboard.press("Alt+e")
        name_new_source(page, f"Finding {number}.{row}")
        tab_to(page, page.locator(f"#id_evidence-{row}-summary"))
        page.keyboard.type("It counts otherwise.")
        page.keyboard.press("Tab")
        page.keyboard.type("page 4")
        for name, choice in STATED:
            tab_to(page, page.locator(f"#id_evidence-{row}-{name} input").first)
            option = page.locator(f"#id_evidence-{row}-{name}").get_by_label(choice, exact=True)
            page.keyboard.press("Space")
            while not option.is_checked():
                page.keyboard.press("ArrowDown")
        refs.append(page.locator(f"#evidence-{row} .entry__ref").inner_text())
    tab_to(page, page.locator("#id_status input:checked"))
    while not page.locator("#id_status").get_by_label("False", exact=True).is_checked():
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.type("It is not.")
    tab_to(page, page.locator("#id_reasoning"))
    page.keyboard.type(f"Both count otherwise [{', '.join(refs)}].")
    page.keyboard.press("Control+Enter")


def name_new_source(page: Page, title: str) -> None:
    """Type the name of a source that is not there yet, its publisher and its address."""
    expect(page.locator(".select2-container--open .select2-search__field")).to_be_focused()
    page.keyboard.type(title)
    expect(page.locator(".select2-results__option--highlighted")).to_contain_text("Add “")
    page.keyboard.press("Enter")
    expect(page.locator(".make")).to_be_visible()
    tab_to(page, page.locator(".make [name=publisher]"))
    page.keyboard.type(f"Publisher of {title}")
    tab_to(page, page.locator(".make [name=url]"))
    page.keyboard.type(f"https://example.org/{title.replace(' ', '-')}")
    page.keyboard.press("Enter")
    expect(page.locator(".make")).to_have_count(0)


def fill(page: Page, name: str, words: str) -> None:
    """Go on to a field by Tab, and type in it."""
    tab_to(page, page.locator(f"#{name}"))
    page.keyboard.type(words)


def tab_to(page: Page, target: Locator) -> None:
    for _step in range(60):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached by Tab.")


def wait_until_submitted(page: Page, number: int) -> None:
    """The next claim of the text is open then; after the last one, that one in review."""
    if number + 1 < CLAIMS:
        expect(page.locator(".claim-panel h2").first).to_have_text(f"Fact {number + 1} is so")
    else:
        expect(page.locator(".claim-state")).to_contain_text("in review")


def opened(page: Page, site: str) -> None:
    member("ana")
    article = marked_article()
    sign_in(page, site, "ana")
    page.goto(f"{site}{bench(article)}")
    page.wait_for_load_state("networkidle")


def assert_all_submitted() -> None:
    claims = Claim.objects.in_text_order()
    assert {claim.stage for claim in claims} == {Stage.IN_REVIEW}
    for number, claim in enumerate(claims):
        pieces = [f"e{piece.number}" for piece in claim.evidence.all()]
        assert pieces == [f"e{2 * number + 1}", f"e{2 * number + 2}"]
        assert all(ref in claim.reasoning for ref in pieces)
        assert claim.citations.get().finding_id == "accurate"


def test_a_claim_takes_eight_clicks_and_no_page_load(
    count: Count, desk: Page, live_site: str
) -> None:
    opened(desk, live_site)
    costs = []
    for number in range(CLAIMS):
        before = replace(count)
        if number == 0:
            desk.locator("mark[data-claims]").first.click()
        expect(desk.locator(".claim-panel h2").first).to_have_text(f"Fact {number} is so")
        check_by_mouse(desk, count, number)
        wait_until_submitted(desk, number)
        costs.append(count.since(before))
    assert_all_submitted()
    clicks = [each.clicks - each.of_evidence for each in costs]
    assert max(clicks) <= CLICKS
    assert clicks[0] + 19 * max(clicks[1:]) <= CLICKS_OF_TWENTY
    assert max(each.of_evidence for each in costs) <= 2 * CLICKS_OF_EVIDENCE
    assert sum(each.loads for each in costs) == 0


def test_a_claim_is_checked_by_keyboard_alone(count: Count, desk: Page, live_site: str) -> None:
    opened(desk, live_site)
    before = replace(count)
    desk.keyboard.press("Alt+j")
    for number in range(CLAIMS):
        expect(desk.locator(".claim-panel h2").first).to_have_text(f"Fact {number} is so")
        check_by_keyboard(desk, number)
        wait_until_submitted(desk, number)
    cost = count.since(before)
    assert_all_submitted()
    assert (cost.clicks, cost.loads) == (0, 0)
