"""Read a feed as a feed reader does."""

from typing import Any
from xml.etree import ElementTree as ET

import feedparser  # type: ignore[import-untyped]
from django.conf import settings
from django.test import Client

ATOM = {"atom": "http://www.w3.org/2005/Atom", "record": "urn:factcheck:record"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(client: Client, address: str) -> Any:
    """What a feed reader makes of the feed; fails where it has to guess."""
    response = client.get(address)
    assert response.status_code == 200, response.content
    headers = {"content-type": response["Content-Type"], "content-location": settings.SITE_URL}
    feed = feedparser.parse(response.content, response_headers=headers)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def root(client: Client, address: str) -> ET.Element:
    return ET.fromstring(client.get(address).content)  # noqa: S314 - our own
