"""The queue of claims whose passage the newest text has changed, or lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import anchoring, text_versions, workflow
from factcheck.admin.claim.claim_form import in_context
from factcheck.admin.desk_admin import say_what_was_dropped
from factcheck.models import Article, Claim, User
from factcheck.models.acts import Verb
from factcheck.models.quote_problem import quote_problem
from factcheck.models.text_fields import PlainCharFormField, in_language
from factcheck.models.vocabulary import Stage
from factcheck.worddiff import DiffPart, diff
from factcheck.workflow.amendments import in_words
from factcheck.workflow.refusals import REFUSALS, message_of

SHOWN = 50
ANCHOR = "anchor"
ACTS = (ANCHOR, "accept", "keep", "drop")


class PassageForm(forms.Form):
    """What is to become of one claim. A prefix keeps the fields of several forms apart."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    quote = forms.CharField(
        label=gettext_lazy("Its words in the newest text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    place = forms.IntegerField(
        label=gettext_lazy("Which one?"), required=False, widget=forms.HiddenInput
    )
    reason = PlainCharFormField(
        label=gettext_lazy("Why it is dropped"), required=False, max_length=1000
    )
    kept_reason = PlainCharFormField(
        label=gettext_lazy("Why it stays as quoted, for readers"), required=False, max_length=1000
    )

    def offer(self, text: str, places: Sequence[anchoring.Selector]) -> None:
        """Offer several places, of which one is to be chosen."""
        self.fields["place"].widget = forms.RadioSelect(
            choices=[(place.start, in_context(text, place)) for place in places]
        )


@dataclass(slots=True)
class QueuedPassage:
    """A claim of the queue, with the form that was refused or a new one."""

    words: text_versions.Words
    form: PassageForm
    problem: str = ""
    # Which of the acts was refused.
    asked: str = ""

    @property
    def claim(self) -> Claim:
        return self.words.claim

    @property
    def is_gone(self) -> bool:
        return not self.words.new

    @property
    def is_settled(self) -> bool:
        return Stage(self.claim.stage).is_settled

    @property
    def altered(self) -> list[str]:
        """What of its meaning the newest text has otherwise, in words."""
        return [in_words(change) for change in self.words.altered]

    @property
    def is_droppable(self) -> bool:
        return self.claim.stage in workflow.ACTS[Verb.DROP].sources

    @property
    def parts(self) -> list[DiffPart]:
        return diff(self.words.old, self.words.new)

    @property
    def places(self) -> bool:
        """Whether one of several places must be chosen."""
        return isinstance(self.form.fields["place"].widget, forms.RadioSelect)


def queue(admin: Any, request: HttpRequest, article_id: int | None = None) -> HttpResponse:
    """Show the queue of one article, or of all; a POST settles one claim of it."""
    article = get_object_or_404(Article, pk=article_id) if article_id else None
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    may_change = request.user.has_perm("factcheck.change_claim")
    refused: QueuedPassage | None = None
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        key = request.POST.get("claim", "")
        claim = get_object_or_404(Claim, pk=key if key.isdecimal() else None)
        refused = _settle(request, claim)
        if refused is None:
            return redirect(request.path)
    claims = Claim.objects.with_changed_passage().select_related("article", "status")
    if article:
        claims = claims.filter(article=article)
    found = list(claims.most_altered_first()[: SHOWN + 1])
    if refused and refused.claim not in found[:SHOWN]:
        messages.error(request, refused.problem)
    context = admin.admin_site.each_context(request) | {
        "title": _("Passages that changed, or are gone"),
        "subtitle": str(article) if article else None,
        "opts": admin.opts,
        "article": article,
        "entries": _entries(found[:SHOWN], refused),
        "has_more": len(found) > SHOWN,
        "shown": SHOWN,
        "may_change": may_change,
    }
    return TemplateResponse(request, "admin/article/passages.html", context)


def unsettled(claim: Claim) -> QueuedPassage | None:
    """What is to be settled of a claim's passage, for a banner; None where nothing is."""
    if Claim.Passage(claim.passage).is_settled:
        return None
    [words] = text_versions.words([claim])
    return QueuedPassage(words, _form(claim))


def _entries(claims: Sequence[Claim], refused: QueuedPassage | None) -> list[QueuedPassage]:
    return [
        replace(refused, words=words)
        if refused and refused.claim.pk == words.claim.pk
        else QueuedPassage(words, _form(words.claim))
        for words in text_versions.words(claims)
    ]


def _form(claim: Claim, typed: Any = None) -> PassageForm:
    initial = {"version": claim.version, "kept_reason": claim.kept_reason}
    form = PassageForm(typed, initial=initial, prefix=f"claim-{claim.pk}")
    in_language(form, ["quote"], claim.language)
    return form


def _settle(request: HttpRequest, claim: Claim) -> QueuedPassage | None:
    """Do what was asked for; after a refusal, return the form with what was typed."""
    assert isinstance(request.user, User)
    form = _form(claim, request.POST)
    asked = next((name for name in ACTS if name in request.POST), ANCHOR)
    entry = QueuedPassage(text_versions.Words(claim, claim.quote, ""), form, asked=asked)
    if not form.is_valid():
        entry.problem = _("The form is not whole: load the page again.")
        return entry
    try:
        done = _do(asked, claim, request.user, form.cleaned_data)
    except anchoring.AmbiguousQuote as error:
        newest = claim.article.current_revision
        form.offer(newest.body if newest else "", error.candidates)
        entry.problem = quote_problem(error)
    except anchoring.AnchorError as error:
        entry.problem = quote_problem(error)
    except ValidationError as error:
        entry.problem = " ".join(error.messages)
    except REFUSALS as refusal:
        entry.problem = message_of(refusal)
    else:
        if claim.stage == Stage.APPROVED:
            done += " " + _("Its sign-off is void: it waits for a reviewer again.")
        messages.success(request, done)
        say_what_was_dropped(request, form)
        return None
    claim.refresh_from_db(fields=["version"])
    form.data = request.POST.copy()
    form.data[form.add_prefix("version")] = str(claim.version)
    return entry


def _do(asked: str, claim: Claim, user: User, values: dict[str, Any]) -> str:
    """Make the change that was asked for; returns what was done."""
    name, version = {"claim": claim}, values["version"]
    if asked == "drop":
        workflow.perform(claim.pk, Verb.DROP, user, comment=values["reason"], version=version)
        return _("“%(claim)s” was dropped.") % name
    if asked == "keep":
        text_versions.keep(claim, values["kept_reason"], user, version=version)
        return _("“%(claim)s” stays as quoted from the earlier text.") % name
    if asked == "accept":
        text_versions.accept(claim, user, version=version)
        return _("“%(claim)s” was checked against the new words.") % name
    text_versions.anchor_again(claim, values["quote"], user, start=values["place"], version=version)
    return _("“%(claim)s” is anchored in the newest text.") % name
