"""The editor's way in a real browser, and a policy that no page breaks."""

import pytest
from playwright.sync_api import Page, expect

from factcheck.models import Claim
from factcheck.models.acting import acting_as
from tests.admin.conftest import desk
from tests.admin.newsroom import member
from tests.models.factories import (
    make_article,
    make_citation,
    make_claim,
    make_evidence,
    make_speaker,
    person,
)
from tests.publishing.conftest import make_public
from tests.screens import sign_in
from tests.some import some

pytestmark = pytest.mark.system

__all__ = ["desk", "sign_in"]


def choose(page: Page, field: str, words: str) -> None:
    """Pick what a search in an autocomplete field finds."""
    if not page.locator(".select2-container--open").count():
        page.locator(f"#id_{field} + .select2").click()
    page.locator(".select2-search__field:visible").last.fill(words)
    page.locator(".select2-results__option--highlighted", has_text=words).click()


def test_an_editor_adds_a_claim_and_readers_see_it(desk: Page, live_site: str) -> None:
    member("ana")
    member("eva")
    article = make_article(slug="minister")
    make_claim(article, "49 deaths")
    make_speaker("Ada Ruiz")

    sign_in(desk, live_site, "ana")
    desk.get_by_role("link", name=article.title).click()
    desk.get_by_role("link", name="Add a claim").click()
    desk.get_by_label("Quote").fill('"Nobody was warned,"')
    desk.get_by_label("Headline:").first.fill("Nobody was warned")
    expect(desk.locator(".field-headline output.count").first).to_have_text("17 / 75")
    choose(desk, "speaker", "Ruiz")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator("blockquote mark")).to_have_text("“Nobody was warned,”")

    sign_in(desk, live_site, "eva")
    desk.get_by_role("link", name="Claims", exact=True).first.click()
    desk.get_by_label("Select this object for an action - Nobody was warned").check()
    desk.get_by_label("Action:").select_option(label="List the selected claims publicly")
    desk.get_by_role("button", name="Go").click()
    desk.get_by_role("button", name="List publicly").click()
    expect(desk.get_by_text("Done for 1 of 1.")).to_be_visible()

    desk.goto(f"{live_site}/articles/minister/")
    claim = Claim.objects.get(headline="Nobody was warned")
    mark = desk.locator(f"mark[data-claims='{claim.pk}']")
    expect(mark).to_have_text("“Nobody was warned,”")


def test_an_editor_chooses_among_the_places_of_a_quote(desk: Page, live_site: str) -> None:
    member("ana")
    article = make_article("Sixty died, they said. Nobody counted.\n\nSixty died, she said.")
    sign_in(desk, live_site, "ana", f"/admin/factcheck/claim/add/?article={article.pk}")
    desk.get_by_label("Quote").fill("Sixty died")
    desk.get_by_label("Headline:").first.fill("Sixty people died")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.get_by_label("she said").last.check()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("“Sixty people died” is saved.")).to_be_visible()
    assert Claim.objects.get().start == 40


def test_an_editor_adds_evidence_while_reading_it(desk: Page, live_site: str) -> None:
    member("ana")
    claim = make_claim(make_article())
    source = make_evidence(claim).source
    sign_in(desk, live_site, "ana", f"/admin/factcheck/claim/{claim.pk}/change/")
    expect(desk.locator("#id_evidence-0-summary")).to_be_hidden()
    desk.get_by_text("Counts 60.").first.click()
    expect(desk.locator("#id_evidence-0-summary")).to_be_visible()
    desk.get_by_role("button", name="Add evidence").click()
    choose(desk, "evidence-1-source", source.title)
    desk.locator("#id_evidence-1-stance").get_by_label("refutes the claim", exact=True).check()
    desk.locator("#id_evidence-1-method").get_by_label("primary", exact=True).check()
    desk.locator("#id_evidence-1-extent").get_by_label("read in full", exact=True).check()
    desk.locator("#id_evidence-1-summary").fill("Counts 49.")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".entry__ref")).to_have_text(["e1", "e2"])


def test_an_editor_filters_by_a_speaker(desk: Page, live_site: str) -> None:
    member("carla")
    make_claim(make_article(), headline="By Ruiz", speaker=make_speaker("Ada Ruiz"))
    make_claim(make_article(), headline="By nobody")
    sign_in(desk, live_site, "carla", "/admin/factcheck/claim/?q=b")
    desk.locator("summary", has_text="Speaker").click()
    desk.locator(".autocomplete-filter[data-filter-title='Speaker'] .select2").click()
    desk.locator(".select2-search__field").fill("ruiz")
    desk.get_by_role("option", name="Ada Ruiz").click()
    expect(desk.locator("#result_list tbody tr")).to_have_count(1)
    assert "speaker=" in desk.url
    assert "q=b" in desk.url


@pytest.mark.parametrize("width", [1400, 1280, 900, 600])
def test_every_menu_of_the_list_opens_within_the_window(
    desk: Page, live_site: str, width: int
) -> None:
    member("fay")
    make_claim(make_article(), headline="By Ruiz", speaker=make_speaker("Ada Ruiz"))
    desk.set_viewport_size({"width": width, "height": 800})
    sign_in(desk, live_site, "fay", "/admin/factcheck/claim/")
    for menu in some(desk.locator(".menu").all()):
        menu.locator("summary").click()
        box = menu.locator(".menu__choices").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        menu.locator("summary").click()


PAGES = [
    "",
    "factcheck/",
    "factcheck/claim/",
    "factcheck/claim/add/",
    "factcheck/claim/{claim}/change/",
    "factcheck/claim/{claim}/history/",
    "factcheck/claim/{claim}/preview/",
    "account/",
    "factcheck/article/{article}/workbench/",
    "factcheck/article/{article}/revise/",
    "factcheck/article/{article}/passages/",
    "factcheck/article/",
    "factcheck/article/add/",
    "factcheck/article/{article}/change/",
    "factcheck/speaker/",
    "factcheck/speaker/add/",
    "factcheck/source/",
    "factcheck/source/add/",
    "factcheck/topic/add/",
    "factcheck/verificationstatus/",
    "factcheck/verificationstatus/true/change/",
    "factcheck/finding/accurate/change/",
    "factcheck/user/",
    "factcheck/user/add/",
    "factcheck/user/{user}/change/",
    "factcheck/user/{user}/password/",
    "auth/group/add/",
    "password_change/",
    "account/",
    "factcheck/speaker/add/?_popup=1",
    "factcheck/claim/?_popup=1",
]


@pytest.mark.system
def test_no_page_breaks_the_policy_or_is_wider_than_a_phone(desk: Page, live_site: str) -> None:
    user = member("admin")
    article = make_article()
    claim = make_claim(article, speaker=make_speaker())
    with acting_as(person("ana")):
        make_citation(claim).evidence.add(make_evidence(claim))
    make_public(claim)
    speaker = make_speaker("Nobody’s")
    sign_in(desk, live_site, "admin")
    desk.set_viewport_size({"width": 360, "height": 740})
    for path in PAGES:
        rows = {"claim": claim.pk, "speaker": speaker.pk, "article": article.pk, "user": user.pk}
        address = path.format(**rows)
        response = desk.goto(f"{live_site}/admin/{address}")
        assert response
        assert response.status == 200, address
        policy = response.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert desk.evaluate("window.violations") == [], address
        assert desk.evaluate("document.documentElement.scrollWidth") <= 360, address
