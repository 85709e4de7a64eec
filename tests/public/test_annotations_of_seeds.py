"""The annotations of the first article, each found in its text."""

import pytest
from django.conf import settings
from django.test import Client

from factcheck import anchoring
from factcheck.models import PublicArticle


@pytest.mark.usefixtures("seeds")
@pytest.mark.django_db
def test_every_quote_of_the_seeds_is_found_by_its_selector(client: Client) -> None:
    article = PublicArticle.objects.get()
    address = f"/articles/{article.slug}/annotations.json"
    items = client.get(address).json()["first"]["items"]
    assert len(items) == article.claims.exclude(start=None).count() > 80
    for item in items:
        publishers, ours = item["target"]
        assert publishers["source"] == article.url
        assert ours["source"] == settings.SITE_URL + article.get_absolute_url()
        selector = ours["selector"]
        assert selector["type"] == "TextQuoteSelector"
        found = anchoring.find(
            article.body, selector["exact"], prefix=selector["prefix"], suffix=selector["suffix"]
        )
        assert article.body[found.start : found.end] == selector["exact"]
