"""All pages, for search engines: ``/sitemap.xml`` and the lists that it names.

django.contrib.sitemaps would load every row for each page. These pages are read by primary key, so
that the last one is as quick as the first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import Mod, RowNumber
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control

from factcheck.models.reading_room import (
    PublicArticle,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from factcheck.templatetags.public import absolute

SIZE = 1_000
PAGES = [
    *("home", "claim-list", "article-list", "speaker-list", "source-list", "topic-list"),
    *("correction-list", "methodology", "steps", "about", "report"),
]
_LATEST_OF_ARTICLE = Subquery(
    PublicClaim.objects.filter(article=OuterRef("pk"))
    .order_by("-published_at")
    .values("published_at")[:1]
)
# Only for claims and articles is it known when what readers see last changed.
SECTIONS: dict[str, QuerySet[Any]] = {
    "claims": PublicClaim.objects.only("slug").annotate(changed=F("published_at")),
    "articles": PublicArticle.objects.only("slug").annotate(changed=_LATEST_OF_ARTICLE),
    "speakers": PublicSpeaker.objects.only("slug"),
    "sources": PublicSource.objects.only("slug"),
    "topics": PublicTopic.objects.only("slug"),
}


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """A page by language code."""

    addresses: dict[str, str]
    changed: datetime | None = None


def sitemap_index(request: HttpRequest) -> HttpResponse:
    lists = [reverse("sitemap-section", args=["pages"])]
    for name, rows in SECTIONS.items():
        address = reverse("sitemap-section", args=[name])
        lists += [address, *(f"{address}?after={pk}" for pk in _last_of_pages(rows))]
    context = {"lists": map(absolute, lists)}
    return render(request, "public/machines/sitemap_index.xml", context, "application/xml")


def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """Up to `SIZE` pages, each in every language, after the one that is named."""
    if section == "pages":
        entries = [SitemapPage(_in_every_language(partial(reverse, name))) for name in PAGES]
    elif section in SECTIONS:
        rows = _after(SECTIONS[section], request.GET.get("after", ""))
        entries = [
            SitemapPage(_in_every_language(row.get_absolute_url), getattr(row, "changed", None))
            for row in rows
        ]
    else:
        raise Http404
    context = {"entries": entries}
    return render(request, "public/machines/sitemap.xml", context, "application/xml")


@cache_control(public=True, max_age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap": absolute(reverse("sitemap"))}
    return render(request, "public/machines/robots.txt", context, "text/plain; charset=utf-8")


def _last_of_pages(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The keys after which another page begins."""
    number = Window(RowNumber(), order_by="pk")
    keys: QuerySet[Any] = rows.model._default_manager.annotate(left=Mod(number, SIZE)).filter(
        left=0
    )
    return keys.order_by("pk").values_list("pk", flat=True)


def _after(rows: QuerySet[Any], after: str) -> QuerySet[Any]:
    if after:
        try:
            rows = rows.filter(pk__gt=rows.model._meta.pk.clean(after, None))
        except ValidationError:
            raise Http404 from None
    return rows.order_by("pk")[:SIZE]


def _in_every_language(address: Callable[[], str]) -> dict[str, str]:
    addresses = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            addresses[language] = absolute(address())
    return addresses
