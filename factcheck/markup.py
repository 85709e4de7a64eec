"""The small Markdown of editors' own pages, as HTML: no raw HTML, no pictures, no scripts."""

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

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
