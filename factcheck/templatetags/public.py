"""Tags and filters of the public templates."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.http import QueryDict
from django.template.base import NodeList, Parser, Token
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats
from django.utils.encoding import escape_uri_path
from django.utils.html import format_html, format_html_join
from django.utils.http import escape_leading_slashes
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from factcheck import bidi, language_tags
from factcheck.languages import path_in
from factcheck.listing import comma, listed, within_a_sentence
from factcheck.markup import json_ld, rendered
from factcheck.models.counting import COUNTED_UP_TO
from factcheck.models.partial_date import display
from factcheck.models.scale import Badge, VerificationStatus
from factcheck.models.translated import languages
from factcheck.words import Piece

register = template.Library()
register.filter("language_name", language_tags.name)
register.filter(bidi.isolated)
register.filter(json_ld)
register.filter(listed)
register.filter(within_a_sentence)
register.simple_tag(comma)


@register.simple_tag
def site_name() -> str:
    name: str = settings.SITE_NAME
    return name


@dataclass(frozen=True, slots=True)
class Edition:
    """A page in one language: the code of the language, its own name, and the path."""

    language: str
    name: str
    path: str

    @property
    def is_this(self) -> bool:
        return self.language == get_language()

    @property
    def is_default(self) -> bool:
        return self.language == settings.LANGUAGE_CODE

    @property
    def url(self) -> str:
        return absolute(self.path)


@register.simple_tag(takes_context=True)
def editions(context: dict[str, Any]) -> list[Edition]:
    """The page in every language of the site."""
    path = context["request"].path
    return [
        Edition(code, name, escape_leading_slashes(escape_uri_path(path_in(code, path))))
        for code, name in languages().items()
    ]


@register.simple_tag(takes_context=True)
def current(context: dict[str, Any], name: str) -> SafeString:
    """The attribute of a link of the navigation to where the reader is, or to what that is in."""
    path, target = context["request"].path, reverse(name)
    if not path.startswith(target):
        return SafeString("")
    return format_html(' aria-current="{}"', "page" if path == target else "true")


@register.tag
def captured(parser: Parser, token: Token) -> "Captured":
    """Keep a part for use in several places: ``{% captured as NAME %}…{% endcaptured %}``.

    A simple block tag would hide its content from templates that extend this one.
    """
    _tag, _as, name = token.split_contents()
    nodelist = parser.parse(("endcaptured",))
    parser.delete_first_token()
    return Captured(nodelist, name)


class Captured(template.Node):
    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: template.Context) -> SafeString:
        context[self.name] = self.nodelist.render(context)
        return SafeString("")


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A symbol of ``icons.svg``, to decorate the word beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("factcheck/icons.svg"),
        name,
    )


@register.simple_tag
def badge(status: Badge | VerificationStatus) -> SafeString:
    """A status by shape, word and colour."""
    return format_html(
        '<span class="status status--{}">{}{}</span>', status.colour, icon(status.icon), status
    )


@register.simple_tag
def language_attribute(language: str) -> SafeString:
    """Attributes for text in another language than the page's: `` lang="es" dir="auto"``."""
    if language_tags.primary(language) == get_language():
        return SafeString("")
    return format_html(' lang="{}" dir="auto"', language)


@register.filter
def bdi(text: object) -> SafeString:
    """Words from the data, isolated from the direction of the sentence around them."""
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def redactions(text: str) -> SafeString:
    """A text with what was blacked out of it as bars, which are told in words as well."""
    parts = re.split(r"(█+)", text)
    bar = '<span class="redacted" role="img" aria-label="{}">{}</span>'
    told = gettext("content removed from the record")
    return format_html_join(
        "", "{}", ((format_html(bar, told, part) if "█" in part else part,) for part in parts)
    )


@register.simple_tag
def with_query(query: QueryDict, **values: str) -> str:
    """The query string with some values replaced; an empty value is taken off."""
    changed = query.copy()
    for name, value in values.items():
        changed.setlist(name, [value] if value else [])
    return f"?{changed.urlencode()}"


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """A text in pieces, with what was searched for marked; empty where nothing was."""
    return format_html_join("", "{}", ([_piece(piece)] for piece in pieces or ()))


def _piece(piece: Piece) -> str:
    return (
        format_html('<mark class="found">{}</mark>', piece.text) if piece.is_found else piece.text
    )


@register.filter
def absolute(path: str) -> str:
    """The whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


@register.filter
def short(address: str) -> str:
    """An address to be typed from paper: without its scheme."""
    return address.partition("://")[2]


@register.filter
def host(address: str) -> str:
    """Whose page an address leads to."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def markup(text: object) -> SafeString:
    """An editor's small Markdown as HTML."""
    return rendered(str(text))


@register.filter
def partial_date(value: str) -> SafeString:
    """A date, as exact as it is known, for readers and machines."""
    return _time(value, get_language()) if value else SafeString("")


@register.filter(expects_localtime=True)
def day(value: date) -> SafeString:
    """The same of a day, or of a moment by the newsroom's clock."""
    return _time(f"{value:%Y-%m-%d}", get_language())


# A page says the same few days in every row.
@lru_cache(maxsize=5_000)
def _time(value: str, _language: str | None) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value, display(value))


@register.filter
def capped(count: int) -> str:
    """A count that stops at `COUNTED_UP_TO`: “1,000+”."""
    shown = formats.number_format(min(count, COUNTED_UP_TO), force_grouping=True)
    return f"{shown}+" if count > COUNTED_UP_TO else shown


@register.filter
def grouped(count: int) -> str:
    """An exact count, such as “85,412”."""
    return formats.number_format(count, force_grouping=True)
