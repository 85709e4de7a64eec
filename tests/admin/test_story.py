"""The whole story of a claim, told by three people in three browsers, with readers looking on."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from factcheck.models import Claim
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import member
from tests.admin.test_browser import choose
from tests.models.factories import make_article, make_source, make_speaker
from tests.screens import at_a_screen, sign_in

pytestmark = pytest.mark.system

HEADLINE = "Sixty people died"


@pytest.fixture
def people(live_site: str, browser: Browser) -> Iterator[tuple[Page, Page, Page, Page]]:
    """Ana's, Carla's and Eva's screens, and a reader's."""
    for name in ("ana", "carla", "eva"):
        member(name)
    with (
        at_a_screen(browser) as ana,
        at_a_screen(browser) as carla,
        at_a_screen(browser) as eva,
        at_a_screen(browser) as reader,
    ):
        sign_in(ana, live_site, "ana")
        sign_in(carla, live_site, "carla")
        sign_in(eva, live_site, "eva")
        yield ana, carla, eva, reader


def press(page: Page, address: str, label: str, said: str, **typed: str) -> None:
    """Make a move on the claim's page; what it asks for is `typed`, by the field's name."""
    page.goto(address)
    if typed:
        page.locator(".moves summary", has_text=label).click()
    for field, value in typed.items():
        asked = page.locator(f".moves details[open] [name$=-{field}]")
        if field == "kind":
            asked.and_(page.locator(f"[value={value}]")).check()
        else:
            asked.fill(value)
    page.locator(".moves").get_by_role("button", name=label, exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text(said)


def test_a_claim_from_its_quote_to_its_withdrawal(
    people: tuple[Page, Page, Page, Page], live_site: str
) -> None:
    ana, carla, eva, reader = people
    article = make_article(slug="minister")
    make_speaker("Ada Ruiz")
    make_source("Count of the dead")

    # Ana marks a claim in the article, and takes it.
    ana.goto(f"{live_site}/admin/factcheck/claim/add/?article={article.pk}")
    ana.get_by_label("Quote").fill("60 people died")
    ana.locator("#id_headline").fill(HEADLINE)
    choose(ana, "speaker", "Ruiz")
    ana.get_by_role("button", name="Save", exact=True).click()
    expect(ana.locator("blockquote mark")).to_have_text("60 people died")
    claim = Claim.objects.get()
    desk = f"{live_site}/admin/factcheck/claim/{claim.pk}/change/"
    public = f"{live_site}/claims/{claim.pk}/"
    press(ana, desk, "Take and save", "It is yours to check")

    # What is missing stands beside the button, and leads to where it is put right.
    ana.locator("#missing-submit summary").click()
    ana.locator("#missing-submit").get_by_role("link", name="Choose a status").click()
    expect(ana.locator("#id_status").get_by_label("True", exact=True)).to_be_focused()

    # She looks up what the article cites, finds evidence, and comes to a verdict.
    ana.get_by_role("button", name="Add a cited source").click()
    choose(ana, "citations-0-source", "Count")
    ana.locator("#id_citations-0-finding").get_by_label("Accurate", exact=True).check()
    ana.get_by_role("button", name="Add evidence").click()
    choose(ana, "evidence-0-source", "Count")
    ana.locator("#id_evidence-0-stance").get_by_label("supports the claim", exact=True).check()
    ana.locator("#id_evidence-0-method").get_by_label("primary", exact=True).check()
    ana.locator("#id_evidence-0-extent").get_by_label("read in full", exact=True).check()
    ana.locator("#id_evidence-0-summary").fill("Names sixty.")
    ana.locator("#id_status").get_by_label("True", exact=True).check()
    ana.locator("#id_summary").fill("The count names sixty.")
    ana.locator("#id_reasoning").fill("The count names each of the dead [e1].")
    ana.get_by_role("button", name="Save", exact=True).click()
    expect(ana.locator("#missing-submit")).to_have_count(0)
    press(ana, desk, "Submit for review", "It now waits for")
    assert reader.request.get(public).status == 404

    # Carla sends it back; Ana answers and submits again; Carla signs off; Eva publishes.
    press(carla, desk, "Send back", "ana finds it on their desk", comment="Which page?")
    ana.goto(desk)
    expect(ana.locator(".timeline")).to_contain_text("Which page?")
    ana.locator("#id_summary").fill("The count names sixty, on page 4.")
    ana.get_by_role("button", name="Save", exact=True).click()
    press(ana, desk, "Submit for review", "It now waits for")
    press(carla, desk, "Sign off", "It now waits for a publisher.")
    assert reader.request.get(public).status == 404
    eva.goto(desk)
    eva.locator(".moves summary", has_text="Publish").click()
    eva.locator(".moves").get_by_role("button", name="Publish", exact=True).click()
    expect(eva.get_by_text("Published. Readers see it now.")).to_be_visible()
    reader.goto(public)
    expect(reader.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(reader.locator(".review__status")).to_have_text("True")
    expect(reader.locator(".verdict__summary")).to_have_text("The count names sixty, on page 4.")

    # Ana reopens it; readers keep the review, and are told.
    press(ana, desk, "Reopen", "readers keep the review", comment="The count was revised.")
    reader.reload()
    expect(reader.get_by_text("We are looking at this again.")).to_be_visible()
    expect(reader.locator(".review__status")).to_have_text("True")
    ana.goto(desk)
    ana.locator("#id_status").get_by_label("False", exact=True).check()
    ana.locator("#id_summary").fill("The revised count names 49.")
    ana.locator("#id_policy_exception").fill("The count of then is the only one.")
    ana.get_by_role("button", name="Save", exact=True).click()

    # Ana submits it as a correction, and says why; Carla signs that, and Eva publishes it.
    why = "The count we used was revised."
    press(ana, desk, "Submit for review", "It now waits for", kind="correction", reason=why)
    carla.goto(desk)
    expect(carla.locator(".moves")).to_contain_text("To be published as: correction")
    press(carla, desk, "Sign off", "It now waits for a publisher.")
    reader.reload()
    expect(reader.locator(".review__status")).to_have_text("True")
    eva.goto(desk)
    eva.locator(".moves summary", has_text="Publish").click()
    expect(eva.locator(".moves")).to_contain_text(why)
    eva.locator(".moves").get_by_role("button", name="Publish", exact=True).click()
    expect(eva.get_by_text("Published. Readers see it now.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_role("heading", name="We corrected this review")).to_be_visible()
    expect(reader.locator(".standing__why")).to_have_text("The count we used was revised.")
    expect(reader.locator(".review__status")).to_have_text("False")
    expect(reader.get_by_text("We are looking at this again.")).to_have_count(0)

    # Eva withdraws it.
    press(eva, desk, "Withdraw", "Readers see your reason", comment="Our only source took it back.")
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text(HEADLINE)
    expect(reader.get_by_role("heading", name="We withdrew our review")).to_be_visible()
    expect(reader.locator(".standing__why")).to_have_text("Our only source took it back.")
    expect(reader.locator(".verdict__summary")).to_have_count(0)


def test_a_button_beside_the_form_saves_what_is_typed_and_who_leaves_is_asked(
    desk: Page, live_site: str
) -> None:
    member("ana")
    article = make_article()
    sign_in(desk, live_site, "ana", f"/admin/factcheck/claim/add/?article={article.pk}")
    desk.locator("#id_headline").fill(HEADLINE)
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_role("button", name="Take and save", exact=True)).to_be_visible()

    asked: list[str] = []

    def stay(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    desk.on("dialog", stay)
    desk.locator("#id_note").fill("Not saved yet.")
    with desk.expect_event("dialog"):
        desk.get_by_role("link", name="Preview").click()
    assert asked == ["beforeunload"]
    expect(desk.locator("#id_note")).to_have_value("Not saved yet.")
    desk.get_by_role("button", name="Take and save", exact=True).click()
    expect(desk.get_by_text("It is yours to check")).to_be_visible()
    claim = Claim.objects.get()
    assert (claim.stage, claim.note) == (Stage.CHECKING, "Not saved yet.")
    assert asked == ["beforeunload"]
