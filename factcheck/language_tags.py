"""Languages by their BCP 47 tags, such as ``es`` and ``es-PE``, and what they are called.

Names, scripts and regions are those of Unicode's CLDR, which Babel brings: Django knows about a
hundred languages, and neither Quechua nor Aymara.
"""

import re
import unicodedata
from functools import cache

from babel import Locale, localedata
from babel.core import get_global
from django.conf import settings
from django.utils.translation import get_language

from factcheck.listing import listed

_TAG = re.compile(
    r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE | re.ASCII
)
# Tags that stand for no language: unknown, and no words at all.
_NONE = {"und", "zxx", "root"}
_RIGHT_TO_LEFT = {
    *("Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"),
}


def canonical(text: str) -> str | None:
    """A tag as it is written, ``es-pe`` as ``es-PE``; None for what is none, or names nothing."""
    if not (match := _TAG.fullmatch(text.strip())):
        return None
    language, script, region = match[1].lower(), (match[2] or "").title(), (match[3] or "").upper()
    known = Locale("en")
    is_known = (
        language in known.languages
        and language not in _NONE
        and (not script or script in known.scripts)
        and (not region or region in known.territories)
    )
    return "-".join(filter(None, [language, script, region])) if is_known else None


def read(text: str) -> str | None:
    """The tag of a language that is given by tag, or by name in a language of the site."""
    return _by_name().get(_folded(text)) or canonical(text)


def primary(tag: str) -> str:
    """The language of a tag, without script and region."""
    return tag.partition("-")[0].lower()


def name(tag: str) -> str:
    """A language as the active language calls it; what is no tag goes by itself."""
    return _name(tag, get_language() or settings.LANGUAGE_CODE)


def names() -> list[str]:
    """The names of all languages, and of those that differ by country, in the active language."""
    return _names(get_language() or settings.LANGUAGE_CODE)


@cache
def direction(tag: str) -> str:
    """``rtl``, ``ltr``; for what is no tag ``auto``."""
    if not (known := canonical(tag)):
        return "auto"
    subtags = known.split("-")
    likely = get_global("likely_subtags")
    for key in ("_".join(subtags), subtags[0]):
        full = likely.get(key, "").split("_")
        script = next((part for part in [*subtags[1:], *full] if len(part) == 4), "")
        if script:
            return "rtl" if script in _RIGHT_TO_LEFT else "ltr"
    return "ltr"


def attributes(tag: str) -> dict[str, str]:
    """The HTML attributes of an element with words in a language."""
    return {"lang": tag, "dir": direction(tag)} if canonical(tag) else {"dir": "auto"}


@cache
def _name(tag: str, language: str) -> str:
    known, locale = canonical(tag), Locale.parse(language, sep="-")
    if not known:
        return tag
    first, *others = known.split("-")
    named = [locale.scripts.get(o) or locale.territories.get(o) or o for o in others]
    called = locale.languages.get(first, first)
    return f"{called} ({listed(named)})" if named else called


@cache
def _tags() -> frozenset[str]:
    known = [*map(str, Locale("en").languages), *localedata.locale_identifiers()]
    # Languages that differ by country, not one language in two scripts.
    offered = (code for code in known if re.fullmatch("[a-z]+(_[A-Z]{2}|_419)?", code))
    return frozenset(tag for code in offered if (tag := canonical(code)))


@cache
def _names(language: str) -> list[str]:
    return sorted({_name(tag, language) for tag in _tags()}, key=_folded)


@cache
def _by_name() -> dict[str, str]:
    return {
        _folded(_name(tag, language)): tag
        for language, _own in reversed(settings.LANGUAGES)
        for tag in sorted(_tags(), reverse=True)
    }


def _folded(text: str) -> str:
    """Without capitals, accents and outer space."""
    apart = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
