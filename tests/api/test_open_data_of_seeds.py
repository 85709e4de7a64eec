"""The open data of the first article, as tools that nobody here wrote read them."""

import json
from pathlib import Path

import pytest
from django.test import Client
from frictionless import Package, system

from factcheck.api.data.tables import TABLES
from factcheck.models import PublicClaim
from tests.api.test_open_data import content, package, rows
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def test_frictionless_finds_nothing_wrong_with_the_seeds(client: Client, tmp_path: Path) -> None:
    described = package(client)
    sheets = [each for each in described["resources"] if each["format"] == "csv"]
    for each in some(sheets):
        name = each["path"].rpartition("/")[2]
        text = content(client.get(f"/data/{name}"))
        (tmp_path / name).write_bytes(text.encode())
        each["path"] = name
    descriptor = tmp_path / "datapackage.json"
    descriptor.write_text(json.dumps(described | {"resources": sheets}), encoding="utf-8")
    with system.use_context(trusted=True):
        report = Package(str(descriptor)).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    assert report.stats["tasks"] == len(TABLES)


def test_every_public_claim_is_a_row_and_a_line(client: Client) -> None:
    ids = [str(pk) for pk in PublicClaim.objects.order_by("pk").values_list("pk", flat=True)]
    assert [row["id"] for row in rows(client, "claims")] == ids
    lines = content(client.get("/data/claims.jsonl")).splitlines()
    assert [str(json.loads(line)["id"]) for line in lines] == ids
