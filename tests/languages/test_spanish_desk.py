"""Every page of the desk in Spanish: no word of the interface is left in English."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from factcheck.models import User
from tests.admin.newsroom import at_work
from tests.languages.spanish import translations_marked, typed, untranslated
from tests.public.pages import Page, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

EACH = 2


@pytest.fixture
def spanish() -> Iterator[Client]:
    user = User.objects.create(
        username="sol", language="es", is_staff=True, is_superuser=True, first_name="Sol"
    )
    with translations_marked():
        yield at_work(user)


def walk(client: Client) -> Iterator[tuple[str, Page]]:
    waiting, seen, kinds = ["/admin/"], {"/admin/"}, Counter[str]()
    while waiting:
        address = waiting.pop(0)
        kind = resolve(urlsplit(address).path).view_name
        kinds[kind] += 1
        if kinds[kind] > EACH:
            continue
        response = client.get(address)
        if response.status_code != 200 or "html" not in response["Content-Type"]:
            continue
        page = read(response.content.decode())
        yield kind, page
        for link in page.all("a"):
            found = urljoin(address, link.attributes.get("href", "")).partition("#")[0]
            if found.startswith("/admin/") and found not in seen:
                seen.add(found)
                waiting.append(found)


def test_every_page_that_links_lead_to(spanish: Client) -> None:
    allowed, kinds = typed(), set()
    for kind, page in walk(spanish):
        kinds.add(kind)
        assert not untranslated(page, allowed), kind
    assert len(kinds) >= 40
