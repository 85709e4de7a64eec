"""Dates as people write them, as ISO 8601: a day, a month or a year.

“12 Feb 2026”, “12 de febrero de 2026”, “February 12, 2026”, “12.2.2026”, “Feb 2026” and “2026”,
with the names of months in every language of the site. What can be read in two ways has two
readings: nobody guesses.
"""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.dates import MONTHS, WEEKDAYS

# As newspapers of Peru write it.
ALSO = {"setiembre": 9}
BETWEEN = {"de", "del", "el", "of", "the"}

_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?", re.ASCII)
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|\.?[ºª°])\b|(?<=\d)\.?[ºª°]", re.ASCII)
_TOKENS = re.compile(r"[0-9]+|[^\W\d_]+")


class Order(StrEnum):
    """In which order the numbers of a day stand, with the year behind them."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


def readings(text: str) -> list[str]:
    """Everything that a text can mean, as ISO 8601; nothing for what is no date."""
    text = text.strip()
    if match := _YEAR_FIRST.fullmatch(text):
        found = [_iso(match[1], match[3], match[4])]
    elif match := _DAY_OR_MONTH_FIRST.fullmatch(text):
        first, mark, second, year = match.groups()
        # Nobody puts points between a month and a day.
        found = [_iso(year, second, first), *([] if mark == "." else [_iso(year, first, second)])]
    elif match := _MONTH_FIRST.fullmatch(text):
        found = [_iso(match[2], match[1])]
    else:
        found = [_in_words(text)]
    return list(dict.fromkeys(filter(None, found)))


def order(text: str) -> Order | None:
    """The order of a day in numbers, where it can be only one: 25/12/2024."""
    match = _DAY_OR_MONTH_FIRST.fullmatch(text.strip())
    if not match or match[2] == "." or len(found := readings(text)) != 1:
        return None
    first, _mark, second, year = match.groups()
    if first == second:
        return None
    return Order.DAY_FIRST if found == [_iso(year, second, first)] else Order.MONTH_FIRST


def is_open(text: str) -> bool:
    """Whether it is a day in numbers that can be two days: 12/02/2024."""
    return bool(_DAY_OR_MONTH_FIRST.fullmatch(text.strip())) and len(readings(text)) == 2


def in_order(text: str, order: str) -> str:
    """What a day in numbers means in an `Order`, as ISO 8601; any other text as it is."""
    return readings(text)[order == Order.MONTH_FIRST] if order and is_open(text) else text


def has_short_year(text: str) -> bool:
    """Whether it would be a date if its year had four digits."""
    match = re.search(r"(?<!\d)(\d{2})$", text.strip(), re.ASCII)
    return bool(match and readings(f"{text.strip()[:-2]}20{match[1]}"))


def _in_words(text: str) -> str | None:
    tokens = _TOKENS.findall(_folded(_ORDINAL.sub("", text)))
    if re.search(r"[^\w\s,./-]", _ORDINAL.sub("", text)):
        return None
    numbers = [token for token in tokens if token.isdigit()]
    words = [token for token in tokens if not token.isdigit() and token not in BETWEEN]
    if len(words) == 2 and _is_weekday(words[0]):
        del words[0]
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(words) != 1 or len(years) != 1 or len(days) > 1 or len(years + days) != len(numbers):
        return None
    month = _month(words[0])
    return _iso(years[0], str(month), *days) if month else None


def _iso(year: str, month: str | None = None, day: str | None = None) -> str | None:
    parts = [int(part) for part in (year, month, day) if part is not None]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


def _folded(text: str) -> str:
    """Without capitals and accents."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def _month(word: str) -> int | None:
    """The month that a name, or the beginning of one, stands for."""
    found = {month for name, month in _names()[0].items() if name.startswith(word)}
    return found.pop() if len(word) > 2 and len(found) == 1 else None


def _is_weekday(word: str) -> bool:
    return len(word) > 2 and any(name.startswith(word) for name in _names()[1])


@cache
def _names() -> tuple[dict[str, int], set[str]]:
    """Months by their names, and the names of weekdays, in all languages of the site."""
    months, weekdays = dict(ALSO), set[str]()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            months |= {_folded(str(name)): month for month, name in MONTHS.items()}
            weekdays |= {_folded(str(name)) for name in WEEKDAYS.values()}
    return months, weekdays
