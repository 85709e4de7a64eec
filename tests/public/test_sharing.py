"""What search engines and social media show of a page: title, description, picture."""

import pytest
from django.conf import settings
from django.test import Client

from factcheck.models.reading_room import PublicClaim
from tests.public.pages import Page, Visit
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

PAGES = [
    "/",
    "/claims/",
    "/claims/?q=Peru",
    "/articles/",
    "/articles/us-backed-boluarte-regime-protests-north-of-peru/",
    "/speakers/",
    "/speakers/idl-reporteros/",
    "/sources/",
    "/sources/idl-reporteros/",
    "/topics/",
    "/corrections/",
    "/methodology/",
]


def meta(page: Page, **attributes: str) -> str:
    return page.one("meta", **attributes).attributes["content"]


@pytest.mark.parametrize("address", PAGES)
def test_each_page_says_what_it_is_to_search_engines_and_social_media(
    visit: Visit, address: str
) -> None:
    page = visit(address)
    title = page.one("head").one("title").text
    assert title.split(" · ")[0] not in {"", "factcheck"}
    assert meta(page, property="og:title") == title
    description = meta(page, name="description")
    assert 30 < len(description) < 200
    assert meta(page, property="og:description") == description
    assert meta(page, property="og:site_name") == "factcheck"
    assert meta(page, property="og:url") == settings.SITE_URL + address.partition("?")[0]
    assert meta(page, name="twitter:card") in {"summary", "summary_large_image"}


def test_no_two_kinds_of_pages_describe_themselves_alike(visit: Visit) -> None:
    pages = [visit(address) for address in PAGES if "?" not in address]
    for name in ("og:title", "og:description"):
        assert len({meta(page, property=name) for page in pages}) == len(pages)


def test_a_claim_s_title_is_its_verdict_and_headline(visit: Visit) -> None:
    for claim in some(PublicClaim.objects.select_related("status")):
        page = visit(claim.get_absolute_url())
        assert page.one("head").one("title").text == f"{claim.status}: {claim.headline}"
        assert meta(page, property="og:type") == "article"
        assert meta(page, name="description")


def test_a_page_that_is_not_there_can_be_shared_too(visit: Visit) -> None:
    assert meta(visit("/nowhere/", status=404), property="og:title").startswith("Page not found")


def test_claims_and_articles_name_their_picture(client: Client, visit: Visit) -> None:
    claim = PublicClaim.objects.for_list().reviewed()[0]
    for address in (claim.get_absolute_url(), claim.article.get_absolute_url()):
        page = visit(address)
        assert client.get(meta(page, property="og:image"))["Content-Type"] == "image/png"
        assert meta(page, property="og:image:alt")
        assert meta(page, name="twitter:card") == "summary_large_image"
