"""Parts of a page are swapped by htmx, which we serve ourselves, under the policy of every page."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from tests.admin.newsroom import member
from tests.screens import sign_in


def test_the_policy_lets_nothing_run_that_is_not_a_file_of_ours(ana: Client) -> None:
    policy = ana.get("/admin/").headers["Content-Security-Policy"]
    allowed = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert allowed == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


def test_htmx_is_on_the_desk_and_evaluates_nothing_and_keeps_no_page(
    desk: Page, live_site: str
) -> None:
    member("ana")
    sign_in(desk, live_site, "ana", "/admin/account/")
    switches = "{ allowEval, allowScriptTags, includeIndicatorStyles, historyCacheSize }"
    assert desk.evaluate(f"(({switches}) => ({switches}))(htmx.config)") == {
        "allowEval": False,
        "allowScriptTags": False,
        "includeIndicatorStyles": False,
        "historyCacheSize": 0,
    }
    source = desk.evaluate("[...document.scripts].find(s => s.src.includes('htmx')).src")
    assert source.startswith(f"{live_site}/{settings.STATIC_URL.strip('/')}/")
    assert desk.evaluate("sessionStorage.getItem('htmx-history-cache')") is None


def test_readers_are_sent_no_script_of_the_desk(client: Client, db: None) -> None:
    assert "htmx" not in client.get("/").text
