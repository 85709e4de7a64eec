"""The filters of claims, the same for page, feed, API and export."""

from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet, MultipleChoiceFilter

from factcheck.keyset import Order
from factcheck.models.reading_room import (
    PublicArticle,
    PublicClaim,
    PublicClaimQuerySet,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from factcheck.models.scale import WITHDRAWN, Finding, VerificationStatus

ORDERS = {
    "newest": Order(("sort_date", "id"), descending=True),
    "oldest": Order(("sort_date", "id")),
    "reviewed": Order(("reviewed_at", "id"), descending=True),
    "relevance": Order(("rank", "id"), descending=True),
}
# Ranking every claim that has a very common word would read a good part of the table.
RANKED = 5_000
# No list of choices gets longer: they are what is frequent. A script asks for others by name, and
# the pages of all of them link here with the filter set.
OFFERED = 20

Choices = list[tuple[str, Any]]


def _offer(rows: Any, chosen: str) -> Choices:
    is_of_articles = rows.model is PublicArticle
    frequent = rows.newest()[:OFFERED] if is_of_articles else rows.frequent(OFFERED)
    offered = sorted(frequent, key=str)
    # PostgreSQL's text holds no NUL: a slug with one cannot exist.
    if chosen and "\0" not in chosen and chosen not in {row.pk for row in offered}:
        offered += rows.filter(pk=chosen)
    return [(row.pk, str(row)) for row in offered]


def _scale(rows: QuerySet[Any], _chosen: str) -> Choices:
    # The entry itself is the label: the page shows its colour beside its name.
    return [(row.pk, row) for row in rows]


def _badges(rows: QuerySet[Any], chosen: str) -> Choices:
    return [*_scale(rows, chosen), (WITHDRAWN.slug, WITHDRAWN)]


# Queried only when a form or a value needs them: a request without filters costs no query.
CHOICES: dict[str, tuple[QuerySet[Any], Callable[[QuerySet[Any], str], Choices]]] = {
    "status": (VerificationStatus.objects.all(), _badges),
    "speaker": (PublicSpeaker.objects.all(), _offer),
    "source": (PublicSource.objects.all(), _offer),
    "article": (PublicArticle.objects.defer("body"), _offer),
    "topic": (PublicTopic.objects.all(), _offer),
    "finding": (Finding.objects.all(), _scale),
}


def _choice(label: Any, unknown: Any, **options: Any) -> ChoiceFilter:
    return ChoiceFilter(
        label=label, empty_label=_("Any"), error_messages={"invalid_choice": unknown}, **options
    )


def _day(label: Any, lookup: str) -> DateFilter:
    return DateFilter(
        "sort_date",
        lookup,
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Write a day as 2023-02-18.")},
    )


def _with_order(data: QueryDict) -> QueryDict:
    """Name the order where the reader left it out, or asked for the best match of no search."""
    searching, order = data.get("q", "").strip(), data.get("sort")
    if order and (searching or order != "relevance"):
        return data
    data = data.copy()
    data["sort"] = "relevance" if searching else "newest"
    return data


class ClaimFilterForm(forms.Form):
    @property
    def offered(self) -> int:
        """How long a list of choices may be before it leaves some out."""
        return OFFERED

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("from") and cleaned.get("to") and cleaned["to"] < cleaned["from"]:
            self.add_error("to", _("This day lies before the first one."))
        return cleaned


class ClaimFilter(FilterSet):
    """The public claims that a reader asks for; paginate them by `order`."""

    q = CharFilter(
        label=_("Search"),
        method="matching",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    status = MultipleChoiceFilter(
        label=_("Status"),
        method="with_badge",
        distinct=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("There is no status “%(value)s”.")},
    )
    speaker = _choice(
        _("Speaker"),
        _("Nobody called “%(value)s” has a claim here. Choose another speaker, or any."),
        method="said_by",
    )
    source = _choice(
        _("Source cited"),
        _("No claim here cites a source called “%(value)s”. Choose another one, or any."),
        method="citing",
    )
    article = _choice(
        _("Article"),
        _("There is no article “%(value)s” here. Choose another one, or any."),
        field_name="article_id",
    )
    topic = _choice(
        _("Topic"),
        _("There is no topic “%(value)s” here. Choose another one, or any."),
        method="about",
    )
    kind = _choice(
        _("Kind of claim"),
        _("There is no kind of claim “%(value)s”. Choose another one, or any."),
        choices=PublicClaim._meta.get_field("kind").choices,
    )
    finding = _choice(
        _("What the cited source says"),
        _("There is no finding “%(value)s”. Choose another one, or any."),
        method="with_finding",
    )
    # `from` is a keyword in Python.
    vars()["from"] = _day(_("Said from"), "gte")
    to = _day(_("Said to"), "lte")
    sort = ChoiceFilter(
        label=_("Sort by"),
        empty_label=None,
        method="sorted_by",
        choices=[
            ("newest", _("Newest first")),
            ("oldest", _("Oldest first")),
            ("reviewed", _("Recently reviewed")),
            ("relevance", _("Best match")),
        ],
        error_messages={"invalid_choice": _("“%(value)s” is no order. Choose one of the list.")},
    )

    class Meta:
        model = PublicClaim
        fields: ClassVar[list[str]] = []
        form = ClaimFilterForm

    def __init__(self, data: QueryDict, queryset: PublicClaimQuerySet | None = None) -> None:
        super().__init__(_with_order(data), queryset)
        for name, (rows, choices) in CHOICES.items():
            chosen = data.get(name, "")
            self.filters[name].extra["choices"] = cache(
                lambda rows=rows, choices=choices, chosen=chosen: choices(rows.all(), chosen)
            )

    @property
    def claims(self) -> PublicClaimQuerySet:
        return cast("PublicClaimQuerySet", self.qs)

    @property
    def is_ranked(self) -> bool:
        return self.order is ORDERS["relevance"]

    @property
    def listed(self) -> PublicClaimQuerySet:
        """The claims in the list; a search ranks at most the newest `RANKED` that match."""
        if not self.is_ranked:
            return self.claims
        newest = self.claims.order_by("-sort_date", "-pk").values("pk")[:RANKED]
        return self.claims.filter(pk__in=newest)

    @property
    def order(self) -> Order:
        return ORDERS[self.form.cleaned_data["sort"]]

    @property
    def chosen(self) -> dict[str, list[str]]:
        """The values that select these claims, by filter, as they were understood; each once."""
        self.form.is_valid()
        understood, chosen = self.form.cleaned_data, {}
        for name in self.filters:
            # A value that was not understood stays as the reader wrote it.
            values = understood.get(name, cast("QueryDict", self.data).getlist(name))
            values = values if isinstance(values, list) else [values]
            chosen[name] = sorted({str(value) for value in values if value})
        return {name: values for name, values in chosen.items() if values and name != "sort"}

    @property
    def selection(self) -> str:
        """The query string that selects these claims, in one spelling; no order, no cursor."""
        return urlencode(self.chosen, doseq=True)

    def with_search(self, words: str) -> "ClaimFilter":
        """The same filters with another search, the best match first."""
        data = cast("QueryDict", self.data).copy()
        data["q"], data["sort"] = words, "relevance"
        filters = ClaimFilter(data)
        filters.form.is_valid()
        return filters

    def matching(self, rows: PublicClaimQuerySet, _name: str, words: str) -> PublicClaimQuerySet:
        return rows.matching(words)

    def with_badge(
        self, rows: PublicClaimQuerySet, _name: str, slugs: list[str]
    ) -> PublicClaimQuerySet:
        return rows.with_badge(slugs)

    def said_by(self, rows: PublicClaimQuerySet, _name: str, slug: str) -> PublicClaimQuerySet:
        return rows.said_by(slug)

    def citing(self, rows: PublicClaimQuerySet, _name: str, slug: str) -> PublicClaimQuerySet:
        return rows.citing(slug)

    def about(self, rows: PublicClaimQuerySet, _name: str, slug: str) -> PublicClaimQuerySet:
        return rows.about(slug)

    def with_finding(self, rows: PublicClaimQuerySet, _name: str, slug: str) -> PublicClaimQuerySet:
        return rows.filter(findings__contains=[slug])

    def sorted_by(self, rows: PublicClaimQuerySet, _name: str, order: str) -> PublicClaimQuerySet:
        return rows.reviewed() if order == "reviewed" else rows
