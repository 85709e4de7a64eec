"""What a check beside the text costs: presses of the mouse, keys, loads of a page, requests.

The claim to count by has a speaker and a cited source; it gets a finding, two new pieces of
evidence with new sources, the verdict False, and a reasoning that refers to both.
"""

import operator
from dataclasses import astuple, dataclass

import pytest
from playwright.sync_api import Locator, Page, Request, expect

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

pytestmark = pytest.mark.system

# A whole article is for the long run; two claims tell at once that something costs more.
CLAIMS = [2, pytest.param(20, marks=pytest.mark.system)]
CLICKS, CLICKS_OF_ALL, CLICKS_OF_EVIDENCE = 8, 150, 4
# What one claim took when this was measured, and a tenth: by mouse, where one still types, and by
# keyboard alone, where one goes from field to field by key.
KEYS_BY_MOUSE, KEYS, FIELDS, REQUESTS = 280, 326, 22, 10
LISTEN = """
const filled = new WeakSet();
const count = (what) => { sessionStorage[what] = Number(sessionStorage[what] ?? 0) + 1; };
const listen = (to, whatOf) => addEventListener(to, (event) => {
  const what = event.isTrusted && whatOf(event);
  if (what) count(what);
}, true);
listen("pointerdown", () => "clicks");
listen("keydown", () => "keys");
// The buttons of one choice are one field.
listen("input", ({ target }) => {
  const field = target.type === "radio" ? target.closest(".form-row") : target;
  if (filled.has(field)) return null;
  filled.add(field);
  return "fields";
});
"""


@dataclass(slots=True)
class Count:
    """What happened in a browser."""

    clicks: int = 0
    keys: int = 0
    fields: int = 0
    loads: int = 0
    requests: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*map(operator.add, astuple(self), astuple(other)))

    def __sub__(self, other: "Count") -> "Count":
        return Count(*map(operator.sub, astuple(self), astuple(other)))


class Counter:
    """Counts in every page that a browser loads."""

    def __init__(self, page: Page) -> None:
        self.page, self.loads, self.requests = page, 0, 0
        page.add_init_script(LISTEN)
        page.on("load", self.add_load)
        page.on("request", self.add_request)

    def add_load(self, _page: object) -> None:
        self.loads += 1

    def add_request(self, request: Request) -> None:
        self.requests += request.resource_type in {"document", "xhr", "fetch"}

    def so_far(self) -> Count:
        said = self.page.evaluate("({ ...sessionStorage })")
        typed = {name: int(said.get(name, 0)) for name in ("clicks", "keys", "fields")}
        return Count(**typed, loads=self.loads, requests=self.requests)


@pytest.fixture
def counter(desk: Page) -> Counter:
    return Counter(desk)


def marked_article(claims: int, *, by_words_alone: bool = False) -> Article:
    """Claims as a marked article has them: with speaker and cited source, not looked up yet."""
    sentences = [f"The ministry says that fact {number} is so." for number in range(claims)]
    article = make_article(" ".join(sentences))
    speaker, source = make_speaker("The ministry"), make_source("Report of the ministry")
    for number, sentence in enumerate(sentences):
        said_by = None if by_words_alone else speaker
        claim = make_claim(article, sentence, headline=f"Fact {number} is so", speaker=said_by)
        if not by_words_alone:
            make_citation(claim, source=source)
    return article


def check_by_mouse(counter: Counter, number: int) -> int:
    """Check the open claim with the mouse, typing where one types and going on by Tab.

    Gives the clicks for what the evidence itself states.
    """
    page, stated = counter.page, 0
    page.locator("#id_citations-0-finding").get_by_text("Accurate", exact=True).click()
    for row in range(2):
        page.get_by_role("button", name="Add evidence").click()
        name_new_source(page, f"Finding {number}.{row}")
        fill(page, f"id_evidence-{row}-summary", "It counts otherwise.")
        fill(page, f"id_evidence-{row}-place", "page 4")
        before = counter.so_far()
        for name, choice in STATED:
            page.locator(f"#id_evidence-{row}-{name}").get_by_text(choice, exact=True).click()
        stated += (counter.so_far() - before).clicks
    page.locator("#id_status").get_by_text("False", exact=True).click()
    fill(page, "id_summary", "It is not.")
    first, second = page.locator(".cite button").all()
    first.click()
    page.keyboard.type(" counts otherwise, and so does")
    second.click()
    page.get_by_role("button", name="Submit for review").click()
    return stated


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


def wait_until_submitted(page: Page, number: int, claims: int) -> None:
    """The next claim of the text is open then; after the last one, that one in review."""
    if number + 1 < claims:
        expect(page.locator(".claim-panel h2").first).to_have_text(f"Fact {number + 1} is so")
    else:
        expect(page.locator(".claim-state")).to_contain_text("in review")


def opened(page: Page, site: str, article: Article, query: str = "") -> None:
    member("ana")
    sign_in(page, site, "ana", f"{bench(article)}{query}")


def assert_all_submitted() -> None:
    claims = Claim.objects.in_text_order()
    assert {claim.stage for claim in claims} == {Stage.IN_REVIEW}
    for number, claim in enumerate(claims):
        pieces = [f"e{piece.number}" for piece in claim.evidence.all()]
        assert pieces == [f"e{2 * number + 1}", f"e{2 * number + 2}"]
        assert all(ref in claim.reasoning for ref in pieces)
        assert claim.citations.get().finding_id == "accurate"


@pytest.mark.parametrize("claims", CLAIMS)
def test_claims_in_a_row_take_eight_clicks_each_and_no_page_load(
    counter: Counter, desk: Page, live_site: str, claims: int
) -> None:
    opened(desk, live_site, marked_article(claims))
    costs, stated = [], []
    for number in range(claims):
        before = counter.so_far()
        if number == 0:
            desk.locator("mark[data-claims]").first.click()
        expect(desk.locator(".claim-panel h2").first).to_have_text(f"Fact {number} is so")
        stated.append(check_by_mouse(counter, number))
        wait_until_submitted(desk, number, claims)
        costs.append(counter.so_far() - before)
    assert_all_submitted()
    clicks = [cost.clicks - of_evidence for cost, of_evidence in zip(costs, stated, strict=True)]
    assert 0 < max(clicks) <= CLICKS
    assert sum(clicks) <= CLICKS_OF_ALL
    assert 0 < max(stated) <= 2 * CLICKS_OF_EVIDENCE
    assert_within(costs, KEYS_BY_MOUSE)


@pytest.mark.parametrize("claims", CLAIMS)
def test_claims_in_a_row_are_checked_by_keyboard_alone(
    counter: Counter, desk: Page, live_site: str, claims: int
) -> None:
    opened(desk, live_site, marked_article(claims))
    costs = []
    for number in range(claims):
        before = counter.so_far()
        if number == 0:
            desk.keyboard.press("Alt+j")
        expect(desk.locator(".claim-panel h2").first).to_have_text(f"Fact {number} is so")
        check_by_keyboard(desk, number)
        wait_until_submitted(desk, number, claims)
        costs.append(counter.so_far() - before)
    assert_all_submitted()
    assert sum(cost.clicks for cost in costs) == 0
    assert_within(costs, KEYS)


def test_speaker_and_source_that_nobody_chose_while_marking_fit_into_eight_clicks(
    counter: Counter, desk: Page, live_site: str
) -> None:
    article = marked_article(1, by_words_alone=True)
    # So it stands open as soon as it is marked.
    opened(desk, live_site, article, f"?claim={article.claims.get().pk}")
    tab_to(desk, desk.locator(".field-speaker .select2-selection"))
    desk.keyboard.press("Space")
    choose(desk, "The ministry")
    desk.get_by_role("button", name="Add a cited source").click()
    choose(desk, "Report of the ministry")
    stated = check_by_mouse(counter, 0)
    wait_until_submitted(desk, 0, 1)
    assert_all_submitted()
    assert Claim.objects.get().speaker is not None
    assert 0 < counter.so_far().clicks - stated <= CLICKS


def choose(page: Page, name: str) -> None:
    """Type the name of what is there already, and take it."""
    page.keyboard.type(name)
    expect(page.locator(".select2-results__option--highlighted")).to_have_text(name)
    page.keyboard.press("Enter")
    expect(page.locator(".select2-container--open")).to_have_count(0)


def assert_within(costs: list[Count], keys: int) -> None:
    assert sum(cost.loads for cost in costs) == 0
    assert 0 < max(cost.keys for cost in costs) <= keys
    assert 0 < max(cost.fields for cost in costs) <= FIELDS
    assert 0 < max(cost.requests for cost in costs) <= REQUESTS
