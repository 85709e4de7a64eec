"""What holds the parts together: the layers and the migrations."""

import re
import subprocess
import sys
import tomllib

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from factcheck.models import ReportSender, VerificationStatus
from tests.drafts import DESK


def test_imports_point_one_way() -> None:
    # In a process of its own, since it turns off the loggers of the one that it runs in.
    script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout


def test_every_table_of_the_desk_is_out_of_reach_of_the_public_side() -> None:
    contracts = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    [public] = [
        set(contract["forbidden_modules"])
        for contract in contracts["tool"]["importlinter"]["contracts"]
        if "factcheck.public" in contract.get("source_modules", ())
    ]
    desk = {model.__module__ for model in DESK if model is not ReportSender}

    assert desk <= public


@pytest.mark.django_db
def test_the_migrations_are_in_step_with_the_models() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True)


def test_the_migrations_are_one_line() -> None:
    loader = MigrationLoader(None)

    for (app, name), node in loader.graph.node_map.items():
        if app == "factcheck":
            followers = [child for child in node.children if child.key[0] == app]
            assert len(followers) <= 1, f"{name} is followed by {followers}"


@pytest.mark.system
@pytest.mark.usefixtures("own_database")
def test_every_migration_can_be_undone_and_done_again() -> None:
    call_command("migrate", "factcheck", "zero", verbosity=0)
    call_command("migrate", verbosity=0)

    assert VerificationStatus.objects.count() == 8


def test_what_is_checked_before_a_commit_is_what_ci_checks() -> None:
    hooks = (settings.BASE_DIR / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    ci = (settings.BASE_DIR / ".ci" / "run").read_text(encoding="utf-8")

    entries = re.findall(r"^ +entry: \.venv/bin/(.+)$", hooks, re.MULTILINE)
    assert entries
    assert [entry for entry in entries if f"\n$bin/{entry}\n" not in ci] == []
