"""Each page costs the same number of queries, however much there is; and reads three rooms only."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from factcheck.models.lead import Lead
from factcheck.models.page import Page
from factcheck.models.reading_room import (
    PageVersion,
    PublicArticle,
    PublicClaim,
    PublicFinding,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from factcheck.models.record import Publication, Redaction
from factcheck.models.scale import Finding, ScaleChange, VerificationStatus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

A_CLAIM = "a claim"
ARTICLE = "/articles/us-backed-boluarte-regime-protests-north-of-peru/"
# With the one that asks for the version of what a page shows, where the page is kept.
QUERIES = {
    "/": 9,
    "/articles/": 4,
    ARTICLE: 5,
    f"{ARTICLE}?status=false": 5,
    f"{ARTICLE}?view=table": 5,
    f"{ARTICLE}finding/": 4,
    "/claims/": 9,
    "/claims/?q=Peru&status=true&speaker=idl-reporteros&sort=relevance": 14,
    A_CLAIM: 4,
    "/speakers/": 5,
    "/speakers/idl-reporteros/": 6,
    "/sources/": 5,
    "/sources/idl-reporteros/": 8,
    "/topics/": 5,
    "/corrections/": 3,
    "/claims/?q=Ayacuco+helicoptr": 16,
    "/methodology/": 5,
    "/methodology/steps/": 1,
    "/about/": 2,
    "/report/": 0,
    "/report/?claim=63": 1,
    "/report/?article=us-backed-boluarte-regime-protests-north-of-peru": 1,
    "/claims/ID/card.png": 2,
    f"{ARTICLE}card.png": 4,
    "/embed/claims/ID/": 2,
    "/embed/articles/us-backed-boluarte-regime-protests-north-of-peru/": 4,
    "/oembed?url=http://127.0.0.1:8000/claims/ID/": 1,
    "/feeds/claims.atom": 3,
    "/feeds/claims/ID.rss": 3,
    "/feeds/corrections.rss": 3,
    "/sitemap.xml": 6,
    "/sitemap-claims.xml": 2,
    "/sitemap-articles.xml": 2,
    "/sitemap-speakers.xml": 2,
    "/sitemap-pages.xml": 1,
    "/robots.txt": 0,
}


def address_of(address: str) -> str:
    claim = PublicClaim.objects.get(headline__startswith="Nine of the ten")
    return claim.get_absolute_url() if address == A_CLAIM else address.replace("ID", str(claim.pk))


def only_the_claims_of_one_source() -> None:
    """Leave three claims, the speaker and the source that they share."""
    PublicClaim.objects.exclude(source_slugs__contains=["idl-reporteros"]).delete()
    PublicSpeaker.objects.exclude(slug__in=["idl-reporteros"]).delete()
    PublicSource.objects.exclude(slug="idl-reporteros").delete()


@pytest.mark.parametrize("size", ["three claims", "85 claims"])
@pytest.mark.parametrize("address", QUERIES)
def test_the_number_of_queries_does_not_grow(
    client: Client, django_assert_num_queries: Callable[[int], Any], address: str, size: str
) -> None:
    if size == "three claims":
        only_the_claims_of_one_source()
    opened = address_of(address)
    with django_assert_num_queries(QUERIES[address]):
        assert client.get(opened).status_code == 200


def test_the_public_pages_read_the_record_the_reading_room_and_the_scale_only(
    client: Client,
) -> None:
    readable = [
        model._meta.db_table
        for model in (
            Publication,
            Redaction,
            PublicArticle,
            PublicClaim,
            PublicFinding,
            PublicSource,
            PublicSpeaker,
            PublicTopic,
            Finding,
            ScaleChange,
            VerificationStatus,
            Lead,
            Page,
            PageVersion,
        )
    ]
    claims = [claim.get_absolute_url() for claim in PublicClaim.objects.all()]
    pages = [address_of(address) for address in QUERIES]
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE reader")
        cursor.execute(f"GRANT SELECT ON {', '.join(readable)} TO reader")
        cursor.execute("SET LOCAL ROLE reader")
    for address in [*pages, "/claims/?cursor=broken", "/nowhere/", *claims]:
        assert client.get(address).status_code in {200, 404}, address
