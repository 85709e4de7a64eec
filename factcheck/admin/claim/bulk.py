"""Moves of many claims at once, from their list: each for itself, with a result for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin.claim import act_forms
from factcheck.admin.refusals import REFUSALS, message_of
from factcheck.models import Claim
from factcheck.models.vocabulary import Stage, Verb

AT_ONCE = 200

# Who is offered what; whether it can be done is asked again for each claim.
VERBS = {
    Verb.TAKE: ("research", gettext_lazy("Take the selected claims")),
    Verb.ASSIGN: ("assign", gettext_lazy("Assign the selected claims")),
    Verb.RELEASE: ("research", gettext_lazy("Give the selected claims back")),
    Verb.SUBMIT: ("research", gettext_lazy("Submit the selected claims for review")),
    Verb.SEND_BACK: ("review", gettext_lazy("Send the selected claims back")),
    Verb.SIGN_OFF: ("review", gettext_lazy("Sign off the selected claims")),
    act_forms.LIST: ("publish", gettext_lazy("List the selected claims publicly")),
    Verb.PUBLISH: ("publish", gettext_lazy("Publish the selected claims")),
}


class BulkForm(forms.Form):
    """What all the moves need to be told; `claim` names each one with the version that was seen."""

    filters = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, verb: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= act_forms.bulk_fields(verb)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one claim: done, or why not."""

    claim: Claim
    done: str
    refusal: str = ""


def _action(verb: str, permission: str, label: Any) -> Callable[..., HttpResponse | None]:
    @admin.action(permissions=[permission], description=label)
    def action(
        model_admin: Any, request: HttpRequest, queryset: QuerySet[Claim]
    ) -> HttpResponse | None:
        claims = list(queryset.order_by("pk").select_related("article", "status")[: AT_ONCE + 1])
        if len(claims) > AT_ONCE:
            too_many = _("At most %(limit)s claims at once: select fewer.") % {"limit": AT_ONCE}
            model_admin.message_user(request, too_many, messages.ERROR)
            return None
        form = BulkForm(verb, initial={"filters": request.GET.urlencode()})
        return _page(model_admin, request, verb, {"form": form, "claims": claims})

    action.__name__ = verb.replace("-", "_")
    return action


ACTIONS = [_action(verb, permission, label) for verb, (permission, label) in VERBS.items()]


class BulkPermissions:
    """Which of the actions are offered to whom."""

    def has_research_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("factcheck.research_claim")

    def has_assign_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("factcheck.assign_claim")

    def has_review_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("factcheck.review_claim")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("factcheck.publish_claim")


def bulk(model_admin: Any, request: HttpRequest, verb: str) -> HttpResponse:
    """Make the move for each claim, in a transaction of its own, and show what became of each."""
    if verb not in VERBS:
        raise Http404
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return redirect("admin:factcheck_claim_changelist")
    form = BulkForm(verb, request.POST)
    seen = _seen(request.POST.getlist("claim"))
    claims = list(
        Claim.objects.filter(pk__in=seen).select_related("article", "status").order_by("pk")
    )
    if not form.is_valid():
        return _page(model_admin, request, verb, {"form": form, "claims": claims})
    values = {name: value for name, value in form.cleaned_data.items() if name != "filters"}
    results = [_make(claim, verb, request.user, values, seen[claim.pk]) for claim in claims]
    return _page(model_admin, request, verb, {"form": form, "results": results})


def _make(claim: Claim, verb: str, user: Any, values: dict[str, Any], version: int) -> Result:
    if verb == Verb.ASSIGN and claim.stage == Stage.CHECKING:
        verb = Verb.REASSIGN
    try:
        return Result(claim, act_forms.make(claim.pk, verb, user, version=version, **values))
    except REFUSALS as refusal:
        return Result(claim, "", message_of(refusal))


def _seen(given: Sequence[str]) -> dict[int, int]:
    """Versions by claim, of ``12:5``; raises Http404 for anything else, and for too many."""
    pairs = [text.split(":") for text in given]
    if len(pairs) > AT_ONCE or not all(len(p) == 2 and all(map(str.isdecimal, p)) for p in pairs):
        raise Http404
    return {int(claim): int(version) for claim, version in pairs}


def _page(
    model_admin: Any, request: HttpRequest, verb: str, context: dict[str, Any]
) -> TemplateResponse:
    everywhere = model_admin.admin_site.each_context(request)
    own = {
        "title": VERBS[verb][1],
        "verb": verb,
        "label": act_forms.LABELS[verb],
        "opts": model_admin.opts,
        "done": sum(not result.refusal for result in context.get("results", [])),
    }
    template = "admin/factcheck/claim/bulk.html"
    return TemplateResponse(request, template, everywhere | own | context)
