"""Asking for the content of a publication to be removed, and agreeing to it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin.move_views import page, page_of, visible
from factcheck.admin.refusals import REFUSALS, message_of
from factcheck.models import Publication, Redaction
from factcheck.publishing import redaction


class AskForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason, which readers see"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def redact(admin: Any, request: HttpRequest, claim_id: int, number: int) -> HttpResponse:
    """Ask; or agree to what somebody else asked for."""
    claim = visible(admin, request, claim_id)
    publication = get_object_or_404(
        Publication.objects.select_related("redaction"), claim=claim, number=number
    )
    asked = getattr(publication, "redaction", None)
    data = request.POST if request.method == "POST" else None
    form = AskForm(data) if asked is None else forms.Form(data)
    if form.is_valid():
        try:
            done = _carry_out(publication, asked, form.cleaned_data, request.user)
        except (ValidationError, PermissionDenied) as refusal:
            form.add_error(None, getattr(refusal, "messages", None) or str(refusal))
        except REFUSALS as refusal:
            form.add_error(None, message_of(refusal))
        else:
            messages.success(request, done)
            return redirect(page_of(claim))
    title = _("Redact revision %(number)s") % {"number": number}
    context = page(admin, request, claim, title)
    context |= {"publication": publication, "asked": asked, "form": form}
    return TemplateResponse(request, "admin/factcheck/claim/redact.html", context)


def _carry_out(
    publication: Publication, asked: Redaction | None, values: dict[str, Any], user: Any
) -> str:
    if asked is None:
        redaction.ask(publication, values["reason"], user)
        return _("Asked for: another publisher has to agree before anything is removed.")
    redaction.agree(asked, user)
    return _("The content is removed; digests and reason stay.")


def state(publication: Publication) -> str:
    """What became of a publication's content, or can."""
    asked = getattr(publication, "redaction", None)
    if asked is None:
        return _("redact…")
    if asked.agreed_by_id:
        return _("redacted: %(reason)s") % {"reason": asked.reason}
    return _("asked for by %(name)s: %(reason)s") % {"name": asked.asked_by, "reason": asked.reason}
