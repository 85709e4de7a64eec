"""Feeds: reviews and corrections, all of them or what the list's filters find; a single claim."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import get_tag_uri
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from factcheck.bidi import isolated
from factcheck.filters import ORDERS, ClaimFilter
from factcheck.keyset import CursorError, paginate
from factcheck.models.content import standing
from factcheck.models.record import Publication
from factcheck.models.vocabulary import PublicationKind
from factcheck.public.chips import chips
from factcheck.public.claim.review import Review
from factcheck.public.machines.answers import no_such_page, refused
from factcheck.public.machines.feed_syntaxes import SYNTAXES, printable
from factcheck.public.machines.record_downloads import head_of_record
from factcheck.public.paging import NEWEST_IN_RECORD
from factcheck.public.record.corrections import Correction, corrections
from factcheck.templatetags.public import absolute, with_query

SIZE = 50
# Of a record without an entry, whose feeds have never changed.
BEGINNING = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One publication; in a feed of corrections, with the `correction` that it is.

    A claim that `is_taken_back` was dropped before any review, so that no review was withdrawn.
    """

    review: Review
    correction: Correction | None = None
    is_taken_back: bool = False

    @property
    def publication(self) -> Publication:
        return self.review.standing


class PublicationFeed(Feed[FeedItem, None]):
    """The newest publications first. Each revision is an entry, the same in every feed."""

    item_guid_is_permalink = False

    def __init__(
        self,
        request: HttpRequest,
        syntax: str,
        title: str,
        page: str,
        entries: list[FeedItem],
        older: str = "",
    ) -> None:
        """`page` is the address of the page that the feed is of, `older` the cursor of the next."""
        self.feed_type = SYNTAXES[syntax]
        self.title = printable(title)
        self.description = _("The newest publication first, each with what it says and why.")
        self.link = absolute(page)
        self.feed_url = absolute(request.get_full_path())
        self.feed_guid = absolute(request.path + with_query(request.GET, cursor=""))
        self.author_name = settings.SITE_NAME
        self.feed_copyright = " ".join(settings.LICENCE or ()) or None
        self.entries = entries
        self.next_url = older and absolute(request.path + with_query(request.GET, cursor=older))

    def items(self) -> list[FeedItem]:
        return self.entries

    def feed_extra_kwargs(self, _obj: None) -> dict[str, Any]:
        head = Publication.record.head()
        return {
            "changed": head.published_at if head else BEGINNING,
            "head": head_of_record(head),
            "next_url": self.next_url,
        }

    def item_title(self, entry: FeedItem) -> str:
        review = entry.review
        if not (entry.correction or entry.is_taken_back):
            return printable(review.title)
        return printable(
            f"{capfirst(entry.publication.get_kind_display())}: {isolated(str(review.headline))}"
        )

    def item_description(self, entry: FeedItem) -> str:
        context = {"entry": entry, "review": entry.review, "origin": settings.SITE_URL}
        return printable(render_to_string("public/machines/feed_entry.html", context))

    def item_link(self, entry: FeedItem) -> str:
        return absolute(reverse("claim-redirect", args=[entry.publication.claim_id]))

    def item_guid(self, entry: FeedItem) -> str:
        publication = entry.publication
        address = reverse("publication-json", args=[publication.claim_id, publication.number])
        return get_tag_uri(absolute(address), publication.published_at)

    def item_pubdate(self, entry: FeedItem) -> Any:
        return entry.publication.published_at

    item_updateddate = item_pubdate

    def item_categories(self, entry: FeedItem) -> list[str]:
        named = [entry.review.verdict, *entry.review.claim.topics]
        return [printable(str(each)) for each in named]

    def item_extra_kwargs(self, entry: FeedItem) -> dict[str, Any]:
        return {"language": entry.review.headline.language}


def claim_feed(request: HttpRequest, syntax: str) -> HttpResponse:
    """Reviews of the claims that the filters find, and that these were withdrawn.

    A bad value gets status 400 and says why.
    """
    filters = ClaimFilter(request.GET)
    if refusal := refused(request, filters):
        return refusal
    rows = filters.claims.reviewed().with_publication().defer("search")
    try:
        page = paginate(rows, ORDERS["reviewed"], SIZE, request.GET.get("cursor", ""))
    except CursorError:
        return no_such_page()
    title = _titled(_("%(site)s: reviews"), filters, request)
    Publication.objects.load_standing(claim.publication for claim in page.rows)
    entries = [FeedItem(Review.of(claim)) for claim in page.rows]
    address = reverse("claim-list") + with_query(request.GET, cursor="")
    return PublicationFeed(request, syntax, title, address, entries, page.next)(request)


def correction_feed(request: HttpRequest, syntax: str) -> HttpResponse:
    """Corrections, updates and retractions, of the claims that the filters find."""
    filters = ClaimFilter(request.GET)
    if refusal := refused(request, filters):
        return refusal
    rows = Publication.objects.corrections()
    if filters.chosen:
        rows = rows.filter(claim__in=filters.claims.values("pk"))
    try:
        page = paginate(rows, NEWEST_IN_RECORD, SIZE, request.GET.get("cursor", ""))
    except CursorError:
        return no_such_page()
    title = _titled(_("%(site)s: corrections"), filters, request)
    entries = [
        FeedItem(Review(each.publication, standing(each.history)), each)
        for each in corrections(page.rows, ())
    ]
    address = reverse("correction-list")
    return PublicationFeed(request, syntax, title, address, entries, page.next)(request)


def single_claim_feed(request: HttpRequest, claim_id: int, syntax: str) -> HttpResponse:
    """Everything of substance that was published of one claim, from its listing on."""
    publications = list(Publication.objects.of_claim(claim_id).of_substance())
    if not publications:
        raise Http404
    reviewed = any(PublicationKind(each.kind).is_review for each in publications)
    there = [each for each in publications if each.content is not None]
    said = [each.said for each in there]
    reviews = [Review(each, standing(said[place:])) for place, each in enumerate(there)]
    entries = [
        FeedItem(review, is_taken_back=review.is_withdrawn and not reviewed) for review in reviews
    ]
    named = str(entries[0].review.headline) if entries else str(claim_id)
    title = _("%(site)s: %(headline)s") % {"site": settings.SITE_NAME, "headline": isolated(named)}
    address = reverse("claim-redirect", args=[claim_id])
    return PublicationFeed(request, syntax, title, address, entries)(request)


def _titled(title: str, filters: ClaimFilter, request: HttpRequest) -> str:
    """Name the filters that are on: “factcheck: reviews · Status: False”."""
    on = [f"{chip.label}: {isolated(chip.value)}" for chip in chips(filters, request.GET)]
    return " · ".join([title % {"site": settings.SITE_NAME}, *on])
