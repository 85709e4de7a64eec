"""Read a page as a person would: text, links, marks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"base", "meta", "link", "input", "br", "img", "hr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def words(self) -> str:
        """All text, with single spaces."""
        return " ".join(self.text.split())

    def all(self, tag: str = "", **attributes: str) -> "list[Element]":
        """Elements below this one; `class_` matches one of several classes."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if tag in {"", child.tag} and child._has(attributes):
                    found.append(child)
                found += child.all(tag, **attributes)
        return found

    def one(self, tag: str = "", **attributes: str) -> "Element":
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {attributes}"
        return found[0]

    def _has(self, attributes: dict[str, str]) -> bool:
        for name, value in attributes.items():
            if name == "class_":
                if value not in self.attributes.get("class", "").split():
                    return False
            elif self.attributes.get(name.replace("_", "-")) != value:
                return False
        return True


class Page(Element):
    @property
    def links(self) -> dict[str, str]:
        """Addresses by the text of their link; the first one wins."""
        links: dict[str, str] = {}
        for link in self.all("a"):
            if address := link.attributes.get("href"):
                links.setdefault(" ".join(link.text.split()), address)
        return links


def read(html: str) -> Page:
    """Parse HTML; AssertionError where elements are not closed in the order they were opened."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert len(parser.open) == 1, f"never closed: {[e.tag for e in parser.open[1:]]}"
    ids = [e.attributes["id"] for e in parser.page.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids)), f"ids twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    return parser.page


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page("page", {})
        self.open: list[Element] = [self.page]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {n: v or "" for n, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        closed = self.open.pop()
        assert closed.tag == tag, f"<{closed.tag}> closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


# What the fixture `visit` gives.
Visit = Callable[..., Page]
