"""The queue of readers' reports, and the outcome of each."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import language_tags, outcomes
from factcheck.admin.cells import above
from factcheck.admin.found_by_words import FoundByWords
from factcheck.admin.site import site
from factcheck.models import Publication, ReaderReport, User


class PublicationField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, publication: Any) -> str:
        kind: str = publication.get_kind_display()
        if publication.content is None:
            return capfirst(kind)
        said = publication.said
        return f"{said.claim.headline}: {kind}, {said.publication.reason}"


class OutcomeForm(forms.ModelForm):  # type: ignore[type-arg]
    publication = PublicationField(
        label=capfirst(ReaderReport._meta.get_field("publication").verbose_name),
        queryset=Publication.objects.none(),
        required=False,
        help_text=gettext_lazy(
            "Only corrections, updates and retractions of the reported page since the report came."
        ),
    )

    class Meta:
        model = ReaderReport
        fields = ["assignee", "outcome", "answer", "publication", "added", "duplicate_of"]
        widgets: ClassVar = {"answer": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state = self.instance.progress
        if "publication" in self.fields:
            publications: Any = self.fields["publication"]
            publications.queryset = self.instance.possible_publications()
            assignees: Any = self.fields["assignee"]
            assignees.queryset = User.objects.with_perm("factcheck.change_readerreport")


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [
            ("new", _("New")),
            ("looked-at", _("Being looked at")),
            ("settled", _("With an outcome")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "new":
                return queryset.new()  # type: ignore[attr-defined, no-any-return]
            case "looked-at":
                return queryset.looked_at()  # type: ignore[attr-defined, no-any-return]
            case "settled":
                return queryset.settled()  # type: ignore[attr-defined, no-any-return]
        return queryset


@admin.register(ReaderReport, site=site)
class ReaderReportAdmin(FoundByWords):
    form = OutcomeForm
    change_form_template = "admin/factcheck/readerreport/change_form.html"
    list_display = ["what", "subject", "created_at", "state"]
    list_filter = [StateFilter, "kind"]
    list_select_related = ["claim", "article", "assignee"]
    autocomplete_fields = ["added", "duplicate_of"]
    readonly_fields = ["subject", "kind", "created_at", "words", "addresses", "email", "said_in"]
    fieldsets = [
        (
            gettext_lazy("What the reader wrote"),
            {
                "fields": [
                    "subject",
                    ("kind", "created_at", "said_in"),
                    "words",
                    "addresses",
                    "email",
                ]
            },
        ),
        (
            gettext_lazy("What comes of it"),
            {
                "fields": [
                    ("assignee", "outcome"),
                    "answer",
                    "publication",
                    "added",
                    "duplicate_of",
                ]
            },
        ),
    ]

    def told_before_saving(self, report: ReaderReport) -> list[str]:
        return ["outcome"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if "_take" in request.POST:
            obj.assignee_id = request.user.pk
        had_address = bool(obj.email)
        outcomes.save(obj, form.state)
        if had_address and not obj.email:
            messages.info(request, _("The reader was told, and their address is deleted."))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_take" not in request.POST:
            return super().response_change(request, obj)
        messages.success(request, _("You look at this report now; the reader is shown so."))
        return redirect(request.get_full_path())

    def view_on_site(self, obj: ReaderReport) -> str:
        return obj.get_absolute_url()

    @admin.display(description=gettext_lazy("report"))
    def what(self, report: ReaderReport) -> str:
        return above(Truncator(report.message).words(18), capfirst(str(report.get_kind_display())))

    @admin.display(description=gettext_lazy("about"))
    def subject(self, report: ReaderReport) -> str | SafeString:
        """A link to the claim or article at the desk."""
        row = report.claim or report.article
        if row is None:
            return self.get_empty_value_display()
        address = reverse(f"admin:factcheck_{row._meta.model_name}_change", args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, row)

    @admin.display(description=gettext_lazy("state"))
    def state(self, report: ReaderReport) -> str:
        return report.state

    @admin.display(description=gettext_lazy("message"))
    def words(self, report: ReaderReport) -> SafeString:
        return format_html('<p class="report-words" dir="auto">{}</p>', report.message)

    @admin.display(description=gettext_lazy("links"))
    def addresses(self, report: ReaderReport) -> str | SafeString:
        link = '<p><a href="{0}" rel="noopener noreferrer nofollow">{0}</a></p>'
        links = format_html_join("", link, ([link] for link in report.links))
        return links or self.get_empty_value_display()

    @admin.display(description=gettext_lazy("language"))
    def said_in(self, report: ReaderReport) -> str:
        return language_tags.name(report.language)
