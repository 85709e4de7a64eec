"""What happens to people in the middle of their work: every word that they typed is there again.

On the claim's own page and beside the text, where the form stays and a page is not left.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from playwright.sync_api import Browser, Error, Page, expect

from factcheck.admin import send_again
from factcheck.models import Article, Claim
from factcheck.models.acting import acting_as
from tests import databases
from tests.admin.newsroom import PASSWORD, address_of, member
from tests.admin.on_device import come_back, is_kept, put_back
from tests.admin.test_panel import panel
from tests.conftest import the_site_served
from tests.models.factories import make_article, make_claim, make_evidence, person
from tests.screens import at_a_screen, sign_in
from tests.workflow.test_races import until_it_waits

pytestmark = pytest.mark.system

TYPED = {
    "summary": "Sixty people died, says “the report” & its authors.",
    "reasoning": "It counts them by name [e1].\n\nNobody else did.",
    "note": "Ask the ministry again.",
    "evidence-0-summary": "Names all sixty, one by one.",
    "comment-comment": "Who has the report?",
}
PLACES = [pytest.param(address_of, id="page"), pytest.param(panel, id="panel")]
Place = Callable[[Claim], str]


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> Place:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def claim(own_database: None) -> Claim:
    member("ana")
    claim = make_claim(make_article(), "60 people died", headline="Sixty people died")
    with acting_as(person("ana")):
        make_evidence(claim)
    return claim


@pytest.fixture
def typing(live_site: str, page: Page, claim: Claim, place: Place) -> Page:
    """Ana has typed here and there, and not saved it."""
    page.set_default_timeout(10_000)
    sign_in(page, live_site, "ana")
    open_and_type(page, f"{live_site}{place(claim)}")
    return page


def open_and_type(page: Page, address: str, typed: dict[str, str] = TYPED) -> None:
    page.goto(address)
    unfold(page)
    for name, words in typed.items():
        page.locator(f"#claim_form [name={name}], [form=claim_form][name={name}]").fill(words)


def unfold(page: Page) -> None:
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")


def press_save(page: Page, times: int = 1) -> None:
    """Press Save, and wait for no answer."""
    button = page.locator("#claim_form button[name=_save]:visible, [name=_save]:visible").last
    button.scroll_into_view_if_needed()
    button.click(click_count=times, no_wait_after=True)


def expect_every_word(claim: Claim) -> None:
    claim.refresh_from_db()
    piece, comment = claim.evidence.get(), claim.moves.get(verb="comment").comment
    found = [claim.summary, claim.reasoning, claim.note, piece.summary, comment]
    assert [words.replace("\r", "") for words in found] == list(TYPED.values())


def expect_saved(page: Page, claim: Claim) -> None:
    expect(page.locator(".messagelist .success, .bench-message.success").first).to_be_visible()
    expect_every_word(claim)


def expect_done_once(page: Page, claim: Claim) -> None:
    """It is saved, or was sent twice and done once: as the browser takes the answers."""
    expect(page.locator(".messagelist li, .bench-message").first).to_be_visible()
    expect_every_word(claim)


def expect_held(page: Page, why: str) -> None:
    """The words are in view: in their form beside the text, else on a page that says why."""
    if is_beside_text(page):
        expect(page.locator(".bench-failed")).to_be_visible()
    else:
        expect(page.get_by_text(why)).to_be_visible()
        expect(page.get_by_text(TYPED["summary"]).last).to_be_visible()


def send_again_from(page: Page) -> None:
    if is_beside_text(page):
        press_save(page)
    else:
        page.get_by_role("button", name="Send again").click()


def is_beside_text(page: Page) -> bool:
    return "/workbench/" in page.url


def sign_in_by_form(page: Page) -> None:
    page.get_by_label("Username").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_the_cookie_is_gone(typing: Page, claim: Claim) -> None:
    typing.context.clear_cookies()
    press_save(typing)
    if is_beside_text(typing):
        with typing.context.expect_page() as opened:
            typing.locator(".bench-failed").get_by_role("link", name="Sign in").click()
        sign_in_by_form(opened.value)
        expect(opened.value.get_by_role("button", name="Log out")).to_be_visible()
        press_save(typing)
    else:
        sign_in_by_form(typing)
        expect(typing.get_by_text(TYPED["summary"]).last).to_be_visible()
        typing.get_by_role("button", name="Send again").click()
    expect_saved(typing, claim)


def test_she_signed_in_again_in_a_second_tab(typing: Page, claim: Claim, live_site: str) -> None:
    sign_in(typing.context.new_page(), live_site, "ana")
    press_save(typing)
    if not is_beside_text(typing):
        typing.get_by_role("button", name="Send again").click()
    expect_saved(typing, claim)


def test_somebody_else_signed_in_in_a_second_tab(
    typing: Page, claim: Claim, live_site: str
) -> None:
    member("carla")
    sign_in(typing.context.new_page(), live_site, "carla")
    press_save(typing)
    if is_beside_text(typing):
        expect(typing.locator(".bench-failed")).to_be_visible()
        expect(typing.locator("#id_summary")).to_have_value(TYPED["summary"])
    else:
        expect(typing.get_by_text("You are signed in as carla.")).to_be_visible()
        expect(typing.get_by_text(TYPED["summary"]).last).to_be_visible()
    claim.refresh_from_db()
    assert claim.summary == ""


def test_a_deadlock_undoes_the_save(typing: Page, claim: Claim) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        # So that the site finds the deadlock, and is the one whose work is undone.
        cursor.execute("SET LOCAL deadlock_timeout = '1min'")
        Claim.objects.locked(claim.pk)
        press_save(typing)
        until_it_waits(Future())
        Article.objects.locked(claim.article_id)
    expect_saved(typing, claim)


def test_the_database_is_away_for_a_moment(
    typing: Page, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_again, "PAUSE", 0)
    with the_database_away():
        press_save(typing)
        expect_held(typing, "The database was away or too busy")
    send_again_from(typing)
    expect_saved(typing, claim)


def test_a_lock_is_never_to_be_had(
    typing: Page, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_again, "PAUSE", 0)
    monkeypatch.setattr(send_again, "LOCK_TIMEOUT", "50ms")
    with transaction.atomic():
        Claim.objects.locked(claim.pk)
        press_save(typing)
        expect_held(typing, "The database was away or too busy")
    send_again_from(typing)
    expect_saved(typing, claim)


def test_the_save_is_refused(typing: Page, claim: Claim) -> None:
    headline = typing.locator("#id_headline")
    headline.fill("")
    press_save(typing)
    expect(typing.locator(".refused")).to_be_visible()
    headline.fill("At least sixty people died")
    press_save(typing)
    expect_saved(typing, claim)


def test_the_save_fails_for_a_fault_of_ours(typing: Page, claim: Claim) -> None:
    with a_fault_of_ours():
        press_save(typing)
        expect_held(typing, "Something went wrong on our side")
    send_again_from(typing)
    expect_saved(typing, claim)


@contextmanager
def a_fault_of_ours() -> Iterator[None]:
    """Let no claim be saved, with an error that nobody has foreseen."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE factcheck_claim RENAME COLUMN note TO noted")
        yield
        cursor.execute("ALTER TABLE factcheck_claim RENAME COLUMN noted TO note")


def test_the_tab_crashes(typing: Page, claim: Claim, live_site: str, place: Place) -> None:
    is_kept(typing)
    with typing.expect_event("crash"), suppress(Error):
        typing.goto("chrome://crash", timeout=1_000)
    again = typing.context.new_page()
    again.goto(f"{live_site}{place(claim)}")
    put_back(again)
    press_save(again)
    expect_saved(again, claim)


def test_the_tab_is_closed(typing: Page, claim: Claim, live_site: str, place: Place) -> None:
    is_kept(typing)
    again = come_back(typing, f"{live_site}{place(claim)}")
    put_back(again)
    press_save(again)
    expect_saved(again, claim)


def test_she_signs_out_and_keeps_it(
    typing: Page, claim: Claim, live_site: str, place: Place
) -> None:
    typing.get_by_role("button", name="Log out").click()
    typing.get_by_role("button", name="Keep it and log out").click()
    expect(typing.get_by_text("You are signed out.")).to_be_visible()
    sign_in(typing, live_site, "ana", place(claim))
    put_back(typing)
    press_save(typing)
    expect_saved(typing, claim)


@contextmanager
def the_database_away() -> Iterator[None]:
    """Let nobody connect, and end every connection that there is, as a server does that stops."""
    name = connection.settings_dict["NAME"]
    connection.close()
    databases.administer(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    databases.administer(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", name
    )
    try:
        yield
    finally:
        databases.administer(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def test_the_server_is_killed(page: Page, claim: Claim, place: Place) -> None:
    page.set_default_timeout(10_000)
    with the_site_served() as site:
        sign_in(page, site, "ana")
        open_and_type(page, f"{site}{place(claim)}")
        is_kept(page)
    is_beside = is_beside_text(page)
    with page.expect_event("requestfailed"):
        press_save(page)
    if is_beside:
        expect(page.locator(".bench-failed")).to_be_visible()
    with the_site_served(urlsplit(site).port or 0):
        if not is_beside:
            page = page.context.new_page()
            page.goto(f"{site}{place(claim)}")
            put_back(page)
        press_save(page)
        expect_saved(page, claim)


def test_save_is_clicked_twice(typing: Page, claim: Claim) -> None:
    press_save(typing, times=2)
    expect_done_once(typing, claim)


def test_an_act_is_clicked_twice(typing: Page, claim: Claim) -> None:
    take = typing.locator("#claim_form, .claim-acts, main").get_by_role("button", name="Take")
    take.first.dblclick()
    expect_done_once(typing, claim)
    assert claim.moves.filter(verb="take").count() == 1


def test_both_edit_one_claim(
    typing: Page, claim: Claim, browser: Browser, live_site: str, place: Place
) -> None:
    member("fay")
    theirs = {"summary": "At least sixty people died.", "statement": "Sixty died, or more."}
    with at_a_screen(browser) as other:
        sign_in(other, live_site, "fay")
        open_and_type(other, f"{live_site}{place(claim)}", theirs)
        press_save(other)
        expect(other.locator(".messagelist .success, .bench-message.success")).to_be_visible()
    press_save(typing)
    conflict = typing.locator(".conflict")
    expect(conflict.get_by_role("group")).to_have_count(1)
    expect(conflict).to_contain_text("Theirs, as saved At least sixty people died.")
    expect(conflict).to_contain_text(TYPED["summary"])
    conflict.get_by_label("Yours, as it stands in the form").check()
    conflict.get_by_role("button", name="Save").click()
    expect_saved(typing, claim)
    assert claim.statement == theirs["statement"]
