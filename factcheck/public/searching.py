"""What a search of claims shows beside them: where its words stand, and who and what has them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from factcheck import words
from factcheck.filters import ClaimFilter
from factcheck.keyset import paginate
from factcheck.models.reading_room import (
    PublicArticle,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from factcheck.models.searched import likely, understood
from factcheck.words import Piece, Query

SHOWN, SHOWN_NEAR = 4, 10


# What is found beside claims, by the name of its page.
NAMED: dict[str, tuple[Any, Any]] = {
    "speaker-detail": (_("Speakers"), PublicSpeaker),
    "source-detail": (_("Sources"), PublicSource),
    "article-detail": (_("Articles"), PublicArticle),
    "topic-detail": (_("Topics"), PublicTopic),
}


class Named(NamedTuple):
    """Who or what is found beside claims: the name of its page, its slug, what it is called."""

    page: str
    slug: str
    name: str

    def get_absolute_url(self) -> str:
        return reverse(self.page, args=[self.slug])


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim with what was searched for; no excerpt where only its headline has that."""

    claim: PublicClaim
    headline: list[Piece]
    excerpt: list[Piece]


def searched(filters: ClaimFilter, search: str, found: list[PublicClaim]) -> dict[str, Any]:
    """Context of a list that is searched: `found` is marked; without any, what may be meant."""
    context: dict[str, Any] = {"beside": beside(search)}
    if found:
        context["marked"] = marked(found, search)
    elif meant := near(search):
        likely = filters.with_search(meant)
        rows = paginate(likely.listed.for_list(), likely.order, SHOWN_NEAR).rows
        context |= {"near": meant, "marked": marked(rows, meant)}
    return context


def near(search: str) -> str:
    """Another search that may have been meant, and that finds something; else nothing."""
    meant = likely(PublicClaim.objects.texts_like, search)
    return meant if meant and PublicClaim.objects.matching(meant).exists() else ""


def beside(search: str) -> list[tuple[Any, list[Named]]]:
    """The speakers, sources, articles and topics with the words of a search; one query."""
    query = understood(search)
    first, *others = (
        model.objects.found_by(query)
        .order_by("-rank", "pk")
        .values_list(Value(page), "slug", model.shown_name())[:SHOWN]
        for page, (_label, model) in NAMED.items()
    )
    found = [Named(*row) for row in first.union(*others, all=True)]
    groups = (
        (label, [row for row in found if row.page == page]) for page, (label, _) in NAMED.items()
    )
    return [(label, rows) for label, rows in groups if rows]


def marked(claims: Iterable[PublicClaim], search: str) -> list[Marked]:
    """Each claim, and where it has the words of a search."""
    query = understood(search)
    return [_marked(claim, query) for claim in claims]


def _marked(claim: PublicClaim, query: Query) -> Marked:
    languages = (claim.language, get_language() or "")
    headline, summary = str(claim.local_headline), str(claim.local_summary)
    texts = dict.fromkeys([summary, claim.statement, claim.summary, claim.headline])
    excerpts = (words.excerpt(text, query.terms, languages) for text in texts if text != headline)
    return Marked(
        claim,
        words.marked(headline, query.terms, languages),
        next((pieces for pieces in excerpts if pieces), []),
    )
