from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import OuterRef, QuerySet, Subquery
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck import anchoring
from factcheck.admin.autocomplete import KnownAutocompleteSelect, let_make
from factcheck.admin.claim import (
    act_forms,
    addresses,
    bulk,
    conflict,
    inlines,
    list_filters,
    thread,
)
from factcheck.admin.claim.act_pages import page_of
from factcheck.admin.claim.claim_form import ClaimForm, is_settled
from factcheck.admin.claim.columns import ClaimColumns
from factcheck.admin.claim.desk_search import matching
from factcheck.admin.desk_admin import DeskAdmin
from factcheck.admin.desk_inlines import without_links
from factcheck.admin.site import site
from factcheck.models import Article, Claim, Embargo, PublicClaim
from factcheck.models.acts import Verb
from factcheck.models.content import claim_fields
from factcheck.models.vocabulary import Stage


def _unnamed(fieldsets: list[Any]) -> list[str]:
    """The claim's own columns that a publication says, and that no section of the form names."""
    own = {field.name for field in Claim._meta.concrete_fields if field.editable}
    named = set(flatten_fieldsets(fieldsets))
    return [name for name in claim_fields() if name in own - named]


@admin.register(Claim, site=site)
class ClaimAdmin(ClaimColumns, bulk.BulkActions, DeskAdmin):
    form = ClaimForm
    change_form_template = "admin/factcheck/claim/change_form.html"

    list_display = [
        "headline_and_kind",
        "status_and_stage",
        "speaker_and_article",
        "assignee",
        "due",
        "public",
    ]
    list_select_related = ["article", "speaker", "status", "assignee"]
    list_filter = [
        "status",
        "stage",
        list_filters.DeskFilter,
        list_filters.ArticleFilter,
        list_filters.SpeakerFilter,
        list_filters.SourceFilter,
        list_filters.AssigneeFilter,
        list_filters.EvidenceFilter,
        list_filters.PublicFilter,
        "kind",
        "subject",
        "priority",
        "passage",
    ]
    search_fields = ["headline", "statement", "quote", "speaker__name"]
    search_help_text = _("Words of the headline, the statement or the quote, or a speaker’s name.")
    # Sorting by anything else would sort them all.
    sortable_by = ()

    autocomplete_fields = [
        "article", "speaker", "co_speakers", "topics", "same_as", "assignee", "reviewer",
    ]  # fmt: skip
    readonly_fields = ["paragraph"]
    inlines = [
        inlines.CitationInline,
        inlines.EvidenceInline,
        inlines.SearchLogInline,
        inlines.ReplyInline,
        inlines.TranslationInline,
        inlines.PublicationInline,
    ]
    fieldsets: ClassVar[list[Any]] = [
        (_("Words"), {"classes": ["words"], "fields": ["article", "paragraph", "quote", "place"]}),
        (
            _("Claim"),
            {
                "classes": ["claim"],
                "fields": [
                    "headline",
                    "statement",
                    ("kind", "subject"),
                    ("speaker", "speaker_role"),
                    ("co_speakers", "attribution_ambiguous"),
                    ("said_on", "happened_on", "date_as_given"),
                    "question",
                    ("topics", "same_as"),
                ],
            },
        ),
        (_("Verdict"), {"classes": ["verdict"], "fields": ["status", "summary", "reasoning"]}),
        (
            _("Desk"),
            {
                "classes": ["desk"],
                "fields": [
                    ("priority", "due_on"),
                    ("assignee", "reviewer"),
                    "legal_hold",
                    "note",
                ],
            },
        ),
    ]
    # What publications say of a claim is asked for, also where no section names it yet.
    fieldsets[1][1]["fields"] += _unnamed(fieldsets)

    def get_urls(self) -> list[Any]:
        return [*addresses.of(self), *super().get_urls()]

    @property
    def media(self) -> Media:
        """Add what the autocomplete filters of the list and the counter of the form need."""
        select = KnownAutocompleteSelect(Claim._meta.get_field("article"), self.admin_site)
        own = Media(js=["factcheck/admin/filter.js"])
        return super().media + select.media + own

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        public = PublicClaim.objects.filter(pk=OuterRef("pk"))
        kind = Subquery(public.values("publication__kind"))
        rows: QuerySet[Any] = super().get_queryset(request).annotate(public_kind=kind)
        return rows

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """List one article's claims as they stand in its text, all others the newest first."""
        return ["start", "pk"] if request.GET.get("article") else ["-pk"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if request.GET.get("field_name") == "same_as":
            queryset = queryset & Claim.objects.repeatable()
        return queryset.filter(matching(search_term)), False

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        """Show the passage only where there is one, and the choice of a place only to editors."""
        hidden = set()
        if obj is None or not obj.quote:
            hidden.add("paragraph")
        if obj and (is_settled(obj, request) or not self.has_change_permission(request, obj)):
            hidden |= {"quote", "place"}
        return [
            (name, options | {"fields": [f for f in options["fields"] if f not in hidden]})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Claim | None = None) -> list[Any]:
        """Keep a claim in its article, and a settled one as it is but for the desk's own fields."""
        if obj is None:
            return self.readonly_fields
        if not is_settled(obj, request):
            return [*self.readonly_fields, "article"]
        *parts, _desk = self.fieldsets
        return [*self.readonly_fields, *flatten_fieldsets(parts)]

    def get_inline_formsets(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[Any]:
        """Mark those that show something, or take something."""
        inlines: list[Any] = super().get_inline_formsets(request, *args, **kwargs)
        for inline in inlines:
            inline.is_shown = inline.has_add_permission or inline.formset.total_form_count()
        return inlines

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Load a claim; to save it, one that nobody else can change meanwhile, nor its text."""
        if request.method == "POST" and object_id.isdecimal():
            found = Claim.objects.filter(pk=object_id)
            for article_id in found.values_list("article", flat=True):
                Article.objects.locked(article_id)
            found.select_for_update().first()
        return super().get_object(request, object_id, from_field)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        claim = context["original"]
        if claim is not None:
            context |= self._beside(claim.pk, request.user)
            form = context["adminform"].form
            if getattr(form, "is_outdated", False):
                inlines = context["inline_admin_formsets"]
                context["conflict"] = conflict.differences(
                    form, [i.formset for i in inlines if i.has_change_permission]
                )
        return super().render_change_form(request, context, *args, **kwargs)

    def response_post_save_add(self, request: HttpRequest, obj: Claim) -> HttpResponseRedirect:
        """Stay with the claim: what comes next is beside its form."""
        return redirect(page_of(obj))

    def response_post_save_change(self, request: HttpRequest, obj: Claim) -> HttpResponseRedirect:
        return redirect(request.get_full_path())

    def _beside(self, claim_id: int, user: Any) -> dict[str, Any]:
        """What stands beside the form, of the claim as it is, whatever was typed."""
        claim = Claim.objects.for_candidate().get(pk=claim_id)
        contributions = thread.contributions(claim)
        buttons = act_forms.buttons(claim, user)
        signs_off = any(button.verb == Verb.SIGN_OFF for button in buttons)
        return {
            "claim": claim,
            "buttons": buttons,
            "comment_form": act_forms.comment_form(claim),
            "embargo": Embargo.objects.filter(claim=claim).select_related("publisher").first(),
            "thread": thread.thread(claim),
            "contributions": contributions,
            "own_contribution": thread.of(user, contributions) if signs_off else None,
            "is_settled": Stage(claim.stage).is_settled,
            "open_remarks": claim.remarks.unsettled().count(),
        }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = let_make(super().formfield_for_dbfield(db_field, request, **kwargs))
        return without_links(field) if db_field.name in {"status", "article"} else field

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Drop a claim instead: nothing of the desk is lost."""
        return False

    def view_on_site(self, claim: Claim) -> str | None:
        public = PublicClaim.objects.filter(pk=claim.pk).first()
        return public.get_absolute_url() if public else None

    @admin.display(description=_("in the article"))
    def paragraph(self, claim: Claim) -> SafeString:
        anchor = claim.anchor
        if claim.revision is None or anchor is None:
            return SafeString("")
        body = claim.revision.body
        around = anchoring.paragraph_at(body, anchor.start, anchor.end)
        context = {
            "before": body[around.start : anchor.start],
            "quote": anchor.exact,
            "after": body[anchor.end : around.end],
            "language": claim.language,
        }
        return render_to_string("admin/claim/_passage.html", context)
