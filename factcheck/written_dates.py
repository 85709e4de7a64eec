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
_SHORT_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|\.?[ºª°])\b|(?<=\d)\.?[ºª°]", re.ASCII)
# Decades, spans, about when, what is not sure, before Christ, centuries, seasons, parts of a year.
_VAGUE = re.compile(
    r"\d{2,4}[’']?s\b|\d{4}(?:-\d\d)? ?(?:[/–—] ?(?:\d{4}|\d{2}(?![\d/.-]))|- ?\d{4})|"
    r"^\W*(?:c|ca|circa|about|around|hacia|alrededor de|حوالي|نحو)\b\.? ?\d|[~≈?]|"
    r"\b(?:bce?|ce|ad|a\. ?e?\. ?c|[ad]\. ?c|ق\.? ?م)\b|"
    r"\b(?:century|centuries|decade|siglo|década|قرن|القرن|عقد|spring|summer|autumn|fall|winter|"
    r"primavera|verano|otoño|invierno|early|mid|late|principios|mediados|finales|fines|q[1-4])\b",
    re.IGNORECASE,
)
_SOME_YEAR = 2099
_TOKENS = re.compile(r"[0-9]+|[^\W\d_]+")


class Order(StrEnum):
    """In which order the numbers of a day stand. The year is last, unless it is first."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    # Where it has two digits: one of four tells of itself.
    YEAR_FIRST = "year-first"


def readings(text: str) -> list[str]:
    """Everything that a text can mean, as ISO 8601; nothing for what is no date."""
    text = _in_our_digits(text.strip())
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


def in_each_order(text: str, last: int = _SOME_YEAR) -> dict[Order, str]:
    """What a day in numbers means in each order in which there is such a day, as ISO 8601.

    Two digits of a year mean one of the hundred years up to `last`. Nothing for any other text.
    """
    year_first = None
    if match := _DAY_OR_MONTH_FIRST.fullmatch(text.strip()):
        first, mark, second, year = match.groups()
    elif match := _SHORT_YEAR.fullmatch(text.strip()):
        first, mark, second, third = match.groups()
        year = _whole(third, last)
        if len(first) == len(third):
            year_first = _iso(_whole(first, last), second, third)
    else:
        return {}
    found = {
        Order.DAY_FIRST: _iso(year, second, first),
        # Nobody puts points between a month and a day.
        Order.MONTH_FIRST: None if mark == "." else _iso(year, first, second),
        Order.YEAR_FIRST: None if mark == "." else year_first,
    }
    return {order: iso for order, iso in found.items() if iso}


def orders(text: str) -> set[Order]:
    """In which orders a day in numbers can be meant; what has points tells of no other."""
    return set() if "." in text else {*in_each_order(text)}


def is_open(text: str) -> bool:
    """Whether it is a day in numbers that can be several days: 12/02/2024."""
    return len({*in_each_order(text).values()}) > 1


def in_order(text: str, order: str, last: int) -> str:
    """What a day in numbers, or one whose year has two digits, means in an `Order`, as ISO 8601.

    Any other text, and what can still be several days, stays as it is. `last` is as above.
    """
    meant = in_each_order(text, last)
    if order in meant:
        return meant[Order(order)]
    if len(days := {*meant.values()}) == 1:
        return days.pop()
    if not meant and has_short_year(text) and order != Order.YEAR_FIRST:
        words, year = text.strip()[:-2], _whole(text.strip()[-2:], last)
        # “Feb 26” is a day as well.
        if len(found := readings(f"{words}{year}")) == 1 and len(found[0]) == len("2026-02-01"):
            return found[0]
    return text


def _whole(year: str, last: int) -> str:
    """The year up to `last` that two digits stand for."""
    return f"{last - (last - int(year)) % 100:04}"


def has_short_year(text: str) -> bool:
    """Whether it would be a date if its year had four digits."""
    match = re.search(r"(?<!\d)(\d{2})$", text.strip(), re.ASCII)
    return bool(match and readings(f"{text.strip()[:-2]}20{match[1]}"))


def is_vague(text: str) -> bool:
    """Whether it tells of a time, but of no single day, month or year: “1990s”, “c. 1850”."""
    return _VAGUE.search(_in_our_digits(text)) is not None


def _in_our_digits(text: str) -> str:
    """A text with the digits of any script as those of ASCII."""
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


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
