"""What `.ci/run` says at its end."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings


def last_lines(place: Path, test_command: str) -> tuple[int, list[str]]:
    """Run it in a project of which there is nothing but the README's test command."""
    (place / ".ci").mkdir()
    shutil.copy(settings.BASE_DIR / ".ci" / "run", place / ".ci")
    (place / "README.md").write_text(
        f"    python3 -m venv --help >/dev/null; {test_command}; : -m pytest\n"
    )
    (place / "bin").mkdir()
    for name in ("chromium", "chromium-headless-shell", "soffice", "varnishd"):
        program = place / "bin" / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    done = subprocess.run(
        ["bash", place / ".ci" / "run"],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": f"{place / 'bin'}:/usr/bin:/bin"},
    )
    return done.returncode, done.stdout.splitlines()[-2:]


@pytest.mark.parametrize(
    ("printed", "counts"),
    [
        ("=== 2 failed, 30 passed, 1 error in 4.00s (0:00:04) ===", "30 passed, 3 failed"),
        ("30 passed, 4 deselected in 4.00s", "30 passed, 0 failed"),
        ("2 errors in 4.00s", "0 passed, 2 failed"),
        ("no tests ran in 4.00s", "0 passed, 0 failed"),
    ],
)
def test_a_step_that_fails_is_followed_by_the_counts(
    tmp_path: Path, printed: str, counts: str
) -> None:
    status, lines = last_lines(tmp_path, f"echo '{printed}'; false")

    assert status == 1
    assert lines == ["== A step failed: what stands above says why", counts]


def test_a_step_that_fails_after_the_tests_is_followed_by_the_counts(tmp_path: Path) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text("#!/bin/sh\necho '=== 5 passed, 1 failed in 2.00s ==='\n")
    python.chmod(0o755)

    status, lines = last_lines(tmp_path, "echo '30 passed in 4.00s'")

    assert status != 0
    assert lines == ["== A step failed: what stands above says why", "35 passed, 1 failed"]
