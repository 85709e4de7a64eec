"""Asking for a claim's words to be redacted, and agreeing to it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin.claim.act_pages import page, page_of, visible
from factcheck.admin.desk_admin import say_what_was_dropped
from factcheck.models import Claim, EvidenceFile, Publication, Redaction
from factcheck.models.text_fields import PlainCharFormField
from factcheck.publishing import redacting
from factcheck.workflow.refusals import REFUSALS, message_of


class RevisionsField(forms.ModelMultipleChoiceField[Publication]):
    """Revisions to tick, each with its name."""

    widget = forms.CheckboxSelectMultiple
    claim: Claim

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj, self.claim)


class AskForm(forms.Form):
    revisions = RevisionsField(
        label=gettext_lazy("Revisions of this claim"), queryset=None, required=False
    )
    neighbours = RevisionsField(
        label=gettext_lazy("Revisions of other claims that hold the same words"),
        queryset=None,
        required=False,
        help_text=gettext_lazy(
            "What you leave in stays public, with the words in it. Of these claims only the "
            "revisions go; the desk keeps its verdicts, to be published again without the words."
        ),
    )
    findings = RevisionsField(
        label=gettext_lazy("Revisions of the finding on the article"),
        queryset=None,
        required=False,
        help_text=gettext_lazy(
            "Tick those that tell of what must go. With the newest one, the words of the finding "
            "go from the desk, too."
        ),
    )
    reason = PlainCharFormField(
        label=gettext_lazy("Reason, which readers see"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, claim: Claim, number: str, data: Any = None) -> None:
        own = Publication.objects.redactable().of_claim(claim.pk)
        others = redacting.neighbours(claim)
        # Whoever comes from one revision is asked about that one alone.
        ticked = own.filter(number=number) if number.isdecimal() else own
        initial = {"revisions": ticked, "neighbours": others if ticked is own else ()}
        super().__init__(data, initial=initial)
        self._show("revisions", own, claim)
        self._show("neighbours", others, claim)
        self._show("findings", redacting.findings_beside(claim), claim)

    def _show(self, name: str, publications: QuerySet[Publication], claim: Claim) -> None:
        field = self.fields[name]
        assert isinstance(field, RevisionsField)
        field.claim, field.queryset = claim, publications
        if not publications:
            del self.fields[name]

    @property
    def chosen(self) -> list[Publication]:
        names = ("revisions", "neighbours", "findings")
        return [p for name in names for p in self.cleaned_data.get(name, ())]


def redact(admin: Any, request: HttpRequest, claim_id: int) -> HttpResponse:
    """Ask for a redaction, agree to one that somebody else asked for, or take one back."""
    claim = visible(admin, request, claim_id)
    asked = claim.redactions.pending().select_related("asked_by").first()
    data = request.POST if request.method == "POST" else None
    number = request.GET.get("revision", "")
    form = forms.Form(data) if asked else AskForm(claim, number, data)
    if form.is_valid():
        try:
            done = _carry_out(claim, asked, form, request)
        except (ValidationError, PermissionDenied) as refusal:
            form.add_error(None, getattr(refusal, "messages", None) or str(refusal))
        except REFUSALS as refusal:
            form.add_error(None, message_of(refusal))
        else:
            messages.success(request, done)
            say_what_was_dropped(request, form)
            return redirect(page_of(claim))
    taken = list(asked.publications.order_by("claim_id", "number")) if asked else []
    context = page(admin, request, claim, _("Redact")) | {
        "asked": asked,
        "form": form,
        "taken": [name_of(publication, claim) for publication in taken],
        "takes_words": not asked or redacting.takes_words(claim, taken),
        "places": redacting.places_in_texts(claim),
        "files_elsewhere": EvidenceFile.objects.held_elsewhere(claim.pk),
        "before": claim.redactions.agreed().select_related("asked_by", "agreed_by"),
    }
    return TemplateResponse(request, "admin/claim/redact.html", context)


def _carry_out(
    claim: Claim, asked: Redaction | None, form: forms.Form, request: HttpRequest
) -> str:
    user: Any = request.user
    if isinstance(form, AskForm):
        redacting.ask(claim, form.chosen, form.cleaned_data["reason"], user)
        return _("Asked for: another publisher has to agree before anything is removed.")
    assert asked
    if "take-back" in request.POST:
        redacting.take_back(asked, user)
        return _("Taken back: everything stays as it is.")
    redacting.agree(asked, user)
    return _("The words are removed; digests and reason stay.")


def name_of(publication: Publication, among: Claim) -> str:
    """The name of a revision on the page of a claim; a revision of another claim names that too."""
    revision = _("Revision %(number)s, %(kind)s of %(day)s") % {
        "number": publication.number,
        "kind": publication.get_kind_display(),
        "day": date_format(localtime(publication.published_at), "DATE_FORMAT"),
    }
    if publication.claim_id == among.pk:
        return revision
    if publication.finding_id:
        return " · ".join([revision, _("Finding on the article")])
    claim = _("claim %(number)s") % {"number": publication.claim_id}
    headline = publication.said.claim.headline if publication.content else ""
    return " · ".join(filter(None, [revision, claim, headline]))


def with_state(publications: Any) -> QuerySet[Publication]:
    """Load what `state` needs."""
    asked = Redaction.objects.pending().filter(serials__contains=[OuterRef("pk")])
    rows: QuerySet[Publication] = publications.with_redaction()
    return rows.annotate(asked_reason=Subquery(asked.values("reason")[:1]))


def state(publication: Any) -> str:
    """What became of a publication's content, or what can be done with it."""
    if publication.redaction_reason:
        return _("redacted: %(reason)s") % {"reason": publication.redaction_reason}
    if publication.asked_reason:
        return _("asked for: %(reason)s") % {"reason": publication.asked_reason}
    return _("redact…")
