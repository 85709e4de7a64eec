"""The filters of the list of claims as one row of menus, with counts, and what is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any, cast

from django import forms
from django.db.models import Count, Q, QuerySet, Value
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from factcheck import finding
from factcheck.admin.autocomplete import KnownAutocompleteSelect
from factcheck.admin.claim.list_filters import (
    ClaimFilter,
    DeskFilter,
    HolderFilter,
    OptionFilter,
    RowFilter,
)
from factcheck.admin.claim.view_pages import known, names_of_filters
from factcheck.admin.desk_admin import DeskList
from factcheck.models import Claim, SavedView, User
from factcheck.models.claim_export import ExportFormat
from factcheck.models.claim_queries import ClaimQuerySet
from factcheck.models.vocabulary import NOTHING
from factcheck.templatetags.public import capped

# Counted are the newest claims that the other filters leave: as many as one scan counts at once.
WINDOW = 10_000
MOST_FREQUENT = 20
# They are led to from the workload and from the front page.
UNLISTED = (HolderFilter, DeskFilter)


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    count: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """A filter as a menu; `select` finds the rows that are not among its choices.

    `others` are the filters in use beside it.
    """

    name: str
    title: str
    chosen: str
    choices: list[Choice]
    select: SafeString | str
    others: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use, with the way to the list without it."""

    title: str
    label: str
    url: str


class ClaimList(DeskList):
    """The list of claims with its menus, in a number of queries that nothing adds to."""

    # Whether the menus counted the newest claims only.
    is_cut = False

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.user = cast("User", request.user)
        super().__init__(request, *args)

    def get_queryset(self, request: HttpRequest, *args: Any) -> QuerySet[Claim]:
        may_arrange = Value(request.user.has_perm("factcheck.change_claim"))
        found: QuerySet[Claim] = super().get_queryset(request, *args)
        return found.annotate(may_arrange=may_arrange).prefetch_related("topics")

    @cached_property
    def claim_filters(self) -> list[ClaimFilter]:
        return [spec for spec in self.filter_specs if isinstance(spec, ClaimFilter)]

    @cached_property
    def menus(self) -> list[Menu]:
        options = self._menus_of_options()
        menus = [
            self._menu_of_rows(spec) if isinstance(spec, RowFilter) else options.get(spec)
            for spec in self.claim_filters
        ]
        return [menu for menu in menus if menu and (len(menu.choices) > 1 or menu.chosen)]

    @cached_property
    def views(self) -> list[SavedView]:
        return list(SavedView.objects.seen_by(self.user))

    @cached_property
    def known_query(self) -> str:
        return known(urlencode(self.params), names_of_filters())

    @property
    def formats(self) -> list[tuple[str, Any]]:
        """In which the claims of the list can be taken out."""
        return list(ExportFormat.choices)

    @cached_property
    def chips(self) -> list[Chip]:
        """What is chosen, of the menus and by links that lead here."""
        used = [(menu.name, menu.title, menu.chosen) for menu in self.menus if menu.chosen]
        used += [
            (str(spec.parameter_name), capfirst(str(spec.title)), spec.option().label)
            for spec in self.claim_filters
            if isinstance(spec, UNLISTED) and spec.condition()
        ]
        return [Chip(title, label, self._url({}, name)) for name, title, label in used]

    @cached_property
    def searched(self) -> Q:
        return finding.found(Claim, self.query) if self.query else Q()

    def _url(self, chosen: dict[str, str], without: str) -> str:
        return self.get_query_string(chosen, remove=[without, "p"])

    def _found(self, condition: Q) -> ClaimQuerySet:
        """The newest claims that are searched for and fulfil a condition."""
        newest = (
            Claim.objects.filter(self.searched & condition).order_by("-pk").values("pk")[:WINDOW]
        )
        return Claim.objects.filter(pk__in=newest).order_by()

    def _all_but(self, spec: ClaimFilter, of: Iterable[ClaimFilter]) -> Q:
        return reduce(and_, (other.condition() for other in of if other is not spec), Q())

    def _menus_of_options(self) -> dict[ClaimFilter, Menu]:
        """The menus of all filters by options, counted in one scan."""
        listed = [f for f in self.claim_filters if isinstance(f, OptionFilter)]
        listed = [f for f in listed if not isinstance(f, UNLISTED)]
        others = [f for f in self.claim_filters if f not in listed]
        options = {spec: list(spec.options()) for spec in listed}
        counts = {
            f"{spec.parameter_name}_{number}": Count(
                "pk", filter=self._all_but(spec, listed) & option.condition
            )
            for spec in listed
            for number, option in enumerate(options[spec])
        }
        found = self._found(reduce(and_, (f.condition() for f in others), Q())).aggregate(
            all_of_them=Count("pk"), **counts
        )
        self.is_cut = found["all_of_them"] == WINDOW
        return {
            spec: self._menu(
                spec,
                [
                    (option.value, option.label, found[f"{spec.parameter_name}_{number}"])
                    for number, option in enumerate(options[spec])
                ],
                spec.option().label if spec.chosen else "",
            )
            for spec in listed
        }

    def _menu_of_rows(self, spec: RowFilter) -> Menu:
        """The most frequent rows, and a field that finds the others."""
        found = self._found(self._all_but(spec, self.claim_filters))
        if not spec.nothing:
            found = found.exclude(**{spec.path: None})
        counts = found.values_list(spec.path).annotate(claims=Count("pk")).order_by("-claims")
        most = dict(counts[:MOST_FREQUENT])
        rows = spec.field.remote_field.model._default_manager
        keys = [key for key in (*most, spec.chosen) if key and key != NOTHING]
        known = rows.in_bulk([int(key) for key in keys])
        own = known.get(int(spec.chosen)) if spec.chosen.isdecimal() else None
        label = str(spec.nothing if spec.chosen == NOTHING else own or "")
        choices = [
            (str(key or NOTHING), str(known[key] if key else spec.nothing), count)
            for key, count in most.items()
            if not key or key in known
        ]
        return self._menu(spec, choices, label, self._select(spec, own))

    def _select(self, spec: RowFilter, chosen: Any) -> SafeString | str:
        """A field that finds rows by their names, for those who may look them up."""
        model = spec.field.remote_field.model
        if not self.user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
            return ""
        rows = model._default_manager
        widget = KnownAutocompleteSelect(spec.field, spec.admin_site)
        widget.choices = forms.ModelChoiceField(rows.none()).choices
        widget.known = chosen
        name, value = str(spec.parameter_name), str(chosen.pk) if chosen else ""
        return widget.render(name, value, {"aria-label": str(spec.title), "id": f"filter_{name}"})

    def _menu(
        self,
        spec: ClaimFilter,
        counted: Iterable[tuple[str, str, int]],
        chosen: str,
        select: SafeString | str = "",
    ) -> Menu:
        name = str(spec.parameter_name)
        choices = [
            Choice(label, capped(count), self._url({name: value}, name), value == spec.chosen)
            for value, label, count in counted
            if count or value == spec.chosen
        ]
        others = [(key, value) for key, value in self.params.items() if key not in {name, "p", "e"}]
        return Menu(name, capfirst(str(spec.title)), chosen, choices, select, others)
