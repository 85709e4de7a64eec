"""Acts on many claims at once, from their list: each claim on its own, with its own result."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck import workflow
from factcheck.admin import sent_twice
from factcheck.admin.claim import next_steps
from factcheck.admin.claim.act_forms import bulk_fields
from factcheck.admin.claim.thread import Event, happened_since
from factcheck.admin.desk_admin import say_what_was_dropped
from factcheck.models import AuditEntry, Claim, Reading, User
from factcheck.models.acts import ACTS, Act, Effect
from factcheck.workflow.refusals import REFUSALS, message_of

AT_ONCE = 200
# What became of the claims, in the session of whoever did it last to many.
RESULTS = "results of many"

IN_BULK: dict[str, Act] = {act.verb.value: act for act in ACTS.values() if act.in_bulk}


class ManyForm(forms.Form):
    """What is sent with many claims: the list that they were ticked in, and the audit's newest
    entry when they were looked at.
    """

    filters = forms.CharField(required=False, widget=forms.HiddenInput)
    since = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # How many more were ticked than are done at once.
    left = forms.IntegerField(required=False, widget=forms.HiddenInput)


class BulkForm(ManyForm):
    """What all the acts need to know; `claim` gives each claim with the version that was seen."""

    def __init__(self, act: Act, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= bulk_fields(act)


@dataclass(frozen=True, slots=True)
class Bulk:
    """What is done to many claims: its title, its button, and where its form goes.

    `takes_reading` is whether it is done only to what the person has read.
    """

    title: str
    label: str
    address: str
    takes_reading: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one claim: done, or why not, which may be that it is still `to_read`.

    With a refusal goes what `happened` to it since it was looked at.
    """

    claim: Claim
    done: str
    refusal: str = ""
    to_read: bool = False
    happened: Sequence[Event] = ()


Make = Callable[[Claim, int], Result]


def _name(act: Act) -> str:
    return act.verb.replace("-", "_")


def _bulk(act: Act) -> Bulk:
    address = reverse("admin:factcheck_claim_bulk", args=[act.verb])
    return Bulk(str(act.in_bulk), str(act.button), address, act.effect == Effect.SIGN)


def _action(act: Act) -> Callable[..., HttpResponse]:
    @admin.action(description=act.in_bulk)
    def action(model_admin: Any, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponse:
        form = BulkForm(act, initial={"filters": request.GET.urlencode()})
        return ask(model_admin, request, queryset, _bulk(act), form)

    action.__name__ = _name(act)
    return action


class BulkActions(admin.ModelAdmin[Claim]):
    """The acts on many claims, offered to those who may make them; each claim is checked again."""

    actions = [_action(act) for act in IN_BULK.values()]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        theirs = {_name(a) for a in IN_BULK.values() if not a.may_be_made_by(request.user)}
        return {name: action for name, action in actions.items() if name not in theirs}


def bulk(model_admin: Any, request: HttpRequest, verb: str) -> HttpResponse:
    """Make the act on each claim, in a transaction of its own, and lead to what became of each."""
    act = IN_BULK.get(verb)
    if act is None:
        raise Http404
    form = BulkForm(act, request.POST)

    user = cast("User", request.user)

    def make(claim: Claim, version: int) -> Result:
        own = form.cleaned_data.keys() - ManyForm.base_fields.keys()
        values = {name: form.cleaned_data[name] for name in own}
        made = workflow.perform_on_one_of_many(claim, act, user, version=version, **values)
        return Result(claim, next_steps.done(*made))

    return each(model_admin, request, form, _bulk(act), make)


def each(
    model_admin: Any,
    request: HttpRequest,
    form: forms.Form,
    bulk: Bulk,
    make: Make,
) -> HttpResponse:
    """Do something for each of the claims that were named, and lead to what became of each."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return redirect("admin:factcheck_claim_changelist")
    seen = _seen(request.POST.getlist("claim"))
    claims = list(
        Claim.objects.filter(pk__in=seen).select_related("article", "status").order_by("pk")
    )
    if not form.is_valid():
        for claim in claims:
            # What was seen stays what is sent.
            claim.version = seen[claim.pk]
        return page(model_admin, request, bulk, {"form": form, "claims": claims})
    return sent_twice.once_part_by_part(
        request, lambda: _make_all(request, form, bulk, make, seen, claims)
    )


def _make_all(
    request: Any,
    form: forms.Form,
    bulk: Bulk,
    make: Make,
    seen: Mapping[int, int],
    claims: Iterable[Claim],
) -> HttpResponse:
    results = [_result(claim, seen[claim.pk], make) for claim in claims]
    say_what_was_dropped(request, form)
    # What was typed for nothing stays on the device.
    request.is_refused = all(result.refusal for result in results)
    told = [(each.claim.pk, each.done, each.refusal, each.to_read) for each in results]
    request.session[RESULTS] = {"title": bulk.title, "told": told} | {
        name: form.cleaned_data[name] for name in ManyForm.base_fields
    }
    return redirect("admin:factcheck_claim_bulk_done")


def done(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Show what became of each claim when this person last did something to many."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    saved = request.session.get(RESULTS)
    if saved is None:
        return redirect("admin:factcheck_claim_changelist")
    claims = Claim.objects.in_bulk([key for key, *_rest in saved["told"]])
    results = [
        Result(claims[key], done, refusal, to_read, _happened(claims[key], refusal, saved["since"]))
        for key, done, refusal, to_read in saved["told"]
        if key in claims
    ]
    context = model_admin.admin_site.each_context(request) | {
        "title": saved["title"],
        "opts": model_admin.opts,
        "results": results,
        "done": sum(not result.refusal for result in results),
        "left": saved["left"],
        "filters": saved["filters"],
    }
    return TemplateResponse(request, "admin/claim/bulk_done.html", context)


def _happened(claim: Claim, refusal: str, since: int | None) -> Sequence[Event]:
    return happened_since(claim, since) if refusal and since else []


def _result(claim: Claim, version: int, make: Make) -> Result:
    try:
        return make(claim, version)
    except REFUSALS as refusal:
        unread = isinstance(refusal, workflow.NotRead)
        return Result(claim, "", message_of(refusal), unread)
    except OperationalError:
        # Those before it are done: the rest is tried, not all of it again.
        connection.close_if_unusable_or_obsolete()
        return Result(claim, "", _("The database was away or too busy: try this one again."))


def _seen(given: Sequence[str]) -> dict[int, int]:
    """Versions by claim, of ``12:5``; raises Http404 for anything else, and for too many."""
    pairs = [text.split(":") for text in given]
    if len(pairs) > AT_ONCE or not all(len(p) == 2 and all(map(str.isdecimal, p)) for p in pairs):
        raise Http404
    return {int(claim): int(version) for claim, version in pairs}


def ask(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Claim], bulk: Bulk, form: forms.Form
) -> HttpResponse:
    """Show the form for the claims that were ticked; of too many, for the first."""
    form.initial["since"] = AuditEntry.objects.newest()
    claims = list(queryset.order_by("pk").select_related("article", "status")[:AT_ONCE])
    if left := queryset.count() - len(claims):
        form.initial["left"] = left
        said = _(
            "At most %(limit)s claims at once: these are the first. The other %(left)s follow."
        )
        messages.warning(request, said % {"limit": AT_ONCE, "left": left})
    return page(model_admin, request, bulk, {"form": form, "claims": claims})


def _unread(bulk: Bulk, claims: Sequence[Claim], request: HttpRequest) -> list[Claim]:
    """What the act will refuse, since the person has not read it."""
    user = cast("User", request.user)
    to_read = [claim for claim in claims if workflow.needs_reading(claim)]
    return Reading.objects.unread(to_read, user) if bulk.takes_reading else []


def page(
    model_admin: Any, request: HttpRequest, bulk: Bulk, context: dict[str, Any]
) -> TemplateResponse:
    everywhere = model_admin.admin_site.each_context(request)
    own = {
        "title": bulk.title,
        "label": bulk.label,
        "address": bulk.address,
        "opts": model_admin.opts,
        "unread": _unread(bulk, context.get("claims", []), request),
    }
    return TemplateResponse(request, "admin/claim/bulk.html", everywhere | own | context)
