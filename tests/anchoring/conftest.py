import json
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def article() -> str:
    return (SEEDS / "article.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def claims() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SEEDS / "claims.json").read_text(encoding="utf-8"))
    return found
