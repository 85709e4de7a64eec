"""The acts on a claim, each a small form beside the claim's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from factcheck import workflow
from factcheck.admin.problems import Problem
from factcheck.models import Claim, User
from factcheck.models.acts import ACTS, Act, Comment, Effect
from factcheck.models.text_fields import PlainTextFormField
from factcheck.models.vocabulary import AMENDMENTS, PublicationKind
from factcheck.models.who import Who

# The form that an act is sent with.
CLAIM_FORM = "claim_form"

# What is put right by adding or opening a row.
PARTS = {"citations", "evidence", "search_log"}

# By what its button sends, or stands in the address.
BY_BUTTON: dict[str, Act] = {act.verb.value: act for act in ACTS.values() if act.button}


class ActForm(forms.Form):
    """What an act needs to know, and the version of the claim that the person has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, act: Act, claim: Claim, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": claim.version} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        is_first = act.effect == Effect.PUBLISH and not claim.publications.reviews().exists()
        self.fields |= _fields(act, is_first=is_first)

    @property
    def asks(self) -> bool:
        """Whether it asks for anything but an optional comment."""
        others = self.fields.keys() - {"version", "comment"}
        return bool(others) or self.fields["comment"].required


def bulk_fields(act: Act) -> dict[str, forms.Field]:
    """What an act on many claims needs to know; some of them may already have a review."""
    fields = _fields(act, is_first=False)
    if act.effect == Effect.PUBLISH:
        del fields["embargo"]
        for field in fields.values():
            field.required = False
            field.help_text = _("Needed for those that have a published review already.")
    return fields


def _fields(act: Act, *, is_first: bool) -> dict[str, forms.Field]:
    """The fields that the effect needs, and the comment; `is_first` is for a first review."""
    comment = _text(act.comment.label, required=act.comment.is_needed)
    if act.effect == Effect.ASSIGN:
        people = User.objects.with_perm(Who.RESEARCHER.value).order_by("username")
        return {
            "assignee": forms.ModelChoiceField(people, label=_("To whom")),
            "comment": comment,
        }
    if act.effect == Effect.PUBLISH:
        return {"embargo": _embargo(), "comment": comment} if is_first else _amendment_fields()
    return {"comment": comment}


def _embargo() -> forms.DateTimeField:
    return forms.DateTimeField(
        label=_("Not before"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: now."),
    )


def _amendment_fields() -> dict[str, forms.Field]:
    kind = forms.TypedChoiceField(
        label=_("What it is"),
        choices=[(kind.value, kind.label) for kind in AMENDMENTS],
        coerce=PublicationKind,
        empty_value=None,
        widget=forms.RadioSelect,
        help_text=_("A correction sets an error right; an update adds what was not known."),
    )
    return {
        "kind": kind,
        "comment": _text(_("What changed and why, for readers")),
        "embargo": _embargo(),
    }


def _text(label: str, *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return PlainTextFormField(label=label, required=required, widget=widget)


@dataclass(frozen=True, slots=True)
class Button:
    """An act on offer: its fields, and what is `missing` before it can be made.

    It is `blocked` where that is missing and the person cannot put it right in the form beside.
    """

    act: Act
    form: ActForm
    missing: Sequence[Problem]
    is_blocked: bool

    @property
    def verb(self) -> str:
        return self.act.verb

    @property
    def label(self) -> str:
        return str(self.act.button)

    @property
    def is_begun(self) -> bool:
        """Whether something was typed for it."""
        return any(self.form.initial[name] for name in self.form.initial if name != "version")

    @property
    def leads_on(self) -> bool:
        return self.act.leads_on


def buttons(claim: Claim, user: User, sent: QueryDict, *, may_save: bool) -> list[Button]:
    """Exactly the acts that this person may make now; to comment stands with the thread.

    What leads on comes first, what stands beside the stages last. What was `sent` stays in their
    fields. Load the claim with `for_candidate`.
    """
    offered = [
        Button(
            offer.act,
            beside_form(offer.act, claim, sent),
            [missing(sentence) for sentence in offer.missing],
            is_blocked=bool(offer.missing) and not may_save,
        )
        for offer in workflow.offers(claim, user)
        if offer.act.comment != Comment.ALONE
    ]
    # Of two that lead on, whoever comes to submit need not take first.
    return sorted(
        offered, key=lambda b: (not b.leads_on, b.act.effect == Effect.TAKE, b.act.target is None)
    )


def missing(sentence: str) -> Problem:
    """What is missing, with the part or the field of the form where it is put right."""
    field = getattr(sentence, "field", "")
    return Problem("", f"part-{field}" if field in PARTS else field and f"id_{field}", sentence)


def beside_form(act: Act, claim: Claim, sent: QueryDict) -> ActForm:
    """The fields of an act as part of the claim's form, with what was typed in them."""
    typed = {
        name: value
        for key, value in sent.items()
        if (name := key.removeprefix(f"{act.verb}-")) not in {key, "version"}
    }
    form = ActForm(act, claim, prefix=act.verb, initial=typed, use_required_attribute=False)
    for field in form.fields.values():
        field.widget.attrs["form"] = CLAIM_FORM
    return form
