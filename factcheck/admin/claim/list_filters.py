"""Filters of the lists."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck.admin import desk
from factcheck.admin.autocomplete import KnownAutocompleteSelect
from factcheck.models import Citation, Claim, Evidence, PublicClaim


class AutocompleteFilter(admin.SimpleListFilter):
    """A filter by one of many rows, which one searches for instead of choosing from a list."""

    template = "admin/shared/autocomplete_filter.html"
    field: Any
    lookup: str
    parameter_name: str

    def __init__(
        self, request: HttpRequest, params: Any, model: Any, model_admin: admin.ModelAdmin[Any]
    ) -> None:
        self.title = self.field.verbose_name
        super().__init__(request, params, model, model_admin)
        self.admin_site = model_admin.admin_site
        self.others = [
            (name, value)
            for name, values in request.GET.lists()
            for value in values
            if name not in {self.parameter_name, "p"}
        ]

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[Any]:
        return []

    def has_output(self) -> bool:
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if not value:
            return queryset
        if not value.isdecimal():
            raise IncorrectLookupParameters
        return queryset.filter(**{self.lookup: value})

    def choices(self, changelist: Any) -> Iterator[Any]:
        return iter(())

    def select(self) -> SafeString:
        rows = self.field.remote_field.model._default_manager
        widget = KnownAutocompleteSelect(self.field, self.admin_site)
        widget.choices = forms.ModelChoiceField(rows.none()).choices
        value = self.value()
        widget.known = rows.filter(pk=value).first() if value else None
        return widget.render(self.parameter_name, value or "", {"aria-label": str(self.title)})


class ArticleFilter(AutocompleteFilter):
    parameter_name = "article"
    field = Claim._meta.get_field("article")
    lookup = "article"


class SpeakerFilter(AutocompleteFilter):
    parameter_name = "speaker"
    field = Claim._meta.get_field("speaker")
    lookup = "speaker"


class AssigneeFilter(AutocompleteFilter):
    parameter_name = "assignee"
    field = Claim._meta.get_field("assignee")
    lookup = "assignee"


class SourceFilter(AutocompleteFilter):
    parameter_name = "source"
    field = Citation._meta.get_field("source")
    lookup = "citations__source"


class YesNoFilter(admin.SimpleListFilter):
    """A filter by whether certain rows exist."""

    condition: Exists

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[Any]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset
        return queryset.filter(self.condition if self.value() == "yes" else ~self.condition)


class EvidenceFilter(YesNoFilter):
    title = _("evidence")
    parameter_name = "evidence"
    condition = Exists(Evidence.objects.filter(claim=OuterRef("pk")))


class PublicFilter(YesNoFilter):
    title = _("public")
    parameter_name = "public"
    condition = Exists(PublicClaim.objects.filter(pk=OuterRef("pk")))


class DeskFilter(admin.SimpleListFilter):
    """A section of the front page, in full."""

    title = _("my desk")
    parameter_name = "desk"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[Any]:
        return [(section.key, section.title) for section in desk.sections_of(request.user)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        user: Any = request.user
        for section in desk.sections_of(user):
            if section.key == self.value():
                return queryset.filter(pk__in=section.rows(user).order_by().values("pk"))
        return queryset
