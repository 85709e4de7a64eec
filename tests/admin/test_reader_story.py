"""A reader reports an error without a script; the desk corrects it; the reader learns of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from factcheck.models import Claim, ReaderReport
from tests.admin.newsroom import member
from tests.models.factories import make_article, make_claim
from tests.publishing.conftest import edit, make_public, publish_review
from tests.screens import at_a_screen, sign_in

pytestmark = pytest.mark.system


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def gus(live_site: str, browser: Browser) -> Iterator[Page]:
    member("gus")
    with at_a_screen(browser) as page:
        sign_in(page, live_site, "gus")
        yield page


@pytest.fixture
def claim(live_site: str) -> Claim:
    claim = make_claim(make_article())
    make_public(claim)
    publish_review(claim)
    return claim


def test_from_the_report_to_the_correction(
    live_site: str, claim: Claim, reader: Page, gus: Page
) -> None:
    # The reader forgets the message, and is told; what was typed is still there.
    reader.goto(f"{live_site}/claims/{claim.pk}/")
    reader.get_by_role("main").get_by_role("link", name="Report an error").click()
    expect(reader.get_by_role("radio", name="An error in a claim or an article")).to_be_checked()
    reader.get_by_label("Your e-mail address").fill("reader@example.org")
    reader.get_by_label("Links").fill("nowhere")
    reader.get_by_label("What do you want to tell us?").fill("The report counts 49.")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_text("“nowhere” is no web address")).to_be_visible()
    expect(reader.get_by_label("Your e-mail address")).to_have_value("reader@example.org")
    reader.get_by_label("Links").fill("https://example.org/report")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you. We have your report.")
    assert reader.url.endswith(ReaderReport.objects.get().get_absolute_url())

    # Gus finds it on his desk, and takes it.
    gus.goto(f"{live_site}/admin/")
    gus.get_by_role("link", name="The report counts 49.").click()
    gus.get_by_role("button", name="Take").click()
    expect(gus.get_by_text("You look at this report now")).to_be_visible()
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("An editor is looking at it")

    # The newsroom corrects the review; Gus says what came of the report.
    edit(claim, summary="The report counts 49.")
    publish_review(claim, reason="We miscounted.")
    gus.reload()
    gus.get_by_label("Outcome").select_option("corrected")
    gus.get_by_label("Answer").fill("You are right: it is 49.")
    gus.get_by_label("The change that it led to").select_option(index=1)
    gus.get_by_role("button", name="Save and continue editing").click()
    expect(gus.get_by_text("The reader was told, and their address is deleted.")).to_be_visible()
    expect(gus.get_by_text("reader@example.org")).to_have_count(0)

    # The reader sees what was changed.
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("A review was changed")
    expect(reader.get_by_text("You are right: it is 49.")).to_be_visible()
    reader.get_by_role("link", name="What we changed").click()
    expect(reader.get_by_text("We miscounted.")).to_be_visible()
