"""What all tests share: databases that can be committed to, a site to visit, a browser."""

import gc
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.dispatch import receiver
from django.template import Context, Template
from django.test import override_settings
from django.test.signals import setting_changed
from django.test.testcases import QuietWSGIRequestHandler
from django.utils.safestring import SafeString
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from factcheck.public.kept.build import build
from factcheck.public.kept.pages import PAGES
from tests import databases
from tests.screens import at_a_screen
from tests.workflow.newsroom import Newsroom

# The shell has no window to draw: pages take half as long in it.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
WIDGETS = ("django/forms/", "admin/widgets/", "factcheck/widgets/")
NO_BROWSER = "There is no Chromium."

# How fast an example is made or tried depends on what else the machine does.
hypothesis_settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("untimed")

# Playwright keeps an event loop running in the thread of the tests, which Django takes for
# asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_xdist_auto_num_workers() -> int:
    """Let one more work than there are processors: each waits for a browser or the database."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Spare the garbage collector what lives as long as the process, and most of its rounds."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _quick_settings() -> Iterator[None]:
    """Keep the tests' data apart; serve static files from their sources, without collectstatic;
    hash passwords quickly.
    """
    with override_settings(
        DATA_DIR=settings.DATA_DIR / "tests",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        KEPT_PAGES=0,
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _pages_told_whole(django_test_environment: None) -> Iterator[None]:
    """Tell the tests' client of pages, not of their parts as well.

    A form has a thousand of these, and to copy what each was given takes a fifth of its time.
    """
    told = Template._render  # type: ignore[attr-defined]  # what the client listens to

    def render(template: Template, context: Context) -> SafeString:
        is_part = context.template is not template or str(template.name).startswith(WIDGETS)
        return template.nodelist.render(context) if is_part else told(template, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield


@receiver(setting_changed)
def _other_settings_make_another_build(**_change: object) -> None:
    build.cache_clear()
    PAGES.clear()


@pytest.fixture(autouse=True)
def _own_files(tmp_path: Path) -> Iterator[None]:
    """Give each test an empty place for the files that it keeps."""
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    _quick_settings: None, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Give this process a migrated database, in place of pytest-django's own fixture."""
    with ExitStack() as held:
        with django_db_blocker.unblock():
            name = held.enter_context(databases.a_name_of_our_own())
            databases.make(name, seeded=False)
            held.callback(databases.drop, name)
            held.enter_context(databases.in_use(name))
        yield
        with django_db_blocker.unblock():
            held.close()


@pytest.fixture(scope="session")
def _seeded_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    name = f"{connection.settings_dict['NAME']}_seeds"
    with django_db_blocker.unblock():
        databases.make(name, seeded=True)
    yield name
    with django_db_blocker.unblock():
        databases.drop(name)


@pytest.fixture(scope="module")
def seeds(_seeded_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Use a database that holds the first article, for all tests of the module."""
    with django_db_blocker.unblock(), databases.in_use(_seeded_database):
        yield


@contextmanager
def a_copy_of_the_database() -> Iterator[None]:
    """Work on a copy of the database that is in use, to commit to with every guard on.

    Nothing is flushed: the copy is dropped at the end.
    """
    template = connection.settings_dict["NAME"]
    name = f"{template}_own"
    connection.close()
    # Once Playwright runs its event loop, the connection of before is out of our reach.
    databases.administer(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
        template,
    )
    databases.copy(template, name)
    try:
        with databases.in_use(name):
            yield
    finally:
        databases.drop(name)


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Give the test a database of its own."""
    with django_db_blocker.unblock(), a_copy_of_the_database():
        yield


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


@pytest.fixture
def desk(newsroom: Newsroom) -> Newsroom:
    """Where the newsroom works; in tests of the admin, a browser."""
    return newsroom


class Server(ThreadedWSGIServer):
    """When it is closed it is gone at once, as one that is killed, with what it holds open."""

    allow_reuse_address = True

    def __init__(self, *args: Any) -> None:
        self.connections: list[socket.socket] = []
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.append(request)
        super().process_request(request, client_address)

    def server_close(self) -> None:
        super().server_close()
        for each in self.connections:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@contextmanager
def the_site_served(port: int = 0) -> Iterator[str]:
    """Serve the site on the database in use; gives its URL, without a slash at the end."""
    server = Server(("127.0.0.1", port), QuietWSGIRequestHandler)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    with override_settings(SITE_URL=url):
        yield url
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def live_site(own_database: None) -> Iterator[str]:
    """Serve the site on the test's own database."""
    with the_site_served() as url:
        yield url


@pytest.fixture(scope="module")
def seeded_site(seeds: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Serve the site on one copy of the seeds, for all tests of the module."""
    with django_db_blocker.unblock(), a_copy_of_the_database(), the_site_served() as url:
        yield url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium; where there is none, leave the test out.

    Not so in CI, where that would hide what is broken.
    """
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        (pytest.fail if "CI" in os.environ else pytest.skip)(NO_BROWSER)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": executable, "args": sandbox}


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser without JavaScript."""
    with at_a_screen(browser, java_script_enabled=False) as page:
        yield page


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end how many tests were left out for want of a browser, and what brings it."""
    skipped = terminalreporter.stats.get("skipped", [])
    without_browser = sum(NO_BROWSER in str(report.longrepr) for report in skipped)
    if without_browser:
        terminalreporter.section("no browser", yellow=True)
        terminalreporter.line(
            f"{without_browser} tests that need a browser were left out. "
            "On Debian, apt-get install chromium-headless-shell brings it."
        )
