"""What a country is called in the reader's language, by Unicode's CLDR, which Babel brings."""

from functools import cache

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language


def local_name(country: str) -> str:
    """A country by its name in a language of the site; what is none of these stays as it is."""
    return _local_name(country, get_language() or settings.LANGUAGE_CODE)


@cache
def _local_name(country: str, language: str) -> str:
    for code, _name in settings.LANGUAGES:
        for territory, name in Locale(code).territories.items():
            if name.casefold() == country.strip().casefold():
                return str(Locale(language).territories.get(territory, country))
    return country
