"""Views that are kept: making, renaming, sharing and deleting them."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.admin.claim import list_filters
from factcheck.models import SavedView, User

CLAIMS = "admin:factcheck_claim_changelist"


class ViewForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name of a view, and whether it is for all, where the person may say so."""

    class Meta:
        model = SavedView
        fields = ["name", "is_shared"]

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not user.has_perm(SavedView.SHARE):
            del self.fields["is_shared"]

    def _get_validation_exclusions(self) -> set[str]:
        """Check the constraints also of what is not asked for here."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"owner"}


def known(query: str, names: Iterable[str]) -> str:
    """The part of an address that the list's filters and its search understand."""
    given, kept = QueryDict(query), QueryDict(mutable=True)
    for name in sorted(names):
        if given.get(name):
            kept[name] = str(given[name])
    return kept.urlencode()


def names_of_filters() -> list[str]:
    return ["q", *(str(each.parameter_name) for each in list_filters.ALL)]


def views(admin: Any, request: Any) -> HttpResponse:
    """List the views that one may change; keep, change or delete one.

    What was refused stands there with the name that was typed.
    """
    if not admin.has_view_permission(request):
        raise PermissionDenied
    refused: ViewForm | None = None
    if request.method == "POST":
        answer = _posted(request)
        if isinstance(answer, HttpResponse):
            return answer
        refused = answer
    forms = [
        refused
        if refused and refused.instance.pk == view.pk
        else ViewForm(request.user, instance=view, auto_id=f"id_{view.pk}_%s")
        for view in SavedView.objects.changed_by(request.user).select_related("owner")
    ]
    if refused and not refused.instance.pk:
        forms.insert(0, refused)
    context = {"title": _("Views"), "opts": admin.opts, "forms": forms}
    everywhere = admin.admin_site.each_context(request)
    return TemplateResponse(request, "admin/claim/views.html", everywhere | context)


def _posted(request: HttpRequest) -> HttpResponse | ViewForm:
    user = cast("User", request.user)
    if "query" in request.POST:
        query = known(request.POST["query"], names_of_filters())
        view = SavedView(owner=user, query=query)
        back = f"{reverse(CLAIMS)}?{query}"
        if not query:
            messages.error(request, _("Choose at least one filter first."))
            return redirect(back)
    else:
        chosen = request.POST.get("view", "")
        if not chosen.isdecimal():
            raise Http404
        view = get_object_or_404(SavedView.objects.changed_by(user), pk=chosen)
        back = reverse("admin:factcheck_claim_views")
    if "delete" in request.POST:
        view.delete()
        messages.success(request, _("“%(name)s” is deleted.") % {"name": view})
        return redirect(back)
    form = ViewForm(request.user, request.POST, instance=view)
    if not form.is_valid():
        return form
    form.save()
    messages.success(request, _("“%(name)s” is kept.") % {"name": view})
    return redirect(back)
