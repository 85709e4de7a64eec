"""Pages of a claim besides its form: its acts, its history."""

from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from factcheck import workflow
from factcheck.admin import sent_twice
from factcheck.admin.claim import next_steps
from factcheck.admin.claim.act_forms import BY_BUTTON, ActForm
from factcheck.admin.claim.thread import happened_since, thread
from factcheck.admin.desk_admin import say_what_was_dropped
from factcheck.models import Claim, User
from factcheck.models.acts import Act
from factcheck.workflow.refusals import REFUSALS, message_of


def move(admin: Any, request: HttpRequest, claim_id: int, verb: str) -> HttpResponse:
    """Make an act, or say why not, with what was typed.

    What is missing is asked for again. Otherwise the claim is not what the person looked at: what
    happened to it since is shown, and the act is not offered before they looked again.
    """
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
    context = page(admin, request, claim, act.button) | {"form": form}
    if form.is_valid():
        user = cast("User", request.user)
        try:
            made = workflow.perform(claim.pk, act.verb, user, **form.cleaned_data)
        except workflow.DemandsUnmet as refusal:
            for sentence in refusal.missing:
                field = sentence.field if isinstance(sentence, workflow.Unsaid) else ""
                form.add_error(field if field in form.fields else None, sentence)
        except REFUSALS as refusal:
            since = form.seen_until
            happened = happened_since(claim, since) if since else []
            context |= {"refusal": message_of(refusal), "events": happened, "typed": _typed(form)}
        else:
            messages.success(request, next_steps.with_links(act, made, user))
            say_what_was_dropped(request, form)
            return redirect(page_of(claim))
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


def _typed(form: ActForm) -> list[tuple[str, str]]:
    """What somebody wrote, by label: nothing of it is lost with the refusal."""
    written = [field for field in form.visible_fields() if isinstance(field.value(), str)]
    return [(str(field.label), field.value()) for field in written if field.value().strip()]


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if text and moment is None:
        raise Http404
    return moment
