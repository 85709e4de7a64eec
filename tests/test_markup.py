"""Editors write their pages in a small Markdown; nothing that they paste runs."""

import pytest

from factcheck.markup import rendered


def test_paragraphs_lists_links_and_emphasis() -> None:
    text = "We are *two*.\n\n- Ana\n- [Carla](https://example.org/)\n\n1. **first**"
    assert rendered(text) == (
        "<p>We are <em>two</em>.</p>\n"
        '<ul>\n<li>Ana</li>\n<li><a href="https://example.org/">Carla</a></li>\n</ul>\n'
        "<ol>\n<li><strong>first</strong></li>\n</ol>\n"
    )


def test_headings_stand_below_the_title_of_their_section() -> None:
    assert rendered("# Money\n\n## Ours") == "<h3>Money</h3>\n<h4>Ours</h4>\n"
    assert rendered("###### Deep") == "<h6>Deep</h6>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick='alert(1)'>b</b>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html,<script>)",
        "[a](vbscript:x)",
        "<javascript:alert(1)>",
        "![a](https://example.org/a.png)",
        '[a](https://example.org/"onmouseover="alert(1))',
    ],
)
def test_nothing_in_it_runs(text: str) -> None:
    html = rendered(text)
    for tag in ("<script", "<b", "<img"):
        assert tag not in html
    for attribute in ('href="javascript', 'href="JaVa', 'href="data', 'href="vbs', '"onmouse'):
        assert attribute not in html
