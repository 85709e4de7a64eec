"""Every page in every language, all of it: no word of the interface is left in English."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from factcheck.languages import path_in
from tests.languages.marked import names, titles, untranslated
from tests.public.pages import Page, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

EACH = 4


def walk(client: Client, start: str) -> Iterator[tuple[str, Page]]:
    """The pages that links lead to from here, in the same language: up to `EACH` of a kind."""
    waiting, seen, kinds = [start], {start}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        kind = resolve(path_in("en", urlsplit(address).path)).view_name
        kinds[kind] += 1
        if kinds[kind] > EACH:
            continue
        response = client.get(address, follow=True)
        if not response["Content-Type"].startswith("text/html"):
            continue
        page = read(response.content.decode())
        yield kind, page
        for link in page.all("a"):
            found = urljoin(address, link.attributes["href"]).partition("#")[0]
            if found.startswith(start) and found not in seen:
                seen.add(found)
                waiting.append(found)


@pytest.mark.system
def test_every_page_that_links_lead_to(reader: Client, language: str) -> None:
    allowed, kinds = (names(language), titles()), set()
    for kind, page in walk(reader, f"/{language}/"):
        kinds.add(kind)
        assert not untranslated(page, *allowed), kind
    assert len(kinds) >= 12


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nowhere/", 404),
        ("claims/?status=0&speaker=0&from=0&sort=0&kind=0", 400),
        ("claims/?q=nothing+has+these+words", 200),
        ("claims/?cursor=broken", 200),
    ],
)
def test_the_pages_for_what_goes_wrong(
    reader: Client, language: str, path: str, status: int
) -> None:
    response = reader.get(f"/{language}/{path}")
    assert response.status_code == status
    page = read(response.content.decode())
    assert not untranslated(page, {*names(language), "nothing has these words"}, titles())
