"""The card of an article: its title, how much of it is checked, and with what results."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from factcheck.bidi import is_right_to_left, isolated
from factcheck.models.partial_date import display
from factcheck.models.reading_room import PublicArticle
from factcheck.public.cards.icons import icon
from factcheck.public.cards.lettering import HEADLINE, LABEL, LABEL_STRONG, Lettering, fit, write
from factcheck.public.cards.sheet import INNER, MARGIN, begin, colours, png, sheet
from factcheck.public.scale.balance import Balance


@dataclass(frozen=True, slots=True)
class Part:
    """A status and the number of its claims."""

    status: str
    colour: str
    icon: str
    count: int


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """Everything that the picture shows: equal cards make equal pictures."""

    title: str
    published: str
    progress: str
    parts: tuple[Part, ...]
    remark: str
    site: str

    @property
    def is_mirrored(self) -> bool:
        """Whether its readers begin at the right."""
        return is_right_to_left(self.remark)


def article_card(article: PublicArticle, balance: Balance) -> ArticleCard:
    numbers = {"checked": balance.checked, "total": balance.total}
    return ArticleCard(
        title=article.title,
        published=f"{isolated(article.publisher)} · {display(article.published_on)}",
        progress=_("%(checked)s of %(total)s claims checked") % numbers,
        parts=tuple(
            Part(str(share.status), share.status.colour, share.status.icon, share.count)
            for share in balance.shares
        ),
        remark=_("Checked claim by claim"),
        site=settings.SITE_NAME,
    )


@lru_cache(maxsize=64)
def draw(card: ArticleCard) -> bytes:
    """Draw the picture as a PNG."""
    ink, muted, paper = (colours()[name] for name in ("ink", "muted", "paper"))
    image, pen = sheet(paper, card.site, card.remark, "")
    title = fit(card.title, HEADLINE, [58, 52, 46, 40, 32], INNER, 205)
    y = 138
    write(pen, (MARGIN, y), title, ink, INNER)
    y += title.height + 12
    for top, words, colour in (
        (y, fit(card.published, LABEL, [28], INNER), muted),
        (420, fit(card.progress, LABEL_STRONG, [30], INNER), ink),
    ):
        write(pen, (begin(MARGIN, words.width, card.is_mirrored), top), words, colour)
    _bar(pen, card, 466)
    _legend(image, pen, card, 534)
    return png(image)


def _bar(pen: ImageDraw.ImageDraw, card: ArticleCard, y: int) -> None:
    total, before = sum(part.count for part in card.parts), 0
    for part in card.parts:
        left, right = (MARGIN + INNER * n // total for n in (before, before + part.count))
        width = max(right - 4 - left, 2)
        left = begin(left, width, card.is_mirrored)
        pen.rectangle((left, y, left + width, y + 47), fill=colours()[part.colour])
        before += part.count


def _legend(image: Image.Image, pen: ImageDraw.ImageDraw, card: ArticleCard, y: int) -> None:
    """The statuses in the order of the bar, in letters small enough for two rows."""
    for size in (24, 21, 18, 15):
        places = list(_places(card, size))
        if places[-1][1] < 2:
            break
    ink, paper = colours()["ink"], colours()["paper"]
    for part, (start, row) in zip(card.parts, places, strict=True):
        colour, top = colours()[part.colour], y + 40 * row
        drawn = icon(part.icon, size + 4, colour, paper)
        image.paste(drawn, (begin(start, drawn.width, card.is_mirrored), top), drawn)
        x = start + size + 12
        for words, shade in zip(_entry(part, size), (colour, ink), strict=True):
            write(pen, (begin(x, words.width, card.is_mirrored), top), words, shade)
            x += round(words.width) + 10


def _places(card: ArticleCard, size: int) -> Iterator[tuple[int, int]]:
    """Where each entry of the legend begins, and its row."""
    x, row = MARGIN, 0
    for part in card.parts:
        width = size + 22 + round(sum(words.width for words in _entry(part, size)))
        if x + width > MARGIN + INNER:
            x, row = MARGIN, row + 1
        yield x, row
        x += width + size


def _entry(part: Part, size: int) -> tuple[Lettering, Lettering]:
    return (
        fit(part.status, LABEL_STRONG, [size], INNER // 2),
        fit(str(part.count), LABEL, [size], INNER // 2),
    )
