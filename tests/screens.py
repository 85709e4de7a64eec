"""Browsers that look at the site while it is served, one for each person."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from factcheck.models import User

VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


@contextmanager
def at_a_screen(browser: Browser, **options: Any) -> Iterator[Page]:
    """A browser of one person; no page of it breaks the policy or has a script that breaks."""
    complaints: list[str] = []
    context = browser.new_context(**options)
    context.add_init_script(VIOLATIONS)
    context.set_default_timeout(10_000)
    context.on("weberror", lambda error: complaints.append(f"{error.page}: {error.error}"))
    context.on(
        "console",
        lambda message: (
            complaints.append(f"{message.page}: {message.text}")
            if message.type == "error"
            else None
        ),
    )
    yield context.new_page()
    for each in context.pages:
        assert not each.evaluate("window.violations")
    assert complaints == [], complaints
    context.close()


def sign_in(page: Page, site: str, username: str, path: str = "/admin/") -> None:
    """Open a page as somebody who has signed in; `test_newcomer.py` does so by the form."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    name = settings.SESSION_COOKIE_NAME
    page.context.clear_cookies()
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    page.goto(site + path)
