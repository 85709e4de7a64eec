"""One set of claims for the same filters, whoever asks: page, API, feed and export."""

import re
from collections.abc import Callable
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.http import urlencode

from factcheck.exchange import exporting
from factcheck.filters import ClaimFilter
from factcheck.models import PublicClaim, PublicTopic
from tests.public.pages import read
from tests.public.reading_feeds import root

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds"), pytest.mark.system]

VALUES = {
    "q": "police",
    "status": "false",
    "speaker": "world-socialist-web-site",
    "source": "",
    "article": "",
    "topic": "protests",
    "kind": "event",
    "finding": "",
    "from": "2023-01-15",
    "to": "2023-02-10",
    "sort": "oldest",
}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def values() -> dict[str, str]:
    """A value of each filter that finds something."""
    PublicTopic.objects.create(slug="protests", name={"en": "Protests"})
    cited = PublicClaim.objects.exclude(source_findings={})[0]
    [source, finding] = next(iter(cited.source_findings.items()))
    for claim in PublicClaim.objects.filter(pk__lte=cited.pk + 20):
        claim.topic_slugs = ["protests"]
        claim.save(update_fields=["topic_slugs"])
    article = str(PublicClaim.objects.values_list("article", flat=True)[0])
    return VALUES | {"source": source, "finding": finding, "article": article}


def following(first: str, page: Callable[[str], tuple[set[int], str]]) -> set[int]:
    found, address = page(first)
    while address:
        more, address = page(address)
        assert not found & more, "A claim stands on two pages."
        found |= more
    return found


def on_pages(client: Client, query: str) -> set[int]:
    def page(address: str) -> tuple[set[int], str]:
        html = read(client.get(address).content.decode())
        links = [link.attributes["href"] for link in html.all("a")]
        ids = {int(m[1]) for link in links if (m := re.match(r"/claims/(\d+)/[^?]*$", link))}
        onward = [each for each in html.all("a") if each.attributes.get("rel") == "next"]
        return ids, "/claims/" + onward[0].attributes["href"] if onward else ""

    return following(f"/claims/?{query}", page)


def in_api(client: Client, query: str) -> set[int]:
    def page(address: str) -> tuple[set[int], str]:
        said: dict[str, Any] = client.get(address).json()
        onward = urlsplit(said["next"] or "")
        return {each["id"] for each in said["results"]}, onward.query and f"?{onward.query}"

    return following("", lambda rest: page(f"/api/v1/claims/{rest or '?' + query}"))


def in_feed(client: Client, query: str) -> set[int]:
    def page(address: str) -> tuple[set[int], str]:
        feed = root(client, address)
        links = [entry.find(f"{ATOM}link") for entry in feed.iter(f"{ATOM}entry")]
        ids = {int(link.attrib["href"].split("/")[4]) for link in links if link is not None}
        onward = [e.attrib["href"] for e in feed.iter(f"{ATOM}link") if e.get("rel") == "next"]
        return ids, onward[0] if onward else ""

    return following(f"/feeds/claims.atom?{query}", page)


def test_every_filter_has_a_value_here() -> None:
    assert VALUES.keys() == ClaimFilter.base_filters.keys()


def test_alone_and_in_pairs_they_find_the_same_everywhere(
    client: Client, values: dict[str, str]
) -> None:
    reviewed = set(PublicClaim.objects.reviewed().values_list("pk", flat=True))
    some_found = 0
    for names in [*combinations(values, 1), *combinations(values, 2)]:
        query = urlencode({name: values[name] for name in names})
        found = on_pages(client, query)
        some_found += bool(found)
        assert in_api(client, query) == found, query
        assert in_feed(client, query) == found & reviewed, query
        chosen = exporting.chosen(QueryDict(query))
        assert set(chosen.values_list("pk", flat=True)) == found, query
    assert some_found > len(values)
