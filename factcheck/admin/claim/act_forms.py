"""The acts on a claim, each a small form beside the claim's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from factcheck import claimreview, language_tags, publishing, workflow
from factcheck.admin.problems import Problem
from factcheck.models import Claim, User
from factcheck.models.acts import ACTS, Act, Comment, Effect
from factcheck.models.text_fields import PlainTextFormField
from factcheck.models.translated import languages
from factcheck.models.vocabulary import AMENDMENTS, PublicationKind
from factcheck.models.who import Who
from factcheck.publishing import candidates

# The form that an act is sent with.
CLAIM_FORM = "claim_form"

# What a form says of what the person has seen, and what is no part of the act itself.
SEEN = {"version", "since", "candidate"}

# Begins the names of fields for translations of the reason.
TRANSLATED = "reason_"

# What is put right by adding or opening a row.
PARTS = {"citations", "evidence", "search_log"}

# By what its button sends, or stands in the address.
BY_BUTTON: dict[str, Act] = {act.verb.value: act for act in ACTS.values() if act.button}


class ActForm(forms.Form):
    """What an act needs to know, and what of the claim the person has seen.

    That is its `version`, and `since`, the entry of the audit that was its newest then; of what is
    signed off, also the digest of the `candidate`, which rests on more than the claim.
    """

    seen_until: int | None = None

    version = forms.IntegerField(widget=forms.HiddenInput)
    since = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, act: Act, claim: Claim, *args: Any, since: int | None = None, **kwargs: Any
    ) -> None:
        submits = act.effect == Effect.SUBMIT and claim.stage in act.sources
        amends = submits and claim.publications.reviews().exists()
        initial: dict[str, Any] = {"version": claim.version, "since": since}
        if amends:
            initial |= {"kind": claim.amendment_kind, "reason": claim.amendment_reason}
            initial |= {TRANSLATED + k: v for k, v in claim.amendment_translations.items()}
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields |= _fields(act, amends=amends)
        if amends or act.effect == Effect.RETRACT:
            reason = self.fields["reason" if amends else "comment"]
            reason.widget.attrs |= language_tags.attributes(claim.language)
            self.fields |= translations_of_reason(claim.language)
        if act.effect == Effect.SIGN:
            self.fields["candidate"] = forms.CharField(required=False, widget=forms.HiddenInput)
            if not self.is_bound:
                self.initial["candidate"] = publishing.candidate(claim).sha256

    def clean(self) -> dict[str, Any]:
        """Leave what the act itself takes."""
        self.seen_until = self.cleaned_data.pop("since", None)
        if said := reasons_in(self.cleaned_data):
            self.cleaned_data["reasons"] = said
        return self.cleaned_data

    @property
    def asks(self) -> bool:
        """Whether it asks for anything but an optional comment."""
        others = self.fields.keys() - {*SEEN, "comment"}
        return bool(others) or self.fields["comment"].required


def bulk_fields(act: Act) -> dict[str, forms.Field]:
    """What an act on many claims needs to know; some of them may already have a review."""
    fields = _fields(act, amends=act.effect == Effect.SUBMIT)
    fields.pop("embargo", None)
    for name in workflow.AMENDMENT & fields.keys():
        fields[name].required = False
        fields[name].help_text = _("Needed for those that have a published review already.")
    return fields


def _fields(act: Act, *, amends: bool) -> dict[str, forms.Field]:
    """The fields that the effect needs, and the comment; whether what comes `amends` a review."""
    comment = _text(act.comment.label, required=act.comment.is_needed)
    if act.effect == Effect.ASSIGN:
        people = User.objects.holding(Who.RESEARCHER)
        return {
            "assignee": forms.ModelChoiceField(people, label=_("To whom")),
            "comment": comment,
        }
    if act.effect == Effect.PUBLISH:
        return {"embargo": _embargo(), "comment": comment}
    return (_amendment_fields() if amends else {}) | {"comment": comment}


def _embargo() -> forms.DateTimeField:
    return forms.DateTimeField(
        label=_("Not before"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: now."),
    )


def _amendment_fields() -> dict[str, forms.Field]:
    kind: Any = Claim._meta.get_field("amendment_kind")
    reason: Any = Claim._meta.get_field("amendment_reason")
    return {
        "kind": forms.TypedChoiceField(
            label=capfirst(kind.verbose_name),
            choices=[(kind.value, kind.label) for kind in AMENDMENTS],
            coerce=PublicationKind,
            empty_value=None,
            widget=forms.RadioSelect,
            help_text=kind.help_text,
        ),
        "reason": _text(capfirst(reason.verbose_name)),
    }


def reasons_in(cleaned: dict[str, Any], prefix: str = TRANSLATED) -> dict[str, str]:
    """Take the translations of a reason out of what a form said, by language."""
    translated = [name for name in cleaned if name.startswith(prefix)]
    texts = {name.removeprefix(prefix): cleaned.pop(name) for name in translated}
    return {code: text for code, text in texts.items() if text}


def translations_of_reason(language: str, prefix: str = TRANSLATED) -> dict[str, forms.Field]:
    """The reason itself is in this language, such as that of the claim."""
    return {
        prefix + code: _text(
            _("The same in %(language)s") % {"language": name}, required=False, language=code
        )
        for code, name in languages().items()
        if code != language_tags.primary(language)
    }


def _text(label: str, *, required: bool = True, language: str = "") -> forms.CharField:
    of_language = language_tags.attributes(language) if language else {}
    widget = forms.Textarea(attrs={"rows": 3} | of_language)
    return PlainTextFormField(label=label, required=required, widget=widget)


@dataclass(frozen=True, slots=True)
class Button:
    """An act on offer: its fields, and what is `missing` before it can be made.

    It is `blocked` where that is missing and the person cannot put it right in the form beside.
    `notes` are what is made all the same, and will be found wanting.
    """

    act: Act
    form: ActForm
    missing: Sequence[Problem]
    is_blocked: bool
    notes: Sequence[str] = ()

    @property
    def verb(self) -> str:
        return self.act.verb

    @property
    def label(self) -> str:
        return str(self.act.button)

    @property
    def is_begun(self) -> bool:
        """Whether something was typed for it, or is wrong with what was."""
        typed = any(self.form.initial[name] for name in self.form.initial.keys() - SEEN)
        return typed or bool(self.form.errors)

    @property
    def leads_on(self) -> bool:
        return self.act.leads_on


def buttons(
    claim: Claim, user: User, sent: QueryDict, *, may_save: bool, refused: ActForm | None = None
) -> list[Button]:
    """Exactly the acts that this person may make now; to comment stands with the thread.

    What leads on comes first, what stands beside the stages last. What was `sent` stays in their
    fields, with what is wrong in those of the one that was `refused`. Load the claim with
    `for_candidate`.
    """
    since = Claim.objects.last_change(claim)
    wrong = {refused.prefix: refused.errors} if refused else {}
    offered = [
        Button(
            offer.act,
            form := beside_form(offer.act, claim, sent, since=since),
            [missing(sentence, form) for sentence in offer.missing],
            is_blocked=bool(offer.missing) and not may_save,
            notes=_notes(offer.act, claim),
        )
        for offer in workflow.offers(claim, user)
        if offer.act.comment != Comment.ALONE
    ]
    for button in offered:
        button.form.errors.update(wrong.get(button.verb, {}))
    # Of two that lead on, whoever comes to submit need not take first.
    return sorted(
        offered, key=lambda b: (not b.leads_on, b.act.effect == Effect.TAKE, b.act.target is None)
    )


def _notes(act: Act, claim: Claim) -> Sequence[str]:
    return claimreview.faults(candidates.review(claim)) if act.effect == Effect.PUBLISH else ()


def missing(sentence: str, form: ActForm) -> Problem:
    """What is missing, with the part or the field where it is put right: of the act, or beside."""
    field = getattr(sentence, "field", "")
    if isinstance(sentence, workflow.Unsaid):
        return Problem("", form[field].auto_id if field in form.fields else "", sentence)
    return Problem("", f"part-{field}" if field in PARTS else field and f"id_{field}", sentence)


def beside_form(act: Act, claim: Claim, sent: QueryDict, *, since: int | None = None) -> ActForm:
    """The fields of an act as part of the claim's form, with what was typed in them."""
    typed = {
        name: value
        for key, value in sent.items()
        if (name := key.removeprefix(f"{act.verb}-")) not in {key, *SEEN}
    }
    form = ActForm(
        act, claim, prefix=act.verb, initial=typed, since=since, use_required_attribute=False
    )
    for field in form.fields.values():
        field.widget.attrs["form"] = CLAIM_FORM
    return form
