"""Small pieces of HTML that lists and forms share."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from factcheck.models import VerificationStatus
from factcheck.models.counting import COUNTED_UP_TO
from factcheck.templatetags.public import capped, icon


def status_badge(status: VerificationStatus) -> SafeString:
    """Icon, colour and word of a status, as readers see it."""
    return format_html(
        '<span class="status status--{}">{}{}</span>', status.colour, icon(status.icon), status
    )


def progress(left: int, total: int) -> SafeString:
    """How many claims of an article still lack a verdict, as a bar and in words."""
    if not total:
        return format_html('<span class="quiet">{}</span>', _("no claims yet"))
    return format_html(
        '<span class="facts">'
        '<progress value="{}" max="{}" aria-hidden="true"></progress> {}</span>',
        total - left,
        total,
        _("%(left)s of %(total)s claims left to check") % {"left": left, "total": total},
    )


def counted_link(count: int, url: str) -> SafeString:
    """A count, which stops at `COUNTED_UP_TO`, linked to what it counts."""
    return format_html('<a href="{}">{}</a>', url, capped(min(count, COUNTED_UP_TO + 1)))


def above(text: str, detail: str) -> SafeString:
    """Two lines in one cell, the second less prominent."""
    return format_html('{}<span class="detail">{}</span>', text, detail)
