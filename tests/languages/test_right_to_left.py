"""Styles name no side: a right-to-left language needs no styles of its own."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STYLES = sorted((settings.BASE_DIR / "factcheck" / "static").rglob("*.css"))
NAMES = re.compile(
    r"(?<![\w-])(?:"
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*"
    r"|left|right|top|bottom|(?:min-|max-)?(?:width|height)"
    r")\s*:|(?:float|clear|text-align)\s*:\s*(?:left|right)"
    # Corners go round from the top left one.
    r"|border-radius\s*:\s*[^\s;]+\s+[^\s;!]"
)
VALUE = r"[^\s;(!]+(?:\([^)]*\))?"
# Four values: top, right, bottom, left.
FOUR = re.compile(
    rf"(?:margin|padding|inset|border-\w+)\s*:\s*"
    rf"{VALUE}\s+(?P<right>{VALUE})\s+{VALUE}\s+(?P<left>{VALUE})\s*[;!]"
)


def outside_conditions(css: str) -> str:
    """A style sheet without the conditions of its media queries, which know no sides."""
    return re.sub(r"@(?:media|container)[^{]*", "", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))


@pytest.mark.parametrize("sheet", STYLES, ids=lambda sheet: sheet.name)
def test_no_style_names_a_side(sheet: Path) -> None:
    css = outside_conditions(sheet.read_text())
    assert not [match[0] for match in NAMES.finditer(css)]
    for match in FOUR.finditer(css):
        assert match["left"] == match["right"], match[0]
