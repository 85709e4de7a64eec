"""Who has how much, and when: what is open, by person and day, each number with its claims."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from factcheck.models import Claim, User
from factcheck.models.vocabulary import NOTHING, Stage
from factcheck.models.who import Who

# Today, and the seven days after it: the list calls later what is later than that.
DAYS = 8


@dataclass(frozen=True, slots=True)
class Column:
    """What is counted: claims of a stage, or of a day; as the list of claims filters them."""

    title: str
    filters: dict[str, str]
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    column: Column
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one person has, or nobody."""

    name: str
    total: Cell
    cells: list[Cell]


def context(request: HttpRequest) -> dict[str, Any]:
    """The whole view, in a fixed number of queries."""
    groups = list(Group.objects.order_by("name"))
    group = next((g for g in groups if str(g.pk) == request.GET.get("group")), None)
    counts = _counts()
    columns = list(_columns(timezone.localdate()))
    people = [(str(user.pk), str(user)) for user in _people(group, counts)]
    if group is None:
        people.append((NOTHING, _("nobody")))
    rows = [_row(key, name, columns, counts) for key, name in people]
    return {"groups": groups, "group": group, "columns": columns, "rows": rows}


def _people(group: Group | None, counts: Counter[tuple[str, str, str]]) -> QuerySet[User]:
    """Those who check or sign off, and whoever else has something."""
    holders = {key for key, _name, _value in counts if key != NOTHING}
    parts = [User.objects.holding(who) for who in (Who.RESEARCHER, Who.REVIEWER)]
    at_work = Q(*(Q(pk__in=part.values("pk")) for part in parts), _connector=Q.OR)
    people = User.objects.filter(at_work | Q(pk__in=holders)).order_by("username")
    return people.filter(groups=group) if group else people


def _columns(today: date) -> Iterable[Column]:
    for stage in Stage:
        if stage.is_in_work:
            yield Column(capfirst(str(stage.label)), {"stage": stage.value})
    yield Column(_("Late"), {"due": "late"}, is_late=True)
    for number in range(DAYS):
        day = today + timedelta(days=number)
        title = _("Today") if day == today else date_format(day, "D j")
        yield Column(title, {"due": "today" if day == today else day.isoformat()})
    yield Column(_("Later"), {"due": "later"})
    yield Column(_("No date"), {"due": NOTHING})


def _counts() -> Counter[tuple[str, str, str]]:
    """How many, by person, by what is counted and by its value, in one query."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for holder, stage, due, claims in Claim.objects.by_holder(DAYS):
        key = str(holder or NOTHING)
        counts[key, "stage", stage] += claims
        counts[key, "due", due] += claims
        counts[key, "", ""] += claims
    return counts


def _row(
    key: str, name: str, columns: Iterable[Column], counts: Counter[tuple[str, str, str]]
) -> Row:
    claims = reverse("admin:factcheck_claim_changelist")

    def cell(column: Column) -> Cell:
        (kind, value), *_rest = column.filters.items() or [("", "")]
        url = f"{claims}?{urlencode({'with': key} | column.filters)}"
        return Cell(column, counts[key, kind, value], url)

    return Row(name, cell(Column(_("All"), {})), [cell(column) for column in columns])
