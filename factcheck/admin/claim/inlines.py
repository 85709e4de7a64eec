"""The parts of a claim: cited sources, evidence, searches, translations, publications."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck.admin.autocomplete import SharedChoicesFormSet
from factcheck.admin.claim import evidence_numbers, redact_page
from factcheck.admin.claim.claim_form import is_settled
from factcheck.admin.claim.evidence_files import FilesField, FilesInput, attach, links
from factcheck.admin.desk_inlines import DeskInline, RecordInline, without_links
from factcheck.admin.line import WORDS
from factcheck.models import (
    Citation,
    Claim,
    Evidence,
    ExternalReview,
    Publication,
    ReplyRequest,
    SearchLogEntry,
    Translation,
)
from factcheck.models.date_inputs import DayFormField
from factcheck.models.evidence import last_number
from factcheck.models.text_fields import in_language
from factcheck.models.who import Who


class PartFormSet(SharedChoicesFormSet):
    """Parts of a claim; `worded` names the fields in the language of the article."""

    worded: tuple[str, ...] = ()

    def add_fields(self, form: forms.ModelForm[Any], index: int | None) -> None:
        super().add_fields(form, index)
        in_language(form, self.worded, self.instance.language if self.instance.pk else "")


class PartInline(DeskInline):
    """Parts of a claim's verdict; they cannot be changed while the claim is settled."""

    formset = PartFormSet

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not _rests(obj, request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not _rests(obj, request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not _rests(obj, request)


def _rests(claim: Claim | None, request: HttpRequest) -> bool:
    return claim is not None and is_settled(claim, request)


class CitationFormSet(PartFormSet):
    worded = ("as_cited",)

    def add_fields(self, form: forms.ModelForm[Any], index: int | None) -> None:
        """Offer only the claim's own evidence."""
        field = form.fields.get("evidence")
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = Evidence.objects.filter(claim=self.instance.pk).select_related(
                "source"
            )
        super().add_fields(form, index)


class CitationInline(PartInline):
    model = Citation
    add_label = _("Add a cited source")
    add_keys = "Alt+C"
    after = "claim"
    formset = CitationFormSet
    summary_template = "admin/claim/_citation_summary.html"
    autocomplete_fields = ["source"]
    radio_fields = {"finding": admin.HORIZONTAL}
    fieldsets = [
        (None, {"fields": ["source", "finding"]}),
        (_("More"), {"classes": ["collapse"], "fields": ["as_cited", "place", "evidence", "note"]}),
    ]
    formfield_overrides = WORDS

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "evidence":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return field if db_field.name == "source" or field is None else without_links(field)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related("source", "finding").prefetch_related("evidence")


class EvidenceForm(forms.ModelForm):  # type: ignore[type-arg]
    proposed = evidence_numbers.ProposedNumber(label="", required=False)
    accessed_on = DayFormField(label=_("Consulted on"), initial=timezone.localdate)
    attachments = FilesField(
        label=_("Files"),
        required=False,
        help_text=_(
            "A PDF, picture, recording, e-mail or document, kept as it is. Name and digest are "
            "published with the evidence, unless it is confidential."
        ),
    )

    class Meta:
        help_texts = {
            "method": _(
                "Primary: the document, record or witness itself. Secondary: an account of it."
            ),
            "confidential": _(
                "Readers learn only that it exists, and why it is withheld. What you type about it "
                "is not kept on this device: save it before you leave."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "attachments" in self.fields and self.instance.pk:
            files = [file for file in self.instance.files.all() if file.is_attached]
            widget = self.fields["attachments"].widget
            assert isinstance(widget, FilesInput)
            widget.attached = files

    def clean(self) -> dict[str, Any]:
        super().clean()
        files = self.cleaned_data.get("attachments")
        if files and files.would_show() and self.cleaned_data.get("confidential"):
            self.add_error("attachments", _("Readers may have no file of confidential evidence."))
        return self.cleaned_data

    def save(self, commit: bool = True) -> Evidence:
        evidence: Evidence = super().save(commit)
        if commit and "attachments" in self.cleaned_data:
            attach(evidence, self.cleaned_data["attachments"])
        return evidence


class EvidenceFormSet(PartFormSet):
    """New pieces get the numbers that were settled before their forms were read."""

    worded = ("summary",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.last_number = last_number(self.instance.article_id)

    def add_fields(self, form: forms.ModelForm[Any], index: int | None) -> None:
        super().add_fields(form, index)
        # In the language of the source, whichever that is.
        in_language(form, ["excerpt"], "")
        if form.instance.pk:
            # A page that holds what was sent, and may not ask the database, names the piece by it.
            form.initial["proposed"] = form.instance.number
        elif index is not None:
            form.initial["proposed"] = self.last_number + index - self.initial_form_count() + 1

    def brought_back(self, was: models.Model) -> dict[str, str]:
        assert isinstance(was, Evidence)
        return {"proposed": str(was.number)}

    def save_new(self, form: Any, commit: bool = True) -> Any:
        form.instance.number = form.cleaned_data["proposed"]
        return super().save_new(form, commit)


class EvidenceInline(PartInline):
    model = Evidence
    add_label = _("Add evidence")
    add_keys = "Alt+E"
    after = "claim"
    form = EvidenceForm
    formset = EvidenceFormSet
    summary_template = "admin/claim/_evidence_summary.html"
    autocomplete_fields = ["source"]
    radio_fields = dict.fromkeys(("stance", "method", "extent"), admin.HORIZONTAL)
    fieldsets = [
        (
            None,
            {"fields": ["proposed", "source", "summary", "place", "stance", "method", "extent"]},
        ),
        (
            _("More"),
            {
                "classes": ["collapse"],
                "fields": [
                    "excerpt",
                    "attachments",
                    ("accessed_on", "origin"),
                    ("confidential", "confidential_reason"),
                    "note",
                ],
            },
        ),
    ]
    formfield_overrides = WORDS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("source")
        return rows.prefetch_related("files__added_by")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Propose a number only to those who may add a piece."""
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_add_permission(request, obj):
            return fieldsets
        return [
            (name, options | {"fields": [f for f in options["fields"] if f != "proposed"]})
            for name, options in fieldsets
        ]

    @admin.display(description=_("Files"))
    def attachments(self, evidence: Evidence) -> SafeString:
        """Show to those who may not change them."""
        return links(evidence)


class SearchLogInline(PartInline):
    model = SearchLogEntry
    add_label = _("Add a search")
    after = "verdict"
    fieldsets = [(None, {"fields": [("place", "searched_on"), "query"]})]
    formfield_overrides = WORDS


class ReplyInline(PartInline):
    model = ReplyRequest
    add_label = _("Add a request for a reply")
    after = "verdict"
    summary_template = "admin/claim/_reply_summary.html"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("asked", "channel", "asked_on"),
                    "answer",
                    ("answered_on", "unanswered"),
                ]
            },
        )
    ]
    formfield_overrides = WORDS


class ExternalReviewInline(PartInline):
    model = ExternalReview
    add_label = _("Add a review of others")
    after = "verdict"
    fieldsets = [(None, {"fields": [("publisher", "rating"), ("url", "published_on")]})]


class TranslationFormSet(PartFormSet):
    def add_fields(self, form: forms.ModelForm[Any], index: int | None) -> None:
        super().add_fields(form, index)
        in_language(
            form, ["headline", "speaker_role", "summary", "reasoning"], form.instance.language
        )


class TranslationInline(PartInline):
    model = Translation
    formset = TranslationFormSet
    add_label = _("Add a translation")
    after = "verdict"
    fieldsets = [
        (None, {"fields": [("language", "headline"), "speaker_role", "summary", "reasoning"]})
    ]
    formfield_overrides = WORDS


class PublicationInline(RecordInline):
    model = Publication
    after = "desk"
    verbose_name_plural = _("published revisions")
    readonly_fields = ("number", "kind", "published_at", "digest", "redaction_state")
    ordering = ["-number"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Show redactions to publishers only."""
        is_publisher = Who.PUBLISHER.held_by(request.user)
        return self.readonly_fields if is_publisher else self.readonly_fields[:-1]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return redact_page.with_state(super().get_queryset(request)).defer("content")

    @admin.display(description=_("SHA-256 of the content"))
    def digest(self, publication: Publication) -> str:
        return publication.content_sha256

    @admin.display(description=_("redaction"))
    def redaction_state(self, publication: Publication) -> SafeString:
        address = reverse("admin:factcheck_claim_redact", args=[publication.claim_id])
        address += f"?revision={publication.number}"
        return format_html('<a href="{}">{}</a>', address, redact_page.state(publication))
