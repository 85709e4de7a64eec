"""The first minutes of a new newsroom: an empty database, accounts, and a first review."""

import pytest
from playwright.sync_api import Browser, Page, expect

from factcheck.models import Article, User
from tests.admin.newsroom import PASSWORD, member
from tests.screens import at_a_screen

pytestmark = pytest.mark.system

TEXT = """Council doubles the budget for trams

The council of Aveiro doubled its budget for trams last year, the mayor said on Monday.

The new line opens in May."""
HEADLINE = "Aveiro doubled its budget for trams"


def log_in(page: Page, site: str, username: str) -> None:
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def add_account(admin: Page, site: str, name: str, part: str) -> None:
    admin.goto(f"{site}/admin/")
    admin.get_by_role("link", name="Add user").click()
    admin.get_by_label("Username").fill(name)
    admin.get_by_label(part).check()
    admin.get_by_label("Password:").fill(PASSWORD)
    admin.get_by_label("Password confirmation").fill(PASSWORD)
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.get_by_text(f"“{name}” is saved.")).to_be_visible()


@pytest.mark.usefixtures("own_database")
def test_from_an_empty_database_to_the_first_review(live_site: str, browser: Browser) -> None:
    member("admin")
    with at_a_screen(browser) as admin:
        log_in(admin, live_site, "admin")
        for name, part in (("nina", "Researchers"), ("rob", "Reviewers"), ("pia", "Publishers")):
            add_account(admin, live_site, name, part)
    assert User.objects.filter(is_staff=True, is_superuser=False).count() == 3

    with at_a_screen(browser) as nina:
        log_in(nina, live_site, "nina")
        add_the_article(nina)
        check_its_claim(nina)
    with at_a_screen(browser) as rob:
        log_in(rob, live_site, "rob")
        rob.get_by_role("link", name=HEADLINE).click()
        rob.get_by_role("button", name="Sign off").click()
        expect(rob.get_by_text("Signed off. It now waits for a publisher.")).to_be_visible()
    with at_a_screen(browser) as pia:
        log_in(pia, live_site, "pia")
        pia.get_by_role("link", name=HEADLINE).click()
        pia.locator(".moves summary", has_text="Publish").click()
        pia.locator(".moves").get_by_role("button", name="Publish", exact=True).click()
        pia.locator(".messagelist").get_by_role("link", name=HEADLINE).click()
        expect(pia.locator(".review__status")).to_have_text("True")


def add_the_article(nina: Page) -> None:
    nina.get_by_role("link", name="Add an article").click()
    nina.get_by_label("Title").fill("Council doubles the budget for trams")
    nina.get_by_label("Publisher").fill("The Herald")
    nina.get_by_label("Published on").fill("2026-11-23")
    nina.get_by_label("Text:").fill(TEXT)
    nina.get_by_role("button", name="Save", exact=True).click()
    expect(nina.get_by_role("link", name="Next proposed claim")).to_be_visible()
    assert Article.objects.get().notice == {"en": "", "es": "", "ar": ""}


def check_its_claim(nina: Page) -> None:
    nina.get_by_role("link", name="New claim from this sentence").nth(1).click()
    nina.get_by_label("Headline").fill(HEADLINE)
    nina.get_by_role("button", name="Save new claim").click()
    nina.get_by_role("link", name="Whole form").click()
    nina.get_by_role("button", name="Take and save", exact=True).click()
    expect(nina.get_by_text("Taken. It is yours to check")).to_be_visible()

    nina.get_by_role("button", name="Add evidence").click()
    nina.keyboard.type("Budget of the city 2025")
    expect(nina.get_by_role("option", name="Add “Budget of the city 2025”")).to_be_visible()
    nina.keyboard.press("Enter")
    new = nina.get_by_role("group", name="New source")
    new.get_by_label("Publisher").fill("City")
    new.get_by_role("button", name="Add").click()
    expect(new).to_have_count(0)
    expect(nina.locator(".field-source .select2-selection__rendered")).to_contain_text("Budget")
    nina.locator("#id_evidence-0-stance").get_by_label("supports the claim", exact=True).check()
    nina.locator("#id_evidence-0-method").get_by_label("primary", exact=True).check()
    nina.locator("#id_evidence-0-extent").get_by_label("read in full", exact=True).check()
    nina.locator("#id_evidence-0-summary").fill("Gives 12 million, after 6 million.")
    nina.locator("#id_status").get_by_label("True", exact=True).check()
    nina.locator("#id_summary").fill("It did: from 6 to 12 million.")
    nina.locator("#id_reasoning").fill("The budget gives both figures [e1].")
    nina.get_by_role("button", name="Save", exact=True).click()
    nina.get_by_role("button", name="Submit for review").click()
    expect(nina.get_by_text("It now waits for a reviewer who did not work on it")).to_be_visible()
