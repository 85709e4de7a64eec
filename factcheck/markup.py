"""What is HTML though it came from data: editors' small Markdown, and JSON-LD for programs.

No raw HTML, no pictures, no script that runs.
"""

import json
from typing import Any

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

# As Django's own `json_script` writes them.
_ENDS_NO_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}
# Below the titles of the page and of its section.
TOP_LEVEL = 3
_markdown = MarkdownIt("zero", {"html": False}).enable(
    ["heading", "list", "link", "autolink", "emphasis", "escape", "entity", "newline"]
)


def rendered(text: str) -> SafeString:
    """Paragraphs, headings, lists, links and emphasis; all else is escaped.

    The library refuses links to anything that runs, such as ``javascript:``.
    """
    tokens = _markdown.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + TOP_LEVEL - 1, 6)}"
    html: str = _markdown.renderer.render(tokens, _markdown.options, {})
    return SafeString(html)


def json_ld(data: dict[str, Any]) -> SafeString:
    """A block of data for search engines, which no words in it end.

    https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents
    """
    text = json.dumps(data, ensure_ascii=False).translate(_ENDS_NO_SCRIPT)
    return SafeString(f'<script type="application/ld+json">{text}</script>')
