"""Pages of a claim besides its form: its acts, its history."""

from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from factcheck import workflow
from factcheck.admin import sent_twice
from factcheck.admin.claim import next_steps
from factcheck.admin.claim.act_forms import BY_BUTTON, ActForm
from factcheck.admin.claim.thread import thread
from factcheck.admin.refusals import REFUSALS, message_of
from factcheck.models import Claim, User
from factcheck.models.acts import Act


def move(admin: Any, request: HttpRequest, claim_id: int, verb: str) -> HttpResponse:
    """Make an act; after a refusal, show the act's form again, with what was typed."""
    act = BY_BUTTON.get(verb)
    if act is None:
        raise Http404
    claim = visible(admin, request, claim_id)
    if request.method != "POST":
        return redirect(page_of(claim))
    with transaction.atomic():
        return sent_twice.once(request, lambda: _make(admin, request, claim, act))


def _make(admin: Any, request: HttpRequest, claim: Claim, act: Act) -> HttpResponse:
    form = ActForm(act, claim, request.POST)
    if form.is_valid():
        user = cast("User", request.user)
        try:
            made = workflow.perform(claim.pk, act.verb, user, **form.cleaned_data)
        except REFUSALS as refusal:
            _refuse(form, claim, refusal)
        else:
            messages.success(request, next_steps.with_links(act, made, user))
            return redirect(page_of(claim))
    context = page(admin, request, claim, act.button) | {"form": form}
    return TemplateResponse(request, "admin/claim/act.html", context)


def history(admin: Any, request: HttpRequest, claim_id: int) -> HttpResponse:
    """Everything that happened to a claim, page by page."""
    claim = visible(admin, request, claim_id)
    context = page(admin, request, claim, _("History"))
    context["thread"] = thread(claim, _moment(request.GET.get("before", "")))
    return TemplateResponse(request, "admin/claim/history.html", context)


def visible(admin: Any, request: HttpRequest, claim_id: int) -> Claim:
    claim = get_object_or_404(Claim.objects.select_related("article"), pk=claim_id)
    if not admin.has_view_permission(request, claim):
        raise PermissionDenied
    return claim


def page_of(claim: Claim) -> str:
    return reverse("admin:factcheck_claim_change", args=[claim.pk])


def page(admin: Any, request: HttpRequest, claim: Claim, title: Any) -> dict[str, Any]:
    """What every page of a claim besides its form shows."""
    everywhere: dict[str, Any] = admin.admin_site.each_context(request)
    return everywhere | {
        "title": title,
        "claim": claim,
        "opts": admin.opts,
    }


def _refuse(form: ActForm, claim: Claim, refusal: Exception) -> None:
    """Say why not; the form then continues from the claim as it is now."""
    if isinstance(refusal, workflow.DemandsUnmet):
        form.add_error(None, list(refusal.missing))
    else:
        form.add_error(None, message_of(refusal))
    claim.refresh_from_db(fields=["version"])
    data = cast("QueryDict", form.data).copy()
    data["version"] = str(claim.version)
    form.data = data


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if text and moment is None:
        raise Http404
    return moment
