"""A claim as its reviewer reads it: its page, what changed since, remarks, and the decision.

A remark is about a field, or about words in it; the checker takes over a suggested wording with one
click.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import publishing, remarks
from factcheck.admin import drafts, sent_twice
from factcheck.admin.article import passages
from factcheck.admin.claim import act_forms, next_steps, preview, thread
from factcheck.admin.claim.act_pages import visible
from factcheck.admin.claim.pressed import FIELD, Pressed
from factcheck.admin.desk_admin import say_what_was_dropped
from factcheck.models import Claim, Reading, Remark, User
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.content import claim_fields
from factcheck.models.vocabulary import Stage
from factcheck.workflow import WorkflowError
from factcheck.workflow.refusals import REFUSALS, message_of

# What a reviewer does when the claim is read.
DECISIONS = {Verb.SIGN_OFF, Verb.SEND_BACK}
SETTLING: Mapping[str, Callable[[int, User], Remark]] = {
    "take-over": remarks.take_over,
    "resolve": remarks.resolve,
}


class RemarkForm(forms.ModelForm):  # type: ignore[type-arg]
    """A remark; without a field, it is about the one where its words stand."""

    field = forms.ChoiceField(label=gettext_lazy("About"), required=False)

    class Meta:
        model = Remark
        fields = ["exact", "field", "text", "suggestion"]
        labels = {"exact": gettext_lazy("Words")}
        help_texts = {
            "exact": gettext_lazy("Select them in the page, or leave this empty."),
            "suggestion": gettext_lazy("What to write in place of the words."),
        }
        widgets = {
            "exact": forms.Textarea(attrs={"rows": 2}),
            "text": forms.Textarea(attrs={"rows": 3}),
            "suggestion": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, claim: Claim, data: Any = None) -> None:
        super().__init__(data, instance=Remark(claim=claim))
        self.said = remarks.texts(claim)
        field = self.fields["field"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("wherever the words stand")),
            *((name, each.label) for name, each in claim_fields().items() if self.said[name]),
        ]

    def clean(self) -> dict[str, Any]:
        super().clean()
        exact = self.cleaned_data.get("exact", "").replace("\r\n", "\n")
        field = self.cleaned_data.get("field", "")
        if self.errors:
            return self.cleaned_data
        if not exact and not field:
            self.add_error("field", _("Choose what the remark is about, or select its words."))
        elif exact:
            self._place(exact, field)
        return self.cleaned_data

    def _place(self, exact: str, field: str) -> None:
        """Find the words, and the field with them; words to replace must stand there once."""
        suggestion = self.cleaned_data.get("suggestion")
        names = [field] if field else [name for name in self.said if self._has(name, exact)]
        if suggestion:
            own = remarks.fields_to_suggest()
            if field and field not in own:
                self.add_error("field", _("No other wording can be suggested here: say it."))
                return
            names = [name for name in names if name in own]
        if len(names) != 1:
            missing = _("These words do not stand in the claim: copy them as they stand.")
            several = _("These words stand in several parts of the claim: choose one.")
            self.add_error("field" if names else "exact", several if names else missing)
            return
        try:
            place = remarks.find(self.said[names[0]], exact)
        except remarks.WordsGone as error:
            self.add_error("exact", str(error))
            return
        self.cleaned_data |= {"exact": place.exact, "field": names[0]}

    def _has(self, name: str, exact: str) -> bool:
        try:
            remarks.find(self.said[name], exact)
        except remarks.WordsGone as error:
            return error.is_there
        return True


@dataclass(frozen=True, slots=True)
class Shown:
    """A remark as one person sees it: what they may do with it, and if its words still stand."""

    remark: Remark
    label: str
    may_take_over: bool
    may_resolve: bool


def read(admin: Any, request: Any, claim_id: int) -> HttpResponse:
    """Show the page, and note that this person read it; a POST makes a remark, or decides.

    Who has yet to say why they decide so stays on the page, with what they typed.
    """
    visible(admin, request, claim_id)
    pressed: Pressed | None = None
    if FIELD in request.POST:
        with acting_as(request.user):
            decide = partial(admin.changeform_view, request, str(claim_id))
            response = sent_twice.once(request, decide)
        pressed = getattr(request, "pressed", None)
        if not (pressed and pressed.lacks_words):
            return response
    claim = Claim.objects.for_candidate().get(pk=claim_id)
    user = request.user
    assert isinstance(user, User)
    form = RemarkForm(claim, None if pressed else request.POST or None)
    if request.method == "POST" and not pressed and _made(form, user):
        for unknown in next_steps.unknown_names(f"{form.instance.text} {form.instance.suggestion}"):
            messages.warning(request, unknown)
        say_what_was_dropped(request, form)
        return redirect(f"{request.path}#remarks")
    shown = _shown(claim, form.said, user)
    before = Reading.objects.of_earlier_version(claim, user)
    if request.method != "POST":
        Reading.objects.record(claim, user, publishing.candidate(claim).sha256)
    context = preview.page(claim) | {
        "original": claim,
        "passage": passages.unsettled(claim),
        "before": before,
        "changes": thread.changes_since(claim, before.last_change) if before else [],
        "remarks": shown,
        "open_remarks": len(shown),
        "form": form,
        "buttons": _decisions(claim, user, pressed),
        "contribution": thread.of(user, thread.contributions(claim)),
        "draft_key": drafts.key_of(user),
    }
    response = TemplateResponse(request, "admin/claim/read.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


def _decisions(claim: Claim, user: User, pressed: Pressed | None) -> list[act_forms.Button]:
    """What this person may decide, with what they typed for the decision that lacks words."""
    sent, refused = (pressed.sent, pressed.form) if pressed else (QueryDict(), None)
    buttons = act_forms.buttons(claim, user, sent, may_save=False, refused=refused)
    return [button for button in buttons if button.act.verb in DECISIONS]


def settle(
    admin: Any, request: HttpRequest, claim_id: int, remark_id: int, how: str
) -> HttpResponse:
    """Take a wording over, or resolve a remark; what is refused is said on the page."""
    visible(admin, request, claim_id)
    page = address(claim_id)
    if request.method != "POST":
        return redirect(page)
    settling = SETTLING.get(how)
    if settling is None:
        raise Http404
    remark = get_object_or_404(Remark, pk=remark_id, claim=claim_id)
    user = request.user
    assert isinstance(user, User)
    try:
        settling(remark.pk, user)
    except REFUSALS as refusal:
        messages.error(request, message_of(refusal))
    return redirect(f"{page}#remarks")


def address(claim_id: int) -> str:
    return reverse("admin:factcheck_claim_read", args=[claim_id])


def _made(form: RemarkForm, user: User) -> bool:
    if not form.is_valid():
        return False
    try:
        remarks.make(form.instance, user)
    except ValidationError as error:
        form.add_error(None, error.messages)
    except WorkflowError as error:
        form.add_error(None, str(error))
    return not form.errors


def _shown(claim: Claim, said: Mapping[str, str], user: User) -> list[Shown]:
    fields = claim_fields()
    return [
        Shown(
            remark,
            str(fields[remark.field].label) if remark.field in fields else remark.field,
            may_take_over=remarks.suggests_wording(remark)
            and remarks.may_take_over(user)
            and not Stage(claim.stage).is_settled,
            may_resolve=remarks.may_resolve(remark, user),
        )
        for remark in claim.remarks.unsettled().with_people()
    ]
