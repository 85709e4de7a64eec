"""The fixtures that other tests stand on."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from playwright.sync_api import Page, expect

from tests import databases


@pytest.mark.parametrize("attempt", [1, 2])
def test_each_test_that_commits_has_a_database_of_its_own(own_database: None, attempt: int) -> None:
    assert not Group.objects.filter(name="Interns").exists()

    Group.objects.create(name="Interns")

    assert transaction.get_autocommit()
    assert connection.settings_dict["NAME"].endswith("_own")


@pytest.mark.django_db
def test_what_other_tests_committed_is_not_seen() -> None:
    assert not Group.objects.filter(name="Interns").exists()
    assert Group.objects.filter(name="Researchers").exists()


@pytest.mark.django_db
def test_no_two_processes_have_databases_of_one_name() -> None:
    ours = connection.settings_dict["NAME"]
    with databases.a_name_of_our_own() as first, databases.a_name_of_our_own() as second:
        assert len({ours, first, second}) == 3


def test_a_kept_database_is_made_anew_when_a_guard_a_migration_or_a_seed_changes() -> None:
    factcheck, seeds = settings.BASE_DIR / "factcheck", settings.BASE_DIR / "seeds"
    sources = set(databases.sources())
    for files in (
        factcheck.rglob("*.sql"),
        factcheck.glob("migrations/*.py"),
        factcheck.rglob("models/**/*.py"),
        seeds.iterdir(),
    ):
        made_of = set(files)
        assert made_of
        assert made_of <= sources


def test_a_browser_sees_the_site_styled_and_without_violations_of_its_policy(
    live_site: str, page: Page
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(f"{live_site}/admin/")

    expect(page.get_by_label("Username")).to_be_visible()
    expect(page.locator("#header")).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    assert complaints == []
