"""Every page of the desk in every language: no word of the interface is left in English."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from factcheck.models import User
from tests.admin.newsroom import at_work
from tests.languages.marked import translations_marked, typed, untranslated
from tests.public.pages import Page, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

EACH = 2


@pytest.fixture
def editor(language: str) -> Iterator[Client]:
    user = User.objects.create(
        username="sol", language=language, is_staff=True, is_superuser=True, first_name="Sol"
    )
    with translations_marked(language):
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


@pytest.mark.system
def test_every_page_that_links_lead_to(editor: Client, language: str) -> None:
    allowed, kinds = typed(language), set()
    for kind, page in walk(editor):
        kinds.add(kind)
        assert not untranslated(page, allowed), kind
    assert len(kinds) >= 40
