"""What pages cost, each against the floor in the same run and in turn.

``pytest -m benchmark -n 0 -s tests/benchmarks/test_pages_cost.py`` prints the table, and writes it
as JSON to ``var/benchmark-CLAIMS/pages.json``; ``BENCHMARK_CLAIMS`` says of how many claims.
"""

import json
import statistics
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path

import pytest
from django.conf import settings

from tests.benchmarks import floor
from tests.benchmarks.serving import DATA_DIR, Measured, Served, first_link, prepare, served

pytestmark = pytest.mark.benchmark

ROUNDS = 3
Asked = tuple[Served, str, list[str]]


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    prepare()
    with served() as site:
        yield site


def addresses(site: Served) -> dict[str, str]:
    slug = json.loads((Path(settings.BASE_DIR) / "seeds" / "article.json").read_text())["slug"]
    found = site.text(f"/claims/?article={slug}&status=false")
    claim = first_link(found, r"/claims/\d+/[\w-]+/")
    page = site.text(claim)
    speaker = first_link(page, r"/speakers/[\w-]+/")
    number, name = claim.split("/")[2], speaker.split("/")[2]
    return {
        "home": "/",
        "article, 85 claims": f"/articles/{slug}/",
        "claim": claim,
        "list": "/claims/",
        "list, three filters": f"/claims/?status=false&speaker={name}&to=2023-06-01",
        "search": "/claims/?q=protest",
        "speaker": speaker,
        "source": first_link(site.text("/sources/"), r"/sources/[\w-]+/"),
        "history": f"/claims/{number}/history/",
        "corrections": "/corrections/",
        "feed": "/feeds/claims.atom",
        "picture": f"/claims/{number}/card.png",
    }


def in_turn(asked: Mapping[str, Asked]) -> dict[str, list[Measured]]:
    """Measure everything once, then again, so that what else the machine does meets all alike."""
    for server, path, headers in asked.values():
        server.measure(path, *headers, seconds=0.5)
    found: dict[str, list[Measured]] = {name: [] for name in asked}
    for _round in range(ROUNDS):
        for name, (server, path, headers) in asked.items():
            found[name].append(server.measure(path, *headers))
    return found


def table(found: Mapping[str, list[Measured]]) -> dict[str, dict[str, float]]:
    """The medians of all rounds, and those of the ratios to the floor in each.

    A busy machine spoils what is counted by the clock, and hardly what is counted by the processor.
    """
    rows = {}
    for name, rounds in found.items():
        row = {
            field.name: statistics.median(getattr(measured, field.name) for measured in rounds)
            for field in fields(Measured)
        }
        beside = list(zip(rounds, found["floor"], strict=True))
        row["of_floor"] = statistics.median(one.rate / floor.rate for one, floor in beside)
        row["of_floor_by_processor"] = statistics.median(
            floor.processor / one.processor for one, floor in beside
        )
        rows[name] = row
    return rows


def printed(rows: Mapping[str, Mapping[str, float]]) -> None:
    heads = ("requests/s", "p50 ms", "p99 ms", "CPU ms", "database", "bytes", "of floor", "by CPU")
    print(f"\n{'':34}" + "".join(f"{head:>11}" for head in heads))
    for name, row in rows.items():
        values = [row["rate"], *(1e3 * row[key] for key in ("p50", "p99", "processor", "database"))]
        shown = "".join(f"{value:11.1f}" for value in values) + f"{row['size']:11.0f}"
        print(f"{name:34}{shown}{row['of_floor']:11.2f}{row['of_floor_by_processor']:11.2f}")


def test_pages_against_the_floor(site: Served) -> None:
    paths = addresses(site)
    number = paths["claim"].split("/")[2]
    with ExitStack() as running:
        # What was shown before is served again, unless nothing is kept.
        unkept = running.enter_context(served(KEPT_PAGES="0"))
        size = len(unkept.text(paths["claim"]).encode())
        settings_of_floor = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.floor"}
        bare = running.enter_context(served(FLOOR_BYTES=str(size), **settings_of_floor))
        assert len(bare.text(f"/{number}/").encode()) == pytest.approx(size, rel=0.05)
        asked: dict[str, Asked] = {"floor": (bare, f"/{number}/", [])}
        for name, path in paths.items():
            asked[f"{name}, fresh"] = unkept, path, []
            asked[f"{name}, kept"] = site, path, []
            with site.get(path) as page:
                etag = f"If-None-Match: {page.headers['ETag']}"
            asked[f"{name}, conditional"] = site, path, [etag]

        rows = table(in_turn(asked))

    print(f"\nThe floor: {size} bytes, {floor.VARIABLES} variables.")
    printed(rows)
    (DATA_DIR / "pages.json").write_text(json.dumps(rows, indent=1))
    for name in ("claim", "article, 85 claims"):
        assert rows[f"{name}, kept"]["of_floor_by_processor"] > 1.5
    for name in paths:
        assert rows[f"{name}, conditional"]["of_floor_by_processor"] > 2, name
