"""The page on which the finding on an article is written, and goes its way to readers."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin.claim.act_forms import TRANSLATED, reasons_in, translations_of_reason
from factcheck.admin.desk_admin import say_what_was_dropped
from factcheck.models import Article, ArticleFinding, User
from factcheck.models.acts import Verb
from factcheck.models.text_fields import PlainTextFormField
from factcheck.models.translated import Translated, TranslatedFormField, languages
from factcheck.models.vocabulary import AMENDMENTS, Stage
from factcheck.models.who import Who
from factcheck.publishing import chain, findings
from factcheck.workflow import findings as workflow
from factcheck.workflow.refusals import REFUSALS, message_of

ROWS = 6
# Begins the names of fields for translations of the comment.
OF_COMMENT = "comment_"


class FindingForm(forms.Form):
    text = TranslatedFormField(
        label=gettext_lazy("Finding on the article"),
        required=False,
        help_text=gettext_lazy(
            "Refer to claims by their numbers, as [29] or [29, 31], and let the numbers of claims "
            "be counted: {checked}."
        ),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Published as"),
        required=False,
        choices=[("", "—"), *((kind.value, kind.label) for kind in AMENDMENTS)],
    )
    reason = PlainTextFormField(
        label=gettext_lazy("What changed and why, for readers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    candidate = forms.CharField(required=False, widget=forms.HiddenInput)
    comment = PlainTextFormField(
        label=gettext_lazy("Comment; readers see it where the finding is withdrawn"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, desk: "Desk", data: Any = None) -> None:
        super().__init__(data, initial=desk.initial)
        for widget in self.fields["text"].widget.widgets:
            widget.attrs["rows"] = ROWS
        if not desk.may_write:
            del self.fields["text"]
        if desk.may_write and desk.is_public:
            self.fields |= translations_of_reason(settings.LANGUAGE_CODE)
        else:
            del self.fields["kind"], self.fields["reason"]
        # What readers see is said in their languages, too.
        self.fields["comment"] = self.fields.pop("comment")
        if desk.may_withdraw:
            self.fields |= translations_of_reason(settings.LANGUAGE_CODE, OF_COMMENT)

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["reasons"] = reasons_in(self.cleaned_data)
        self.cleaned_data["comments"] = reasons_in(self.cleaned_data, OF_COMMENT)
        return self.cleaned_data


class Desk:
    """The finding as one person has it before them; there may be none yet."""

    def __init__(self, article: Article, user: User) -> None:
        self.article, self.user = article, user
        self.finding = ArticleFinding.objects.filter(article=article).first()
        settled = self.finding is not None and Stage(self.finding.stage).is_settled
        self.may_write = Who.RESEARCHER.held_by(user) and not settled
        self.offers = workflow.offers(self.finding, user) if self.finding else []
        self.may_withdraw = any(offer.act.verb == Verb.WITHDRAW for offer in self.offers)
        self.is_public = bool(self.finding and chain.revisions_of(self.finding).exists())

    @property
    def initial(self) -> dict[str, Any]:
        finding = self.finding
        if finding is None:
            return {"text": Translated(), "version": 0}
        return {
            "text": finding.text,
            "kind": finding.amendment_kind,
            "reason": finding.amendment_reason,
            **{TRANSLATED + code: said for code, said in finding.amendment_translations.items()},
            "version": finding.version,
            "candidate": workflow.digest(finding)[0],
        }

    def take(self, said: dict[str, Any], verb: str) -> str:
        """Save what was written, then make the act, if any; returns what to tell the person."""
        finding, version = self.finding, said["version"]
        if self.may_write:
            finding = workflow.write(
                self.article,
                said["text"],
                self.user,
                version=version,
                kind=said.get("kind", ""),
                reason=said.get("reason", ""),
                reasons=said["reasons"],
            )
            version = finding.version
        if not verb or finding is None:
            return _("The finding is saved.")
        # What was changed just now was not there to be read.
        candidate = said["candidate"] if version == said["version"] else ""
        given = {"comment": said["comment"], "version": version, "candidate": candidate}
        reasons = said["comments"] if verb == Verb.WITHDRAW else {}
        workflow.perform(finding.pk, Verb(verb), self.user, reasons=reasons, **given)
        words = workflow.FINDING_ACTS[Verb(verb)].done
        return str(words) if words else ""

    @property
    def context(self) -> dict[str, Any]:
        """What the page shows beside the form."""
        counting = self.finding or ArticleFinding(article=self.article, text=Translated())
        said = findings.candidate(counting).text
        moves = self.finding.moves.select_related("actor") if self.finding else []
        return {
            "finding": self.finding,
            "may_write": self.may_write,
            "counts": findings.counts_of(counting),
            "claims": findings.claims_of(counting),
            "offers": self.offers,
            "faults": list(findings.faults(counting)),
            "shown": {code: text for code in languages() if (text := said.get(code))},
            "moves": [(move, workflow.FINDING_ACTS[Verb(move.verb)].told) for move in moves],
        }


def view(admin: Any, request: HttpRequest, article_id: int) -> HttpResponse:
    """Show the finding; a POST saves what was written, and makes the act that was pressed."""
    article, user = get_object_or_404(Article, pk=article_id), request.user
    assert isinstance(user, User)
    if not (admin.has_view_permission(request, article) and Who.STAFF.held_by(user)):
        raise PermissionDenied
    desk, problems = Desk(article, user), list[str]()
    form = FindingForm(desk, request.POST or None)
    if request.method == "POST":
        if request.POST.get("act") not in {None, "", *workflow.FINDING_ACTS}:
            raise PermissionDenied
        if form.is_valid():
            try:
                said = desk.take(form.cleaned_data, request.POST.get("act", ""))
            except REFUSALS as refusal:
                # What was typed stays, beside what is saved by now, and can be sent for that.
                problems, desk = [message_of(refusal)], Desk(article, user)
                now = {name: str(desk.initial.get(name, "")) for name in ("version", "candidate")}
                form = FindingForm(desk, request.POST.dict() | now)
            else:
                messages.success(request, said)
                say_what_was_dropped(request, form)
                return redirect("admin:factcheck_article_finding", article.pk)
    context = admin.admin_site.each_context(request) | {
        **desk.context,
        "title": _("Finding on the article"),
        "subtitle": str(article),
        "opts": admin.opts,
        "article": article,
        "back": reverse("admin:factcheck_article_change", args=[article.pk]),
        "form": form,
        "problems": problems,
    }
    return TemplateResponse(request, "admin/article/finding.html", context)
