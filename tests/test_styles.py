"""Style sheets say nothing of what no page has."""

import re
from pathlib import Path

import django
import pytest
from django.conf import settings

CODE = settings.BASE_DIR / "factcheck"
SHEETS = sorted((CODE / "static").rglob("*.css"))
DJANGO = Path(django.__file__).parent
WRITERS = (CODE, settings.BASE_DIR / "templates", DJANGO / "contrib" / "admin", DJANGO / "forms")
KINDS = {".html", ".js", ".py", ".svg"}
# Django composes these of the name of a field, a column or a model, Select2 of its theme's.
COMPOSED = {"field-", "column-", "model-", "select2-container--"}


@pytest.fixture(scope="module")
def written() -> str:
    """All that writes classes into pages."""
    files = [path for room in WRITERS for path in room.rglob("*") if path.suffix in KINDS]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_class_of_a_style_sheet_is_on_some_page(sheet: Path, written: str) -> None:
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = " ".join(re.findall(r"([^{}]+)\{", rules))
    names = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))
    composed = COMPOSED | set(re.findall(r"([\w-]+-)\{", written))

    assert names
    assert not {
        name
        for name in names - set(re.findall(r"[\w-]+", written))
        if not any(name.startswith(prefix) for prefix in composed)
    }
