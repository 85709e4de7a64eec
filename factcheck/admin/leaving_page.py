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
from django.utils.translation import gettext_lazy, ngettext

from factcheck import leaving
from factcheck.models import Claim, User
from factcheck.models.text_fields import PlainCharFormField
from factcheck.workflow.errors import DemandsUnmet
from factcheck.workflow.refusals import REFUSALS, message_of

LABELS = {
    "to_check": gettext_lazy("Claims to check go to"),
    "to_sign_off": gettext_lazy("Claims to sign off go to"),
    "orders": gettext_lazy("Embargoes go to"),
    "views": gettext_lazy("Views that are for all go to"),
}
CLAIMS = {"to_check", "to_sign_off"}
NEED_ONE = {"orders", "views"}


class LeavingForm(forms.Form):
    """Who gets each kind of work; what there is none of is not asked for."""

    def __init__(self, leaver: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        work = leaving.work_of(leaver)
        # What the page of who has how much counts; the rest is with others for the time being.
        turn = Claim.objects.held_by(leaver.pk)
        for name, who in leaving.PARTS.items():
            if count := getattr(work, name).count():
                people = User.objects.holding(who).exclude(pk=leaver.pk)
                later = count - getattr(work, name).filter(turn).count() if name in CLAIMS else 0
                self.fields[name] = forms.ModelChoiceField(
                    people.order_by("username"),
                    label=f"{LABELS[name]} ({count - later})",
                    help_text=_with_others(later) if later else "",
                    required=name in NEED_ONE,
                    empty_label="---------" if name in NEED_ONE else _("nobody: free to take"),
                )


def _with_others(count: int) -> str:
    return ngettext(
        "%(count)d more is with others now; it goes along, for when it comes back.",
        "%(count)d more are with others now; they go along, for when they come back.",
        count,
    ) % {"count": count}


class PseudonymForm(forms.Form):
    """The name that stays."""

    pseudonym = PlainCharFormField(
        label=gettext_lazy("Pseudonym"),
        max_length=100,
        help_text=gettext_lazy(
            "It stands for the name at the desk, in all histories, and in the byline of what is "
            "published from now on. What is published already keeps its byline."
        ),
    )

    def clean_pseudonym(self) -> str:
        named = User(username=self.cleaned_data["pseudonym"])
        others = {field.name for field in User._meta.get_fields()} - {"username"}
        try:
            named.clean_fields(exclude=others)
            named.validate_unique(exclude=others)
        except ValidationError as refusal:
            said = _(
                "Write it as one word of letters, digits and @ . + - _, such as former-colleague."
            )
            misspelt = any(error.code == "invalid" for error in refusal.error_dict["username"])
            raise ValidationError([said] if misspelt else refusal.messages) from None
        return named.username


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
    is_whole = is_sent and form.is_valid()
    # A name that is replaced is gone for good: that is asked once more.
    is_asked = is_whole and not leaver.is_active and "sure" not in request.POST
    if is_whole and not is_asked and _carried_out(request, leaver, form):
        return redirect("admin:factcheck_user_leave", leaver.pk)
    context = {
        "title": _("Leaving: %(name)s") % {"name": leaver},
        "leaver": leaver,
        "form": form,
        "is_asked": is_asked,
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
            if not all(form.cleaned_data.values()):
                said = _("%(name)s can no longer sign in; what nobody was given is free to take.")
            elif not form.cleaned_data:
                said = _("%(name)s can no longer sign in.")
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
