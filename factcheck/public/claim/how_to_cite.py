"""How to cite a review, so that it can be found and proven even after a correction."""

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from factcheck.bidi import isolated
from factcheck.public.claim.review import Review


def how_to_cite(review: Review) -> str:
    """Name the site, headline and status, and the revision with its date, address and digest."""
    publication = review.publication
    return _(
        "%(site)s, “%(headline)s”: %(status)s. %(kind)s of %(day)s, revision %(number)s. "
        "%(address)s, SHA-256 %(digest)s"
    ) % {
        "site": isolated(settings.SITE_NAME),
        "headline": isolated(str(review.headline)),
        "status": isolated(review.verdict),
        "kind": capfirst(publication.get_kind_display()),
        "day": formats.date_format(localdate(publication.published_at), "DATE_FORMAT"),
        "number": publication.number,
        "address": isolated(
            settings.SITE_URL + reverse("claim-redirect", args=[publication.claim_id])
        ),
        "digest": isolated(publication.content_sha256),
    }
