"""What search engines are told: every page in every language, and what they need not look at."""

from datetime import datetime
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client

from factcheck.languages import path_in
from factcheck.models import PublicArticle, PublicClaim, PublicSource, PublicSpeaker, PublicTopic
from factcheck.models.acting import acting_as
from factcheck.models.translated import languages
from factcheck.models.vocabulary import Stage
from factcheck.public.machines import sitemaps
from tests.public.amending import amend, taken_back
from tests.some import some
from tests.workflow.newsroom import Newsroom

SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


def addresses(client: Client, address: str) -> list[str]:
    """The addresses that a sitemap or an index of sitemaps names, without the site's origin."""
    found = [each.text or "" for each in _read(client, address).iterfind("*/s:loc", SITEMAP)]
    assert all(each.startswith(settings.SITE_URL + "/") for each in found)
    return [each.removeprefix(settings.SITE_URL) for each in found]


def _read(client: Client, address: str) -> ET.Element:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    return ET.fromstring(response.content)  # noqa: S314 - our own


def everything(client: Client) -> list[str]:
    return [
        page for section in addresses(client, "/sitemap.xml") for page in addresses(client, section)
    ]


def test_the_sitemaps_name_every_page_in_every_language(client: Client, desk: Newsroom) -> None:
    claim = desk.claim()
    with acting_as(desk.ana):
        claim.topics.add(desk.topic)
    desk.bring(claim, Stage.PUBLISHED)
    named = everything(client)
    assert len(named) == len(set(named))
    rows = [
        row
        for model in (PublicClaim, PublicArticle, PublicSpeaker, PublicSource, PublicTopic)
        for row in model.objects.all()
    ]
    assert len(rows) == 5
    expected = {row.get_absolute_url() for row in rows}
    expected |= {"/", "/claims/", "/articles/", "/speakers/", "/sources/", "/topics/"}
    expected |= {"/corrections/", "/methodology/", "/methodology/steps/", "/about/", "/report/"}
    assert set(named) == expected | {f"/{each}{page}" for each in ("es", "ar") for page in expected}


def test_the_pages_that_they_name_are_there(client: Client, desk: Newsroom) -> None:
    desk.claim_in(Stage.PUBLISHED)
    for page in some(everything(client)):
        assert client.get(page).status_code == 200, page


def test_each_page_names_its_other_languages_and_itself(client: Client, desk: Newsroom) -> None:
    desk.claim_in(Stage.PUBLISHED)
    for page in some(_read(client, "/sitemap-articles.xml")):
        links = {
            link.attrib["hreflang"]: link.attrib["href"].removeprefix(settings.SITE_URL)
            for link in page.iterfind("xhtml:link[@rel='alternate']", SITEMAP)
        }
        assert links == {code: path_in(code, "/articles/bridge/") for code in languages()}


def test_claims_and_articles_say_when_they_changed_last(client: Client, desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    published = amend(desk, claim, "A slip.", summary="It did, and more.")
    for section in ("claims", "articles"):
        for page in _read(client, f"/sitemap-{section}.xml"):
            changed = datetime.fromisoformat(page.findtext("s:lastmod", "", SITEMAP))
            assert changed == published.published_at


def test_what_is_public_no_more_is_left_out(client: Client, desk: Newsroom) -> None:
    taken_back(desk, "It is no claim.")
    desk.claim()
    assert addresses(client, "/sitemap-claims.xml") == []


def test_long_sections_have_pages_that_name_each_claim_once(
    client: Client, desk: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "SIZE", 2)
    claims = [desk.claim_in(Stage.PUBLISHED) for _ in range(5)]
    pages = [each for each in addresses(client, "/sitemap.xml") if "claims" in each]
    assert pages == [
        "/sitemap-claims.xml",
        f"/sitemap-claims.xml?after={claims[1].pk}",
        f"/sitemap-claims.xml?after={claims[3].pk}",
    ]
    named = [page for each in pages for page in addresses(client, each)]
    assert len(named) == len(set(named)) == len(languages()) * len(claims)


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-nothing.xml",
        "/sitemap-claims.xml?after=x",
        "/sitemap-claims.xml?after=%00",
        "/sitemap-speakers.xml?after=%00",
    ],
)
def test_a_sitemap_that_is_not_there_is_not_found(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404


def test_robots_find_the_sitemap_and_keep_out_of_what_is_no_page(client: Client, db: None) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[-1] == f"Sitemap: {settings.SITE_URL}/sitemap.xml"
    robots = RobotFileParser()
    robots.parse(lines)
    for closed in ("/admin/", "/embed/claims/1/"):
        assert not robots.can_fetch("*", closed)
    for open_ in ("/", "/claims/1/", "/feeds/claims.atom", "/report/"):
        assert robots.can_fetch("*", open_)
    # The wildcards of RFC 9309, which Python's own parser does not know.
    assert {"Disallow: /report/*/", "Disallow: /*/report/*/", "Disallow: /*/embed/"} < set(lines)
