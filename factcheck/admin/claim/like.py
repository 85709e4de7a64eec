"""What is like the claim that is being entered, shown as one types and said again at its save."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from factcheck import likeness
from factcheck.admin.line import LineTextarea
from factcheck.models import Article, Claim, Speaker


class HeadlineInput(LineTextarea):
    """A headline with what is like the claim below it; without a script, only the headline."""

    template_name = "factcheck/widgets/headline.html"

    claim: Claim | None = None
    # What is known to be in its words before anything is typed.
    same: Sequence[Claim] = ()
    overlapping: Sequence[Claim] = ()

    @property
    def media(self) -> Media:
        return super().media + Media(js=["factcheck/admin/same_as.js"])

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        known = {"claim": self.claim.pk, "article": self.claim.article_id} if self.claim else {}
        query = urlencode({key: value for key, value in known.items() if value})
        context["widget"]["address"] = f"{reverse('admin:factcheck_claim_like')}?{query}"
        context["widget"] |= {"same": self.same, "overlapping": self.overlapping}
        return context


def like(admin: Any, request: HttpRequest) -> HttpResponse:
    """Show what is like what has been typed so far."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    claim_id = _number(request, "claim")
    entered = likeness.Entered(
        claim_id=claim_id,
        article=Article.objects.filter(pk=_number(request, "article")).first(),
        quote=request.GET.get("quote", "").replace("\r\n", "\n"),
        # A place may be the first one.
        place=_number(request, "place") if request.GET.get("place") else None,
        headline=request.GET.get("headline", "").strip(),
        speaker=Speaker.objects.filter(pk=_number(request, "speaker")).first(),
    )
    overlapping = entered.overlapping()
    context = {
        "same": [claim for claim, is_same in overlapping if is_same],
        # Beside a claim that is there stand the others of its words already.
        "overlapping": [c for c, is_same in overlapping if not is_same and not claim_id],
        "similar": entered.similar(),
        "speakers": entered.like_speakers(),
    }
    return TemplateResponse(request, "admin/claim/_like.html", context)


def warn(request: HttpRequest, claim: Claim, form: forms.ModelForm[Any]) -> None:
    """Say once more, where words were changed, that the saved claim may stand there twice."""
    entered = likeness.of(claim)
    if {"quote", "place"} & set(form.changed_data) and (same := entered.same_place()):
        _say(request, _("The same place is marked already:"), same)
    if "headline" in form.changed_data and (found := entered.similar()):
        _say(request, _("Similar claims:"), found)


def _say(request: HttpRequest, what: str, claims: list[Claim]) -> None:
    rows = [(reverse("admin:factcheck_claim_change", args=[c.pk]), c) for c in claims]
    links = format_html_join(" · ", '<a href="{}">{}</a>', rows)
    messages.warning(request, format_html("{} {}", what, links))


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
