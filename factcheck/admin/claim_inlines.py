"""What belongs to a claim: cited sources, evidence, searches, translations, publications."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from factcheck.admin.autocomplete import SharedChoicesFormSet
from factcheck.admin.inlines import DeskInline, RecordInline, without_links
from factcheck.models import Citation, Evidence, Publication, SearchLogEntry, Translation

SMALL = forms.Textarea(attrs={"rows": 3})


class CitationFormSet(SharedChoicesFormSet):
    def add_fields(self, form: forms.ModelForm[Any], index: int | None) -> None:
        """Offer the claim's own evidence, and no other."""
        field = form.fields.get("evidence")
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = Evidence.objects.filter(claim=self.instance.pk).select_related(
                "source"
            )
        super().add_fields(form, index)


class CitationInline(DeskInline):
    model = Citation
    after = "claim"
    formset = CitationFormSet
    summary_template = "admin/factcheck/edit_inline/_citation_summary.html"
    autocomplete_fields = ["source"]
    fieldsets = [
        (None, {"fields": [("source", "finding"), ("as_cited", "place"), "evidence", "note"]})
    ]
    formfield_overrides = {models.TextField: {"widget": SMALL}}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "evidence":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return field if db_field.name == "source" or field is None else without_links(field)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related("source", "finding").prefetch_related("evidence")


class EvidenceForm(forms.ModelForm):  # type: ignore[type-arg]
    accessed_on = forms.DateField(
        label=_("Consulted on"),
        initial=timezone.localdate,
        widget=admin.widgets.AdminDateWidget,
    )


class EvidenceInline(DeskInline):
    model = Evidence
    after = "claim"
    form = EvidenceForm
    summary_template = "admin/factcheck/edit_inline/_evidence_summary.html"
    autocomplete_fields = ["source"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "source",
                    ("stance", "method", "extent"),
                    "summary",
                    "excerpt",
                    ("place", "accessed_on", "origin"),
                    ("confidential", "confidential_reason"),
                    "note",
                ]
            },
        )
    ]
    formfield_overrides = {models.TextField: {"widget": SMALL}}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("source")


class SearchLogInline(DeskInline):
    model = SearchLogEntry
    after = "verdict"
    fieldsets = [(None, {"fields": [("place", "searched_on"), "query"]})]
    formfield_overrides = {models.TextField: {"widget": SMALL}}


class TranslationInline(DeskInline):
    model = Translation
    after = "verdict"
    fieldsets = [(None, {"fields": [("language", "headline"), "summary", "reasoning"]})]
    formfield_overrides = {models.TextField: {"widget": SMALL}}


class PublicationInline(RecordInline):
    model = Publication
    after = "desk"
    verbose_name_plural = _("published revisions")
    fields = readonly_fields = ("number", "kind", "published_at", "digest")
    ordering = ["-number"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("content")

    @admin.display(description=_("SHA-256 of the content"))
    def digest(self, publication: Publication) -> str:
        return publication.content_sha256
