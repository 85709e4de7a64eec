"""What shared caches between us and readers show, and for how long."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
from django.conf import settings
from django.test import override_settings

from factcheck.models import Publication, PublicClaim
from factcheck.models.vocabulary import Stage
from factcheck.public import caching
from factcheck.public.kept import shown
from tests.config.processes import wait_until
from tests.public.amending import amend, redact, withdraw
from tests.workflow.newsroom import Newsroom

VCL = settings.BASE_DIR / "config" / "varnish.vcl"


@pytest.fixture
def varnish(live_site: str, tmp_path: Path) -> Iterator[str]:
    """The site behind Varnish, as it is configured for production."""
    if not shutil.which("varnishd"):
        leave_out = pytest.fail if "CI" in os.environ else pytest.skip
        leave_out("There is no Varnish: on Debian, apt-get install varnish brings it.")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    vcl = tmp_path / "varnish.vcl"
    vcl.write_text(VCL.read_text().replace('"8000"', f'"{live_site.rpartition(":")[2]}"'))
    # As whoever runs the test, to whom the directory belongs.
    words = ["varnishd", "-F", "-j", "none", "-n", str(tmp_path / "varnish")]
    words += ["-a", f"127.0.0.1:{port}", "-f", str(vcl)]
    with (
        subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process,
        override_settings(KEPT_PAGES=64, PURGE_URLS=[f"http://127.0.0.1:{port}/"]),
    ):
        try:
            wait_until(lambda: _is_up(port))
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _is_up(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def desk(live_site: str) -> Newsroom:
    return Newsroom()


def seen(address: str) -> tuple[str, bool]:
    """What a reader sees, and whether it is a copy."""
    with urllib.request.urlopen(address) as answer:
        return answer.read().decode(), " " in answer.headers["X-Varnish"]


def test_no_copy_may_be_older_than_the_sum_of_its_ages() -> None:
    ages = [int(seconds) for seconds in re.findall(r"=(\d+)", caching.PUBLIC)]
    assert sum(ages) == caching.SECONDS


@pytest.mark.system
def test_a_copy_is_shown_until_it_is_old(
    desk: Newsroom, varnish: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown, "PUBLIC", "public, s-maxage=1, stale-while-revalidate=0")
    claim = desk.claim_in(Stage.PUBLISHED)
    page = varnish + PublicClaim.objects.get(pk=claim.pk).get_absolute_url()
    assert seen(page)[1] is False
    assert seen(page)[1] is True

    amend(desk, claim, "We misread.", summary="It cost eleven.")
    time.sleep(2)

    assert "It cost eleven." in seen(page)[0]


@pytest.mark.system
@pytest.mark.parametrize("taken", ["withdrawn", "redacted"])
def test_what_is_taken_back_is_purged_at_once(desk: Newsroom, varnish: str, taken: str) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    pages = [PublicClaim.objects.get(pk=claim.pk).get_absolute_url(), "/", "/articles/bridge/"]
    for page in pages:
        seen(varnish + page)
        assert seen(varnish + page)[1] is True

    if taken == "withdrawn":
        withdraw(desk, claim, "It was another bridge.")
        assert "It was another bridge." in seen(varnish + pages[0])[0]
    else:
        redact(desk, Publication.objects.of_claim(claim.pk)[0])
        with pytest.raises(HTTPError, match="410") as gone:
            seen(varnish + pages[0])
        gone.value.close()

    assert seen(varnish + "/")[1] is False


def test_a_cache_that_is_away_keeps_nothing_from_being_withdrawn(
    own_database: None, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Newsroom()
    claim = desk.claim_in(Stage.PUBLISHED)
    with override_settings(PURGE_URLS=["http://127.0.0.1:1/"]):
        withdraw(desk, claim, "It was another bridge.")

    assert claim.stage == Stage.WITHDRAWN
    assert "http://127.0.0.1:1/ was not told to forget" in caplog.text
