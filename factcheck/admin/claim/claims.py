from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import InlineAdminForm
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import OuterRef, QuerySet, Subquery
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck import anchoring
from factcheck.admin.article import passages
from factcheck.admin.autocomplete import KnownAutocompleteSelect, let_make
from factcheck.admin.claim import (
    act_forms,
    addresses,
    arrange_pages,
    bulk,
    evidence_numbers,
    inlines,
    like,
    list_filters,
    next_steps,
    thread,
)
from factcheck.admin.claim import pressed as acted
from factcheck.admin.claim.act_pages import page_of
from factcheck.admin.claim.claim_form import ClaimForm, is_settled, was_settled_meanwhile
from factcheck.admin.claim.columns import ClaimColumns
from factcheck.admin.claim.facets import ClaimList
from factcheck.admin.claim.parts import parts
from factcheck.admin.desk_admin import say_what_was_dropped
from factcheck.admin.desk_inlines import without_links
from factcheck.admin.found_by_words import FoundByWords
from factcheck.admin.site import site
from factcheck.models import Article, AuditEntry, Claim, Embargo, PublicClaim
from factcheck.models.acts import ACTS, Verb
from factcheck.models.audit import AuditEntryQuerySet
from factcheck.models.content import claim_fields
from factcheck.models.partial_date import display, is_after
from factcheck.models.vocabulary import Stage


def is_beside_text(request: Any) -> bool:
    """Whether the form is the workbench's panel, and not the claim's own page."""
    return bool(request.resolver_match.url_name == "factcheck_article_workbench")


def _unnamed(fieldsets: list[Any]) -> list[str]:
    """The claim's own columns that are published, and that no section of the form names."""
    own = {field.name for field in Claim._meta.concrete_fields if field.editable}
    named = set(flatten_fieldsets(fieldsets))
    return [name for name in claim_fields() if name in own - named]


@admin.register(Claim, site=site)
class ClaimAdmin(ClaimColumns, bulk.BulkActions, FoundByWords):
    form = ClaimForm
    change_form_template = "admin/factcheck/claim/change_form.html"
    change_list_template = "admin/factcheck/claim/change_list.html"

    list_display = [
        "headline_and_kind",
        "status_and_stage",
        "speaker_and_article",
        "arranged",
        "public",
    ]
    list_select_related = ["article", "speaker", "status", "assignee", "reviewer"]
    list_filter: ClassVar[list[Any]] = list_filters.ALL
    actions = [*bulk.BulkActions.actions, arrange_pages.arrange_selected]
    search_help_text = _("Words of the claim, or names of its speakers, sources and evidence.")
    # Sorting by anything else would sort all claims.
    sortable_by = ()

    autocomplete_fields = [
        "article", "speaker", "co_speakers", "topics", "same_as", "assignee", "reviewer",
    ]  # fmt: skip
    radio_fields = {"status": admin.HORIZONTAL}
    readonly_fields = ["paragraph"]
    inlines = [
        inlines.CitationInline,
        inlines.EvidenceInline,
        inlines.SearchLogInline,
        inlines.ReplyInline,
        inlines.ExternalReviewInline,
        inlines.TranslationInline,
        inlines.PublicationInline,
    ]
    fieldsets: ClassVar[list[Any]] = [
        (_("Words"), {"classes": ["words"], "fields": ["article", "paragraph", "quote", "place"]}),
        (
            _("Claim"),
            {"classes": ["claim"], "fields": ["headline", ("speaker", "speaker_role")]},
        ),
        (
            _("More about the claim"),
            {
                "classes": ["about"],
                "fields": [
                    "statement",
                    ("kind", "subject"),
                    ("co_speakers", "attribution_ambiguous"),
                    ("said_on", "happened_on", "date_as_given"),
                    "question",
                    ("topics", "same_as"),
                ],
            },
        ),
        (
            _("Verdict"),
            {
                "classes": ["verdict"],
                "fields": ["status", "summary", "reasoning", "policy_exception"],
            },
        ),
        (
            _("Our review from before this record"),
            {
                "classes": ["earlier"],
                "fields": [
                    ("earlier_rating", "earlier_author"),
                    ("earlier_url", "earlier_published_on"),
                ],
            },
        ),
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
    # The form asks for everything that is published, even if no section names it yet.
    fieldsets[2][1]["fields"] += _unnamed(fieldsets)

    def get_urls(self) -> list[Any]:
        return [*addresses.of(self), *super().get_urls()]

    @property
    def media(self) -> Media:
        """Add what the autocomplete filters of the list and the form's own scripts need."""
        select = KnownAutocompleteSelect(Claim._meta.get_field("article"), self.admin_site)
        scripts = ("filter", "rows", "references", "to_field")
        own = Media(js=[f"factcheck/admin/{script}.js" for script in scripts])
        return super().media + select.media + own

    def media_with_inlines(self, request: HttpRequest) -> Media:
        """What every claim's form needs, for a page that shows one after another."""
        own = self.media
        for inline in self.get_inline_instances(request):
            fields = inline.form.base_fields.values()
            own = sum((field.widget.media for field in fields), own + inline.media)
        return own

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        public = PublicClaim.objects.filter(pk=OuterRef("pk"))
        kind = Subquery(public.values("publication__kind"))
        rows: QuerySet[Any] = super().get_queryset(request).annotate(public_kind=kind)
        return rows

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ClaimList]:
        return ClaimList

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """List one article's claims in the order of its text, any others with the newest first."""
        return ["start", "pk"] if request.GET.get("article") else ["-pk"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if request.GET.get("field_name") == "same_as":
            queryset = queryset & Claim.objects.repeatable()
        return super().get_search_results(request, queryset, search_term)

    def told_before_saving(self, claim: Claim) -> list[str]:
        """A move; where it settled the claim, the database says what to do first."""
        return [] if Stage(claim.stage).is_settled else ["stage"]

    def audited(self, request: HttpRequest, key: Any) -> AuditEntryQuerySet:
        """All parts of a claim are audited with it."""
        return AuditEntry.objects.filter(claim=key)

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        """Show the passage only if there is one, and the choice of a place only to editors."""
        hidden = set()
        if obj is None or not obj.quote:
            hidden.add("paragraph")
        if obj and (is_settled(obj, request) or not self.has_change_permission(request, obj)):
            hidden |= {"quote", "place"}
        *parts, desk = (
            (name, options | {"fields": [f for f in options["fields"] if f not in hidden]})
            for name, options in super().get_fieldsets(request, obj)
        )
        return [*(self.readable(parts) if obj and is_settled(obj, request) else parts), desk]

    def get_readonly_fields(self, request: HttpRequest, obj: Claim | None = None) -> list[Any]:
        """Keep a claim in its article; of a settled one, only the desk's own fields can change."""
        if obj is None:
            return self.readonly_fields
        if not is_settled(obj, request):
            return [*self.readonly_fields, "article"]
        *parts, _desk = self.fieldsets
        return [*self.readonly_fields, *flatten_fieldsets(self.readable(parts))]

    def get_inline_formsets(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[Any]:
        """Mark those that show something, or take something; with a blank row for who has no
        script to add one.
        """
        inlines: list[Any] = super().get_inline_formsets(request, *args, **kwargs)
        for inline in inlines:
            total = inline.formset.total_form_count()
            inline.is_shown = inline.has_add_permission or total
            inline.total_with_blank = total + 1
            inline.blank = InlineAdminForm(
                inline.formset,
                inline.formset._construct_form(total),
                inline.fieldsets,
                inline.prepopulated_fields,
                None,
                inline.readonly_fields,
                model_admin=inline.opts,
            )
        return inlines

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Load a claim; before saving it, lock it and its article's text."""
        is_locked = getattr(request, "locked_claim", None) == object_id
        if request.method == "POST" and object_id.isdecimal() and not is_locked:
            request.locked_claim = object_id  # type: ignore[attr-defined]
            found = Claim.objects.filter(pk=object_id)
            for article_id in found.values_list("article", flat=True):
                Article.objects.locked(article_id)
            found.select_for_update().first()
        return super().get_object(request, object_id, from_field)

    def changeform_view(
        self,
        request: Any,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save a claim, and make the act whose button was pressed with it."""
        sent = object_id if request.method == "POST" else None
        claim = self.get_object(request, sent) if sent else None
        if claim is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        request.POST = evidence_numbers.settled(request.POST, claim)
        request.pressed = pressed = acted.pressed(request.POST, claim, request.user)
        request.version = claim.version
        may_act = self.has_view_permission(request, claim) and pressed is not None
        saves = self.has_change_permission(request, claim) and "since" in request.POST
        if saves and was_settled_meanwhile(claim, request):
            self._wake(request, claim)
        if may_act and not saves:
            response: HttpResponse = self.response_change(request, claim)
        else:
            response = super().changeform_view(request, object_id, form_url, extra_context)
        if pressed and pressed.is_refused:
            request.has_saved = saves
            fresh = acted.seen_anew(request)
            return super().changeform_view(fresh, object_id, form_url, extra_context)
        return response

    def _wake(self, request: Any, claim: Claim) -> None:
        """Reopen or restore a claim before what was typed for it is saved, or refuse to save it."""
        pressed, newest = request.pressed, self.audited(request, claim.pk).newest()
        if pressed and pressed.wakes:
            pressed.make(claim.pk, request.user, is_newest=True)
        if not (pressed and pressed.made):
            request.refusal = next_steps.at_rest(claim, pressed.refusals if pressed else ())
            if pressed:
                pressed.is_refused = False
        elif request.POST["since"] == str(newest):
            request.POST = request.POST.copy()
            request.POST["since"] = str(self.audited(request, claim.pk).newest())

    def response_change(self, request: Any, obj: Claim) -> HttpResponse:
        """Make what was asked for beside saving; say that it is saved where nothing was."""
        if request.pressed is None:
            return super().response_change(request, obj)
        seen = request.pressed.form["version"].value()
        request.pressed.make(obj.pk, request.user, is_newest=seen == str(request.version))
        # Beside a refusal it is no success; the refusal tells of it.
        for act, made in [] if request.pressed.is_refused else request.pressed.made[-1:]:
            beside = is_beside_text(request)
            said = next_steps.with_links(act, made, request.user, beside_text=beside)
            messages.success(request, said)
            say_what_was_dropped(request, request.pressed.form)
        return redirect(page_of(obj))

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        claim = context["original"]
        if claim is not None:
            context |= self._beside(
                request, claim.pk, may_save=self.has_change_permission(request, claim)
            )
        context["parts"] = parts(
            context["adminform"],
            context["inline_admin_formsets"],
            beside_text=is_beside_text(request),
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Claim, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        like.warn(request, obj, form)
        published = obj.article.published_on
        if "said_on" in form.changed_data and is_after(obj.said_on, published):
            # The article may have been brought up to date since, so this is no refusal.
            said = _("Said on %(said)s, but the article is of %(published)s: check both dates.")
            dates = {"said": display(obj.said_on), "published": display(published)}
            messages.warning(request, said % dates)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        evidence_numbers.tell_broken(request, form.instance, formsets)

    def response_post_save_add(self, request: HttpRequest, obj: Claim) -> HttpResponseRedirect:
        """Stay with the claim: what comes next is beside its form."""
        return redirect(page_of(obj))

    def response_post_save_change(self, request: HttpRequest, obj: Claim) -> HttpResponseRedirect:
        return redirect(request.get_full_path())

    def _beside(self, request: Any, claim_id: int, *, may_save: bool) -> dict[str, Any]:
        """What stands beside the form: the claim as it is saved, whatever was typed."""
        claim, user = Claim.objects.for_candidate().get(pk=claim_id), request.user
        pressed = getattr(request, "pressed", None)
        sent, since = request.POST, None
        if pressed:
            sent, since = pressed.sent, pressed.seen_until
        events, contributions = thread.beside_form(claim)
        refused = pressed.form if pressed and pressed.is_refused else None
        buttons = act_forms.buttons(claim, user, sent, may_save=may_save, refused=refused)
        signs_off = any(button.verb == Verb.SIGN_OFF for button in buttons)
        return {
            "claim": claim,
            "buttons": buttons,
            "refused": pressed if pressed and pressed.is_refused else None,
            "made_before": [next_steps.done(*each) for each in pressed.made] if pressed else [],
            "happened": thread.happened_since(claim, since) if since else [],
            "comment_form": act_forms.beside_form(ACTS[Verb.COMMENT], claim, sent),
            "embargo": Embargo.objects.filter(claim=claim).select_related("publisher").first(),
            "thread": events,
            "contributions": contributions,
            "own_contribution": thread.of(user, contributions) if signs_off else None,
            "is_settled": Stage(claim.stage).is_settled,
            "passage": passages.unsettled(claim),
            "open_remarks": claim.remarks.unsettled().count(),
        }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = let_make(super().formfield_for_dbfield(db_field, request, **kwargs))
        return without_links(field) if db_field.name in {"status", "article"} else field

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def kept(self, row: Claim) -> Any:
        """Nobody deletes claims: a claim is dropped instead, and nothing is lost."""
        return _("Claims are never deleted: drop it or, if it is public, withdraw it instead.")

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
