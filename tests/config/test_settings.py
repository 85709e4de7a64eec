"""The settings as a whole: safe in production, nothing to set for the embedded database."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from tests.config.processes import PROJECT, using, wait_until_stopped

PRODUCTION = {
    "DATABASE_URL": "postgresql://factcheck@db.example/factcheck",
    "SECRET_KEY": "correct horse battery staple, and fifty characters of it",
    "SITE_URL": "https://facts.example.org",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env={
            **{k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"},
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


@pytest.mark.system
def test_the_settings_of_production_pass_djangos_own_check(tmp_path: Path) -> None:
    checked = manage(
        "check", "--deploy", "--fail-level=WARNING", DATA_DIR=str(tmp_path), **PRODUCTION
    )
    assert (checked.returncode, checked.stdout.count("no issues")) == (0, 1), checked.stdout


@pytest.mark.parametrize("key", ["", "too short"])
def test_a_server_of_ones_own_demands_a_secret_key(tmp_path: Path, key: str) -> None:
    checked = manage("check", DATA_DIR=str(tmp_path), **PRODUCTION | {"SECRET_KEY": key})
    assert checked.returncode == 1
    assert f"SECRET_KEY has {len(key)} characters: with DATABASE_URL set it must" in checked.stdout


@pytest.mark.system
def test_the_embedded_database_makes_a_secret_key_once_and_is_not_started_by_a_look(
    tmp_path: Path,
) -> None:
    key = tmp_path / "data" / "secret-key"
    keys = []
    for _ in range(2):
        assert manage("check", DATA_DIR=str(tmp_path / "data")).returncode == 0
        keys.append(key.read_text())

    assert keys[0] == keys[1]
    assert len(keys[0]) == 50
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert not (tmp_path / "data" / "postgres").exists()


@pytest.mark.system
def test_a_database_url_leads_to_that_server(data_dir: Path, tmp_path: Path) -> None:
    with using(data_dir) as user:
        user.query()
        socket = quote(str(data_dir / "postgres"), safe="")
        shown = manage(
            "showmigrations", "factcheck",
            DATA_DIR=str(tmp_path / "unused"),
            **PRODUCTION | {"DATABASE_URL": f"postgresql://factcheck@{socket}/factcheck"},
        )  # fmt: skip
    wait_until_stopped(data_dir)
    assert shown.returncode == 0, shown.stdout
    assert "[ ] 0001_" in shown.stdout
    assert not (tmp_path / "unused" / "postgres").exists()


def test_every_response_carries_a_strict_policy(client: Client) -> None:
    response = client.get("/admin/login/")
    policy = response["Content-Security-Policy"]
    assert set(policy.split("; ")) == {
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    }
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
