"""The page that merges two speakers, or two sources, after showing what that would change."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import merging
from factcheck.models import Claim, Speaker
from factcheck.models.vocabulary import Stage
from factcheck.models.who import Who

SHOWN = 10


class MergesRows:
    """Rows that can be merged into another of their kind; after that, they only name it."""

    change_form_template: Any = "admin/merge/change_form.html"
    instead_of_deleting: Any = gettext_lazy(
        "If it stands here twice, merge it into the other: its claims go along, and its old "
        "addresses lead there. Otherwise give these claims another first."
    )

    def get_urls(self) -> list[URLPattern]:
        admin: Any = self
        view = admin.admin_site.admin_view(partial(merge, admin))
        name = f"factcheck_{admin.opts.model_name}_merge"
        own = path("<int:row_id>/merge/", view, name=name)
        return [own, *super().get_urls()]  # type: ignore[misc]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)  # type: ignore[misc]
        match = request.resolver_match
        is_one = match is not None and "object_id" in match.kwargs
        return rows if is_one else rows.current()  # type: ignore[no-any-return]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may: bool = super().has_change_permission(request, obj)  # type: ignore[misc]
        return may and not (obj and obj.merged_into_id)

    def kept(self, row: Any) -> Any:
        """Keep also what was merged: its old addresses lead on."""
        merged = _("It was merged into another, and its old addresses lead there: it has to stay.")
        return merged if row.merged_into_id else super().kept(row)  # type: ignore[misc]

    def has_merge_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = self.has_change_permission(request, obj)
        return may and Who.DESK_EDITOR.held_by(request.user)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        inlines = super().get_inlines(request, obj)  # type: ignore[misc]
        return [] if obj and obj.merged_into_id else inlines

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row, admin = context.get("original"), self
        if row and self.has_merge_permission(request, row):
            context["merge_url"] = _address(admin, "merge", row)
        if row and row.merged_into_id:
            context["became"] = (row.merged_into, _address(admin, "change", row.merged_into))
        return super().render_change_form(  # type: ignore[misc, no-any-return]
            request, context, *args, **kwargs
        )


def merge(admin: Any, request: HttpRequest, row_id: int) -> HttpResponse:
    """Ask which one stays, show what would change, and merge."""
    row = get_object_or_404(admin.model, pk=row_id)
    if not admin.has_merge_permission(request, row):
        raise PermissionDenied
    form = _form(admin, request.POST if request.method == "POST" else request.GET or None)
    into = form.cleaned_data["into"] if form.is_bound and form.is_valid() else None
    problems = [] if into is None else _problems(row, into)
    if request.method == "POST" and into is not None and not problems:
        merging.merge(row, into, request.user)  # type: ignore[arg-type]
        said = _("%(merged)s became %(into)s.") % {"merged": row, "into": into}
        messages.success(request, said)
        return redirect(_address(admin, "change", into))
    context = admin.admin_site.each_context(request) | {
        "title": _("Merge into another"),
        "subtitle": str(row),
        "opts": admin.opts,
        "row": row,
        "back": _address(admin, "change", row),
        "form": form,
        "into": into,
        "problems": problems,
        "media": form.media,
    }
    if into is not None:
        both = merging.naming_both(row, into) if row.pk != into.pk else []
        aliases = merging.new_aliases(row, into) if isinstance(row, Speaker) else []
        context |= _preview(row) | {"both": both, "aliases": aliases}
    return TemplateResponse(request, "admin/merge/merge.html", context)


def _form(admin: Any, data: Any) -> Any:
    class MergeForm(forms.Form):
        into = forms.ModelChoiceField(
            label=_("Merge into"),
            queryset=admin.model.objects.current(),
            widget=AutocompleteSelect(admin.opts.get_field("merged_into"), admin.admin_site),
            help_text=gettext_lazy("The one that stays. Words of its name find it."),
            error_messages={"required": gettext_lazy("Choose the one that stays.")},
        )

    return MergeForm(data)


def _problems(row: Any, into: Any) -> list[str]:
    try:
        merging.check(row, into)
    except ValidationError as refusal:
        return refusal.messages
    return []


def _preview(row: Any) -> dict[str, Any]:
    """Everything that the merge would link to the other one."""
    claims = Claim.objects.filter(merging.naming(row)).distinct()
    named = claims.select_related("article", "status").order_by("-pk")
    return {
        "links": [
            (_name(rows.model), count) for rows in merging.links(row) if (count := rows.count())
        ],
        "claims": named[:SHOWN],
        "claim_count": claims.count(),
        "voided": claims.filter(stage=Stage.APPROVED).count(),
        "public": claims.filter(publications__isnull=False).count(),
    }


def _name(linked: Any) -> str:
    """What editors call the rows that point to a speaker or source."""
    if linked is Claim.co_speakers.through:
        return _("Said together with others")
    return capfirst(str(linked._meta.verbose_name_plural))


def _address(admin: Any, page: str, row: Any) -> str:
    return reverse(f"admin:factcheck_{admin.opts.model_name}_{page}", args=[row.pk])
