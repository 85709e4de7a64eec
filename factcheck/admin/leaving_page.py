"""When somebody leaves: who gets their work, and which name stays of them."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import leaving
from factcheck.admin.refusals import REFUSALS, message_of
from factcheck.models import User
from factcheck.workflow.errors import DemandsUnmet

LABELS = {
    "to_check": gettext_lazy("Claims to check go to"),
    "to_sign_off": gettext_lazy("Claims to sign off go to"),
    "orders": gettext_lazy("Embargoes go to"),
    "views": gettext_lazy("Views that are for all go to"),
}
NEED_ONE = {"orders", "views"}


class LeavingForm(forms.Form):
    """Who gets each kind of work; what there is none of is not asked for."""

    def __init__(self, leaver: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        work = leaving.work_of(leaver)
        for name, who in leaving.PARTS.items():
            if count := getattr(work, name).count():
                people = User.objects.with_perm(who.value).exclude(pk=leaver.pk)
                self.fields[name] = forms.ModelChoiceField(
                    people.order_by("username"),
                    label=f"{LABELS[name]} ({count})",
                    required=name in NEED_ONE,
                    empty_label=None if name in NEED_ONE else _("nobody"),
                )


class PseudonymForm(forms.Form):
    """The name that stays."""

    pseudonym = forms.CharField(
        label=gettext_lazy("Pseudonym"),
        max_length=100,
        help_text=gettext_lazy(
            "It stands for the name at the desk, in all histories, and in the byline of what is "
            "published from now on. What is published already keeps its byline."
        ),
    )


def page(admin: Any, request: HttpRequest, user_id: int) -> HttpResponse:
    """Deactivate an account and hand over its work; then, if need be, take its name away."""
    leaver = get_object_or_404(User, pk=user_id)
    if not admin.has_change_permission(request, leaver):
        raise PermissionDenied
    form: forms.Form
    if leaver.is_active:
        form = LeavingForm(leaver, request.POST or None)
    else:
        form = PseudonymForm(request.POST or None, initial={"pseudonym": f"former-{leaver.pk}"})
    is_sent = request.method == "POST" and request.POST.get("of") == str(leaver.is_active)
    if is_sent and form.is_valid() and _carried_out(request, leaver, form):
        return redirect("admin:factcheck_user_leave", leaver.pk)
    context = {
        "title": _("Leaving: %(name)s") % {"name": leaver},
        "leaver": leaver,
        "form": form,
        "opts": admin.opts,
        "change": reverse("admin:factcheck_user_change", args=[leaver.pk]),
    }
    everywhere = admin.admin_site.each_context(request)
    return TemplateResponse(request, "admin/leaving.html", everywhere | context)


def _carried_out(request: HttpRequest, leaver: User, form: forms.Form) -> bool:
    by = cast("User", request.user)
    try:
        if leaver.is_active:
            leaving.leave(leaver, leaving.Successors(**form.cleaned_data), by)
            said = _("%(name)s can no longer sign in; the work is handed over.")
        else:
            leaving.pseudonymise(leaver, form.cleaned_data["pseudonym"], by)
            said = _("From now on the name is %(name)s.")
    except DemandsUnmet as refusal:
        form.add_error(None, list(refusal.missing))
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
    except REFUSALS as refusal:
        form.add_error(None, message_of(refusal))
    else:
        leaver.refresh_from_db()
        messages.success(request, said % {"name": leaver})
        return True
    return False
