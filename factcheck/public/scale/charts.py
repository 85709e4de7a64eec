"""How often each word of the scale was given, and when: for a small chart and its table.

A few verdicts make no chart: below `ENOUGH` of them nothing is drawn.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext

from factcheck.models.reading_room import Month
from factcheck.models.scale import ScaleEntry

ENOUGH = 10
MOST_PERIODS = 30
# In units of the chart, whose columns are eight wide.
PERIOD_WIDTH = 10


class Unit(NamedTuple):
    """A way to cut time into pieces, numbered without gaps."""

    number: Callable[[date], int]
    name: Callable[[int], str]


MONTHS = Unit(
    lambda day: day.year * 12 + day.month - 1,
    lambda number: date_format(date(number // 12, number % 12 + 1, 1), "YEAR_MONTH_FORMAT"),
)
YEARS = Unit(lambda day: day.year, str)


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A word of the scale: how often it was given, in all and in each of the periods."""

    entry: ScaleEntry
    counts: list[int]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def columns(self) -> list[tuple[int, int]]:
        """The place and height of each column; periods without a count have none."""
        return [(PERIOD_WIDTH * i + 1, count) for i, count in enumerate(self.counts) if count]


@dataclass(frozen=True, slots=True)
class Chart:
    """The rows in the order of the scale, without those that have no claims."""

    rows: list[ChartRow]
    periods: list[str]

    @property
    def total(self) -> int:
        return sum(row.total for row in self.rows)

    @property
    def is_enough(self) -> bool:
        return self.total >= ENOUGH

    @property
    def is_over_time(self) -> bool:
        return len(self.periods) > 1

    @property
    def highest_total(self) -> int:
        return max(row.total for row in self.rows)

    @property
    def highest_count(self) -> int:
        return max(max(row.counts) for row in self.rows)

    @property
    def width(self) -> int:
        return PERIOD_WIDTH * len(self.periods)

    @property
    def by_period(self) -> list[tuple[str, list[int]]]:
        """The periods in which there is something, with a count for each row."""
        counts = zip(*(row.counts for row in self.rows), strict=True)
        return [(p, list(c)) for p, c in zip(self.periods, counts, strict=True) if any(c)]


def chart(months: Iterable[Month], scale: Iterable[ScaleEntry]) -> Chart:
    """Spread counts over the scale and over time: by month, or by year where months are many.

    Everything older than `MOST_PERIODS` years shares the first one.
    """
    months = list(months)
    if not months:
        return Chart([], [])
    days = [month.month for month in months]
    unit = MONTHS if _reach(MONTHS, days) <= MOST_PERIODS else YEARS
    last = unit.number(max(days))
    first = max(unit.number(min(days)), last - MOST_PERIODS + 1)
    counts: Counter[tuple[str, int]] = Counter()
    for month in months:
        counts[month.slug, max(unit.number(month.month), first)] += month.claims
    numbers = range(first, last + 1)
    names = [unit.name(number) for number in numbers]
    if unit.number(min(days)) < first:
        names[0] = gettext("until %(year)s") % {"year": names[0]}
    used = {month.slug for month in months}
    rows = [
        ChartRow(entry, [counts[entry.pk, number] for number in numbers])
        for entry in scale
        if entry.pk in used
    ]
    return Chart(rows, names)


def _reach(unit: Unit, days: list[date]) -> int:
    return unit.number(max(days)) - unit.number(min(days)) + 1
