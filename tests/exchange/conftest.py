import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from factcheck.exchange import seeds

SEEDS: Path = settings.BASE_DIR / "seeds"

# Two claims with all that a claim can have between them; the second is nested in the first.
KEPT = ("brazil-authorised-tear-gas-sale", "tear-gas-28960")

Rows = list[dict[str, Any]]


class SeedDirectory:
    """A small seed directory, to change one thing in."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, name: str) -> Any:
        return json.loads((self.path / name).read_text(encoding="utf-8"))

    def write(self, name: str, content: Any) -> None:
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        (self.path / name).write_text(text, encoding="utf-8")

    def change(self, name: str, entry: int, /, **values: Any) -> None:
        rows: Rows = self.read(name)
        rows[entry] |= values
        self.write(name, rows)

    def add(self, name: str, entry: int, /, **values: Any) -> None:
        """Add an entry that is like another but for the values."""
        rows: Rows = self.read(name)
        self.write(name, [*rows, rows[entry] | values])

    def load(self) -> list[str]:
        """Load it; returns the lines of progress."""
        lines: list[str] = []
        seeds.load(self.path, lines.append)
        return lines

    def error(self) -> str:
        """What is wrong with it."""
        with pytest.raises(seeds.SeedError) as refusal:
            self.load()
        return str(refusal.value)


@pytest.fixture
def directory(tmp_path: Path) -> SeedDirectory:
    small = SeedDirectory(tmp_path)
    for source in SEEDS.glob("*.*"):
        (tmp_path / source.name).write_bytes(source.read_bytes())
    for name, key in (("claims", "id"), ("evidence", "claim"), ("citations", "claim")):
        rows = small.read(f"{name}.json")
        small.write(f"{name}.json", [row for row in rows if row[key] in KEPT])
    reviews = small.read("reviews.json")
    small.write("reviews.json", [row for row in reviews if row["claim"] in KEPT])
    small.write("finding.json", {"text": {"en": f"{{checked}} were checked [{KEPT[1]}]."}})
    return small
