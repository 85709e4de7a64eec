"""Atom and RSS, with what Django's feeds lack: the head of the record, pages, languages."""

import re
from datetime import datetime
from typing import Any

from django.urls.converters import StringConverter
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

NAMESPACE = "urn:factcheck:record"


# https://www.w3.org/TR/xml/#charsets, without carriage returns, which XML reads as line ends.
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


class _Record(SyndicationFeed):
    """`head` is the serial and link of the record's head, and `changed` when it was published;
    `next_url` is the page of older entries.
    """

    link_element: str

    def latest_post_date(self) -> datetime:
        """When the newest entry changed; of a feed without one, when there could have been one."""
        changed: datetime = super().latest_post_date() if self.items else self.feed["changed"]
        return changed

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:record": NAMESPACE}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["next_url"]:
            link = {"rel": "next", "href": self.feed["next_url"]}
            handler.addQuickElement(self.link_element, None, link)
        head = {name: str(value) for name, value in self.feed["head"].items()}
        handler.addQuickElement("record:head", None, head)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {**super().item_attributes(item), "xml:lang": item["language"]}


class Atom(_Record, Atom1Feed):
    link_element = "link"


class Rss(_Record, Rss201rev2Feed):
    link_element = "atom:link"


SYNTAXES: dict[str, type[SyndicationFeed]] = {"atom": Atom, "rss": Rss}


class FeedSyntax(StringConverter):
    """The ending of a feed's address."""

    regex = "|".join(SYNTAXES)
