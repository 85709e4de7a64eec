"""Every page in Spanish, all of it: no word of the interface is left in English."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from factcheck.languages import path_in
from tests.languages.spanish import names, titles, untranslated
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
            if found.startswith("/es/") and found not in seen:
                seen.add(found)
                waiting.append(found)


def test_every_page_that_links_lead_to(spanish: Client) -> None:
    allowed, kinds = (names(), titles()), set()
    for kind, page in walk(spanish, "/es/"):
        kinds.add(kind)
        assert not untranslated(page, *allowed), kind
    assert len(kinds) >= 12


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/es/nowhere/", 404),
        ("/es/claims/?status=odd&speaker=odd&from=odd&sort=odd&kind=odd", 400),
        ("/es/claims/?q=nothing+has+these+words", 200),
        ("/es/claims/?cursor=broken", 200),
    ],
)
def test_the_pages_for_what_goes_wrong(spanish: Client, address: str, status: int) -> None:
    response = spanish.get(address)
    assert response.status_code == status
    page = read(response.content.decode())
    assert not untranslated(page, {*names(), "odd", "nothing has these words"}, titles())
