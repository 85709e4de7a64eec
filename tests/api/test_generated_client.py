"""A client that a generator makes of the OpenAPI document reads the API as it is documented."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from factcheck.models.vocabulary import Stage
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.system

# What a researcher would write with it.
SCRIPT = """
import sys
from generated.client import Client
from generated.api.claims import claim, claims
from generated.api.record import publications
from generated.models import ClaimWithContentOut, PageOfClaimOut, PageOfPublicationOut

with Client(base_url=sys.argv[1]) as client:
    found = claims.sync(client=client, status=["true"], size=1)
    assert isinstance(found, PageOfClaimOut), found
    for each in found.results:
        whole = claim.sync(each.id, client=client)
        assert isinstance(whole, ClaimWithContentOut), whole
        print(whole.headline, whole.status, whole.publication.number, sep="|")
    entries = publications.sync(client=client)
    assert isinstance(entries, PageOfPublicationOut), entries
    print(*(entry.kind for entry in entries.results), sep="|")
    wrong = claims.sync(client=client, status=["nonsense"])
    print(wrong.status, wrong.title, sep="|")
"""


def run(folder: Path, *command: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Warning" not in done.stdout, done.stdout
    return done.stdout


def test_its_client_runs(live_site: str, client: Client, tmp_path: Path) -> None:
    Newsroom().claim_in(Stage.PUBLISHED)
    (tmp_path / "openapi.json").write_bytes(client.get("/api/v1/schema/").content)
    generate = ["generate", "--path", "openapi.json", "--meta", "none"]
    run(tmp_path, "-m", "openapi_python_client", *generate, "--output-path", "generated")

    said = run(tmp_path, "-c", SCRIPT, live_site)

    assert said.splitlines() == [
        "The bridge cost ten million|true|1",
        "review",
        "400|Bad Request",
    ]
