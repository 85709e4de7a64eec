"""HTML and the markup of word processors, as plain paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from factcheck.listing import listed

Attributes = Sequence[tuple[str, str | None]]

PARAGRAPHS = {
    *("address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset"),
    *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
    *("main", "nav", "ol", "p", "pre", "section", "table", "ul", "body", "html"),
}
LINES = {"br", "li", "tr", "option", "caption"}
CELLS = {"td", "th"}
# Whose content is nobody's words.
UNREAD = {"script", "style", "head", "template", "xml", "svg", "math", "object", "select"}
INLINE = {
    *("a", "abbr", "acronym", "audio", "b", "bdi", "bdo", "big", "button", "cite", "code", "col"),
    *("colgroup", "data", "del", "dfn", "em", "embed", "font", "i", "iframe", "img", "input"),
    *("ins", "kbd", "label", "link", "map", "mark", "meta", "nobr", "noscript", "picture", "q"),
    *("s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "tbody"),
    *("textarea", "tfoot", "thead", "time", "title", "tt", "u", "var", "video", "wbr"),
}
# What has no content, and no end.
VOID = {"br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
_NAMES = "|".join(sorted(PARAGRAPHS | LINES | CELLS | UNREAD | INLINE, key=len, reverse=True))
_NAME = rf"(?:{_NAMES}|(?:o|v|w|m|st1):\w+)"
# Of a word processor: what was said about the text, and what was taken out of it again.
NOT_THE_TEXT = re.compile(r"mso-element:\s*comment|\bmsocom(?:anchor|off|txt)\b", re.IGNORECASE)
# A tag that is one beyond doubt: “a <b and c> d” is none.
MARKUP = re.compile(
    rf"</?{_NAME}\s*/?>|<{_NAME}\s+[\w:-]+\s*=[^<>]*>|<!--|<!doctype\b|<!\[(?:if|endif|CDATA)\b|<\?xml\b",
    re.IGNORECASE,
)


class Markup:
    """What was left out of texts: how often which tag, and where links led."""

    def __init__(self) -> None:
        self.tags = Counter[str]()
        self.links: list[str] = []
        self.has_comments = False
        self.has_deleted = False

    def in_words(self) -> list[str]:
        said = []
        if self.tags:
            said.append(_("markup (%(tags)s)") % {"tags": listed(sorted(self.tags))})
        if self.links:
            links = listed(dict.fromkeys(self.links))
            said.append(_("where links led (%(links)s)") % {"links": links})
        if self.has_comments:
            said.append(_("comments of the word processor"))
        if self.has_deleted:
            said.append(_("words that were deleted"))
        return said


class _Reader(HTMLParser):
    def __init__(self, markup: Markup, *, keeps_lines: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.markup = markup
        self.keeps_lines = keeps_lines
        self.parts: list[str] = []
        self.unread: list[str] = []

    def handle_starttag(self, tag: str, attributes: Attributes) -> None:
        self.markup.tags[tag] += 1
        if self._is_unread(tag, attributes):
            self.unread.append(tag)
        self._part(tag)
        link = dict(attributes).get("href") or ""
        if tag == "a" and link.startswith(("http:", "https:", "mailto:")):
            self.markup.links.append(link)

    def handle_startendtag(self, tag: str, attributes: Attributes) -> None:
        self.markup.tags[tag] += 1
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unread:
            # The innermost: within a comment of Word, its elements are closed one by one.
            del self.unread[len(self.unread) - 1 - self.unread[::-1].index(tag) :]
        if tag not in LINES:
            self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.parts.append(data if self.keeps_lines else re.sub(r"[ \t\r\n\f]+", " ", data))

    def handle_comment(self, data: str) -> None:
        self.markup.tags["!--"] += 1

    def handle_decl(self, decl: str) -> None:
        self.markup.tags["!doctype"] += 1

    def unknown_decl(self, data: str) -> None:
        self.markup.tags["!["] += 1

    def handle_pi(self, data: str) -> None:
        self.markup.tags["?"] += 1

    def _is_unread(self, tag: str, attributes: Attributes) -> bool:
        """Whether nobody's words begin here, or words that are no longer part of the text."""
        own = dict(attributes)
        if tag in VOID:
            return False
        if NOT_THE_TEXT.search(f"{own.get('style') or ''} {own.get('class') or ''}"):
            self.markup.has_comments = True
            return True
        if tag == "del" and "datetime" in own:
            self.markup.has_deleted = True
            return True
        return tag in UNREAD or tag in self.unread

    def _part(self, tag: str) -> None:
        if tag in PARAGRAPHS:
            self.parts.append("\n\n")
        elif tag in LINES:
            self.parts.append("\n")
        elif tag in CELLS:
            self.parts.append(" ")


def without_markup(text: str, markup: Markup) -> str:
    """The words of a text, its paragraphs parted by empty lines; says to `markup` what went."""
    blocks = re.compile(rf"<(?:{'|'.join(PARAGRAPHS | LINES | CELLS)})\b", re.IGNORECASE)
    reader = _Reader(markup, keeps_lines=not blocks.search(text))
    reader.feed(text)
    reader.close()
    words = "".join(reader.parts)
    if words == text:
        # What the parser does not take for a tag, such as a comment without an end.
        words = MARKUP.sub("", text)
        markup.tags["<"] += 1
    return re.sub(r" *\n *", "\n", re.sub(r"(?<=\S) {2,}", " ", words))
