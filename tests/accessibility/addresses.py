"""Every page of the site, taken from its URLs: a new one is walked too, or the walk fails."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from factcheck.models.reading_room import PublicArticle, PublicClaim
from factcheck.models.record import Publication
from factcheck.models.report import ReaderReport
from factcheck.models.vocabulary import PublicationKind

LANGUAGES = ("en", "es", "ar")


def reviewed() -> PublicClaim:
    return PublicClaim.objects.get(headline__startswith="Nine of the ten")


def latest(kind: PublicationKind) -> int:
    """The claim to which this happened last."""
    return Publication.objects.filter(kind=kind).latest("serial").claim_pk


# What to put into the addresses of pages that are one of many.
EXAMPLES: dict[str, Callable[[], list[Any]]] = {
    "article-detail": lambda: [PublicArticle.objects.get().slug],
    "claim-redirect": lambda: [reviewed().pk],
    "claim-detail": lambda: [reviewed().pk, reviewed().slug],
    "claim-history": lambda: [latest(PublicationKind.CORRECTION)],
    "speaker-detail": lambda: ["world-socialist-web-site"],
    "source-detail": lambda: ["idl-reporteros"],
    "topic-detail": lambda: ["police"],
    "report-detail": lambda: [ReaderReport.objects.get().token],
    "claim-embed": lambda: [reviewed().pk],
    "article-embed": lambda: [PublicArticle.objects.get().slug],
    # What turns out to be no page is not walked.
    "annotations": lambda: [PublicArticle.objects.get().slug],
    **{f"api-{name}": lambda: [1] for name in ("claim", "publication")},
    **{f"api-{name}": lambda: ["nobody"] for name in ("article", "source", "speaker", "topic")},
    "article-picture": lambda: [PublicArticle.objects.get().slug],
    "claim-feed": lambda: ["atom"],
    "claim-names": lambda: ["speaker"],
    "claim-review": lambda: [reviewed().pk],
    "claim-picture": lambda: [reviewed().pk],
    "correction-feed": lambda: ["atom"],
    "finding-history": lambda: [PublicArticle.objects.get().slug],
    "data-table": lambda: ["claims"],
    "entry-json": lambda: [1],
    "evidence-file": lambda: [reviewed().pk, "0" * 64],
    "follow": lambda: [reviewed().pk, "atom"],
    "publication-json": lambda: [reviewed().pk, 1],
    "sitemap-section": lambda: ["claims"],
}
# What else those pages can look like.
STATES: dict[str, Callable[[], str]] = {
    "an article as a table": lambda: f"{PublicArticle.objects.get().get_absolute_url()}?view=table",
    "a note of an article": lambda: (
        f"{PublicArticle.objects.get().get_absolute_url()}#note-{reviewed().pk}"
    ),
    "an article with what is unchecked": lambda: (
        f"{PublicArticle.objects.get().get_absolute_url()}?unchecked=shown"
    ),
    "a report on a claim": lambda: f"/report/?claim={reviewed().pk}",
    "a claim not checked": lambda: f"/claims/{PublicClaim.objects.filter(reviewed_at=None)[0].pk}/",
    "a corrected review": lambda: f"/claims/{latest(PublicationKind.CORRECTION)}/",
    "a withdrawn review": lambda: f"/claims/{latest(PublicationKind.RETRACTION)}/",
    "a speaker with few claims": lambda: "/speakers/marianela-navarro/",
    "claims found": lambda: "/claims/?q=Peru&status=true&speaker=idl-reporteros",
    "no claim found": lambda: "/claims/?q=nothing",
    "a wrong filter": lambda: "/claims/?from=yesterday&speaker=nobody",
    "a broken cursor": lambda: "/claims/?cursor=broken",
    "no such page": lambda: "/nowhere/",
}


def pages(language: str) -> dict[str, str]:
    """The addresses of all pages by their name; what programs read is left out."""
    with translation.override(language):
        named = {
            name: reverse(name, args=_arguments(name)) for name in _names() if _is_a_page(name)
        }
    prefix = "" if language == "en" else f"/{language}"
    return named | {state: prefix + address() for state, address in STATES.items()}


def _names() -> list[str]:
    return sorted(filter(None, (p.name for p in _patterns(get_resolver().url_patterns))))


def _patterns(urls: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for url in urls:
        if isinstance(url, URLPattern):
            yield url
        elif url.app_name != "admin":
            yield from _patterns(url.url_patterns)


def _arguments(name: str) -> list[Any]:
    if name in EXAMPLES:
        return EXAMPLES[name]()
    try:
        reverse(name)
    except NoReverseMatch:
        raise AssertionError(
            f"EXAMPLES has no address for “{name}”: no test would see it."
        ) from None
    return []


@cache
def _is_a_page(name: str) -> bool:
    answer = Client().get(reverse(name, args=_arguments(name)))
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
