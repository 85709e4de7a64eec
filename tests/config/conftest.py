import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.processes import keepers, kill, servers, using, wait_until_stopped


@pytest.fixture
def empty_dir(tmp_path: Path) -> Iterator[Path]:
    """A data directory yet to be made; what a failed test leaves running there is killed."""
    directory = tmp_path / "data"
    yield directory
    kill(keepers(directory) + servers(directory))


@pytest.fixture
def data_dir(empty_dir: Path, stopped_server: Path) -> Path:
    """A data directory of the test's own with a server that does not run."""
    subprocess.run(["cp", "-a", stopped_server, empty_dir], check=True)
    return empty_dir


@pytest.fixture(scope="session")
def stopped_server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("stopped")
    with using(directory) as user:
        user.query()
    wait_until_stopped(directory)
    return directory
