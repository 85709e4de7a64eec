"""The card of a claim: the verdict, the claim, who says it, and where it stands."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from PIL import ImageDraw

from factcheck.bidi import is_right_to_left, isolated
from factcheck.listing import listed
from factcheck.models.reading_room import PublicClaim
from factcheck.models.vocabulary import PublicationKind, Subject
from factcheck.public.cards.icons import icon
from factcheck.public.cards.lettering import HEADLINE, LABEL, LABEL_STRONG, STRONG, fit, write
from factcheck.public.cards.sheet import (
    FOOT,
    INNER,
    MARGIN,
    RULE,
    begin,
    colours,
    png,
    sheet,
    tint,
)
from factcheck.public.claim.review import Review

HEADLINE_SIZES = [60, 56, 52, 48, 44, 38, 32]
ICON = 84
SPEAKERS = 35
# With less of a line left, nothing is written on it.
LEAST_ROOM = 100


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """Everything that the picture shows: equal cards make equal pictures."""

    verdict: str
    colour: str
    icon: str
    headline: str
    speakers: str
    claimed_by: str
    role: str
    remark: str
    article: str
    site: str


def claim_card(claim: PublicClaim, review: Review) -> ClaimCard:
    """Make the card of a claim; load it `for_list` and `with_publication`."""
    speakers, article = review.claim.speakers, review.claim.article
    return ClaimCard(
        verdict=review.verdict,
        colour=claim.badge.colour,
        icon=claim.badge.icon,
        headline=str(review.headline),
        speakers=listed(isolated(speaker.name) for speaker in speakers),
        claimed_by=_("Claimed by"),
        role=str(review.speakers[0][1]) if len(speakers) == 1 else "",
        remark=_remark(claim, review),
        article=_("From %(publisher)s: “%(title)s”")
        % {"publisher": isolated(article.publisher), "title": isolated(article.title)},
        site=settings.SITE_NAME,
    )


def _remark(claim: PublicClaim, review: Review) -> str:
    """The most important thing that a reader must know before the verdict."""
    day = date_format(review.standing.published_at, "DATE_FORMAT")
    if review.is_withdrawn:
        return _("Withdrawn on %(day)s") % {"day": day}
    if claim.reopened:
        return _("We are looking at this again")
    if review.is_amended:
        corrected = review.standing.kind == PublicationKind.CORRECTION
        text = _("Corrected on %(day)s") if corrected else _("Updated on %(day)s")
        return text % {"day": day}
    if review.claim.subject == Subject.SAYING:
        return _("Was it said?")
    return ""


@lru_cache(maxsize=64)
def draw(card: ClaimCard) -> bytes:
    """Draw the picture as a PNG."""
    colour, ink = colours()[card.colour], colours()["ink"]
    paper = tint(colour, 0.09)
    image, pen = sheet(paper, card.site, card.remark, card.article)
    pen.rectangle((0, 0, image.width, 15), fill=colour)

    verdict = fit(card.verdict, STRONG, [92, 80, 68, 56], INNER - 112)
    headline = fit(card.headline, HEADLINE, HEADLINE_SIZES, INNER, 165)
    gap = max((FOOT - RULE - verdict.height - headline.height - SPEAKERS) // 4, 8)

    y = RULE + gap
    drawn = icon(card.icon, ICON, colour, paper)
    mirrored = verdict.right_to_left
    image.paste(drawn, (begin(MARGIN, ICON, mirrored), y + verdict.middle - ICON // 2), drawn)
    write(pen, (begin(MARGIN + 108, verdict.width, mirrored), y), verdict, colour)
    y += verdict.height + gap
    write(pen, (MARGIN, y), headline, ink, INNER)
    _write_speakers(pen, card, y + headline.height + gap)
    return png(image)


def _write_speakers(pen: ImageDraw.ImageDraw, card: ClaimCard, y: int) -> None:
    speakers = fit(card.speakers, LABEL_STRONG, [30], INNER)
    if not speakers.lines:
        return
    x, mirrored = MARGIN, is_right_to_left(card.claimed_by)
    for text, style, colour in (
        (card.claimed_by, LABEL, "muted"),
        (card.speakers, LABEL_STRONG, "ink"),
        (card.role, LABEL, "muted"),
    ):
        if (room := MARGIN + INNER - x) > LEAST_ROOM:
            words = fit(text, style, [30], room)
            write(pen, (begin(x, words.width, mirrored), y), words, colours()[colour])
            x += round(words.width) + 14
