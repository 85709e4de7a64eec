"""Where readers find the feeds, and in which languages these are."""

from collections.abc import Callable

import pytest
from django.test import Client

from factcheck.models import PublicClaim
from tests.public.pages import Page
from tests.public.reading_feeds import ATOM, LANGUAGE, read, root

FOLLOWED = "?q=the&status=false&status=true"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def test_each_entry_names_the_language_that_its_review_is_read_in(client: Client) -> None:
    languages = {}
    for prefix in ("", "/es"):
        feed = root(client, f"{prefix}/feeds/claims.atom?status=false")
        [entry] = feed.findall("atom:entry", ATOM)
        languages[feed.attrib[LANGUAGE]] = entry.attrib[LANGUAGE]
        title = entry.findtext("atom:title", "", ATOM)
        assert title.startswith("Falso: " if prefix else "False: ")
    assert languages == {"en": "en", "es": "es"}
    feed = root(client, "/ar/feeds/claims.atom")
    entries = {entry.attrib[LANGUAGE] for entry in feed.iterfind("atom:entry", ATOM)}
    assert entries == {"en"}


@pytest.mark.parametrize(
    ("address", "feed", "link"),
    [
        ("/", "/feeds/claims.atom", "Follow our reviews by feed"),
        ("/claims/?status=true&sort=oldest", "?status=true", "Follow these claims by feed"),
        ("/speakers/idl-reporteros/", "?speaker=idl-reporteros", "Follow this speaker by feed"),
        ("/sources/idl-reporteros/", "?source=idl-reporteros", "Follow this source by feed"),
        ("/corrections/", "/feeds/corrections.atom", "Follow our corrections by feed"),
        (
            "/articles/us-backed-boluarte-regime-protests-north-of-peru/",
            "?article=us-backed-boluarte-regime-protests-north-of-peru",
            "Follow this article by feed",
        ),
        ("/claims/ID/", "/feeds/claims/ID.atom", "Follow this claim by feed"),
    ],
)
def test_pages_offer_their_feed_to_readers_and_to_feed_readers(
    client: Client, visit: Callable[..., Page], address: str, feed: str, link: str
) -> None:
    number = PublicClaim.objects.reviewed()[0].pk
    shown, feed = visit(address.replace("ID", str(number))), feed.replace("ID", str(number))
    assert feed in shown.links[link]
    read(client, shown.links[link])
    offered = shown.all("link", type="application/atom+xml")
    assert any(feed in each.attributes["href"] for each in offered)
    for each in offered:
        assert each.attributes["title"]
        read(client, each.attributes["href"])


@pytest.mark.parametrize(
    ("query", "feeds"),
    [
        ("sort=oldest&topic=&status=true&utm_source=x&status=false&q=the", FOLLOWED),
        ("q=the&status=false&status=true&kind=&cursor=", FOLLOWED),
        ("sort=oldest&q=", ""),
    ],
)
def test_what_selects_the_same_claims_is_followed_at_one_address(
    visit: Callable[..., Page], query: str, feeds: str
) -> None:
    page = visit(f"/claims/?{query}")
    assert page.links["Follow these claims by feed"] == f"/feeds/claims.atom{feeds}"
    offered = page.all("link", type="application/atom+xml")
    assert [each.attributes["href"] for each in offered] == [
        f"/feeds/claims.atom{feeds}",
        f"/feeds/corrections.atom{feeds}",
    ]
