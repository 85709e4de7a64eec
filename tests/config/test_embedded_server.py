"""The embedded server runs exactly as long as somebody uses it."""

import shutil
import signal
import subprocess
from pathlib import Path

import psutil
import pytest

from tests.config.processes import (
    is_locked,
    keepers,
    kill,
    postmaster,
    servers,
    using,
    wait_until,
    wait_until_stopped,
)

pytestmark = pytest.mark.system


def test_it_starts_in_an_empty_directory_and_stops_with_its_last_user(empty_dir: Path) -> None:
    with using(empty_dir) as user:
        assert user.query().startswith("20")
        assert servers(empty_dir)

    wait_until_stopped(empty_dir)
    assert keepers(empty_dir) == []


def test_users_that_come_at_once_share_one_server(empty_dir: Path) -> None:
    with using(empty_dir) as first, using(empty_dir) as second, using(empty_dir) as third:
        for user in (first, second, third):
            user.ask()
        assert len({user.answer() for user in (first, second, third)}) == 1


def test_it_stays_until_the_last_user_has_left(data_dir: Path) -> None:
    with using(data_dir) as last:
        with using(data_dir) as first:
            started = first.query()
            last.query()
        assert last.query() == last.query("reconnect") == started

    wait_until_stopped(data_dir)


def test_a_user_that_was_killed_does_not_keep_it(data_dir: Path) -> None:
    with using(data_dir) as user:
        user.query()
        user.process.kill()
        wait_until_stopped(data_dir)


def test_it_starts_again_after_everything_was_killed(data_dir: Path) -> None:
    with using(data_dir) as user:
        before = user.query()
        user.process.kill()
        kill([*keepers(data_dir), *servers(data_dir)])
    assert (data_dir / "postgres" / "postmaster.pid").exists()

    with using(data_dir) as user:
        assert user.query() > before
    wait_until_stopped(data_dir)


def test_it_goes_on_when_its_keeper_was_killed_and_the_next_user_brings_a_new_one(
    data_dir: Path,
) -> None:
    with using(data_dir) as first:
        started = first.query()
        kill(keepers(data_dir))
        with using(data_dir) as second:
            assert second.query() == first.query() == started
            assert keepers(data_dir)

    wait_until_stopped(data_dir)


def test_a_server_that_was_left_without_users_and_keeper_is_taken_over(data_dir: Path) -> None:
    with using(data_dir) as user:
        started = user.query()
        kill(keepers(data_dir))
    assert servers(data_dir)

    with using(data_dir) as user:
        assert user.query() == started
    wait_until_stopped(data_dir)


def test_the_next_connection_brings_back_a_server_that_was_killed(data_dir: Path) -> None:
    with using(data_dir) as user:
        before = user.query()
        kill([postmaster(data_dir)])
        assert user.query("reconnect") > before

    wait_until_stopped(data_dir)


def test_a_user_that_comes_while_it_stops_waits_and_starts_it_again(data_dir: Path) -> None:
    with using(data_dir) as user:
        before = user.query()
        stopping = postmaster(data_dir)
        stopping.suspend()
    wait_until(lambda: is_locked(data_dir / "postgres.users", "shared"))

    with using(data_dir) as user:
        user.ask()
        wait_until(lambda: is_locked(data_dir / "postgres.start", "exclusive"))
        stopping.resume()
        assert user.answer() > before
    wait_until_stopped(data_dir)


def test_a_user_that_is_interrupted_while_it_starts_leaves_nothing_behind(empty_dir: Path) -> None:
    with using(empty_dir) as user:
        user.ask()
        wait_until(lambda: any(empty_dir.glob("postgres.new.*")))
        user.process.send_signal(signal.SIGINT)
        user.process.wait(10)

    wait_until_stopped(empty_dir)
    assert keepers(empty_dir) == []


def test_a_start_that_was_killed_half_way_does_not_hinder_the_next(empty_dir: Path) -> None:
    with using(empty_dir) as user:
        user.ask()
        wait_until(lambda: any(empty_dir.glob("postgres.new.*")))
        kill([*keepers(empty_dir), *servers(empty_dir)])

    with using(empty_dir) as user:
        assert user.query().startswith("20")
    wait_until_stopped(empty_dir)
    assert not list(empty_dir.glob("postgres.new.*"))


def test_a_stale_process_identifier_that_now_is_another_process_does_no_harm(
    data_dir: Path,
) -> None:
    stale = data_dir / "postgres" / "postmaster.pid"
    with using(data_dir) as user:
        user.query()
        words = stale.read_text().splitlines()
        user.process.kill()
        kill([*keepers(data_dir), *servers(data_dir)])

    owner = stale.stat().st_uid
    with subprocess.Popen(["sleep", "60"], user=owner) as unrelated:
        stale.write_text("\n".join([str(unrelated.pid), *words[1:]]) + "\n")
        with using(data_dir) as user:
            assert user.query().startswith("20")
        assert psutil.Process(unrelated.pid).status() == psutil.STATUS_SLEEPING
        unrelated.kill()
    wait_until_stopped(data_dir)


def test_removing_the_data_under_a_running_server_does_not_stop_the_new_one(
    data_dir: Path,
) -> None:
    with using(data_dir) as old:
        old.query()
        orphans = servers(data_dir)
        old_keepers = keepers(data_dir)
        shutil.rmtree(data_dir)
        with using(data_dir) as new:
            started = new.query()
            old.leave()
            kill(orphans)
            assert new.query("reconnect") == started
            assert all(keeper.is_running() for keeper in old_keepers)

    wait_until_stopped(data_dir)


@pytest.mark.parametrize(
    "name",
    ["with spaces", "with, comma", "x" * 150, "quote\"s $HOME 'and' `dollars`"],
    ids=["spaces", "comma", "150 characters", "shell"],
)
def test_its_directory_may_have_any_name(data_dir: Path, name: str) -> None:
    renamed = data_dir.rename(data_dir.with_name(name))

    with using(renamed) as user:
        assert user.query().startswith("20")
    wait_until_stopped(renamed)
