from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.forms import Media
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck import anchoring
from factcheck.admin import claim_inlines, filters
from factcheck.admin.autocomplete import KnownAutocompleteSelect
from factcheck.admin.badges import above, status_badge
from factcheck.admin.base import DeskAdmin
from factcheck.admin.claim_form import ClaimForm
from factcheck.admin.claim_search import matching
from factcheck.admin.inlines import without_links
from factcheck.admin.listing import list_publicly
from factcheck.admin.site import site
from factcheck.models import Claim, Publication, PublicClaim


@admin.register(Claim, site=site)
class ClaimAdmin(DeskAdmin):
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
        filters.ArticleFilter,
        filters.SpeakerFilter,
        filters.SourceFilter,
        filters.AssigneeFilter,
        filters.EvidenceFilter,
        filters.PublicFilter,
        "kind",
        "subject",
        "priority",
    ]
    search_fields = ["headline", "statement", "quote", "speaker__name"]
    search_help_text = _("Words of the headline, the statement or the quote, or a speaker’s name.")
    # Sorting by anything else would sort them all.
    sortable_by = ()
    actions = [list_publicly]

    autocomplete_fields = [
        "article", "speaker", "co_speakers", "topics", "same_as", "assignee", "reviewer",
    ]  # fmt: skip
    readonly_fields = ["paragraph", "stage"]
    inlines = [
        claim_inlines.CitationInline,
        claim_inlines.EvidenceInline,
        claim_inlines.SearchLogInline,
        claim_inlines.TranslationInline,
        claim_inlines.PublicationInline,
    ]
    fieldsets = [
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
                "fields": [("stage", "priority", "due_on"), ("assignee", "reviewer"), "note"],
            },
        ),
    ]

    @property
    def media(self) -> Media:
        """Add what the autocomplete filters of the list and the counter of the form need."""
        select = KnownAutocompleteSelect(Claim._meta.get_field("article"), self.admin_site)
        own = Media(js=["factcheck/admin/filter.js", "factcheck/admin/count.js"])
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
        return queryset.filter(matching(search_term)), False

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        """Show the passage only where there is one, and the choice of a place only to editors."""
        hidden = set()
        if obj is None or not obj.quote:
            hidden.add("paragraph")
        if obj and not self.has_change_permission(request, obj):
            hidden |= {"quote", "place"}
        return [
            (name, options | {"fields": [f for f in options["fields"] if f not in hidden]})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Claim | None = None) -> list[Any]:
        """Keep a claim in its article."""
        return [*self.readonly_fields, *(["article"] if obj else [])]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_links(field) if db_field.name in {"status", "article"} else field

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("factcheck.publish_claim")

    def view_on_site(self, claim: Claim) -> str | None:
        public = PublicClaim.objects.filter(pk=claim.pk).first()
        return public.get_absolute_url() if public else None

    @admin.display(description=_("in the article"))
    def paragraph(self, claim: Claim) -> SafeString:
        if claim.revision is None or claim.start is None or claim.end is None:
            return SafeString("")
        body = claim.revision.body
        around = anchoring.paragraph_at(body, claim.start, claim.end)
        context = {
            "before": body[around.start : claim.start],
            "quote": body[claim.start : claim.end],
            "after": body[claim.end : around.end],
            "language": claim.language,
        }
        return render_to_string("admin/factcheck/claim/_passage.html", context)

    @admin.display(description=_("claim"))
    def headline_and_kind(self, claim: Claim) -> SafeString:
        return above(claim.headline, claim.get_kind_display())

    @admin.display(description=_("status"))
    def status_and_stage(self, claim: Claim) -> SafeString:
        return above(status_badge(claim.status), claim.get_stage_display())

    @admin.display(description=_("speaker, article"))
    def speaker_and_article(self, claim: Claim) -> SafeString:
        return above(str(claim.speaker or "–"), str(claim.article))

    @admin.display(description=_("due"))
    def due(self, claim: Claim) -> SafeString | str:
        """Due date and, where it is not the normal one, priority."""
        parts = []
        if claim.priority != Claim.Priority.NORMAL:
            parts.append(claim.get_priority_display())
        if claim.due_on:
            parts.append(date_format(claim.due_on, "SHORT_DATE_FORMAT"))
        is_late = claim.due_on is not None and claim.due_on < timezone.localdate()
        return format_html(
            '<span class="{}">{}</span>', "late" if is_late else "", " · ".join(parts)
        )

    @admin.display(description=_("public"), empty_value="–")
    def public(self, claim: Any) -> SafeString | None:
        if not claim.public_kind:
            return None
        url, kind = reverse("claim-redirect", args=[claim.pk]), Publication.Kind(claim.public_kind)
        return format_html('<a href="{}">{}</a>', url, kind.label)
